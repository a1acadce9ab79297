"""A pattern, or one date of it, in plain words, one module per language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from support_groups.schedules.words import english, spanish

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern


def say(pattern: Pattern, language: str, *, complete: bool = False) -> str:
    """A sentence without its full stop; English for any language that is not Spanish."""
    text = _of(language).sentence(pattern, complete=complete)
    return text[:1].upper() + text[1:]


def say_day(on: date, language: str, *, with_year: bool = False) -> str:
    """Tuesday, December 8."""
    return _of(language).day(on, with_year=with_year)


def say_hours(starts: datetime, minutes: int | None, language: str) -> str:
    """6:30 to 8 pm: what the clock on the wall shows (also in the night in which it is changed), without its zone."""
    if minutes and starts.tzinfo:
        ends = (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)
        shown = int((ends.replace(tzinfo=None) - starts.replace(tzinfo=None)).total_seconds()) // 60
        minutes = shown if shown > 0 else None
    return _of(language).span(starts.time(), minutes)


def _of(language: str):
    return spanish if language.lower().replace("_", "-").split("-")[0] == "es" else english
