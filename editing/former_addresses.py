"""Public addresses are a promise: when a slug changes, the former address leads to the new one."""

from django.db import transaction


class KeepsFormerAddresses:
    """Mixin for a model with a slug. Each app stores former addresses its own way, in `keep_address`."""

    stored_slug: str | None = None

    def save(self, *args, **kwargs):
        columns = kwargs.get("update_fields")
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
            if columns is None or "slug" in columns:
                self.keep_address(self.stored_slug)
                self.stored_slug = self.slug

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance.stored_slug = instance.__dict__.get("slug")
        return instance

    def keep_address(self, old_slug: str | None) -> None:
        """Lead the address with the old slug here. Called in the transaction that saved the new one."""
        raise NotImplementedError
