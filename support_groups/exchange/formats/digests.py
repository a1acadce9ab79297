"""What a file said, as digests that can be compared with what it says the next time, without keeping the words."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.listings import Listing, Severity

WHOLE, SCHEDULE, KEPT = "", "schedule", "_kept"  # not names of compared columns
SCHEDULE_INPUTS = ("schedule", "rrule", "schedule_changes", "_hours")
KEPT_TEXTS = ("_unread", "_address", "_private", "_differing", "notes")  # what is kept in the private notes

Values = Mapping[str, Any]
Digests = Mapping[str, str]


def digest(value: Any) -> str:
    """Sixteen hexadecimal digits; the order of a list doesn't matter.

    >>> digest(["b", "a"]) == digest(["a", "b"]), digest("a") == digest("b")
    (True, False)
    """
    if isinstance(value, list):
        value = sorted(json.dumps(item, sort_keys=True) for item in value)
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def of_file(rows: list[Listing]) -> dict[str, str]:
    """Of the rows that became one listing, as read from the file: of everything, and of all that says when it meets.

    Schedules are compared before they are read, because what "every other Tuesday" means depends on the day. Questions
    count by their columns, not by their words: that a location is temporarily closed leads to a question only.
    """
    schedules = [{name: row.values[name] for name in SCHEDULE_INPUTS if name in row.values} for row in rows]
    return {WHOLE: digest([[dict(row.values), _asked(row)] for row in rows]), SCHEDULE: digest(schedules)}


def _asked(row: Listing) -> list[str]:
    return sorted(problem.column for problem in row.problems if problem.severity == Severity.QUESTION)


def of_columns(values: Values) -> dict[str, str]:
    """Of each column the file fills, and of what reaches no column."""
    digests = {name: digest(value) for name, value in values.items() if name in NAMED and name != SCHEDULE}
    return digests | {KEPT: digest(kept_texts(values))}


def kept_texts(values: Values) -> list[str]:
    texts = [values.get(name) or [] for name in KEPT_TEXTS]
    return [text for entry in texts for text in (entry if isinstance(entry, list) else [entry])]


def is_unchanged(column: str, values: Values, now: Digests, before: Digests) -> bool:
    """Whether the file says of a column what it said before."""
    if before.get(WHOLE) == now.get(WHOLE):
        return True
    if column in ("rrule", "schedule_changes") and before.get(SCHEDULE) == now.get(SCHEDULE):
        return True
    return before.get(column) == digest(values[column])
