"""Recognizes a format by its content: file names can be wrong."""

import re

from django.utils.translation import gettext_lazy as _

from editing.text import binary_type
from sources.formats import bibtex, csl_json, endnote_xml, nbib, pubmed_xml, reference_list, ris

LOOKED_AT = 200_000  # characters in which a file must have shown what it is
BINARY = {
    "pdf": _("This is a PDF. Copy the reference list out of it and paste that."),
    "zip": _("This is a Word document or a zip file. Save the reference list as text, or paste it."),
    "old office": _("This is an old Word or Excel file. Save the reference list as text, or paste it."),
    "rtf": _("This is formatted text (RTF). Copy the reference list out of it and paste that."),
    "compressed": _("This is a compressed file. Unpack it first."),
    "picture": _("This is a picture."),
}
OTHERS = (
    (
        re.compile(r"\s*(?:<!doctype html|<html)", re.IGNORECASE),
        _("This is a web page. Copy the references out of it and paste them."),
    ),
    (
        re.compile(r"\s*(?:FN |PT [JBPSC]\s*\n)"),
        _("This is Web of Science's own format. Export it again as RIS or BibTeX."),
    ),
    (re.compile(r"\s*%0 [A-Z]"), "This is EndNote's Refer format. Export it again as EndNote XML or RIS."),
)
TAGGED = {ris.NAME: ris.START, nbib.NAME: nbib.START, bibtex.NAME: bibtex.START}
ENTITIES = _(
    "The file defines its own XML entities, which no bibliography program does. For safety it was not read."
)
UNKNOWN = _(
    "The file was not recognized. BibTeX, RIS, PubMed (.nbib or XML), EndNote XML, CSL-JSON and pasted lists of "
    "references can be read."
)


class UnknownFormat(Exception):
    """No format was recognized. `str()` of it is a sentence for the person who chose the file."""


def recognize(data: bytes, text: str) -> str:
    """The name of the format.

    >>> recognize(b"", "@book{a, title={B}}"), recognize(b"", " [1] Smith J. A view. J X. 2001;2:3."), recognize(b"", "[]")
    ('bibtex', 'references', 'csl-json')
    """
    if binary := binary_type(data):
        raise UnknownFormat(BINARY[binary])
    if not text.strip():
        raise UnknownFormat(_("The file is empty."))
    start = text[:LOOKED_AT].lstrip()
    return _xml(start) or _json(start) or _tagged(start) or _reference_list(data, start)


def _reference_list(data: bytes, start: str) -> str:
    """Any other text may be a pasted list of references."""
    for pattern, sentence in OTHERS:
        if pattern.match(start):
            raise UnknownFormat(sentence)
    if start.startswith(("<", "{")) or _is_binary(data, start):
        raise UnknownFormat(UNKNOWN)
    return reference_list.NAME


def _xml(start: str) -> str:
    if not start.startswith("<") or not (name := _xml_name(start)):
        return ""
    if "<!ENTITY" in start.upper():
        raise UnknownFormat(ENTITIES)
    return name


def _xml_name(start: str) -> str:
    if pubmed_xml.START.search(start):
        return pubmed_xml.NAME
    if endnote_xml.START.search(start) and endnote_xml.MARKS.search(start):
        return endnote_xml.NAME
    return endnote_xml.NAME if re.search(r"<records[\s/>]", start) else ""


def _json(start: str) -> str:
    return csl_json.NAME if csl_json.START.match(start) else ""


def _tagged(start: str) -> str:
    """The format whose first record comes first: one may be quoted in another."""
    places = {name: match.start() for name, pattern in TAGGED.items() if (match := pattern.search(start))}
    return min(places, key=lambda name: places[name]) if places else ""


def _is_binary(data: bytes, start: str) -> bool:
    """More than a few control characters, apart from NUL, which the text has already lost."""
    controls = sum(data[:4000].count(byte) for byte in (*range(1, 9), *range(14, 32)))
    letters = sum(character.isalpha() or character.isspace() for character in start[:4000])
    return controls > len(data[:4000]) * 0.02 or letters < len(start[:4000]) * 0.3
