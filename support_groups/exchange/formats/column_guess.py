"""Guesses which column of somebody's table is what: by its header, or else by its content."""

import re
from collections.abc import Iterable
from itertools import islice

from support_groups.exchange.formats import tables
from support_groups.exchange.formats.cells import is_uuid, read_weekdays
from support_groups.exchange.formats.columns import TARGETS
from support_groups.listings.folding import folded

SAMPLE_ROWS = 50
STATE_CODE = re.compile("[A-Z]{2}")
PART_OF_WHOLE = re.compile("(.+) of (?:the |your )?(.+)")  # "name of the group" is a "group name"
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
    """Header -> its first cells that are not empty."""
    cells: dict[str, list[str]] = {name: [] for name in tables.header_of(text)}
    for _line, row in islice(tables.rows(text), SAMPLE_ROWS):
        if isinstance(row, dict):
            for name, cell in row.items():
                if cell.strip():
                    cells[name].append(cell.strip())
    return cells


def guess(header: Iterable[str], samples: dict[str, list[str]]) -> dict[str, str]:
    """Header -> column, "" where it is unclear. No column is guessed twice; the more certain way wins.

    >>> guess(["Group Name", "City", "Meets on", "x"], {"Meets on": ["Tuesday", "Friday"], "x": ["a@example.org"]})
    {'Group Name': 'name', 'City': 'town', 'Meets on': 'weekday', 'x': 'contact_email'}
    """
    columns = dict.fromkeys(header, "")
    for guess_one in (_by_name, _by_header_words, _by_both, _by_content):
        for name in [name for name, column in columns.items() if not column]:
            column = guess_one(name, samples.get(name, []))
            if column and column not in columns.values():
                columns[name] = column
    return columns


def _by_name(name: str, cells: list[str]) -> str:
    """The header is one of our names. Many files have an "id"; only a UUID can be one of ours."""
    column = folded(name).replace(" ", "_")
    if column == "id" and not (cells and all(is_uuid(cell) for cell in cells)):
        return ""
    return column if column in TARGETS else ""


def _by_header_words(name: str, _cells: list[str]) -> str:
    words = folded(name)
    spellings = {words, PART_OF_WHOLE.sub(r"\2 \1", words)} - {""}
    return next(
        (column.name for column in TARGETS.values() if spellings & set(column.headers.split("|"))), ""
    )


def _by_both(name: str, cells: list[str]) -> str:
    """ "ST" is a street in some tables and a state in others."""
    return "region" if folded(name) == "st" and cells and all(map(STATE_CODE.fullmatch, cells)) else ""


def _by_content(name: str, cells: list[str]) -> str:
    if not cells:
        return ""
    if all(len(cell) < 40 and read_weekdays(cell) for cell in cells):
        return "weekday"
    return next((column for column, form in CONTENT.items() if all(map(form.fullmatch, cells))), "")
