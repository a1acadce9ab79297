from editing.history import HistoryAdmin


class SluggedAdmin(HistoryAdmin):
    """Things with a public address: a restored slug leads the address it had until now to the one it has again."""

    def restored(self, obj, before) -> None:
        obj.keep_address(before.slug if before else None)
