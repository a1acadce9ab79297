"""How long public lists of articles are, without counting them."""

import datetime

from django.db import models
from django.db.models import Count, F, Sum, Value
from django.db.models.lookups import Exact
from django.utils import timezone

from articles.models.appearance import NEVER, Appearance, Place
from editing.compiled_queries import CompiledQuery, Keys, key, moment
from web.kept_counts import Counted, KeptCount


class ListLength(KeptCount):
    """How many rows of a list nothing ends yet."""

    # A day of leeway, because what PostgreSQL reads without a time zone is on the clock of the session.
    counted = Counted(
        "articles_appearance",
        {"owner": "{row}.owner", "place": "{row}.place"},
        "{row}.ends_at > '9998-12-30'",
    )

    owner = models.BigIntegerField()
    place = models.PositiveSmallIntegerField(choices=Place)

    class Meta(KeptCount.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner", "place", "transaction_id"], name="list_length_once"),
        ]


def _parts() -> models.QuerySet:
    """What nothing ends yet, less what hasn't begun, and what will have ended. What begins later and ends after that is in
    the second and the third; both are few rows, each in one range of an index."""
    of_list = {"owner": key("owner"), "place__in": Keys("places")}
    open_ended = ListLength.objects.filter(**of_list).order_by().values_list("place")
    rows = Appearance.objects.filter(place__in=Keys("places")).order_by().values_list("place")
    to_begin = rows.filter(begins_at__gt=moment("at"), owner=key("owner"))
    # Of all lists, few rows will end. The sum keeps SQLite from reading all of this list instead.
    to_end = rows.filter(Exact(F("owner") + 0, key("owner")), ends_at__gt=moment("at"), ends_at__lt=NEVER)
    return open_ended.annotate(n=Sum("number")).union(
        to_begin.annotate(n=Value(-1) * Count("pk")), to_end.annotate(n=Count("pk")), all=True
    )


_numbers = CompiledQuery(_parts)


def list_lengths(*places: Place, owner: int = 0, at: datetime.datetime | None = None) -> dict[Place, int]:
    """How many editions these lists show at a moment, as `Appearance.objects.at` finds them."""
    lengths = dict.fromkeys(places, 0)
    for place, number in _numbers(owner=owner, places=[*places], at=at or timezone.now()):
        lengths[Place(place)] += number
    return lengths
