"""Time zones as people say them: "Eastern", "hora del Pacífico", "Kathmandu time", and back to IANA names.

North American names are those in law (15 U.S.C. 261-263 and the Canadian provinces'). A zone has such a name if its
clocks show the same time as the named zone's for the next two years; any other is named after the city in its IANA
name. People who say "EST" in July mean the clock on the wall, so abbreviations for standard and daylight time both name
the zone that changes its clocks.
"""

import datetime
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from support_groups.schedules.languages import LANGUAGES, english
from support_groups.schedules.languages import language as language_of
from support_groups.schedules.text import plain
from support_groups.schedules.zone_rules import country, course, is_former_name, offsets

NAMED = tuple(english.ZONE_NAMES)
NAMED_BY_LAW_IN = ("US", "CA")
OF_ONE_PLACE = frozenset({"America/Phoenix"})  # named after a state; no other zone has its name
ABBREVIATIONS = {
    "America/New_York": "et est edt",
    "America/Chicago": "ct cst cdt",
    "America/Denver": "mt mdt",
    "America/Phoenix": "az",
    "America/Los_Angeles": "pt pst pdt",
    "America/Anchorage": "akt akst akdt",
    "Pacific/Honolulu": "hst",
    "America/Halifax": "ast adt",
    "America/St_Johns": "nst ndt",
    "America/Regina": "saskatchewan",
    "America/Puerto_Rico": "puerto_rico",
    "Europe/London": "gmt bst uk british",
    "Europe/Dublin": "irish",
    "Europe/Paris": "cet cest",
    "Europe/Athens": "eet eest",
    "Australia/Sydney": "aedt",
    "Australia/Adelaide": "acdt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt nzt nz",
    "Asia/Kathmandu": "npt nepal",
    "UTC": "utc",
}
# India, Israel, Ireland; in winter and all year: Denver and Phoenix, Sydney and Brisbane, Adelaide and Darwin
SEVERAL_MEANINGS = frozenset({"ist", "mst", "aest", "acst"})


def is_zone(name: str) -> bool:
    """Whether a name is an IANA zone this machine knows.

    >>> is_zone("Asia/Kathmandu"), is_zone("Eastern"), is_zone("../etc/passwd")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def label(zone: str, language: str = "en", *, today: datetime.date | None = None) -> str:
    """What people call a zone.

    >>> label("America/New_York"), label("America/New_York", "es"), label("Asia/Kathmandu")
    ('Eastern', 'hora del Este', 'Kathmandu time')
    >>> label("America/Kentucky/Louisville"), label("America/Mexico_City", "es")
    ('Eastern', 'hora de Ciudad de México')
    """
    words = language_of(language)
    if named := wide_name(zone, today):
        return words.ZONE_NAMES[named]
    return words.city_time(words.CITY_NAMES.get(zone) or _city(zone))


def label_with_city(zone: str, language: str) -> str:
    """A label that no other zone has.

    >>> label_with_city("America/Detroit", "en"), label_with_city("America/Detroit", "es")
    ('Eastern (Detroit)', 'hora del Este (Detroit)')
    >>> label_with_city("Asia/Kathmandu", "en")
    'Kathmandu time'
    """
    named = label(zone, language)
    return f"{named} ({_city(zone)})" if wide_name(zone) and zone not in NAMED else named


def full_label(zone: str, language: str) -> str:
    """A label that stands alone, without a time beside it.

    >>> full_label("America/New_York", "en"), full_label("America/New_York", "es")
    ('Eastern time', 'hora del Este')
    """
    return language_of(language).full_zone_name(label(zone, language))


def _city(zone: str) -> str:
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return city if cities().get(city.lower()) == zone else zone


def wide_name(zone: str, today: datetime.date | None = None) -> str:
    """The named zone whose name also applies to this one: in a country whose law uses these names, with the same times
    and abbreviations for the next two years. "" if there is none.

    >>> wide_name("America/Detroit"), wide_name("America/Puerto_Rico"), wide_name("Asia/Kathmandu")
    ('America/New_York', '', '')
    """
    if zone in NAMED:
        return zone
    if country(zone) not in NAMED_BY_LAW_IN or not is_zone(zone):
        return ""
    here = course(zone, today)
    return next((named for named in NAMED if named not in OF_ONE_PLACE and course(named, today) == here), "")


def is_same_clock(zone: str, other: str, *, today: datetime.date | None = None) -> bool:
    """Whether two zones keep the same time for the next two years, or one of them is unknown.

    >>> is_same_clock("America/Detroit", "America/New_York"), is_same_clock("America/Phoenix", "America/Denver")
    (True, False)
    """
    if not (is_zone(zone) and is_zone(other)):
        return True
    return offsets(zone, today) == offsets(other, today)


def has_clock(zone: str, others: Iterable[str]) -> bool:
    """Whether one of the other zones keeps the same time."""
    return any(is_same_clock(zone, other) for other in others)


def distinct_clocks(zones: Iterable[str]) -> tuple[str, ...]:
    """The first zone of each clock, in the order given.

    >>> distinct_clocks(["America/Detroit", "America/Chicago", "America/New_York"])
    ('America/Detroit', 'America/Chicago')
    """
    kept: list[str] = []
    for zone in dict.fromkeys(zones):
        if not has_clock(zone, kept):
            kept.append(zone)
    return tuple(kept)


@cache
def cities() -> dict[str, str]:
    """City (lower case, spaces) -> IANA zone.

    Where several zones share a city, current names come before former ones, then the shortest, then the alphabet.
    """
    zones: dict[str, str] = {}
    for zone in sorted(available_timezones(), key=lambda name: (is_former_name(name), len(name), name)):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")):
            zones.setdefault(zone.rsplit("/", 1)[-1].replace("_", " ").lower(), zone)
    return zones


@cache
def spoken() -> dict[str, str]:
    """Every word or abbreviation for a zone that a phrase may use, without accents -> IANA zone."""
    names = {word.replace("_", " "): zone for zone, words in ABBREVIATIONS.items() for word in words.split()}
    for language in LANGUAGES.values():
        names |= {plain(name): zone for zone, name in language.ZONE_NAMES.items()}
        names |= {plain(language.city_time(city)): zone for zone, city in language.CITY_NAMES.items()}
        named = language.LEXICON.zones.items()
        names |= {name: zone for zone, words in named for name in words.split("; ")}
    return names
