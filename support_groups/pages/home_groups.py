"""What the home page says of the directory."""

import datetime
from dataclasses import dataclass

from support_groups.models import Families, GroupSearch, listed_groups
from support_groups.pages.list_item import ListItem, list_items


@dataclass(frozen=True)
class HomeGroups:
    """`number` of groups that the finder offers; a group that is listed in several languages counts once."""

    number: int
    soon: list[ListItem]


def home_groups(at: datetime.datetime, count: int = 3) -> HomeGroups:
    """With the next MBC-only meetings that anybody can join from anywhere."""
    rows = GroupSearch.objects.findable(at)
    rows.refresh_stale(at)
    families = Families.stored()
    meeting = rows.open_to_all().filter(next_at__isnull=False).one_of_each_family(families)
    keys = list(meeting.with_next_at(at).order_by("meets_at", "pk").values_list("pk", flat=True)[:count])
    items = list_items(listed_groups(keys), at, families=families)
    number = rows.one_of_each_family(families).order_by().count()
    return HomeGroups(number, [item for item in items if item.starts])
