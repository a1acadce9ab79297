"""What the finder shows, in order: from a visitor's search to groups. Call `find`; pages use `SearchPage` for more.

In-person groups are searched around the visitor's place, or in the visitor's county, region, state or country. Groups that can be joined
from anywhere are always included. Anything not understood doesn't narrow the search, and the page says so.

The search reads only its narrow rows. Groups are fetched only for the page that is shown.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db import models
from django.http import QueryDict

from editing.compiled_queries import Parameter
from support_groups import places
from support_groups.finder import filters, paging, query
from support_groups.finder.asking import asked
from support_groups.finder.form import SearchForm
from support_groups.listings import ways_to_meet
from support_groups.models import (
    Families,
    Group,
    GroupSearch,
    GroupSearchQuerySet,
    exported_groups,
)
from support_groups.pages.list_item import KM_IN_A_MILE
from support_groups.places import Place, PlaceKind, PlaceMatches

CHOOSING = "choosing"  # in the address: the page of the list to which a visitor takes the groups she checked
# All that can be in the address of a search. An answer to one is never kept: web/page_cache/public.py
NAMES = frozenset([*(each.name for each in filters.FILTERS), CHOOSING])


@dataclass(frozen=True)
class FoundGroups:
    """The groups of search rows, in their order. It can be read like a QuerySet.

    >>> groups[0], groups[20:40], len(groups), groups.exists()  # doctest: +SKIP
    """

    rows: GroupSearchQuerySet
    has_everything: bool = False  # whether groups come with all that a file holds of them

    def for_exchange(self) -> "FoundGroups":
        return replace(self, has_everything=True)

    def iterator(self, chunk_size: int = 500) -> Iterator[Group]:
        keys = list(self.rows.values_list("pk", flat=True))
        for start in range(0, len(keys), chunk_size):
            yield from self._fetched(keys[start : start + chunk_size])

    def _fetched(self, keys: list[int]) -> list[Group]:
        return exported_groups(keys) if self.has_everything else Group.objects.in_order(keys)

    def __iter__(self) -> Iterator[Group]:
        return self.iterator()

    def __getitem__(self, key: int | slice) -> Group | list[Group]:
        """Raises IndexError beyond the last one; negative numbers are not supported, as in a QuerySet."""
        keys = self.rows.values_list("pk", flat=True)
        if isinstance(key, slice):
            return self._fetched(list(keys[key]))
        return Group.objects.get(pk=keys[key])

    def __len__(self) -> int:
        return self.count()

    def first(self) -> Group | None:
        return next(iter(self[:1]), None)

    def exists(self) -> bool:
        return self.rows.exists()

    def count(self) -> int:
        return self.rows.order_by().count()

    def values_list(self, *names: str, flat: bool = False) -> models.QuerySet:
        """Columns of the groups, in the order of the search."""
        return self.rows.values_list(*(f"group__{name}" for name in names), flat=flat)


def find(
    data: QueryDict | Mapping[str, Any], *, at: datetime.datetime, all_versions: bool = False
) -> FoundGroups:
    """The groups that the finder shows for these parameters, in order. Never raises for what a visitor typed.

    A group that is listed in several languages is found once; with `all_versions`, each of its listings is.
    """
    search = Search(data, at=at)
    search.has_all_versions |= all_versions
    return search.groups


class Search:
    """One search: its form, the place that was understood, and its groups."""

    is_current = False  # whether all search rows are up to date
    has_all_versions = False  # whether each listing of a group is a result, in every language

    def __init__(self, data: QueryDict | Mapping[str, Any], *, at: datetime.datetime):
        self.at = at
        self.form = SearchForm(data)
        self.criteria = self.form.criteria
        self.kept = self._take_kept(data)
        if self.chosen:
            # Just those, whatever else is asked: only the clock of the visitor's place still counts.
            self.criteria = {"group": self.chosen, "tz": self.zone}
            self.has_all_versions = True
            self.place_match = None

    def _take_kept(self, data) -> list[int] | None:
        """Keys of the groups that were checked on other pages of this search, while its visitor is still choosing: they
        narrow nothing. None: no page was asked for in that way.
        """
        if CHOOSING not in data:
            return None
        return self.criteria.pop("group", [])

    @property
    def chosen(self) -> list[int]:
        """Keys of the groups that were checked in a list; not all of them may still be listed."""
        return self.criteria.get("group") or []

    @cached_property
    def place_match(self) -> PlaceMatches | None:
        """The places that the typed words can mean; None if nothing was typed."""
        typed = self.criteria.get("place")
        return places.find(typed) if typed else None

    @property
    def place(self) -> Place | None:
        match = self.place_match
        return match.places[0] if match and match.is_certain else None

    @property
    def is_around(self) -> bool:
        """Whether distances count: around a town or postcode, not in a county, state or country."""
        return self.place is not None and not self.place.is_area

    @property
    def is_in_district(self) -> bool:
        """Whether a county or known region is searched, whose boxes reach a little around it."""
        return self.place is not None and self.place.kind == PlaceKind.DISTRICT

    @property
    def radius(self) -> int:
        """Miles."""
        return self.criteria.get("radius") or filters.USUAL_RADIUS

    @property
    def km(self) -> float:
        return self.radius * KM_IN_A_MILE

    @property
    def zone(self) -> str:
        """The visitor's: as chosen, or that of her place; "" if unknown."""
        return self.criteria.get("tz") or (self.place.zone if self.place else "")

    @property
    def ways(self) -> list[ways_to_meet.WayToMeet]:
        """The ways to meet that are searched for, all of them unless some were chosen."""
        how = self.criteria.get("how")
        return [way for way in ways_to_meet.WAYS if not how or way.code in how]

    @property
    def groups(self) -> FoundGroups:
        return FoundGroups(self.rows)

    @cached_property
    def rows(self) -> GroupSearchQuerySet:
        """The rows, in order, one for each group."""
        rows = query.matching(self.shape, self._literal, self.candidates)
        self.refresh_rows()
        if not self.has_all_versions:
            rows = rows.one_of_each_family(self.families, self.language)
        return query.in_order(self.shape, self._literal, rows)

    def refresh_rows(self) -> None:
        """Rows that are not up to date are refreshed before a search reads them, its own first, whatever their dates."""
        if self.is_current or not GroupSearch.objects.is_outdated(self.at):
            self.is_current = True
            return
        shape = replace(self.shape, slots=())
        query.matching(shape, self._literal, self.candidates).refresh_stale(self.at)

    @property
    def shape(self) -> query.Shape:
        return self._asked[0]

    @property
    def values(self) -> dict[str, Any]:
        """What is bound to its shape."""
        return self._asked[1]

    @cached_property
    def _asked(self) -> tuple[query.Shape, dict[str, Any]]:
        return asked(self)

    def _literal(self, parameter: Parameter) -> Any:
        return self.values[parameter.name]

    @property
    def language(self) -> str:
        """The one that was asked for, "" if any will do."""
        return self.criteria.get("lang") or ""

    @cached_property
    def families(self) -> Families:
        return Families.stored()

    @property
    def candidates(self) -> GroupSearchQuerySet:
        """The rows among which it searches."""
        return GroupSearch.objects.findable(self.at)

    def page(self, number: str | None, size: int) -> Page:
        """A page of groups with all that a list says of them; if there is no such page, the nearest one."""
        return paging.page_of(self, number, size)

    def count(self) -> int:
        """How many groups it finds."""
        return paging.count_of(self)
