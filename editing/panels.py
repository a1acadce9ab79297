"""The parts of the start page: each app says what waits for a person and what that person can begin."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Window

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


def first_lines(rows: QuerySet, line: Callable[..., Line]) -> tuple[int, tuple[Line, ...]]:
    """How many rows there are, and the first of them as lines, in one query. The rows must be ordered and distinct."""
    first = list(rows.annotate(number_of_all=Window(Count("*")))[:SHOWN])
    return (first[0].number_of_all if first else 0), tuple(line(row) for row in first)
