"""A group in a list: when it meets next, where, how far away, for whom. In words, for one visitor."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.listings import confirmation
from support_groups.models import Families, Group, other_versions
from support_groups.models.choices import words_for
from support_groups.models.venue import PublicPlace
from support_groups.pages.item_dates import ItemDates, is_there

KM_IN_A_MILE = 1.609344  # exactly: international yard and pound agreement, 1959
IN_MILES = ("US", "PR", "GU", "VI", "GB")
IN_LANGUAGE = {"en": "in English", "es": "en español"}  # never translated
LIVING_WITH_MBC = "living-with-mbc"
MOST_LABELS = 2  # audiences or languages that are named


def town_or_ask(place: PublicPlace) -> str:
    """The town, and what to do if nobody can find the door from there."""
    if place.is_exact:
        return place.town_line
    return _("%s (ask for the address)") % place.town_line


def audience_words(group: Group) -> list[str]:
    """Whom a group is for, besides what its stage says."""
    is_said = group.stage_fit == Group.StageFit.MBC  # “MBC only” says that it is for people living with MBC
    terms = group.audiences.all()
    return [term.label for term in terms if not (is_said and term.code == LIVING_WITH_MBC)]


def _first(labels: list[str]) -> str:
    """Men, Under 45, 3 more."""
    more = len(labels) - MOST_LABELS
    shown = [*labels[:MOST_LABELS], _("%d more") % more] if more > 0 else labels
    return ", ".join(shown)


@dataclass(frozen=True)
class ListItem(ItemDates):
    """`number` is that of its pin on the map, None without one."""

    number: int | None = None
    country: str = "US"  # the visitor's, for miles or kilometers
    versions: Sequence[Group] = ()  # the same group's listings in other languages

    @property
    def distance_km(self) -> float | None:
        """Within the radius that was asked for; None beyond it, and without a place."""
        return getattr(self.group, "distance", None)

    @cached_property
    def distance(self) -> str:
        """About 3 miles from you."""
        if self.distance_km is None:
            return ""
        if self.is_in_miles:
            miles = round(self.distance_km / KM_IN_A_MILE)
            if miles < 1:
                return _("less than a mile from you")
            return ngettext("about %d mile from you", "about %d miles from you", miles) % miles
        return _("about %d km from you") % max(1, round(self.distance_km))

    @property
    def where(self) -> str:
        """The place and how far it is, or how to be there without going anywhere."""
        way = self.group.way
        if not self.place:
            return "" if way.is_in_person else str(way.where)
        return way.where % ", ".join(
            filter(None, [self.place.called, town_or_ask(self.place), self.distance])
        )

    @property
    def stage(self) -> str:
        return words_for(Group.StageFit, self.group.stage_fit)

    @property
    def is_mbc_only(self) -> bool:
        return self.group.stage_fit == Group.StageFit.MBC

    @cached_property
    def facts(self) -> list[str]:
        """For whom besides the stage, in which other languages, and what it costs."""
        cost = words_for(Group.Cost, self.group.cost) if self.group.cost else ""
        return [*filter(None, [_first(audience_words(self.group)), _first(self.other_languages), cost])]

    @property
    def other_languages(self) -> list[str]:
        """Languages spoken there besides that of the page."""
        return [term.label for term in self.group.languages.all() if term.code != self._language[:2]]

    @property
    def lang(self) -> str:
        """The language of the listing, if it is not that of the page."""
        return "" if self._language.startswith(self.group.language) else self.group.language

    @property
    def other_versions(self) -> Iterator[tuple[Group, str]]:
        """Listings of the same group, each with words in its own language."""
        return ((group, IN_LANGUAGE[group.language]) for group in self.versions)

    @cached_property
    def paused_until(self) -> datetime.date | None:
        until = self.group.paused_until
        return until if self.group.status == Group.Status.PAUSED and until and until > self._today else None

    @property
    def is_in_miles(self) -> bool:
        return self.country in IN_MILES

    @cached_property
    def freshness(self) -> tuple[bool, str]:
        """Whether it was confirmed lately enough, and when."""
        return confirmation.in_short(self.group.status, self.group.confirmed_on, self._today)

    @property
    def is_fresh(self) -> bool:
        return self.freshness[0]

    @property
    def confirmed(self) -> str:
        return self.freshness[1]

    @property
    def anchor(self) -> str:
        return f"group-{self.group.pk}"

    # A pin of the map: where visitors may know it to be, and the entry of the list it leads to.

    @property
    def latitude(self) -> float | None:
        return self.group.place.latitude

    @property
    def longitude(self) -> float | None:
        return self.group.place.longitude

    @property
    def is_about(self) -> bool:
        """Whether its pin shows no more than the town."""
        return not self.group.place.has_door

    @property
    def href(self) -> str:
        return f"#{self.anchor}"

    @property
    def label(self) -> str:
        return self.group.name


def list_items(
    groups,
    at: datetime.datetime,
    *,
    zone: str = "",
    country: str = "US",
    families: Families | None = None,
) -> list[ListItem]:
    """Only groups in the place that was searched for get a pin on the map, and its number: a far group that can also be
    joined by video would make it a map of the continent."""
    items, number = [], 0
    groups = list(groups)
    versions = other_versions(groups, families)
    for group in groups:
        has_pin = is_there(group) and group.place is not None and group.place.latitude is not None
        number += has_pin
        items.append(
            ListItem(group, at, zone, number if has_pin else None, country, versions.get(group.pk, ()))
        )
    return items
