"""What has changed since a sheet was printed, in the groups that were on it or may have been."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Max
from django.http import QueryDict

from support_groups.finder import query
from support_groups.finder.search import Search
from support_groups.models import Group, GroupSearch, PublicChange
from support_groups.pages.changes_since import ChangesSince, parsed

MOST = 200


class SearchOfClosed(Search):
    """The same search among groups that have stopped. They have no dates, so days and times narrow nothing."""

    @property
    def candidates(self):
        return GroupSearch.objects.filter(status=Group.Status.CLOSED)

    @property
    def rows(self):
        return query.matching(replace(self.shape, slots=()), self._literal, self.candidates).order_by("pk")


def newest_key() -> int:
    """The number that a sheet prints: that of the newest entry in the record of the whole directory; 0 if there is none."""
    return PublicChange.objects.aggregate(last=Max("pk"))["last"] or 0


def changed_groups(
    data: QueryDict | Mapping[str, Any], number: str, *, at: datetime.datetime, language: str
) -> list[ChangesSince] | None:
    """The groups of a search, and of those that stopped the ones it would have found, in which visitors read something
    else than under this number. None if no sheet can have it yet.
    """
    key = parsed(number)
    if key is None or key > newest_key():
        return None
    changed = PublicChange.objects.filter(pk__gt=key).values("group")
    found = [
        search(data, at=at).rows.filter(pk__in=changed).values_list("pk", flat=True)[:MOST]
        for search in (SearchOfClosed, Search)
    ]
    groups = Group.objects.for_dates().prefetch_related("public_changes").in_bulk([*found[0], *found[1]])
    compared = [ChangesSince.since_key(group, key, at=at, language=language) for group in groups.values()]
    return [changes for changes in compared if not changes.nothing_has_changed]
