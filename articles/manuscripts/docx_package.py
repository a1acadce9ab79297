"""The parts of a .docx file, opened with care: a size limit, no entities, no network."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.manuscripts.blocks import tidy
from articles.manuscripts.manuscript import UnreadableManuscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
STRICT_R = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
MOST_PARTS = 5000
OUTSIDE_TEXT = {
    "header": _("Left out: a page header"),
    "footer": _("Left out: a page footer"),
    "comments": _("Left out: a comment in the margin"),
}
BROKEN = _(
    "This Word file is damaged. Open it in Word or LibreOffice, save it as .docx again and try once more."
)
TOO_LARGE = _("This file unpacks to far more than a manuscript. Take the pictures out and try again.")
NOT_WORD = _("This is not a Word file. Save the manuscript as .docx and try again.")
OPEN_DOCUMENT = _("This is an OpenDocument file (.odt). Open it, save it as .docx and try again.")
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)


@dataclass(frozen=True)
class Style:
    """Of paragraphs and characters: `level` is the outline level from 0."""

    name: str = ""
    level: int | None = None
    list_id: str = ""
    list_level: str = ""
    marks: frozenset[str] = frozenset()


def local(element: etree._Element) -> str:
    """
    >>> local(etree.fromstring("<a:b xmlns:a='x'/>"))
    'b'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Package:
    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self.document = self._part("word/document.xml", required=True)
        self._styles = self._read_styles()
        self._numbering, self._abstract = self._read_numbering()
        self.links = self._read_links("word/_rels/document.xml.rels")

    def style(self, style_id: str) -> Style:
        return self._styles.get(style_id, Style())

    def numbering(self, list_id: str, depth: int) -> tuple[str, int, str]:
        """Format ("decimal", "bullet", …), first number, and the counter the list shares."""
        abstract, starts = self._numbering.get(list_id, ("", {}))
        kind, start = self._abstract.get(abstract, {}).get(depth, ("", 1))
        own = f"{abstract}/{list_id}" if depth in starts else abstract
        return kind, starts.get(depth, start), own

    def notes(self) -> Iterator[tuple[str, etree._Element]]:
        for kind in ("footnote", "endnote"):
            root = self._part(f"word/{kind}s.xml")
            for note in root if root is not None else ():
                if local(note) == kind and note.get(f"{W}type") in (None, "normal"):
                    yield f"{kind}{note.get(f'{W}id')}", note

    def outside_text(self) -> Iterator[tuple[str, str]]:
        """Text of page headers, footers and comments, each with the sentence for the report."""
        for name in sorted(self._zip.namelist()):
            match = re.fullmatch(r"word/(header|footer|comments)\d*\.xml", name)
            root = self._part(name) if match else None
            if match is None or root is None:
                continue
            reason = OUTSIDE_TEXT[match[1]]
            for item in root.iter(f"{W}comment") if match[1] == "comments" else [root]:
                words = tidy(" ".join(text.text or "" for text in item.iter(f"{W}t"))).strip()
                if words:
                    yield words, reason

    def _part(self, name: str, *, required: bool = False) -> etree._Element | None:
        try:
            data = self._zip.read(name)
        except KeyError:
            if required:
                raise UnreadableManuscript(NOT_WORD) from None
            return None
        except ZIP_ERRORS as error:
            raise UnreadableManuscript(BROKEN) from error
        return parse(data)

    def _read_links(self, name: str) -> dict[str, str]:
        root = self._part(name)
        links = root if root is not None else ()
        return {link.get("Id") or "": link.get("Target") or "" for link in links if isinstance(link.tag, str)}

    def _read_styles(self) -> dict[str, Style]:
        root = self._part("word/styles.xml")
        styles = root.iter(f"{W}style") if root is not None else ()
        elements = {style.get(f"{W}styleId") or "": style for style in styles}
        return {style_id: _style(elements, style_id) for style_id in elements}

    def _read_numbering(
        self,
    ) -> tuple[dict[str, tuple[str, dict[int, int]]], dict[str, dict[int, tuple[str, int]]]]:
        root = self._part("word/numbering.xml")
        lists: dict[str, tuple[str, dict[int, int]]] = {}
        abstract: dict[str, dict[int, tuple[str, int]]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                abstract[element.get(f"{W}abstractNumId") or ""] = {
                    _int(level.get(f"{W}ilvl")): (_child(level, "numFmt"), _int(_child(level, "start"), 1))
                    for level in element.iter(f"{W}lvl")
                }
            elif local(element) == "num":
                starts = {
                    _int(over.get(f"{W}ilvl")): _int(_child(over, "startOverride"), 1)
                    for over in element.iter(f"{W}lvlOverride")
                    if over.find(f"{W}startOverride") is not None
                }
                lists[element.get(f"{W}numId") or ""] = (_child(element, "abstractNumId"), starts)
        return lists, abstract


def _style(elements: dict[str, etree._Element], style_id: str) -> Style:
    """A style with what it inherits, at most ten levels up."""
    style = Style()
    for _ancestor in range(10):
        element = elements.get(style_id)
        if element is None:
            break
        own = _own_style(element)
        style = Style(
            name=style.name or own.name,
            level=own.level if style.level is None else style.level,
            list_id=style.list_id or own.list_id,
            list_level=style.list_level or own.list_level,
            marks=style.marks | own.marks,
        )
        style_id = _child(element, "basedOn")
    return style


def _own_style(element: etree._Element) -> Style:
    name = _child(element, "name").lower()
    level = int(name[8:]) - 1 if name.startswith("heading ") and name[8:].isdecimal() else None
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    if level is None and outline is not None:
        level = _int(outline.get(f"{W}val"), 9)
    mark = {"superscript": "sup", "subscript": "sub"}.get(_child(element, f"rPr/{W}vertAlign"))
    return Style(
        name=name,
        level=level,
        list_id=_child(element, f"pPr/{W}numPr/{W}numId"),
        list_level=_child(element, f"pPr/{W}numPr/{W}ilvl"),
        marks=frozenset([mark] if mark else []),
    )


def _child(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or "") if child is not None else ""


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except ZIP_ERRORS as error:
        raise UnreadableManuscript(BROKEN) from error
    _check(parts)
    return package


def _check(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse bombs, other kinds of file and locked ones, each in its own words."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise UnreadableManuscript(TOO_LARGE)
    _check_kind({part.filename for part in parts})
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableManuscript(
            _("This file is protected by a password. Save it as .docx without one and try again.")
        )
    if max(part.file_size for part in parts if part.filename.endswith(".xml")) > LARGEST_PART:
        raise UnreadableManuscript(TOO_LARGE)


def _check_kind(names: set[str]) -> None:
    if "word/document.xml" not in names:
        raise UnreadableManuscript(OPEN_DOCUMENT if names & {"content.xml", "mimetype"} else NOT_WORD)


def parse(data: bytes) -> etree._Element:
    """XML without entities, document types or the network; Word writes none of them."""
    for strict, usual in (STRICT, STRICT_R):
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableManuscript(BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableManuscript(_("This file contains code that Word never writes, so it was refused."))
    return root
