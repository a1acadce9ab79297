"""Calls about a listing that nobody answered. A call that somebody answered is a confirmation, or changes the listing."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from editing.people import who

MANY = 3  # after so many calls without an answer, calling again is unlikely to help


class UnansweredCall(models.Model):
    group = models.ForeignKey("Group", models.CASCADE, related_name="unanswered_calls")
    on = models.DateField(_("on"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    user_name = models.CharField(max_length=200, blank=True, editable=False)  # editing/people.py
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Private. For staff only."))
    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("call without an answer")
        verbose_name_plural = _("calls without an answer")
        ordering = ["-on", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.on}"

    @property
    def recorder(self) -> str:
        return who(self, "user")


class Called:
    """Mixin for Group."""

    def add_unanswered_call(self, *, on: datetime.date, user=None, note: str = "") -> UnansweredCall:
        return self.unanswered_calls.create(on=on, user=user, note=note)

    def add_note(self, note: str, *, on: datetime.date) -> None:
        """Below the notes for staff, with its date. Not saved yet."""
        lines = [self.notes, f"{date_format(on, 'M j, Y')}: {note}"] if note else [self.notes]
        self.notes = "\n".join(filter(None, lines))

    @property
    def calls_in_vain(self) -> list[UnansweredCall]:
        """Those since the listing was last confirmed, the newest first."""
        since = self.confirmed_on or datetime.date.min
        return [call for call in self.unanswered_calls.all() if call.on > since]

    @property
    def is_called_in_vain(self) -> bool:
        return len(self.calls_in_vain) >= MANY
