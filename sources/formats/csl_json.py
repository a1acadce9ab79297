"""CSL-JSON (citeproc-js and "csl-data.json" of CSL 1.0.2): in as programs write it, out as the schema wants it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.csl import spaced_initials
from sources.formats.bibtex_names import names
from sources.formats.days import csl_date
from sources.formats.json_records import records
from sources.formats.markup import container_title, decoded, plain
from sources.formats.tagged import Broken
from sources.formats.texts import from_notes, pages, titled, with_subtitle

NAME = "csl-json"
START = re.compile(r"\s*(?:\[\s*(?:[\[{\]\"]|$)|\{\s*(?:\"|$))")
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
NOT_AN_ITEM = _("This is not a CSL-JSON item: it has no named fields.")

LONGEST_NAMES = 20_000  # characters of a list of names in one text

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, Any]]:
    """The items, numbered from 1, in JSON Lines by their line."""
    return records(text)


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
    return "".join(csl_json_parts(items))


def csl_json_parts(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The same, one item after the other.

    >>> "".join(csl_json_parts([]))
    '[]\\n'
    """
    start = "["
    for item in items:
        text = json.dumps(dict(item), ensure_ascii=False, indent=2, default=str)
        yield f"{start}\n{text}".replace("\n", "\n  ")  # a line break in a value is written as \\n
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"
