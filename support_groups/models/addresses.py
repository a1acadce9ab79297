"""The web address of a group, and those it once had, which keep leading to it."""

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

RESERVED_SLUGS = ["suggest", "confirm", "export", "calendar", "sheet"]


class FormerSlug(models.Model):
    """A web address that a group once had."""

    slug = models.SlugField(max_length=100, unique=True)
    group = models.ForeignKey("Group", models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former web address")
        verbose_name_plural = _("former web addresses")

    def __str__(self):
        return self.slug


class Addressed:
    """Mixin for Group: saving another slug keeps the former one."""

    def save(self, *args, **kwargs):
        columns = kwargs.get("update_fields")
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
            if columns is None or "slug" in columns:
                self.keep_address(getattr(self, "stored_slug", None))
                self.stored_slug = self.slug

    def validate_unique(self, exclude=None):
        """An address that was not changed is this group's own."""
        is_own = self.pk is not None and self.slug == getattr(self, "stored_slug", None)
        super().validate_unique({*(exclude or ()), "slug"} if is_own else exclude)

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance.stored_slug = instance.__dict__.get("slug")
        return instance

    def get_absolute_url(self):
        return reverse("support_groups:group", args=[self.slug])

    def keep_address(self, old: str | None) -> None:
        """Lead a former web address here, unless nobody could know it."""
        if old == self.slug:
            return
        FormerSlug.objects.filter(slug=self.slug).delete()
        if old and self.status != self.Status.DRAFT:
            former = FormerSlug(slug=old, group=self)
            FormerSlug.objects.bulk_create(
                [former], update_conflicts=True, unique_fields=["slug"], update_fields=["group"]
            )
