"""What a file says about groups, before it is compared with the directory."""

from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Severity(StrEnum):
    ERROR = "error"  # the row is not imported
    QUESTION = "question"  # it is imported as a draft until somebody answers
    NOTE = "note"  # it is imported as it is


MOST = 20_000  # groups in one file


class UnknownFormat(Exception):
    """The file cannot be read at all. `str()` of it is a sentence for the person who chose the file."""


def check_number(groups: Sized) -> None:
    """Before they are read. Raises UnknownFormat if there are too many."""
    if len(groups) > MOST:
        raise UnknownFormat(_("There are more than %d groups in the file. Split it.") % MOST)


@dataclass(frozen=True)
class RowProblem:
    """`column` is a name of `columns.COLUMNS`, or what the file calls it."""

    column: str
    sentence: str
    severity: Severity = Severity.ERROR


@dataclass
class Listing:
    """One group. `position` is the line it begins on, or the number of the record in JSON, which has no useful lines.

    `values` holds what the file says, by column: texts, lists of texts, numbers, True and False. A column the file
    does not mention is absent, so that an import leaves it alone. Names that begin with "_" are about the file.
    """

    position: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    @property
    def has_schedule_problem(self) -> bool:
        return any(problem.column == "schedule" for problem in self.problems)

    def add(self, problem: RowProblem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def add_error(self, column: str, sentence: str) -> None:
        self.add(RowProblem(column, str(sentence), Severity.ERROR))

    def add_question(self, column: str, sentence: str) -> None:
        self.add(RowProblem(column, str(sentence), Severity.QUESTION))

    def add_note(self, column: str, sentence: str) -> None:
        self.add(RowProblem(column, str(sentence), Severity.NOTE))

    def append(self, column: str, *items: Any) -> None:
        """Add items to a value that is a list."""
        self.values[column] = [*self.values.get(column, []), *items]


@dataclass(frozen=True)
class ColumnMapping:
    """How somebody wants a file to be read: which header is which column, and what holds for every row."""

    columns: dict[str, str] | None = None  # header -> column, "" for "not read"; None: as guessed
    defaults: dict[str, Any] = field(default_factory=dict)  # column -> value where a row has none


@dataclass
class ParsedFile:
    """`is_own`: written by this program, so that an empty cell means empty and a link says who may see it."""

    format: str
    listings: list[Listing] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)  # what was not read -> in how many rows
    is_own: bool = False
    in_lines: bool = True  # `position` is a line, not the number of a record
