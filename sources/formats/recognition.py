"""Recognizes a format by its content: file names can be wrong."""

import re

from django.utils.translation import gettext_lazy as _

from editing.text import binary_type
from sources.formats import bibtex, csl_json, endnote_xml, foreign, nbib, pubmed_xml, reference_list, ris

LOOKED_AT = 200_000  # characters in which a file must have shown what it is
BINARY = {
    "pdf": _("This is a PDF. Copy the reference list out of it and paste that."),
    "zip": _("This is a Word document or a zip file. Save the reference list as text, or paste it."),
    "old office": _("This is an old Word or Excel file. Save the reference list as text, or paste it."),
    "rtf": _("This is formatted text (RTF). Copy the reference list out of it and paste that."),
    "compressed": _("This is a compressed file. Unpack it first."),
    "picture": _("This is a picture."),
}
WEB_PAGE = _("This is a web page. Copy the references out of it and paste them.")
HTML = frozenset("html head body div p ol ul table span".split())
NO_RECORDS = re.compile(r"<records(?:\s[^<>]*)?(?:/>|>\s*+</records>)")
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
    _refuse(foreign.refusal_of_bytes(data))
    if not text.strip():
        raise UnknownFormat(_("The file is empty."))
    start = text.lstrip()[:LOOKED_AT]
    return _xml(start) or _json(start) or _tagged(start) or _reference_list(data, start)


def _refuse(sentence: str) -> None:
    if sentence:
        raise UnknownFormat(sentence)


def _reference_list(data: bytes, start: str) -> str:
    """Any other text may be a pasted list of references."""
    if start.startswith(("<", "{")) or _is_binary(data, start):
        raise UnknownFormat(UNKNOWN)
    return reference_list.NAME


def _xml(start: str) -> str:
    if not start.startswith("<") or not (root := foreign.root(start)):
        return ""
    if root.lower() in HTML:
        raise UnknownFormat(WEB_PAGE)
    name = _xml_name(start)
    if not name:
        raise UnknownFormat(foreign.refusal_of_xml(start))
    if "<!ENTITY" in start.upper():
        raise UnknownFormat(ENTITIES)
    return name


def _xml_name(start: str) -> str:
    if pubmed_xml.START.search(start):
        return pubmed_xml.NAME
    if endnote_xml.START.search(start):
        return endnote_xml.NAME if endnote_xml.MARKS.search(start) else ""
    return endnote_xml.NAME if NO_RECORDS.search(start) else ""


def _json(start: str) -> str:
    if not csl_json.START.match(start):
        return ""
    _refuse(foreign.refusal_of_json(start))
    return csl_json.NAME


def _tagged(start: str) -> str:
    """The format whose first record comes first: one may be quoted in another. MEDLINE's tags are everybody's."""
    places = {name: match.start() for name, pattern in TAGGED.items() if (match := pattern.search(start))}
    name = min(places, key=lambda name: places[name]) if places else ""
    if name in ("", nbib.NAME):
        _refuse(foreign.refusal_of_text(start))
    return name


def _is_binary(data: bytes, start: str) -> bool:
    """More than a few control characters, apart from NUL, which the text has already lost."""
    controls = sum(data[:4000].count(byte) for byte in (*range(1, 9), *range(14, 32)))
    letters = sum(character.isalpha() or character.isspace() for character in start[:4000])
    return controls > len(data[:4000]) * 0.02 or letters < len(start[:4000]) * 0.3
