"""CSL-JSON (citeproc-js and "csl-data.json" of CSL 1.0.2): in as programs write it, out as the schema wants it.

Also as JSON Lines (jsonlines.org): one item on each line, blank lines between them allowed.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.csl import spaced_initials
from sources.formats.bibtex_names import names
from sources.formats.days import csl_date
from sources.formats.markup import container_title, decoded, plain
from sources.formats.tagged import Broken
from sources.formats.texts import from_notes, pages, titled, with_subtitle

NAME = "csl-json"
START = re.compile(r"\s*(?:\[\s*(?:[\[{\]\"]|$)|\{\s*(?:\"|$))")
LISTS = ("items", "references", "data")  # where programs put the list inside an object
LIST = re.compile(rf"\s*(?:\{{\s*\"(?:{'|'.join(LISTS)})\"\s*:\s*)?\[")
DATES = ("issued", "accessed", "event-date", "original-date", "submitted", "available-date")
NAMES = (
    "author",
    "editor",
    "translator",
    "container-author",
    "collection-editor",
    "director",
    "interviewer",
    "recipient",
)
CROSSREF_TYPES = {  # what Crossref and doi.org answer instead of the CSL type
    "journal-article": "article-journal", "posted-content": "article", "book-chapter": "chapter", "proceedings-article":
    "paper-conference", "monograph": "book", "edited-book": "book", "reference-book": "book", "book-section": "chapter",
    "reference-entry": "entry", "dissertation": "thesis", "report-component": "report", "proceedings": "book",
}  # fmt: skip
UNREADABLE = _("The file is not valid JSON from here on. The rest was not read.")
UNREADABLE_ITEM = _("This record is not valid JSON, so it was not read.")
UNREADABLE_LINE = _("This line is not valid JSON.")
NOT_AN_ITEM = _("This is not a CSL-JSON item: it has no named fields.")

LIST_END = re.compile(r"[\s\]}]*+")
BETWEEN = re.compile(r"[\s,]*+(?=\{)")
ITEM_START = re.compile(r"\{\s*+\"(?:id|type|title|DOI|author|citation-key)\"\s*+:")
MOST_BREAKS = 50  # after which the rest of a list is given up
LONGEST_NAMES = 20_000  # characters of a list of names in one text

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, Any]]:
    """The items, numbered from 1, in JSON Lines by their line. Of a broken file, those before the break.

    >>> list(split('[{"title": "A"}, {"title": "B"'))[0]
    (1, {'title': 'A'})
    >>> list(split('{"title": "A"}\\n\\n{"title": "B"}'))
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
        return [whole]
    return whole if isinstance(whole, list) else []


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


LISTED_TEXTS = (
    "title",
    "subtitle",
    "container-title",
    "container-title-short",
    "ISSN",
    "ISBN",
)  # lists at Crossref
CONTAINERS = ("container-title", "container-title-short", "journalAbbreviation", "collection-title")
TIDY = dict.fromkeys(CONTAINERS, container_title) | {
    "publisher": plain,
    "publisher-place": plain,
    "page": pages,
}


def to_item(raw: Any) -> Item | Broken:
    """The item with names, dates and types in the form the schema gives them; all other variables as they are.

    >>> to_item({"type": "journal-article", "title": "A", "issued": "2001-05", "author": "Redig, A. J."})["author"]
    [{'family': 'Redig', 'given': 'A. J.'}]
    """
    if not isinstance(raw, Mapping):
        return Broken(NOT_AN_ITEM)
    item = {str(name): _converted(str(name), _decoded(value)) for name, value in raw.items()}
    if isinstance(raw.get("author"), str) and names(raw["author"][:LONGEST_NAMES])[1]:
        item["custom"] = {**_mapping(item.get("custom")), "et-al": True}
    item["type"] = CROSSREF_TYPES.get(str(item.get("type")), item.get("type")) or "document"
    item = {name: value for name, value in item.items() if value not in (None, "")}
    if isinstance(item.get("title"), str):
        subtitle = item.pop("subtitle", "")
        item = titled(item, with_subtitle(item["title"], subtitle if isinstance(subtitle, str) else ""))
    return {**from_notes(str(item.get("note", ""))), **item}  # where Zotero keeps the number in PubMed


def fields(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Lists of which one text is taken. All other variables are kept, also those that nobody knows."""
    for name in LISTED_TEXTS:
        texts = raw.get(name)
        yield from (
            (name, text) for text in (texts if isinstance(texts, list) else ()) if isinstance(text, str)
        )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _decoded(value: Any, depth: int = 3) -> Any:
    """Entities read in a text, a list of texts, or the parts of names."""
    if isinstance(value, str):
        return decoded(value)
    if isinstance(value, list) and depth:
        return [_decoded(one, depth - 1) for one in value]
    if isinstance(value, Mapping) and depth:
        return {name: _decoded(one, depth - 1) for name, one in value.items()}
    return value


def _converted(name: str, value: Any) -> Any:
    if name in DATES:
        return _date(value)
    if name in NAMES:
        return _names(value)
    if name in LISTED_TEXTS and isinstance(value, list):
        value = _one_text(name, value)
    return TIDY[name](value) if name in TIDY and isinstance(value, str) else value


def _one_text(name: str, values: list[Any]) -> str:
    """The first text of a list; of ISSNs all, as print and online differ."""
    texts = [text for text in values if isinstance(text, str)]
    return ", ".join(texts) if name == "ISSN" else next(iter(texts), "")


def _date(value: Any) -> Any:
    """
    >>> _date("2001-05"), _date(2001), _date({"raw": "2015"}), _date({"date-parts": [[None]]})
    ({'date-parts': [[2001, 5]]}, {'date-parts': [[2001]]}, {'raw': '2015'}, None)
    """
    if isinstance(value, str | int) and not isinstance(value, bool):
        return csl_date(str(value)[:100])
    if isinstance(value, Mapping) and value.get("date-parts") in ([[None]], [[]], []):
        return {name: part for name, part in value.items() if name != "date-parts"} or None
    return value


def _names(value: Any) -> Any:
    """Text and single names become lists of names. What is not a name stays, so that it can be reported."""
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, str):
        return names(value[:LONGEST_NAMES])[0]
    if not isinstance(value, list):
        return value
    people: list[Any] = []
    for name in value:
        people += names(name[:2000])[0] if isinstance(name, str) else [_name(name)]
    return people


def _name(name: Any) -> Any:
    """Crossref says "name" for an organization; run-together initials are kept apart, as CSL needs them.

    >>> _name({"name": "STROBE Initiative"}), _name({"family": "Fenster", "given": "SD"})
    ({'literal': 'STROBE Initiative'}, {'family': 'Fenster', 'given': 'S. D.'})
    """
    if not isinstance(name, Mapping):
        return name
    given = name.get("given")
    if isinstance(given, str) and 1 < len(given) <= 3:
        return {**name, "given": spaced_initials(given)}
    is_group = isinstance(name.get("name"), str) and not {"family", "literal", "given"} & set(name)
    return {"literal": name["name"]} if is_group else name


def to_csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """
    >>> to_csl_json([{"id": "a", "type": "book", "title": "Café"}])
    '[\\n  {\\n    "id": "a",\\n    "type": "book",\\n    "title": "Café"\\n  }\\n]\\n'
    """
    return json.dumps([dict(item) for item in items], ensure_ascii=False, indent=2, default=str) + "\n"
