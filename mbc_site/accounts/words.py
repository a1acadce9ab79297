"""Our words for records of Django's own, whose models can't be renamed without migrations in another package."""


class OptionsInOurWords:
    """The options of a model (`_meta`), with other names for one and for several records."""

    def __init__(self, options, one, several):
        self._options = options
        self.verbose_name, self.verbose_name_plural = one, several

    def __getattr__(self, name: str):
        return getattr(self._options, name)


class InOurWords:
    """A mixin for an admin; list it before ModelAdmin."""

    one = several = ""

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.opts = OptionsInOurWords(model._meta, self.one, self.several)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.opts = self.opts
        return changelist
