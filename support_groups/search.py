"""What the finder shows, in order: a visitor's questions -> groups. `find` is the door; pages ask `Search` for more.

Groups that meet in person are looked for around the visitor's place, or in her state or country; groups that can be
joined from anywhere are offered whatever the place. Whatever was not understood narrows nothing and is told of.
"""

import datetime
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups import listing, places
from support_groups.forms.search import SORTS, USUAL_RADIUS, SearchForm
from support_groups.lines import KM_IN_A_MILE, Scope
from support_groups.models import Group, GroupQuerySet
from support_groups.models.queryset import NONE
from support_groups.places import Found, Kind, Place
from support_groups.windows import windows

REACHED_BY = {  # each way of meeting -> the attendances that offer it
    "in-person": listing.IN_PERSON,
    "online": ("online", "hybrid"),
    "telephone": ("telephone",),
    "hybrid": ("hybrid",),
    "text": ("text",),
}
COUNTED_AT_ONCE = 1000
TERMS = {"who": "audiences", "lang": "languages", "type": "subtypes", "do": "activities"}


def find(data: QueryDict | Mapping[str, Any], *, at: datetime.datetime) -> GroupQuerySet:
    """The groups that the finder shows for these parameters, in order. Never raises for what a visitor typed."""
    return Search(data, at=at).groups


@dataclass(frozen=True)
class Filter:
    """One choice a visitor made: in words, and the query of the same search without it."""

    name: str
    words: str
    without: str


class Search:
    """One search: its form, the place that was understood, its groups, and each choice with a way to take it back."""

    def __init__(self, data: QueryDict | Mapping[str, Any], *, at: datetime.datetime):
        self.at = at
        self.form = SearchForm(data)
        self.asked = self.form.asked

    @cached_property
    def found(self) -> Found | None:
        """What the gazetteer makes of the place that was typed; None if none was."""
        typed = self.asked.get("place")
        return places.find(typed) if typed else None

    @property
    def place(self) -> Place | None:
        return self.found.places[0] if self.found and self.found.is_certain else None

    @property
    def is_around(self) -> bool:
        """Whether distances count: around a town or ZIP code, not in a state or country."""
        return self.place is not None and not self.place.is_area

    @property
    def scope(self) -> Scope:
        if self.place is None:
            return Scope.NONE
        return Scope.AROUND if self.is_around else Scope.AREA

    @property
    def radius(self) -> int:
        """Miles."""
        return self.asked.get("radius") or USUAL_RADIUS

    @property
    def km(self) -> float:
        return self.radius * KM_IN_A_MILE

    @property
    def zone(self) -> str:
        """The visitor's: as chosen, or that of her place; "" if nobody knows."""
        return self.asked.get("tz") or (self.place.zone if self.place else "")

    @cached_property
    def groups(self) -> GroupQuerySet:
        asked = self.asked
        groups = Group.objects.findable(self.at)
        if asked.get("fit"):
            groups = groups.filter(stage_fit__in=asked["fit"])
        for name, field in TERMS.items():
            if asked.get(name):
                groups = groups.with_term(field, self.form.keys[name][asked[name]])
        if asked.get("cost"):
            groups = groups.filter(cost=asked["cost"])
        if asked.get("q"):
            groups = groups.with_words(asked["q"])
        if asked.get("day") or asked.get("time"):
            wanted = windows(asked.get("day") or [], asked.get("time") or [])
            groups = groups.meeting_in(wanted, self.at, self.zone)
        return self._in_order(self._reachable(groups))

    def _reachable(self, groups: GroupQuerySet) -> GroupQuerySet:
        """Those that meet as asked: in person near the place, otherwise from anywhere."""
        how = self.asked.get("how") or list(REACHED_BY)
        freely = {kind for way in how if way != "in-person" for kind in REACHED_BY[way]}
        wanted = Q(attendance__in=sorted(freely))
        if "in-person" in how:
            here = Q() if self.found is None else self._here()
            wanted |= Q(attendance__in=REACHED_BY["in-person"]) & here
        if self.is_around:
            groups = groups.with_distance(self.place.latitude, self.place.longitude, self.km)
        return groups.filter(wanted)

    def _here(self) -> Q:
        """Within the radius, or in the state or country; nothing while it is not known which place is meant."""
        if self.place is None:
            return NONE
        if self.place.kind == Kind.COUNTRY:
            return Q(country=self.place.country)
        if self.place.kind == Kind.REGION:
            names = [name for name in (self.place.region, self.place.region_name) if name]
            return Q(country=self.place.country, region__in=names)
        box = GroupQuerySet.inside(self.place.latitude, self.place.longitude, self.km)
        return box & Q(ground__lte=self.km)

    def _in_order(self, groups: GroupQuerySet) -> GroupQuerySet:
        soonest = [F("meets_at").asc(nulls_last=True), "pk"]
        nearest = soonest
        if self.is_around:
            # A far group that can also be joined by video is no nearer than one that is only online.
            nearest = [F("distance").asc(nulls_last=True), *soonest]
        groups = groups.with_next_at(self.at)
        if self.asked.get("sort") == "name":
            return groups.order_by("name", "pk")
        if self.asked.get("sort") == "soonest":
            return groups.order_by(*soonest)
        if self.asked.get("sort") == "distance":
            return groups.order_by(*nearest)
        return groups.by_fit().order_by("fit_rank", *nearest)

    def page(self, asked: str | None, size: int) -> Page:
        """A page of groups with all that a list says of them; the nearest that there is to the one asked for.

        Only keys are put in order: the rows are wide, and few of them are shown.
        """
        has_distance = "distance" in self.groups.query.annotations
        keys = self.groups.values_list("pk", "distance") if has_distance else self.groups.values_list("pk")
        found = list(keys[: COUNTED_AT_ONCE + 1])
        count = len(found) if len(found) <= COUNTED_AT_ONCE else self.groups.count()
        is_counted = (asked or "").strip("0").isdecimal()  # below the first page there is only the first
        page = Paginator(range(count), size).get_page(asked if is_counted else 1)
        start, stop = page.object_list.start, page.object_list.stop
        shown = found[start:stop] if stop <= COUNTED_AT_ONCE else list(keys[start:stop])
        rows = Group.objects.for_lists().in_bulk([key[0] for key in shown])
        for pk, *distance in shown:
            rows[pk].distance = distance[0] if distance else None
        page.object_list = [rows[key[0]] for key in shown]
        return page

    # --- In words -----------------------------------------------------------------------------------

    def heading(self, count: int) -> str:
        """How many were found, and where."""
        if not count:
            return _("No group matches all of that, but you have options")
        if self.place is None:
            return ngettext("%d group", "%d groups", count) % count
        is_there_only = set(self.asked.get("how") or REACHED_BY) <= {"in-person"}
        if is_there_only and self.is_around:
            told = ngettext("%(count)d group near %(place)s", "%(count)d groups near %(place)s", count)
        elif is_there_only:
            told = ngettext("%(count)d group in %(place)s", "%(count)d groups in %(place)s", count)
        elif self.is_around:
            told = ngettext(
                "%(count)d group near %(place)s, or wherever you are",
                "%(count)d groups near %(place)s, or wherever you are",
                count,
            )
        else:
            told = ngettext(
                "%(count)d group in %(place)s, or wherever you are",
                "%(count)d groups in %(place)s, or wherever you are",
                count,
            )
        return told % {"count": count, "place": self.place.label}

    @property
    def choices_of_place(self) -> list[tuple[str, str]]:
        """Where it is not certain which place is meant: each with the query that says so."""
        if not self.found:
            return []
        others = self.found.suggestions if self.place or not self.found.places else self.found.places
        return [(place.label, self.query(place=place.query)) for place in others]

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The other ways to put the results in order: in words, and as a query."""
        now = self.asked.get("sort") or SORTS[0][0]
        offered = [(code, told) for code, told in self._sorts.items() if code != now]
        return [(told, self.query(sort="" if code == SORTS[0][0] else code)) for code, told in offered]

    @property
    def selects(self) -> list[tuple[BoundField, str]]:
        """The fields that are one choice out of a list, each with the one made."""
        return [
            (self.form[name], self.asked.get(name, ""))
            for name in ("who", "lang", "type", "do", "cost", "tz")
        ]

    @property
    def asks_more(self) -> bool:
        """Whether a choice was made that the first part of the form does not show."""
        shown = ("place", "radius", "how", "sort")
        return any(value and name not in shown and value != ["mbc"] for name, value in self.asked.items())

    @property
    def order(self) -> str:
        return self._sorts.get(self.asked.get("sort") or SORTS[0][0], self._sorts["soonest"])

    @property
    def _sorts(self) -> dict[str, str]:
        """Without a place to be around nothing is nearer than anything else."""
        sorts = {code: str(told) for code, told in SORTS}
        if not self.is_around:
            del sorts["distance"]
            sorts["fit"] = _("MBC-only groups first, then the soonest meeting")
        return sorts

    @cached_property
    def filters(self) -> list[Filter]:
        """Every choice in force, in the order of the form."""
        found = []
        for name, value in self.asked.items():
            if name in ("sort", "tz", "radius") or not value:
                continue
            for one in value if isinstance(value, list) else [value]:
                found.append(Filter(name, self._words(name, one), self.query(without=(name, one))))
        return found

    def _words(self, name: str, value: str) -> str:
        if name == "place" and self.is_around:
            told = _("Within %(miles)d miles of %(place)s")
            return told % {"miles": self.radius, "place": self.place.label}
        if name == "place":
            return self.place.label if self.place else value
        if name == "q":
            return f"“{value}”"
        return str(dict(self.form.fields[name].choices).get(value, value))

    def query(self, without: tuple[str, str] | None = None, **changes: str) -> str:
        """The search as a query string, "" or with its question mark; `changes` replace or, when "", take out."""
        pairs = []
        for name, value in self.asked.items():
            if name in changes or value in ("", None, []) or (name == "radius" and value == USUAL_RADIUS):
                continue
            pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
        pairs = [pair for pair in pairs if pair != without and not _goes_along(pair, without)]
        pairs += [(name, value) for name, value in changes.items() if value != ""]
        return f"?{urlencode(pairs)}" if pairs else ""

    def relaxed(self) -> list[tuple[str, str, int]]:
        """For a search that finds nothing: what to change, the query that does, and how many groups it finds."""
        found = []
        for words, changes in self._relaxations():
            count = self._asking(self.asked | changes).groups.order_by().count()
            query = self.query(**{name: str(value or "") for name, value in changes.items()})
            found += [(words, query, count)] if count else []
        return found

    def _relaxations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """A wider radius, then each choice left out; at most a dozen."""
        if self.is_around:
            for miles in (50, 100, 250):
                if miles > self.radius:
                    yield _("Look within %d miles") % miles, {"radius": miles}
        for name in dict.fromkeys(one.name for one in self.filters if one.name != "place"):
            words = ", ".join(one.words for one in self.filters if one.name == name)
            yield _("Leave out: %s") % words, {name: None}
        if self.place and len(self.filters) > 2:
            others = {name: None for name in self.asked if name not in ("place", "radius", "tz", "sort")}
            yield _("Leave out everything but the place"), others

    def anywhere(self) -> "Search":
        """Groups that can be joined from anywhere, with the same wish for a language where there is one."""
        ways = {"how": ["online", "telephone"], "tz": self.asked.get("tz")}
        same = self._asking(ways | {"lang": self.asked.get("lang")})
        return same if same.groups.exists() else self._asking(ways)

    def _asking(self, asked: dict[str, Any]) -> "Search":
        """The same search with other answers, already understood."""
        other = copy(self)
        other.__dict__.pop("groups", None)
        other.asked = asked
        if not asked.get("place"):
            other.found = None
        return other


def _goes_along(pair: tuple, without: tuple | None) -> bool:
    """Without a place there is no radius."""
    return without is not None and without[0] == "place" and pair[0] == "radius"
