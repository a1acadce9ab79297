"""The parts of the start page: each app says what waits for a person and what that person can begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, QuerySet, Value, Window
from django.db.models.functions import RowNumber

SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits. `detail` says when or why, in a few words."""

    title: str
    address: str
    detail: str = ""


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Panel:
    """What waits, how much of it, and the first lines. `button` leads to all of it, `empty` is said if there is none.

    `code` names the panel in the page. `more` leads to what belongs to the panel without being counted in it.
    """

    code: str
    title: str
    count: int
    lines: tuple[Line, ...]
    button: Link
    empty: str
    more: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Task:
    """Something to begin, as a large button: a verb and what it makes."""

    verb: str
    what: str
    address: str


@dataclass(frozen=True)
class Listed:
    """What several lists of the same records have in common: rows that are ordered and distinct."""

    code: str
    rows: QuerySet


def first_rows(lists: Sequence[Listed], **columns) -> dict[str, tuple[int, list]]:
    """How many rows each list has, and the first of them, for all lists in one query.

    A row has the values of `columns`, which are expressions, by name. A list may have its own expression for one of
    them as an annotation of that name; the types must be the same in all lists.
    """
    parts = [_first_of(one, columns) for one in lists]
    rows = reduce(lambda some, more: some.union(more, all=True), parts).order_by("list_code", "list_place")
    found = {code: [*its] for code, its in groupby(rows, attrgetter("list_code"))}
    return {one.code: _counted(found.get(one.code, [])) for one in lists}


def _first_of(listed: Listed, columns: dict) -> QuerySet:
    own = listed.rows.query.annotations
    return (
        listed.rows.annotate(
            list_code=Value(listed.code),
            list_place=Window(RowNumber(), order_by=listed.rows.query.order_by),
            number_of_all=Window(Count("*")),
            **{name: expression for name, expression in columns.items() if name not in own},
        )
        .order_by()
        .filter(list_place__lte=SHOWN)
        .values_list("list_code", "list_place", "number_of_all", *columns, named=True)
    )


def _counted(rows: list) -> tuple[int, list]:
    return (rows[0].number_of_all if rows else 0), rows


def first_lines(rows: QuerySet, line: Callable[..., Line]) -> tuple[int, tuple[Line, ...]]:
    """How many rows there are, and the first of them as lines, in one query. The rows must be ordered and distinct."""
    first = list(rows.annotate(number_of_all=Window(Count("*")))[:SHOWN])
    return (first[0].number_of_all if first else 0), tuple(line(row) for row in first)
