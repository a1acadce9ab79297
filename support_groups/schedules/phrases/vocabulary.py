"""Words and phrases of all languages, each with the symbol it stands for."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from support_groups.schedules.languages import LANGUAGES, Lexicon

Meaning = tuple[str, Any]  # symbol and value
PHRASES = (  # symbol, name in a lexicon; the first that matches counts
    ("holiday", "holidays"), ("ignored", "fillers"), ("if_five", "if_five"), ("note", "figures"),
    ("note", "days_before"),
    ("deadline", "deadline"), ("doors", "doors"), ("note", "notes"),
    ("paused", "paused"), ("appointment", "appointment"), ("unknown_yet", "unknown_yet"),
    ("starting", "first_meeting"), ("counting_from", "counting_from"), ("except", "not_meeting"),
    ("twice_monthly", "twice_monthly"), ("weekly", "once_weekly"), ("twice_weekly", "twice_weekly"),
    ("monthly", "once_monthly"), ("month", "per_month"), ("ignored", "labels"),
    ("another_rule", "another_rule"), ("biweekly", "biweekly"), ("bimonthly", "bimonthly"),
    ("daily", "daily"), ("all_hours", "all_hours"), ("weekend", "weekends"), ("workdays", "workdays"),
    ("every", "every"), ("next_day", "next_day"), ("last_day", "last_day"), ("note", "places"),
    ("note", "contacts"), ("aside", "aside"), ("finish", "finish"),
)  # fmt: skip

OTHERS = (  # names in a lexicon of what is no symbol
    "second_to_last",
    *(
        "remote",
        "relative",
        "harmless",
        "small_words",
        "name_leads",
        "place_nouns",
        "office",
    ),  # around a schedule
    *("seasons", "places_or_seasons", "states", "abbreviations"),
    *("canceled", "canceled_after", "moved", "moved_to", "extra", "other_place", "because"),  # exceptions
)
NAMES = frozenset({*OTHERS, *(name for _symbol, name in PHRASES)})


def lexicons() -> list[Lexicon]:
    return [language.LEXICON for language in LANGUAGES.values()]


@cache
def phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Symbols and regular expressions, in the order in which they are tried."""
    named = [(symbol, phrase(name)) for symbol, name in PHRASES]
    return tuple(
        (symbol, re.compile(rf"(?:\b|(?=\W))(?:{pattern})(?!\w)")) for symbol, pattern in named if pattern
    )


def phrase(name: str) -> str:
    """A regular expression for a phrase in any language. Raises KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    return "|".join(lexicon.phrases[name] for lexicon in lexicons() if name in lexicon.phrases)


@cache
def vocabulary() -> dict[str, Meaning]:
    """Word -> symbol and value. Names with a value win over words with none."""
    words: dict[str, Meaning] = {}
    for table in (_ignored, _words, _values):
        for lexicon in lexicons():
            words |= dict(table(lexicon))
    return words


def _ignored(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    return ((word, ("ignored", None)) for word in lexicon.ignored.split())


def _words(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """The value is the word itself: "between" and "from" are one symbol with two meanings."""
    return ((word, (symbol, word)) for symbol, names in lexicon.words.items() for word in names.split())


def _values(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    tables = {
        "part_of_day": lexicon.parts_of_day,
        "number": lexicon.numbers,
        "ordinal": lexicon.ordinals,
        "weekday": dict(enumerate(lexicon.weekdays)),
        "month_name": dict(enumerate(lexicon.months, start=1)),
    }
    for symbol, table in tables.items():
        for value, names in table.items():
            yield from ((name, (symbol, value)) for name in names.split())
