"""Which column of somebody's table is what: by its header, and where that says nothing, by its content."""

import re
from collections.abc import Iterable
from itertools import islice

from support_groups.exchange.formats import tables
from support_groups.exchange.formats.cells import read_weekdays
from support_groups.exchange.formats.columns import TARGETS
from support_groups.exchange.formats.foreign_rows import is_uuid
from support_groups.listings.folding import folded

SEEN = 50  # rows looked at
CONTENT = {
    "contact_email": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    "join_link": re.compile(r"https?://\S*(?:zoom|meet|teams|webex)\S*", re.IGNORECASE),
    "website": re.compile(r"https?://\S+", re.IGNORECASE),
    "postcode": re.compile(r"\d{5}(?:-\d{4})?"),
    "contact_phone": re.compile(
        r"\+?1?[ .-]?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?: ?(?:x|ext).*)?", re.IGNORECASE
    ),
}


def samples(text: str) -> dict[str, list[str]]:
    """The first cells of every column that are not empty."""
    found: dict[str, list[str]] = {name: [] for name in tables.header_of(text)}
    for _line, row in islice(tables.rows(text), SEEN):
        for name, cell in row.items() if isinstance(row, dict) else ():
            if cell.strip() and name in found:
                found[name].append(cell.strip())
    return found


def guess(header: Iterable[str], seen: dict[str, list[str]]) -> dict[str, str]:
    """Header -> column, "" where nobody can tell. No column is guessed twice; the better reason wins.

    >>> guess(["Group Name", "City", "Meets on", "x"], {"Meets on": ["Tuesday", "Friday"], "x": ["a@example.org"]})
    {'Group Name': 'name', 'City': 'town', 'Meets on': 'weekday', 'x': 'contact_email'}
    """
    names = list(header)
    found = dict.fromkeys(names, "")
    for certain in (_exactly, _by_words, _by_content):
        for name in names:
            column = "" if found[name] else certain(name, seen.get(name, []))
            if column and column not in found.values():
                found[name] = column
    return found


def _exactly(name: str, cells: list[str]) -> str:
    """Everybody calls something "id"; only a UUID can be one of ours."""
    bare = folded(name).replace(" ", "_")
    if bare == "id" and not (cells and all(is_uuid(cell) for cell in cells)):
        return ""
    return bare if bare in TARGETS else ""


def _by_words(name: str, _cells: list[str]) -> str:
    wanted = folded(name)
    return next(
        (column.name for column in TARGETS.values() if wanted in column.words.split("|") and wanted), ""
    )


def _by_content(name: str, cells: list[str]) -> str:
    if not cells:
        return ""
    if all(len(cell) < 40 and read_weekdays(cell) for cell in cells):
        return "weekday"
    return next(
        (column for column, form in CONTENT.items() if all(form.fullmatch(cell) for cell in cells)), ""
    )
