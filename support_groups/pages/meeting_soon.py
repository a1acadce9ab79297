"""The next meetings that anybody can join, for the home page."""

import datetime

from support_groups.models import Families, Group, GroupSearch
from support_groups.pages.list_item import ListItem, list_items


def meeting_soon(at: datetime.datetime, count: int = 3) -> list[ListItem]:
    """The next MBC-only meetings that anybody can join from anywhere."""
    rows = GroupSearch.objects.findable(at).open_to_all()
    rows.refresh_stale(at)
    families = Families.stored()
    rows = rows.filter(next_at__isnull=False).one_of_each_family(families)
    keys = list(rows.with_next_at(at).order_by("meets_at", "pk").values_list("pk", flat=True)[:count])
    items = list_items(Group.objects.for_lists().in_order(keys), at, families=families)
    return [item for item in items if item.starts]
