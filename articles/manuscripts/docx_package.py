"""The parts of a .docx file, opened with care: a size limit, no entities, no network."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.manuscripts.blocks import tidy
from articles.manuscripts.docx_styles import Style, read_styles
from articles.manuscripts.docx_xml import BROKEN, W, child_value, local, parse, whole
from articles.manuscripts.manuscript import UnreadableManuscript

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
MOST_PARTS = 5000
OUTSIDE_TEXT = {
    "header": _("Left out: a page header"),
    "footer": _("Left out: a page footer"),
    "comments": _("Left out: a comment in the margin"),
}
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


class Package:
    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self.document = self._part("word/document.xml", required=True)
        self._styles = read_styles(self._part("word/styles.xml"))
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

    def _read_numbering(
        self,
    ) -> tuple[dict[str, tuple[str, dict[int, int]]], dict[str, dict[int, tuple[str, int]]]]:
        root = self._part("word/numbering.xml")
        lists: dict[str, tuple[str, dict[int, int]]] = {}
        abstract: dict[str, dict[int, tuple[str, int]]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                abstract[element.get(f"{W}abstractNumId") or ""] = {
                    whole(level.get(f"{W}ilvl")): (
                        child_value(level, "numFmt"),
                        whole(child_value(level, "start"), 1),
                    )
                    for level in element.iter(f"{W}lvl")
                }
            elif local(element) == "num":
                starts = {
                    whole(over.get(f"{W}ilvl")): whole(child_value(over, "startOverride"), 1)
                    for over in element.iter(f"{W}lvlOverride")
                    if over.find(f"{W}startOverride") is not None
                }
                lists[element.get(f"{W}numId") or ""] = (child_value(element, "abstractNumId"), starts)
        return lists, abstract


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
