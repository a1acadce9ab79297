"""How many groups the directory has."""

import datetime

from editing.compiled_queries import CompiledQuery, Keys, day
from support_groups.models.families import Families
from support_groups.models.group_count import number_of_listings
from support_groups.models.group_search import GroupSearch
from web.page_cache.memo import Memo
from web.page_cache.names import DIRECTORY

_size = Memo(DIRECTORY)
_findable = CompiledQuery(
    lambda: (
        GroupSearch.objects.not_left(day("left"))
        .filter(pk__in=Keys("groups"))
        .order_by()
        .values_list("pk", flat=True)
    )
)


def directory_size(families: Families, left: datetime.date) -> int:
    """Groups that the finder offers; one that is listed in several languages counts once. `left` is the `last_day` of
    listings that nobody confirmed."""
    return _size.get(left, lambda: _counted(families, left))


def _counted(families: Families, left: datetime.date) -> int:
    listings = number_of_listings(left)
    if not families.keys:
        return listings
    versions = _findable(groups=families.keys, left=left)
    return listings - len(versions) + families.counted_once(versions)
