"""Answers to the questions about a phrase, as a row of the form carries them.

Choosing one fills the fields and saves nothing. `answers` are the keys of the offers that were chosen, in that order;
`source` is the phrase they answer, if it has become several rows.
"""

import datetime
from dataclasses import dataclass

from django.http import QueryDict

from support_groups.schedules import Reading, from_phrase
from support_groups.schedules.phrases.reading import Offer
from support_groups.schedules.zones import is_zone

BUTTON = "_answer"
MOST_CHARACTERS = 200  # as many keys as a reading takes


@dataclass(frozen=True)
class Answered:
    """What a phrase is read as after the answers that were chosen."""

    first: Reading  # before any answer
    chosen: list[Offer]

    @property
    def reading(self) -> Reading:
        return self.chosen[-1].reading if self.chosen else self.first

    @property
    def keys(self) -> list[str]:
        return [offer.key for offer in self.chosen]


def of_row(data: QueryDict, row: str, today: datetime.date) -> Answered:
    phrase, source = (data.get(f"{row}-{name}", "").strip() for name in ("phrase", "source"))
    is_split = bool(source) and phrase == data.get(f"{row}-read", "").strip()
    first = from_phrase(source if is_split else phrase, today=today, zone=zone_of(data))
    return Answered(first, first.chosen(keys_of(data, row)))


def zone_of(data: QueryDict) -> str:
    zone = data.get("zone", "")
    return zone if is_zone(zone) else ""


def is_pressed(data: QueryDict, row: str) -> bool:
    """Whether a button of this row was pressed: one of the answers, or the one that takes an answer back."""
    return data.get(BUTTON, "").partition(" ")[0] == row


def is_taken_back(data: QueryDict, row: str) -> bool:
    return is_pressed(data, row) and _pressed(data)[:1] == "-"


def _pressed(data: QueryDict) -> str:
    return data.get(BUTTON, "").partition(" ")[2]


def keys_of(data: QueryDict, row: str) -> list[str]:
    """Of the answers that were chosen, and of the one that was just pressed."""
    keys = data.get(f"{row}-answers", "")[:MOST_CHARACTERS].split()
    if not is_pressed(data, row):
        return keys
    sign, key = _pressed(data)[:1], _pressed(data)[1:]
    others = [other for other in keys if other != key]
    return [*others, key] if sign == "+" else others
