"""The parts of a Word file by what they are for: text, styles, lists, notes, page headers, inserted files."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts.bounds import Bounds
from articles.manuscripts.docx_fields import notes_by_bookmark
from articles.manuscripts.docx_formats import Formats
from articles.manuscripts.docx_lists import read_lists
from articles.manuscripts.docx_styles import Style, read_styles
from articles.manuscripts.docx_xml import W
from articles.manuscripts.encoding import LONGEST_TEXT
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.opc import Parts, Relation

MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
)
UNTYPED = ("", "application/xml", "text/xml")
USUAL_MAIN = "word/document.xml"
OUTSIDE_TEXT = {
    "header": gettext_lazy("Left out: a page header"),
    "footer": gettext_lazy("Left out: a page footer"),
    "comments": gettext_lazy("Left out: a comment in the margin"),
    "glossaryDocument": gettext_lazy(
        "Left out: a building block (AutoText) saved with the file, not part of the text"
    ),
}
NOT_WORD = gettext_lazy("This is not a Word file. Save the manuscript as .docx and try again.")
OPEN_DOCUMENT = gettext_lazy("This is an OpenDocument file (.odt). Open it, save it as .docx and try again.")


@dataclass(frozen=True)
class Part:
    """A part that holds text, with what it alone is related to: links, pictures, inserted files."""

    package: "Package"
    root: etree._Element
    relations: Mapping[str, Relation]

    @cached_property
    def links(self) -> dict[str, str]:
        """The addresses of links by relationship id."""
        return {key: item.target for key, item in self.relations.items() if item.kind == "hyperlink"}

    @cached_property
    def notes_by_bookmark(self) -> dict[str, str]:
        return notes_by_bookmark(self.root)

    def words_of(self, relation_ids: Iterable[str]) -> Iterator[str]:
        """The words of diagrams and charts: titles, labels and names, not the figures that were measured."""
        for relation_id in relation_ids:
            root = self.package.related(self.relations.get(relation_id))
            for element in root.iter("{*}t", "{*}strCache") if root is not None else ():
                yield from (piece for piece in element.itertext() if piece.strip())


class Package:
    """Raises UnreadableManuscript."""

    def __init__(self, data: bytes, bounds: Bounds) -> None:
        self.parts = Parts(data, bounds)
        main = _main_name(self.parts)
        self._folder = posixpath.dirname(main)
        self.document = self._part(main)
        if sum(len(text.text or "") for text in self.document.root.iter(f"{W}t")) > LONGEST_TEXT:
            raise UnreadableManuscript(_("The text is longer than a book. Import one article at a time."))
        styles = self._first("styles")
        self._styles = read_styles(styles)
        self.formats = Formats(styles, self._first("theme"))
        self.lists = read_lists(self._first("numbering"), self._styles)

    def style(self, style_id: str) -> Style:
        return self._styles.get(style_id, Style())

    def notes(self) -> Iterator[tuple[str, etree._Element, Part]]:
        """The key that the text mentions, the note, and the part it stands in."""
        for kind in ("footnote", "endnote"):
            for name in self._names(f"{kind}s"):
                part = self._part(name)
                for note in part.root.iter(f"{W}{kind}"):
                    if note.get(f"{W}type") in (None, "normal"):
                        yield f"{kind}{note.get(f'{W}id')}", note, part

    def outside_text(self) -> Iterator[tuple[etree._Element, Part, str]]:
        """Page headers, footers, comments and building blocks, each with the sentence for the report."""
        for kind, reason in OUTSIDE_TEXT.items():
            for name in self._names(kind):
                part = self._part(name)
                for item in _items(kind, part.root):
                    yield item, part, reason

    def related(self, relation: Relation | None) -> etree._Element | None:
        """The XML of a related part of this package."""
        return None if relation is None or relation.is_external else self.parts.xml(relation.target)

    def inserted(self, relation: Relation | None) -> tuple[bytes, str]:
        """The bytes of an inserted file and their content type; empty if the file is not in this package."""
        if relation is None or relation.is_external:
            return b"", ""
        return self.parts.data(relation.target), self.parts.content_type(relation.target)

    def _part(self, name: str) -> Part:
        return Part(self, self.parts.xml(name), self.parts.relations(name))

    def _first(self, kind: str) -> etree._Element | None:
        return next((self.parts.xml(name) for name in self._names(kind)), None)

    def _names(self, kind: str) -> list[str]:
        """The parts of this kind: related ones, or one of the usual name if a program forgot to relate it."""
        relations = self.document.relations.values()
        related = [item.target for item in relations if item.kind == kind and not item.is_external]
        usual = [f"{posixpath.join(self._folder, kind)}{number}.xml" for number in ("", *range(1, 10))]
        return [name for name in dict.fromkeys(related or usual) if name in self.parts]


def _main_name(parts: Parts) -> str:
    """The part with the text: the one the package names, whatever its name is (ECMA-376 part 1, 11.3.10)."""
    related = [item.target for item in parts.relations().values() if item.kind == "officeDocument"]
    typed = [name for name, kind in parts.content_types.items() if kind.lower() in MAIN_TYPES]
    for name in (*related, *typed):
        if name in parts and parts.content_type(name).lower() in (*MAIN_TYPES, *UNTYPED):
            return name
    if USUAL_MAIN in parts:
        return USUAL_MAIN
    raise UnreadableManuscript(OPEN_DOCUMENT if "content.xml" in parts or "mimetype" in parts else NOT_WORD)


def _items(kind: str, root: etree._Element) -> Iterable[etree._Element]:
    """The comments, or building blocks, of a part, or all of it. Blocks that only prompt for text don't count."""
    if kind == "comments":
        return root.iter(f"{W}comment")
    if kind == "glossaryDocument":
        return [part for part in root.iter(f"{W}docPart") if not _is_prompt(part)]
    return [root]


def _is_prompt(part: etree._Element) -> bool:
    gallery = part.find(f"{W}docPartPr/{W}category/{W}gallery")
    return gallery is not None and gallery.get(f"{W}val") == "placeholder"
