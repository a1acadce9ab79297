"""Days of the demonstration, counted from the day it is loaded, so that it is alive on any day."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RELATIVE = re.compile(r"\{(mon|tue|wed|thu|fri|sat|sun|month)?([+-]\d+)\}")
AS_WORDS = {"en": ("F j, Y", "F Y"), "es": (r"j \d\e F \d\e Y", r"F \d\e Y")}


def counted(unit: str, number: int, today: date) -> date:
    """So many days from today; the nth such weekday after it, or before it; the first of the nth month.

    >>> counted("", 10, date(2026, 11, 26)), counted("thu", 1, date(2026, 11, 26))
    (datetime.date(2026, 12, 6), datetime.date(2026, 12, 3))
    >>> counted("tue", -2, date(2026, 11, 26)), counted("month", 2, date(2026, 11, 26))
    (datetime.date(2026, 11, 17), datetime.date(2027, 1, 1))
    """
    if unit == "month":
        months = today.year * 12 + today.month - 1 + number
        return date(months // 12, months % 12 + 1, 1)
    if not unit:
        return today + timedelta(days=number)
    if number > 0:
        ahead = (WEEKDAYS.index(unit) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead + 7 * (number - 1))
    behind = (today.weekday() - WEEKDAYS.index(unit) - 1) % 7 + 1
    return today - timedelta(days=behind + 7 * (-number - 1))


def in_words(text: str, today: date, language: str) -> str:
    """
    >>> in_words("Every other Thursday, next meeting {thu+1}", date(2026, 11, 26), "en")
    'Every other Thursday, next meeting December 3, 2026'
    """
    whole, month = AS_WORDS[language]
    with override(language):
        return _filled(text, today, lambda day, unit: date_format(day, month if unit == "month" else whole))


def in_numbers(value: Any, today: date) -> Any:
    """Dates in ISO 8601 in every text of a table.

    >>> in_numbers({"anchor": "{sun+2}", "interval": 4}, date(2026, 11, 26))
    {'anchor': '2026-12-06', 'interval': 4}
    """
    if isinstance(value, dict):
        return {name: in_numbers(item, today) for name, item in value.items()}
    if isinstance(value, list):
        return [in_numbers(item, today) for item in value]
    return _filled(value, today, lambda day, _unit: day.isoformat()) if isinstance(value, str) else value


def _filled(text: str, today: date, say: Callable[[date, str], str]) -> str:
    def spoken(match: re.Match[str]) -> str:
        unit = match[1] or ""
        return say(counted(unit, int(match[2]), today), unit)

    return RELATIVE.sub(spoken, text)
