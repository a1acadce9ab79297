"""What a language of schedules must bring along: one module with these names, and one entry in `LANGUAGES`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol

from support_groups.schedules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The words that people type in this language, so that phrases can be read. All of it may stay empty.

    Everything is in lower case without accents. Names for one thing share a string, with spaces between them. Leave
    out a word that more often means something else: "mar" is March, seldom "martes".
    """

    weekdays: tuple[str, ...] = ()  # Monday first
    months: tuple[str, ...] = ()
    ordinals: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)
    parts_of_day: Mapping[str, str] = field(default_factory=dict)  # "am", "noon", "pm" and "evening"
    clock_words: Mapping[str, str] = field(default_factory=dict)  # "noon" and "midnight"
    words: Mapping[str, str] = field(default_factory=dict)  # by a symbol of phrases.symbols
    ignored: str = ""  # words that say nothing about the schedule
    # Regular expressions by a name of phrases.vocabulary.
    phrases: Mapping[str, str] = field(default_factory=dict)
    before_city: str = ""  # "hora de " in "hora de Katmandú"
    before_hour: str = (
        ""  # a regular expression for what makes a number in words a time: "a las" in "a las siete"
    )
    parts_of_hour: Mapping[str, int] = field(default_factory=dict)  # minutes: "y media" in "siete y media"
    zones: Mapping[str, str] = field(
        default_factory=dict
    )  # what else people call a zone, by its IANA name, with ";"


class Language(Protocol):
    """A module. Its sentences begin with a small letter where the language allows it, and have no full stop."""

    NAME: str  # in English, marked for translation: gettext_noop("Spanish")
    ZONE_NAMES: Mapping[str, str]  # for each of zones.NAMED: "Eastern"
    CITY_NAMES: Mapping[str, str]  # zone to city, where the name differs from the one in the IANA name
    LEXICON: Lexicon

    def sentence(self, rule: Rule, zone: str, *, complete: bool) -> str:
        """When a group meets; `zone` is its label or "", `complete` adds the date that "every other" counts from."""

    def day(self, on: date, *, with_year: bool) -> str:
        """Tuesday, December 8."""

    def clock(self, at: time) -> str:
        """6:30 pm."""

    def span(self, begins: time, minutes: int | None) -> str:
        """6:30 to 8 pm."""

    def city_time(self, city: str) -> str:
        """The label of a zone without a name of its own: "Kathmandu time"."""

    def full_zone_name(self, label: str) -> str:
        """A label that stands alone, without a time beside it: "Eastern time"."""
