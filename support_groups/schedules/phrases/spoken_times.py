"""Times of day in words: "a las siete y media de la tarde", "6 y cuarto", "las diecisiete horas".

A number in words is a time only after the words that a lexicon names in `before_hour`; digits need a part of an hour
after them, because all other times in digits have shapes of their own.
"""

import re
from functools import cache
from typing import NamedTuple

from support_groups.schedules.phrases.vocabulary import lexicons


class SpokenTime(NamedTuple):
    hour: int
    minute: int
    end: int
    is_24: bool  # "las diecisiete", "las siete horas"


def read(plain: str, at: int) -> SpokenTime | None:
    """The time that begins at a place of a plain text, without the "de la tarde" behind it."""
    for before, pattern, hours, minutes in _shapes():
        match = pattern.match(plain, at)
        if not match:
            continue
        is_in_words = not match["hour"].isdigit()
        if is_in_words and not before.search(plain[:at]):
            continue
        if not is_in_words and match["part"] is None:
            continue
        hour = hours[match["hour"]] if is_in_words else int(match["hour"])
        total = hour * 60 + minutes.get(match["part"] or "", 0)
        is_24 = hour > 12 or match["unit"] is not None
        if hour < 1 or hour > 24 or (hour > 12 and match["part"]):
            continue
        return SpokenTime(total // 60 % 24, total % 60, match.end(), is_24)
    return None


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], re.Pattern[str], dict[str, int], dict[str, int]], ...]:
    return tuple(_shape(lexicon) for lexicon in lexicons() if lexicon.before_hour)


def _shape(lexicon) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int], dict[str, int]]:
    hours = {name: value for value, names in lexicon.numbers.items() if value <= 24 for name in names.split()}
    parts = "|".join(sorted(lexicon.parts_of_hour, key=len, reverse=True))
    weekdays = "|".join(" ".join(lexicon.weekdays).split())
    pattern = re.compile(
        rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(hours, key=len, reverse=True))})\b"
        rf"(?: (?P<part>{parts})\b(?! (?:{weekdays})\b))?(?:\s(?P<unit>horas|hs|hrs|h)\b\.?)?"
    )
    return re.compile(rf"\b(?:{lexicon.before_hour}) $"), pattern, hours, dict(lexicon.parts_of_hour)
