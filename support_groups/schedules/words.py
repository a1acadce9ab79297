"""A pattern, or one date of it, in plain words."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from support_groups.schedules import zones
from support_groups.schedules.languages import language as language_of
from support_groups.schedules.languages import supported
from support_groups.schedules.rule import Rule


def say(rule: Rule, language: str, *, complete: bool = False) -> str:
    """A sentence without its full stop, in English if the language is not one of ours."""
    zone = zones.label(rule.zone, language) if rule.zone else ""
    return _sentence(rule, supported(language), zone, complete)


@lru_cache(maxsize=10_000)  # every list of groups says the same ones
def _sentence(rule: Rule, language: str, zone: str, complete: bool) -> str:
    """`zone` is its name today, which changes where a country gives up daylight saving."""
    text = language_of(language).sentence(rule, zone, complete=complete)
    return text[:1].upper() + text[1:]


def say_day(on: date, language: str, *, with_year: bool = False) -> str:
    """Tuesday, December 8."""
    return language_of(language).day(on, with_year=with_year)


def say_clock(at: datetime, language: str) -> str:
    """6:30 pm: as the clock on the wall shows it, without a preposition."""
    return language_of(language).clock(at.time())


def say_hours(starts: datetime, minutes: int | None, language: str) -> str:
    """6:30 to 8 pm: what the clock on the wall shows, also in the night in which it changes, without its zone."""
    if minutes and starts.tzinfo:
        ends = (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)
        shown = int((ends.replace(tzinfo=None) - starts.replace(tzinfo=None)).total_seconds()) // 60
        minutes = shown if shown > 0 else None
    return language_of(language).span(starts.time(), minutes)
