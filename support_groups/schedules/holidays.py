"""Holidays by name: "Thanksgiving", "federal holidays", "feriados", and the dates they mean in the coming twelve months.

Four countries' public holidays, and the days on which they are observed instead, come from the `holidays` package: the
federal ones of the United States and Canada, bank holidays in England and Wales, and the official ones of Mexico. Days
that many groups keep and no law names, such as Christmas Eve, are in `customary_days`. A name means nothing without a country:
Thanksgiving is in October in Canada.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module

from django.utils.translation import gettext_lazy as _

from support_groups.schedules.customary_days import customary_days
from support_groups.schedules.holiday_names import (
    COUNTRY_WORDS,
    HOLIDAYS,
    LIBRARY_NAMES,
    MEANINGS,
    SETS,
)
from support_groups.schedules.text import plain

CALENDARS = {
    "US": _("US federal holidays"),
    "CA": _("Canadian federal holidays"),
    "GB": _("bank holidays in England and Wales"),
    "MX": _("official holidays in Mexico"),
}
COUNTRIES = {"US": _("United States"), "CA": _("Canada"), "GB": _("United Kingdom"), "MX": _("Mexico")}
SOURCES = {  # module and class of the package, and its arguments
    "US": ("united_states", "UnitedStates", {"language": "en_US"}),
    "CA": ("canada", "Canada", {"language": "en_US", "categories": ("public", "government")}),
    "GB": ("united_kingdom", "UnitedKingdom", {"language": "en_GB", "subdiv": "ENG"}),
    "MX": ("mexico", "Mexico", {"language": "en_US"}),
}
OBSERVED = " (observed)"
OBSERVED_WORDS = {"en": "%s (observed)", "es": "%s (día en que se observa)"}
LINKS = re.compile(
    r"(?:\b(?:on|in|the|for|of|and|or|nor|any|all|el|la|los|las|en|del?|y|o|e|por|todos?|todas?)\b|[\s,&/])+"
)
THE_SEASON = re.compile(r"^\W*(?:(?:for|on|in) )?the holidays\W*$")  # from Christmas to New Year
SEASON = re.compile(r"\s+(?:holidays|weeks?|weekends?|break|season|eves)\b")


@dataclass(frozen=True)
class HolidayDate:
    """A date, with the holiday's name in the language of the phrase."""

    day: date
    name: str


@dataclass(frozen=True)
class Named:
    """What words name: some holidays, or a whole calendar. `country` is "" unless the words say it."""

    keys: tuple[str, ...]
    is_calendar: bool
    country: str = ""
    language: str = "en"


def named(words: str) -> Named | None:
    """None unless each word is the name of a holiday, of a calendar, or of a country, or joins two of them.

    >>> named("Christmas Eve and New Year's Day").keys, named("US federal holidays").is_calendar
    (('christmas_eve', 'new_year'), True)
    >>> named("the first Monday of the holidays"), named("Christmas holidays")
    (None, None)
    """
    parts = _parts(plain(words))
    if parts is None or THE_SEASON.match(plain(words)):
        return None
    countries = {detail for kind, detail in parts if kind == "country"}
    keys = [key for kind, _language in parts for key in MEANINGS.get(kind, [kind] * (kind in HOLIDAYS))]
    is_calendar = any(kind == "set" for kind, _language in parts)
    if not (keys or is_calendar) or len(countries) > 1:
        return None
    language = "es" if any(detail == "es" for _kind, detail in parts) else "en"
    return Named(tuple(dict.fromkeys(keys)), is_calendar, "".join(countries), language)


def _parts(text: str) -> list[tuple[str, str]] | None:
    """Key of each name and its language, "set" for a calendar, "country" and its code."""
    parts, position = [], 0
    while True:
        if links := LINKS.match(text, position):
            position = links.end()
        if position == len(text):
            return parts
        match = _name().match(text, position)
        kind, _sep, detail = match.lastgroup.partition("__") if match else ("", "", "")
        if not kind or (kind != "country" and SEASON.match(text, match.end())):
            return None
        parts.append((kind, detail))
        position = match.end()


@cache
def _name() -> re.Pattern[str]:
    """Any one name. The group that matches is called after it and its language."""
    groups = [f"(?P<country__{code}>{words})" for code, words in COUNTRY_WORDS.items()]
    for key, entry in HOLIDAYS.items():
        groups += [f"(?P<{key}__{code}>{words})" for code, words in entry.words.items() if words]
    groups += [f"(?P<set__{code}>{words})" for code, words in SETS.items()]
    return re.compile(rf"(?:{'|'.join(groups)})(?: holiday)?(?!\w)")


def last_day(today: date) -> date:
    """The end of the twelve months: every holiday is in them once.

    >>> last_day(date(2026, 12, 1)), last_day(date(2028, 2, 29))
    (datetime.date(2027, 11, 30), datetime.date(2029, 2, 27))
    """
    return today + timedelta(days=364)


def dates(holidays: Named, country: str, today: date) -> list[HolidayDate]:
    """In order, with observed days named as such. None if that country does not have them.

    >>> [str(one.day) for one in dates(named("Thanksgiving"), "CA", date(2026, 12, 1))]
    ['2027-10-11']
    """
    last = last_day(today)
    found = {}
    for year in range(today.year, last.year + 1):
        for day, key, is_observed in _of_year(holidays, country, year):
            if today <= day <= last:
                found.setdefault(day, HolidayDate(day, _shown(key, holidays.language, is_observed)))
    return [found[day] for day in sorted(found)]


def _shown(key: str, language: str, is_observed: bool) -> str:
    name = (
        HOLIDAYS[key].names[language] if key in HOLIDAYS else key
    )  # a bank holiday of one year has only its own
    return OBSERVED_WORDS[language] % name if is_observed else name


def _of_year(holidays: Named, country: str, year: int) -> Iterator[tuple[date, str, bool]]:
    for day, key, is_observed in _public(country, year):
        if holidays.is_calendar or key in holidays.keys:
            yield day, key, is_observed
    for key, day in customary_days(country, year).items():
        if key in holidays.keys:
            yield day, key, False


@cache
def _public(country: str, year: int) -> tuple[tuple[date, str, bool], ...]:
    """Day, key and whether it is only observed then. The package is slow to import, so it is when it is needed."""
    module, name, options = SOURCES[country]
    calendar = getattr(import_module(f"holidays.countries.{module}"), name)
    # An observed New Year's Day belongs to the year of the holiday.
    rows = [
        row
        for row in calendar(years=(year, year + 1), observed=True, **options).items()
        if row[0].year == year
    ]
    return tuple(
        (
            day,
            LIBRARY_NAMES.get(one.removesuffix(OBSERVED), one.removesuffix(OBSERVED)),
            one.endswith(OBSERVED),
        )
        for day, names in sorted(rows)
        for one in names.split("; ")
    )
