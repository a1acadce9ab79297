"""What the home page says of the directory."""

import datetime
from dataclasses import dataclass

from editing.compiled_queries import CompiledQuery, Keys, day, moment, number_of_rows
from support_groups.models import Families, GroupSearch, listed_groups
from support_groups.models.search_queryset import last_day
from support_groups.pages.list_item import ListItem, list_items

MOST = 3
LOOKED_AT = 30  # of which some may be the same group in another language


@dataclass(frozen=True)
class HomeGroups:
    """`number` of groups that the finder offers; a group that is listed in several languages counts once."""

    number: int
    soon: list[ListItem]


def _meeting():
    return GroupSearch.objects.not_left(day("left")).open_to_all().filter(next_at__isnull=False)


_soon = CompiledQuery(
    lambda: (
        _meeting()
        .with_next_at(moment("at"))
        .order_by("meets_at", "pk")
        .values_list("pk", flat=True)[:LOOKED_AT]
    )
)
_meeting_too = CompiledQuery(
    lambda: _meeting().filter(pk__in=Keys("groups")).order_by().values_list("pk", flat=True)
)
_findable = CompiledQuery(
    lambda: (
        GroupSearch.objects.not_left(day("left"))
        .filter(pk__in=Keys("groups"))
        .order_by()
        .values_list("pk", flat=True)
    )
)
_listings = CompiledQuery(
    lambda: GroupSearch.objects.not_left(day("left")).order_by().values_list(number_of_rows(), flat=True)
)


def home_groups(at: datetime.datetime) -> HomeGroups:
    """With the next MBC-only meetings that anybody can join from anywhere."""
    GroupSearch.objects.all().refresh_stale(at)
    families, left = Families.stored(), last_day(at)
    keys = families.without_versions(
        _soon(at=at, left=left), "", lambda others: _meeting_too(groups=others, left=left)
    )
    items = list_items(listed_groups(keys[:MOST]), at, families=families)
    return HomeGroups(_number_of(families, left), [item for item in items if item.starts])


def _number_of(families: Families, left: datetime.date) -> int:
    (listings,) = _listings(left=left)
    if not families.keys:
        return listings
    versions = _findable(groups=families.keys, left=left)
    return listings - len(versions) + families.counted_once(versions)
