"""A pattern in plain words, one module per language."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from support_groups.schedules.words import english, spanish

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern


def _language(code: str):
    return spanish if code.lower().replace("_", "-").split("-")[0] == "es" else english


def say(pattern: Pattern, language: str, *, complete: bool = False) -> str:
    """A sentence without its full stop; English for any language that is not Spanish."""
    text = _language(language).sentence(pattern, complete=complete)
    return text[:1].upper() + text[1:]


def day(on: date, language: str, *, year: bool = False) -> str:
    """A date with its weekday.

    >>> day(date(2026, 3, 17), "en"), day(date(2026, 3, 17), "es", year=True)
    ('Tuesday, March 17', 'martes, 17 de marzo de 2026')
    """
    return _language(language).day(on, year=year)


def hours(begins: time, minutes: int | None, language: str) -> str:
    """From when to when on the clock, without a zone.

    >>> hours(time(18, 30), 90, "en"), hours(time(18, 30), 90, "es")
    ('6:30 to 8 pm', 'de 6:30 a 8 p. m.')
    """
    return _language(language).hours(begins, minutes)
