"""The records of a JSON file, whatever their form: a list, one in an object, one object, JSON Lines, or a file that is broken.

JSON Lines (jsonlines.org): one item on each line, blank lines between them allowed.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.formats.tagged import Broken

UNREADABLE = _("The file is not valid JSON from here on. The rest was not read.")
UNREADABLE_LINE = _("This line is not valid JSON.")
UNREADABLE_ITEM = _("This record is not valid JSON, so it was not read.")
LISTS = ("items", "references", "data")  # where programs put the list inside an object
LIST = re.compile(rf"\s*(?:\{{\s*\"(?:{'|'.join(LISTS)})\"\s*:\s*)?\[")
BETWEEN = re.compile(r"[\s,]*+(?=\{)")
ITEM_START = re.compile(r"\{\s*+\"(?:id|type|title|DOI|author|citation-key)\"\s*+:")
MOST_BREAKS = 50  # after which the rest of a list is given up
LIST_END = re.compile(r"[\s\]}]*+")


def records(text: str) -> Iterator[tuple[int, Any]]:
    """The items, numbered from 1, in JSON Lines by their line. Of a broken file, those before the break.

    >>> list(records('[{"title": "A"}, {"title": "B"'))[0]
    (1, {'title': 'A'})
    >>> list(records('{"title": "A"}\\n\\n{"title": "B"}'))
    [(1, {'title': 'A'}), (3, {'title': 'B'})]
    """
    whole = _loaded(text, UNREADABLE)
    if not isinstance(whole, Broken):
        yield from enumerate(_listed(whole), start=1)
    elif lines := _lines(text):
        for number, line in lines:
            yield number, _loaded(line, UNREADABLE_LINE)
    else:
        yield from _around_breaks(text)


def _loaded(text: str, otherwise: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return Broken(otherwise)


def _lines(text: str) -> list[tuple[int, str]]:
    """The numbered lines of JSON Lines, of which some may be broken; empty if the text is something else: a list or an
    object over several lines, whole or not."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) < 2 or LIST.match(text):
        return []
    all_begin = all(line.lstrip().startswith("{") for _number, line in lines)
    return lines if all_begin or isinstance(_loaded(lines[0][1], ""), Mapping) else []


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, Mapping):
        for name in LISTS:
            if isinstance(whole.get(name), list):
                return whole[name]
        is_by_key = whole and not {"type", "title"} & set(whole) and all(map(_is_item, whole.values()))
        return list(whole.values()) if is_by_key else [whole]
    return whole if isinstance(whole, list) else []


def _is_item(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("title"), str)


def _around_breaks(text: str) -> Iterator[tuple[int, Any]]:
    """The whole items of a list that is not whole: those before a break, and those after it."""
    opening = LIST.match(text)
    position, number = (opening.end(), 0) if opening else (len(text), 0)
    breaks = 0
    while True:
        items, position = _whole_items(text, position)
        yield from enumerate(items, start=number + 1)
        number += len(items) + 1
        following = _next_item(text, position + 1) if breaks < MOST_BREAKS else None
        if following is None:
            break
        yield number, Broken(UNREADABLE_ITEM)
        position = following
        breaks += 1
    if not (breaks and LIST_END.fullmatch(text, position)):
        yield number, Broken(UNREADABLE)


def _whole_items(text: str, position: int) -> tuple[list[Any], int]:
    """The items one after the other, up to one that is broken, and where that one begins."""
    items: list[Any] = []
    while match := BETWEEN.match(text, position):
        item, end = _decoded_at(text, match.end())
        if end == match.end():
            return items, end
        items.append(item)
        position = end
    return items, position


def _next_item(text: str, position: int) -> int | None:
    """Where the next whole item with a title begins. A few places are tried: each may be read to the end of the file."""
    for start in itertools.islice(ITEM_START.finditer(text, position), MOST_BREAKS):
        item, _end = _decoded_at(text, start.start())
        if isinstance(item, Mapping) and isinstance(item.get("title"), str):
            return start.start()
    return None


def _decoded_at(text: str, position: int) -> tuple[Any, int]:
    """What stands there and where it ends; where it begins if it is broken."""
    try:
        return json.JSONDecoder(parse_constant=lambda _: None).raw_decode(text, position)
    except (ValueError, RecursionError):
        return None, position
