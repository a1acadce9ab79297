"""Whom to ask about a group."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support_groups.models.checks import FewerChecks
from support_groups.models.group import Group

SEEN = {False: _("Only staff see this"), True: _("Visitors see this")}


class Contact(FewerChecks):
    """Somebody to ask about a group: for staff, and for visitors only by choice."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=100)
    role = models.CharField(_("role"), max_length=100, blank=True, help_text=_("Leader, reception, backup"))
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_public = models.BooleanField(
        _("visitors may see it"),
        default=False,
        help_text=_("If off, only staff see it. Ask the contact before you turn it on."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts (private unless marked)")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""),
                name="contact_can_be_reached",
                violation_error_message=_("Enter an email address or a phone number."),
            )
        ]

    def __str__(self):
        """No name: this goes into the history and the activity, which outlast the contact and what it agreed to."""
        return gettext("for visitors") if self.is_public else gettext("for staff only")

    @property
    def audience(self) -> str:
        """Who sees it, in words."""
        return str(SEEN[self.is_public])
