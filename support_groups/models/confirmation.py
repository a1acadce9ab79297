"""Who confirmed that a listing is still right, when and how."""

import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.people import who
from history.recording import ensure_recorded
from support_groups.listings import confirmation
from support_groups.models.choices import GroupChoices


class Confirmation(models.Model):
    group = models.ForeignKey("Group", models.CASCADE, related_name="confirmations")
    on = models.DateField(_("on"))
    by = models.CharField(_("confirmed by"), max_length=12, choices=GroupChoices.Confirmer)
    how = models.CharField(_("how"), max_length=10, choices=GroupChoices.Means)
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
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.on}: {self.get_by_display()}, {self.get_how_display()}"

    @property
    def recorder(self) -> str:
        return who(self, "user")


class Confirmable:
    """Mixin for Group."""

    @property
    def due_on(self) -> datetime.date | None:
        """The day by which somebody should confirm it again; None if nobody ever did."""
        if self.confirmed_on is None:
            return None
        return confirmation.due_on(self.confirmed_on, self.attendance, self.group_type)

    def freshness(self, today: datetime.date) -> confirmation.Freshness:
        """How far visitors can trust the listing, in words."""
        how = self.get_confirmed_how_display()
        return confirmation.freshness(self.status, self.confirmed_on, today, by=self.confirmed_by, how=how)

    def confirm(self, *, on: datetime.date, by: str, how: str, user=None, note: str = "") -> Confirmation:
        """Record a confirmation. It makes an unconfirmed listing a listed one."""
        with transaction.atomic(savepoint=False):
            row = self.confirmations.create(on=on, by=by, how=how, user=user, note=note)
            if self.status == self.Status.UNCONFIRMED:
                self.status = self.Status.LISTED
            is_newest = self.confirmed_on is None or on >= self.confirmed_on
            newest = row if is_newest else self.confirmations.order_by("-on", "-pk").first()
            self.confirmed_on, self.confirmed_by, self.confirmed_how = newest.on, newest.by, newest.how
            self.save()
            words = gettext("Confirmed: %(who)s, %(how)s.")
            words %= {"who": row.get_by_display(), "how": row.get_how_display()}
            ensure_recorded(self, words, by=user)
        return row
