"""What the home page says of the directory."""

import datetime
from dataclasses import dataclass

from editing.compiled_queries import CompiledQuery, Keys, day, moment
from support_groups.models import Families, GroupSearch, directory_size, listed_groups
from support_groups.models.search_queryset import last_day
from support_groups.pages.list_item import ListItem, list_items

MOST = 3
LOOKED_AT = 200  # of which some are for a fixed set of people, or the same group in another language


@dataclass(frozen=True)
class HomeGroups:
    """`number` of groups that the finder offers; a group that is listed in several languages counts once."""

    number: int
    soon: list[ListItem]


def _open():
    return GroupSearch.objects.not_left(day("left")).open_to_all().filter(next_at__isnull=False)


def _next():
    """Narrower rows than `_open`, which an index covers: to sort all of those would take five times as long."""
    rows = GroupSearch.objects.not_left(day("left")).open_from_anywhere().filter(next_at__isnull=False)
    return rows.with_next_at(moment("at")).order_by("meets_at", "pk").values_list("pk", flat=True)


_first = CompiledQuery(lambda: _next()[:LOOKED_AT])
_open_among = CompiledQuery(
    lambda: _open().filter(pk__in=Keys("groups")).order_by().values_list("pk", flat=True)
)
_all_open = CompiledQuery(
    lambda: (
        _open().with_next_at(moment("at")).order_by("meets_at", "pk").values_list("pk", flat=True)[:LOOKED_AT]
    )
)


def home_groups(at: datetime.datetime) -> HomeGroups:
    """With the next MBC-only meetings that anybody can join from anywhere."""
    GroupSearch.objects.all().refresh_stale(at)
    families, left = Families.stored(), last_day(at)
    keys = families.without_versions(
        _soonest(at, left), "", lambda others: _open_among(groups=others, left=left)
    )
    items = list_items(listed_groups(keys[:MOST]), at, families=families)
    return HomeGroups(directory_size(families, left), [item for item in items if item.starts])


def _soonest(at: datetime.datetime, left: datetime.date) -> list[int]:
    """Keys of the listings that meet next and are open to all, not all of them."""
    first = _first(at=at, left=left)
    is_open = set(_open_among(groups=first, left=left)) if first else set()
    if len(is_open) < MOST <= LOOKED_AT == len(first):
        return _all_open(at=at, left=left)
    return [key for key in first if key in is_open]
