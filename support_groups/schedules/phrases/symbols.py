"""The symbols that phrases are made of. Rules of the grammar are regular expressions over them.

A rule reads "every? ordinal weekday (of month)?": a name stands for one token, all else means what it means in a
regular expression, and spaces only separate.
"""

import re
from collections.abc import Iterable

SYMBOLS = {  # with an example of each
    "weekday": "Tuesdays", "workdays": "weekdays", "ordinal": "1st", "last_day": "last day",
    "month_name": "January", "number": "12", "year": "2027", "date_digits": "12/7/2026",
    "clock": "6:30 pm", "part_of_day": "evenings", "zone": "Eastern time", "length": "90 minutes",
    "every": "each", "other": "alternate", "and": "and", "to": "through", "until": "until",
    "from": "from", "starting": "beginning", "counting_from": "counting from", "of": "of",
    "in": "during", "at": "at", "for": "for", "by": "by", "only": "only", "month": "month", "week": "week", "day": "day", "monthly": "monthly",
    "weekly": "weekly", "daily": "daily", "fortnightly": "fortnightly", "biweekly": "biweekly",
    "bimonthly": "bimonthly", "quarterly": "quarterly", "twice_monthly": "twice a month",
    "twice_weekly": "twice a week", "weekend": "weekends", "all_hours": "24/7", "session": "sessions",
    "except": "no meeting", "holiday": "holidays", "if_five": "if there are five",
    "appointment": "by appointment", "paused": "on hiatus", "unknown_yet": "TBD",
    "doors": "doors open", "aside": "refreshments", "deadline": "deadline", "finish": "ends at",
    "next_day": "the next day", "another_rule": "full moon", "note": "registration required",
    "ignored": "meets", "unknown": "xyzzy", "comma": ",", "semicolon": ";", "stop": ".", "dash": "-",
    "slash": "/", "open": "(", "close": ")", "colon": ":", "line_break": "\n",
}  # fmt: skip
PUNCTUATION = {
    SYMBOLS[name]: name for name in "comma semicolon stop dash slash open close colon line_break".split()
}
CHARACTERS = {name: chr(0xE000 + place) for place, name in enumerate(SYMBOLS)}  # private use: in no text
NAME = re.compile(r"[a-z_]+")


def expression(rule: str) -> re.Pattern[str]:
    """Compile a rule. Raises KeyError for a name that is no symbol.

    >>> bool(expression("every? (weekday | day)").fullmatch(encoded(["every", "day"])))
    True
    """
    return re.compile("".join(NAME.sub(lambda match: CHARACTERS[match[0]], rule).split()))


def encoded(symbols: Iterable[str]) -> str:
    """Symbols as the text that compiled rules match, one character each."""
    return "".join(CHARACTERS[symbol] for symbol in symbols)
