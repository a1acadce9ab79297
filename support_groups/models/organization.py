"""Who runs groups: a hospital, a charity, a circle of friends."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from support_groups.listings import rules
from support_groups.models.closures import Closable


def validate_no_meeting_link(text: str) -> None:
    """Raises ValidationError for a meeting link or a passcode: every visitor reads this text."""
    if rules.opens_a_meeting(text):
        raise ValidationError(_("Visitors read this. Remove the meeting link or passcode."))


class Organization(Closable, models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    description = models.TextField(
        _("description"), max_length=2000, blank=True, validators=[validate_no_meeting_link]
    )
    website = models.CharField(
        _("website"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    email = models.EmailField(
        _("email"), blank=True, help_text=_("Public. Visitors see it on the organization’s groups.")
    )
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        help_text=_("Public. Visitors see it on the organization’s groups."),
    )
    notes = models.TextField(
        _("notes for staff"), blank=True, help_text=_("Private. Never shown to visitors.")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("organization that runs groups")
        verbose_name_plural = _("organizations that run groups")
        ordering = ["name"]

    def __str__(self):
        return self.name
