"""The finder's page in words: how many groups were found, how to change the search, and what else to try."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.finder import filters
from support_groups.finder.filters import CheckboxFilter, Part, SelectFilter, WordsFilter
from support_groups.finder.search import CHOOSING, Search
from support_groups.listings import ways_to_meet
from support_groups.models import Group

MOST_ASKED = 4  # filters named in the line that says what was asked


@dataclass(frozen=True)
class ActiveFilter:
    """One choice a visitor made: in words, and the query of the same search without it."""

    name: str
    words: str
    without: str


@dataclass(frozen=True)
class Fold:
    """Some fields of the form, folded: its title, what was chosen there in words, and the fields by kind."""

    title: str
    chosen: str
    words: list[BoundField]
    checkboxes: list[tuple[BoundField, list[str], str]]  # with the chosen values and a class in CSS
    selects: list[tuple[BoundField, str]]  # with the chosen value


class SearchPage(Search):
    """A search in words."""

    def heading(self, count: int) -> str:
        """How many groups were found, and where."""
        if not count:
            return _("No group matches all of that, but you have options")
        if self.place is None:
            return ngettext("%d group", "%d groups", count) % count
        is_only_in_person = all(way.is_only_in_person for way in self.ways)
        sentence = self._there(count) if is_only_in_person else self._there_or_anywhere(count)
        return sentence % {"count": count, "place": self.place.label}

    def _there(self, count: int) -> str:
        if self.is_around:
            return ngettext("%(count)d group near %(place)s", "%(count)d groups near %(place)s", count)
        if self.is_in_district:
            return ngettext(
                "%(count)d group in and around %(place)s", "%(count)d groups in and around %(place)s", count
            )
        return ngettext("%(count)d group in %(place)s", "%(count)d groups in %(place)s", count)

    def _there_or_anywhere(self, count: int) -> str:
        if self.is_around:
            return ngettext(
                "%(count)d group near %(place)s, or wherever you are",
                "%(count)d groups near %(place)s, or wherever you are",
                count,
            )
        if self.is_in_district:
            return ngettext(
                "%(count)d group in and around %(place)s, or wherever you are",
                "%(count)d groups in and around %(place)s, or wherever you are",
                count,
            )
        return ngettext(
            "%(count)d group in %(place)s, or wherever you are",
            "%(count)d groups in %(place)s, or wherever you are",
            count,
        )

    @property
    def possible_places(self) -> list[tuple[str, str]]:
        """Other places that can be meant, or all while that is not certain: each in words, and the query that says so."""
        others = self.place_match.others if self.place_match else ()
        return [(place.label, self.link(place=place.query)) for place in others]

    def count_words(self, count: int) -> str:
        """The heading of the page."""
        return ngettext("%d support group", "%d support groups", count) % count if count else self.heading(0)

    @property
    def asked(self) -> list[str]:
        """What was asked, for one line: Near Akron, Ohio, or from anywhere; Spanish."""
        words = [self._asked_place or each.words for each in self.active_filters if each.name == "place"]
        words += [each.words for each in self.active_filters if each.name != "place"]
        if more := len(words[MOST_ASKED:]):
            words[MOST_ASKED:] = [_("%d more") % more]
        return words

    @property
    def _asked_place(self) -> str:
        if self.place is None:
            return ""
        is_usual = self.is_around and self.radius == filters.USUAL_RADIUS
        there = _("Near %s") % self.place.label if is_usual else self._words_of_place
        is_only_there = all(way.is_only_in_person for way in self.ways)
        return there if is_only_there else _("%s, or from anywhere") % there

    @property
    def folds(self) -> list[Fold]:
        """The folds of the form."""
        return [self._fold(part, str(title)) for part, title in filters.FOLDS.items()]

    def _fold(self, part: Part, title: str) -> Fold:
        declared = [each for each in filters.FILTERS if each.part == part]
        names = [each.name for each in declared]
        return Fold(
            title=title,
            chosen=", ".join(each.words for each in self.active_filters if each.name in names),
            words=[self.form[each.name] for each in declared if isinstance(each, WordsFilter)],
            checkboxes=[
                (self.form[each.name], self.criteria.get(each.name) or [], each.css_class)
                for each in declared
                if isinstance(each, CheckboxFilter)
            ],
            selects=[
                (self.form[each.name], self.criteria.get(each.name, ""))
                for each in declared
                if isinstance(each, SelectFilter)
            ],
        )

    @cached_property
    def messages(self) -> list[str]:
        """Sentences about what was not understood, and about chosen groups that are no longer listed."""
        return [*self.form.messages, *self._about_missing()]

    def _about_missing(self) -> Iterator[str]:
        found = set(self.groups.values_list("pk", flat=True)) if self.chosen else set()
        missing = [key for key in self.chosen if key not in found]
        stopped = Group.objects.stopped(missing) if missing else []
        for group in stopped:
            yield _("“%s” has stopped meeting.") % group.name
        if others := len(missing) - len(stopped):
            one, many = (
                "%d of the groups you chose is not in our list now.",
                "%d of the groups you chose are not in our list now.",
            )
            yield ngettext(one, many, others) % others

    @property
    def order(self) -> str:
        return self._sorts.get(self.criteria.get("sort") or filters.SORTED_BY_FIT, self._sorts["soonest"])

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The ways to sort the results: the code of each, "" for the usual one, and its words."""
        return [("" if code == filters.SORTED_BY_FIT else code, words) for code, words in self._sorts.items()]

    @property
    def _sorts(self) -> dict[str, str]:
        """Unless it is a search around a place, nothing is nearer than anything else."""
        sorts = {code: str(words) for code, words in filters.SORTS}
        if not self.is_around:
            del sorts["distance"]
            sorts[filters.SORTED_BY_FIT] = _("MBC-only groups first, then the soonest meeting")
        return sorts

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """Every choice in force, in the order of the form."""
        return [active for each in filters.FILTERS if each.is_removable for active in self._active(each)]

    def _active(self, each: filters.Filter) -> Iterator[ActiveFilter]:
        value = self.criteria.get(each.name)
        if each.is_whole and value:
            yield ActiveFilter(each.name, self._words(each, value), self.link(**{each.name: ""}))
            return
        for single in _values(value):
            yield ActiveFilter(each.name, self._words(each, single), self.link((each.name, single)))

    def _words(self, each: filters.Filter, value: Any) -> str:
        if each.name == "place":
            return self._words_of_place or value
        return each.words(value, self.form.fields[each.name])

    @property
    def _words_of_place(self) -> str:
        """ "" while it is not known which place is meant."""
        if self.is_around:
            words = _("Within %(miles)d miles of %(place)s")
            return words % {"miles": self.radius, "place": self.place.label}
        return self.place.label if self.place else ""

    def query(self, without: tuple[str, str] | None = None, **changes: str) -> str:
        """The search as a query string, "" or with its question mark; `changes` replace or, when "", take out."""
        return _as_query(self._changed(without, changes))

    def link(self, without: tuple[str, str] | None = None, **changes: str) -> str:
        """The same for a link in the finder, with the groups that were checked so far."""
        pairs = self._changed(without, changes)
        if self.kept:
            pairs += [*(("group", key) for key in self.kept), (CHOOSING, 1)]
        return _as_query(pairs)

    def _changed(self, without: tuple[str, str] | None, changes: dict[str, str]) -> list[tuple[str, Any]]:
        return [*self.pairs(without, *changes), *filter(all, changes.items())]

    def pairs(self, without: tuple[str, str] | None = None, *left_out: str) -> list[tuple[str, Any]]:
        """The parameters of the search, without one of them or without all of some names."""
        removed = without and without[0]
        kept = [f for f in filters.FILTERS if f.name not in left_out and f.removed_with != removed]
        return [(f.name, value) for f in kept for value in self._values_of(f) if (f.name, value) != without]

    @property
    def checked(self) -> list[int]:
        """Keys of the groups whose check boxes are checked, on whatever page of the list they are."""
        return self.chosen or self.kept or []

    @property
    def query_of_checked(self) -> str:
        """Of the list of just these groups, on the visitor's clock."""
        pairs = [("group", key) for key in self.checked]
        return f"?{urlencode([*pairs, ('tz', self.zone)] if self.zone else pairs)}"

    @property
    def is_whole(self) -> bool:
        """Whether it is the list of all groups, as it is without a search or a choice."""
        return not self.active_filters and self.kept is None

    def _values_of(self, each: filters.Filter) -> list:
        return [value for value in _values(self.criteria.get(each.name)) if value != each.default]

    def relaxed(self) -> list[tuple[str, str, str]]:
        """For a search without results: what to change, the query that does, and how many groups it finds."""
        results = []
        for words, changes in self._relaxations():
            if count := self._count_with(self.criteria | changes):
                query = self.link(**{name: str(value or "") for name, value in changes.items()})
                results.append((words, query, ngettext("%d group", "%d groups", count) % count))
        return results

    def _count_with(self, criteria: dict[str, Any]) -> int:
        return self._with(criteria).count()

    def _relaxations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """A wider radius, then each filter removed."""
        if self.is_around:
            wider = [miles for miles in filters.RADII if miles > self.radius]
            for miles in wider[-3:]:
                yield _("Look within %d miles") % miles, {"radius": miles}
        words: dict[str, list[str]] = {}
        for active in self.active_filters:
            words.setdefault(active.name, []).append(active.words)
        words.pop("place", None)
        for name in words:
            yield _("Remove: %s") % ", ".join(words[name]), {name: None}
        if self.place and len(self.active_filters) > 2:
            yield _("Keep only the place"), dict.fromkeys(words)

    def anywhere(self, size: int) -> Page:
        """The first groups that can be joined from anywhere, in the language that was chosen if there are any."""
        remote = {
            "how": ways_to_meet.codes(is_in_person=False, has_times=True),
            "tz": self.criteria.get("tz"),
        }
        in_language = self._with(remote | {"lang": self.criteria.get("lang")})
        found = in_language if in_language.count() else self._with(remote)
        return found.page("1", size)

    def _with(self, criteria: dict[str, Any]) -> "SearchPage":
        """The same search with other criteria, already understood."""
        other = copy(self)
        for name in ("rows", "_asked", "active_filters"):
            other.__dict__.pop(name, None)
        other.criteria = criteria
        if not criteria.get("place"):
            other.place_match = None
        return other


def _as_query(pairs: list[tuple[str, Any]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


def _values(value: Any) -> list:
    """The chosen values of a field that takes one or several."""
    if isinstance(value, list):
        return value
    return [value] if value else []
