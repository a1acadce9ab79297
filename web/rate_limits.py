"""Limits for what strangers may ask of the site: how often, from one internet connection or about one person.

Requests are counted in the database, where all workers see them. Who asked is kept as a keyed hash only, and no longer
than the longest limit.
"""

import datetime

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

LONGEST = datetime.timedelta(days=1)


class CountedRequest(models.Model):
    kind = models.CharField(_("kind"), max_length=40)
    who = models.CharField(_("who, as a hash"), max_length=64)
    at = models.DateTimeField(_("time"))

    class Meta:
        app_label = "web"
        verbose_name = _("counted request")
        verbose_name_plural = _("counted requests")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "who", "at"], name="counted_request_of_one")]

    def __str__(self):
        return f"{self.kind}, {self.at:%Y-%m-%d %H:%M}"


def is_allowed(
    kind: str, who: str | None, *, most: int, within: datetime.timedelta, at: datetime.datetime
) -> bool:
    """Count this request, and return whether there were no more than `most` of its kind `within` this time.

    `who` is any text that tells one asker from another, such as an internet address. If it is not known (None or ""),
    the request is allowed, because otherwise everybody would be counted as one.
    """
    if not who:
        return True
    if within > LONGEST:
        raise ValueError(f"Requests are kept for {LONGEST} only.")
    hashed = salted_hmac(kind, who, algorithm="sha256").hexdigest()
    if CountedRequest.objects.filter(kind=kind, who=hashed, at__gt=at - within).count() >= most:
        return False
    forget(at)
    CountedRequest.objects.create(kind=kind, who=hashed, at=at)
    return True


def forget(at: datetime.datetime) -> int:
    """Delete what no limit counts any more. Returns how many."""
    return CountedRequest.objects.filter(at__lte=at - LONGEST).delete()[0]
