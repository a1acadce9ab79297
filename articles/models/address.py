"""Public addresses are a promise: when a slug changes, the old address leads to the new one."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from editing.former_addresses import KeepsFormerAddresses


class FormerAddressQuerySet(models.QuerySet):
    def record(self, old: str, new: str) -> None:
        """Lead `old` to `new`; addresses that led to `old` follow, and `new` itself leads nowhere else."""
        if old == new:
            return
        with transaction.atomic():
            self.filter(path=new).delete()
            self.filter(leads_to=old).update(leads_to=new)
            self.update_or_create(path=old, defaults={"leads_to": new})


class FormerAddress(models.Model):
    path = models.CharField(
        _("old address"), max_length=300, unique=True, help_text=_("The path only: /articles/old-name/")
    )
    leads_to = models.CharField(
        _("leads to"), max_length=300, help_text=_("The path only: /articles/new-name/")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leads_to__startswith="/")
                & models.Q(path__startswith="/")
                & ~models.Q(leads_to__startswith="//")
                & ~models.Q(leads_to__contains="\\"),
                name="former_address_is_a_path_of_this_site",
                violation_error_message=_(
                    "Give paths of this site, starting with a single slash: /articles/name/"
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(path=models.F("leads_to")),
                name="former_address_leads_elsewhere",
                violation_error_message=_("An address cannot lead to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.path} → {self.leads_to}"


class SluggedModel(KeepsFormerAddresses, models.Model):
    """Something with a public address of its own, at /…/<slug>/."""

    slug = models.SlugField(
        _("web address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the page’s address. If you change it, the old address keeps working."),
    )

    class Meta:
        abstract = True

    def keep_address(self, old_slug: str | None) -> None:
        """Lead the address with the old slug here; our own address leads nowhere else, once it is public.

        A draft may have an address that leads to something public, and takes nothing from it.
        """
        if not self.has_public_address():
            return
        if old_slug and old_slug != self.slug:
            FormerAddress.objects.record(self._address_with(old_slug), self.get_absolute_url())
        else:
            FormerAddress.objects.filter(path=self.get_absolute_url()).delete()

    def _address_with(self, slug: str) -> str:
        current, self.slug = self.slug, slug
        address = self.get_absolute_url()
        self.slug = current
        return address

    def has_public_address(self) -> bool:
        """Whether visitors may know the address."""
        return True
