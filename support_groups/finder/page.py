"""What the page of a search tells: how many were found, each choice with a way to take it back, what else to try."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.finder.form import SORTS, USUAL_RADIUS
from support_groups.finder.search import Search
from support_groups.listings import ways_to_meet


@dataclass(frozen=True)
class Filter:
    """One choice a visitor made: in words, and the query of the same search without it."""

    name: str
    words: str
    without: str


class SearchPage(Search):
    """A search in words."""

    def heading(self, count: int) -> str:
        """How many were found, and where."""
        if not count:
            return _("No group matches all of that, but you have options")
        if self.place is None:
            return ngettext("%d group", "%d groups", count) % count
        is_there_only = all(way.is_only_in_person for way in self.ways)
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
            count = self._asking(self.asked | changes).groups.count()
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

    def anywhere(self) -> "SearchPage":
        """Groups that can be joined from anywhere, with the same wish for a language where there is one."""
        ways = {"how": ways_to_meet.codes(is_in_person=False, has_times=True), "tz": self.asked.get("tz")}
        same = self._asking(ways | {"lang": self.asked.get("lang")})
        return same if same.rows.exists() else self._asking(ways)

    def _asking(self, asked: dict[str, Any]) -> "SearchPage":
        """The same search with other answers, already understood."""
        other = copy(self)
        for name in ("rows", "filters"):
            other.__dict__.pop(name, None)
        other.asked = asked
        if not asked.get("place"):
            other.found = None
        return other


def _goes_along(pair: tuple, without: tuple | None) -> bool:
    """Without a place there is no radius."""
    return without is not None and without[0] == "place" and pair[0] == "radius"
