"""Somebody made sure that a listing is true: who, when, how."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from support_groups.models.group import Group


class Confirmation(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="confirmations")
    on = models.DateField(_("on"))
    by = models.CharField(_("confirmed by"), max_length=12, choices=Group.Confirmer)
    how = models.CharField(_("how"), max_length=10, choices=Group.Means)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Private. For staff only."))
    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.on}: {self.get_by_display()}, {self.get_how_display()}"
