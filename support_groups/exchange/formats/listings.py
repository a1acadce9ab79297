"""What a file says of groups, before anybody compares it with what is here."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    ERROR = "error"  # the row is not imported
    QUESTION = "question"  # it is imported as a draft; somebody must answer
    NOTE = "note"  # it is imported; somebody should know


class UnknownFormat(Exception):
    """Nothing was recognised. `str()` of it is a sentence for the person who chose the file."""


@dataclass(frozen=True)
class Trouble:
    """`column` is a name of `columns.COLUMNS`, or what the file calls it."""

    column: str
    sentence: str
    weight: Weight = Weight.ERROR


@dataclass
class Listing:
    """One group. `where` is the line it begins on; in JSON, which has no lines to speak of, its number.

    `values` has what the file speaks of, by column: texts, lists of texts, numbers, True and False. What it does
    not speak of is not there, so that an import leaves it alone.
    """

    where: int
    values: dict[str, Any] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def say(self, column: str, sentence: str, weight: Weight = Weight.ERROR) -> None:
        if (trouble := Trouble(column, str(sentence), weight)) not in self.troubles:
            self.troubles.append(trouble)

    def ask(self, column: str, sentence: str) -> None:
        self.say(column, sentence, Weight.QUESTION)

    def note(self, column: str, sentence: str) -> None:
        self.say(column, sentence, Weight.NOTE)


@dataclass(frozen=True)
class Mapping:
    """How a person says a file is to be read: which header is which column, and what holds for every row."""

    columns: dict[str, str] | None = None  # header -> column, "" for "not read"; None: as guessed
    defaults: dict[str, Any] = field(default_factory=dict)  # column -> value where a row says nothing


@dataclass
class Reading:
    """`is_own`: written by this program, so that an empty cell means empty and a link says who may see it."""

    format: str
    listings: list[Listing] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)  # what was there and not read -> in how many rows
    is_own: bool = False
    in_lines: bool = True  # `where` is a line, not the number of a record
