"""A pasted list of references -> CSL-JSON, through the reader of single references."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.formats.reference_splitting import Listed, split_references
from sources.formats.references import read_reference
from sources.formats.tagged import Broken, Doubtful

NAME = "references"
NOT_UNDERSTOOD = _("This was not understood as a reference: “{}”")

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, Listed]]:
    for reference in split_references(text):
        yield reference.line, reference


def to_item(reference: Listed) -> Item | Broken | Doubtful:
    """
    >>> to_item(Listed(1, "Redig AJ. A view of metastasis. J Intern Med. 2013;274(2):113-126.", 1))["page"]
    '113-126'
    """
    parsed = read_reference(reference.text)
    if parsed.item is None or not is_likely(parsed.item):
        return Broken(str(NOT_UNDERSTOOD).format(_start(reference.text, 100)))
    if doubts := [*reference.doubts, *parsed.doubts]:
        return Doubtful(parsed.item, " ".join([f"“{_start(reference.text, 40)}”", *map(str, doubts)]))
    return parsed.item


def _start(text: str, length: int) -> str:
    return text[:length] + ("…" if len(text) > length else "")


def fields(reference: Listed) -> Iterator[tuple[str, str]]:
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
