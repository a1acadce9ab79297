"""The web address of a group, and those it once had, which keep leading to it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.former_addresses import KeepsFormerAddresses

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


class Addressed(KeepsFormerAddresses):
    """Mixin for Group."""

    def validate_unique(self, exclude=None):
        """An address that was not changed is this group's own."""
        is_own = self.pk is not None and self.slug == self.stored_slug
        super().validate_unique({*(exclude or ()), "slug"} if is_own else exclude)

    def get_absolute_url(self):
        return reverse("support_groups:group", args=[self.slug])

    def keep_address(self, old_slug: str | None) -> None:
        """Lead a former web address here, unless nobody could know it."""
        if old_slug == self.slug:
            return
        FormerSlug.objects.filter(slug=self.slug).delete()
        if old_slug and self.status != self.Status.DRAFT:
            former = FormerSlug(slug=old_slug, group=self)
            FormerSlug.objects.bulk_create(
                [former], update_conflicts=True, unique_fields=["slug"], update_fields=["group"]
            )
