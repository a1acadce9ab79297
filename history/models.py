"""One entry for each event: who did what to which record, and when. Nothing changes or deletes an entry."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(TypeError):
    """Somebody tried to change or delete an entry."""


class EntryQuerySet(models.QuerySet):
    def of(self, record_type: str, record_id) -> "EntryQuerySet":
        """Of one record; `record_type` as in `type_of`."""
        return self.filter(record_type=record_type, record_id=str(record_id))

    def about_access(self) -> "EntryQuerySet":
        """Sign-ins and the like."""
        return self.filter(kind__in=Entry.ACCESS)

    def update(self, **columns):
        raise AppendOnly("Entries of the history are never changed.")

    def delete(self):
        raise AppendOnly("Entries of the history are never deleted.")

    def forget_access(self, before: datetime.datetime) -> int:
        """Delete the entries about sign-ins from before a time, with the addresses in them. Returns how many."""
        return models.QuerySet.delete(self.about_access().filter(at__lt=before))[0]


class Entry(models.Model):
    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        DELETED = "deleted", _("Deleted")
        OTHER = "other", _("Published, confirmed and other steps")
        SIGNED_IN = "signed_in", _("Signed in")
        SIGNED_OUT = "signed_out", _("Signed out")
        SIGN_IN_FAILED = "sign_in_failed", _("Failed sign-in")
        LOCKED_OUT = "locked_out", _("Locked out")

    ACCESS = (Kind.SIGNED_IN, Kind.SIGNED_OUT, Kind.SIGN_IN_FAILED, Kind.LOCKED_OUT)

    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Kept after the account is gone. Of a failed sign-in: the name that was typed.
    by_name = models.CharField(_("name"), max_length=255, blank=True)
    record_type = models.CharField(
        _("type of record"), max_length=100, blank=True
    )  # such as "articles.article"
    record_id = models.CharField(_("key of the record"), max_length=191, blank=True)
    record_name = models.CharField(_("record"), max_length=200, blank=True)
    words = models.TextField(_("what happened"))
    version = models.ForeignKey(
        "reversion.Version", verbose_name=_("version"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ip_address = models.GenericIPAddressField(_("IP address"), null=True)  # of sign-ins only

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("activity")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="history_newest"),
            models.Index(fields=["record_type", "record_id", "-at"], name="history_of_record"),
            models.Index(fields=["by_name", "-at"], name="history_of_person"),
            models.Index(fields=["kind", "-at"], name="history_of_kind"),
        ]

    def __str__(self):
        return f"{self.record_name}: {self.words}" if self.record_name else self.words

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("Entries of the history are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Entries of the history are never deleted.")
