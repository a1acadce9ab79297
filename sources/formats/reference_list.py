"""A pasted list of references -> CSL-JSON, through the reader of single references."""

from collections.abc import Iterator
from typing import Any

from sources.formats.references import parse_reference, split_references
from sources.formats.tagged import Broken

NAME = "references"
HEADINGS = (
    "references",
    "bibliography",
    "sources",
    "further reading",
    "works cited",
    "literature",
    "reference list",
)
NOT_UNDERSTOOD = "This was not understood as a reference: “{}”"

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, str]]:
    for _, reference, line in split_references(text):
        if reference.lower().strip(" :.#*") not in HEADINGS and reference:
            yield line, reference


def to_item(reference: str) -> Item | Broken:
    """
    >>> to_item("Redig AJ. A view of metastasis. J Intern Med. 2013;274(2):113-126.")["page"]
    '113-126'
    """
    item = parse_reference(reference)
    if item is None or not is_likely(item):
        return Broken(NOT_UNDERSTOOD.format(reference[:100] + ("…" if len(reference) > 100 else "")))
    return item


def fields(reference: str) -> Iterator[tuple[str, str]]:
    """A printed reference has none."""
    return iter(())


def is_likely(item: Item) -> bool:
    """A title alone is any sentence; a reference also says who, when or where.

    >>> is_likely({"title": "Dear all"}), is_likely({"title": "A", "issued": {"date-parts": [[2001]]}})
    (False, True)
    """
    return any(item.get(name) for name in ("issued", "DOI", "PMID", "PMCID", "URL", "ISBN", "volume")) or (
        bool(item.get("author"))
        and bool(item.get("container-title") or item.get("publisher") or item["title"])
    )
