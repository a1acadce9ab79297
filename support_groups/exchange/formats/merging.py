"""Rows of one file that are meetings of one group: equal name, place and attendance.

Feeds give each meeting a row and an identifier of its own. Nothing is lost: days and times are combined, lists united,
descriptions put together, and what still differs is kept for a coordinator, who is asked.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.columns import NAMED, ColumnKind, Record
from support_groups.exchange.formats.listings import Listing, Severity
from support_groups.listings import ways_to_meet
from support_groups.listings.folding import folded
from support_groups.schedules import InvalidPattern

PLACE = ("venue", "street", "town", "region", "country")
TEXTS = ("description", "notes")  # each under the times it came with
JOINED = (
    "rrule",
    "schedule",
    "schedule_changes",
    "_unread",
    "_address",
    "_private",
    "_ids",
)  # one after the other
OF_EACH_ROW = ("_phrased", "slug", "id", *TEXTS)
NOTED = {
    Record.VENUE,
    Record.ACCESS,
    Record.ORGANIZATION,
}  # what describes place or organization differs harmlessly
ALSO_NOTED = ("activities", "access", "website", "contacts", "private_contacts")
MOST_MEETINGS = 50  # of one group
LONGEST_TEXT = 2000  # of one column of one row in the private notes

Key = tuple[str, ...]


def key_of(values: dict[str, Any]) -> Key:
    """What is equal in two rows of one group.

    Two organizations can have groups of one name in one place, so their rows stay apart.
    """
    place = tuple(folded(_text(values, part)) for part in PLACE)
    organization = folded(_text(values, "organization"))
    return (folded(_text(values, "name")), *place, _text(values, "attendance"), organization)


def is_mergeable(values: dict[str, Any]) -> bool:
    """Whether an equal key is enough: it needs a name and, where people meet in person, a place."""
    needs_place = ways_to_meet.way(_text(values, "attendance")).is_in_person
    has_place = any(folded(_text(values, part)) for part in ("venue", "street", "town"))
    return bool(folded(_text(values, "name"))) and (has_place or not needs_place)


def _text(values: dict[str, Any], name: str) -> str:
    return str(values.get(name) or "")


def merge(parts: list[Listing], *, in_lines: bool) -> Listing:
    """One listing of several that have been normalized, in the order of the file."""
    merged = Listing(parts[0].position, dict(parts[0].values))
    for name in dict.fromkeys(name for part in parts for name in part.values):
        if name not in OF_EACH_ROW:
            merged.values[name] = _combined([part.values[name] for part in parts if name in part.values])
    for name in TEXTS:
        if any(part.values.get(name) for part in parts):
            merged.values[name] = _together(name, parts)
    if len(merged.values.get("schedule", [])) != len(merged.values.get("rrule", [])):
        merged.values.pop("_phrased", None)
    _add_problems(merged, parts, in_lines)
    _add_differences(merged, parts, in_lines)
    return merged


def _combined(values: list[Any]) -> Any:
    """Lists united; of anything else, the first value that is not empty."""
    given = [value for value in values if value not in ("", None, [])]
    if given and isinstance(given[0], list):
        return list(dict.fromkeys(item for value in given for item in value))
    return given[0] if given else values[0]


def _together(name: str, parts: list[Listing]) -> str:
    """Each text once; under the times it came with, if not all of the rows have it."""
    texts: dict[str, list[Listing]] = {}
    for part in parts:
        if text := _text(part.values, name):
            texts.setdefault(text, []).append(part)
    if len(texts) == 1 and len(next(iter(texts.values()))) == len(parts):
        return next(iter(texts))
    return "\n\n".join(_under_its_times(text, of) for text, of in texts.items())


def _under_its_times(text: str, parts: list[Listing]) -> str:
    times = "; ".join(dict.fromkeys(filter(None, map(_times, parts))))
    return f"{times}: {text}" if times else text


def _times(part: Listing) -> str:
    language = part.values.get("listing_language") or "en"
    try:
        patterns = [schedule_text.read_pattern(rule, "") for rule in part.values.get("rrule", [])]
        return "; ".join(pattern.words(language) for pattern in patterns)
    except (InvalidPattern, KeyError):
        return ""


def _add_problems(merged: Listing, parts: list[Listing], in_lines: bool) -> None:
    """What is said of some rows only names them."""
    for part in parts:
        for problem in part.problems:
            if all(problem in other.problems for other in parts):
                merged.add(problem)
            else:
                sentence = f"{_at(part, in_lines)}: {problem.sentence}"
                merged.add(type(problem)(problem.column, sentence, problem.severity))


def _add_differences(merged: Listing, parts: list[Listing], in_lines: bool) -> None:
    """Keep what the rows don't agree on and the listing has no room for; ask, or note it where little depends on it."""
    positions = ", ".join(str(part.position) for part in parts)
    columns = list(_differing_columns(parts))
    if all(part.values == parts[0].values for part in parts):
        merged.add_note("row", _("The file has the same row several times: at %s.") % positions)
    for column in columns:
        texts = [f"{_at(part, in_lines)}: {column}: {_said(part, column)}" for part in parts]
        is_noted = NAMED[column].record in NOTED or column in ALSO_NOTED
        if not (is_noted and NAMED[column].kind in (ColumnKind.TERMS, ColumnKind.ITEMS)):
            merged.append("_differing", *texts)
    for severity, names in _by_severity(columns).items():
        sentence = _("The rows at %(positions)s are meetings of one group but differ in: %(columns)s.")
        parts_of_sentence = {"positions": positions, "columns": ", ".join(names)}
        add = merged.add_question if severity == Severity.QUESTION else merged.add_note
        add("row", sentence % parts_of_sentence)


def _differing_columns(parts: list[Listing]) -> Iterator[str]:
    for column in NAMED:
        values = [part.values.get(column) or None for part in parts]
        if column in JOINED or column in OF_EACH_ROW or all(value == values[0] for value in values):
            continue
        yield column


def _by_severity(columns: Iterable[str]) -> dict[Severity, list[str]]:
    names: dict[Severity, list[str]] = {}
    for column in columns:
        is_noted = NAMED[column].record in NOTED or column in ALSO_NOTED
        severity = Severity.NOTE if is_noted else Severity.QUESTION
        names.setdefault(severity, []).append(column.replace("_", " "))
    return names


def _said(part: Listing, column: str) -> str:
    value = part.values.get(column)
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return text[:LONGEST_TEXT] or _("nothing")


def _at(part: Listing, in_lines: bool) -> str:
    return (_("Line %d") if in_lines else _("Record %d")) % part.position
