"""The text of a Word paragraph: runs, links, fields, footnote references, pictures, tracked changes."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from articles.manuscripts.blocks import Run, tidy
from articles.manuscripts.docx_drawings import read_drawing
from articles.manuscripts.docx_package import Part
from articles.manuscripts.docx_styles import Style
from articles.manuscripts.docx_xml import R, W, children, local
from articles.manuscripts.report import BAD_ADDRESS, Report

MARKS = {"b": "strong", "i": "em"}
LINK_FIELD = re.compile(r'\bHYPERLINK\s+(?:\\[a-z]\s+)*"(https?://[^"]{1,1500}|mailto:[^"]{1,300})"')
ALIGNMENTS = {"superscript": {"sup"}, "subscript": {"sub"}}
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
OFF = frozenset(("0", "false", "off", "none"))
INSIDE = frozenset(
    "ins moveTo smartTag sdt sdtContent customXml fldSimple hyperlink dir bdo oMath oMathPara".split()
)


class RunReader:
    """Collects runs, descriptions of pictures and text boxes of one paragraph."""

    def __init__(self, part: Part, style: Style, report: Report, line: int) -> None:
        self.part = part
        self.style = style
        self.report = report
        self.line = line
        self.runs: list[Run] = []
        self.pictures: list[str] = []
        self.boxes: list[etree._Element] = []
        self._fields: list[dict[str, str]] = []

    def read(self, parent: etree._Element, href: str = "", depth: int = 0) -> None:
        for element in children(parent) if depth < 60 else ():
            name = local(element)
            if name == "r":
                self._run(element, href)
            elif name in ("del", "moveFrom"):
                self._deleted(element)
            elif name in INSIDE:
                self.read(element, self._link(element) or href, depth + 1)
            elif name in ("t", "r", "e", "num", "den", "sub", "sup", "f", "sSup", "sSub"):
                self._math(element, href, depth)

    def _math(self, element: etree._Element, href: str, depth: int) -> None:
        """Formulas keep their characters, nothing more."""
        if local(element) == "t":
            self.runs.append(Run(element.text or "", frozenset(), href))
        else:
            self.read(element, href, depth + 1)

    def _link(self, element: etree._Element) -> str:
        if local(element) == "fldSimple":
            match = LINK_FIELD.search(element.get(f"{W}instr") or "")
            return match[1] if match else ""
        target = self.part.links.get(element.get(f"{R}id") or "", "")
        if target and not re.match(r"(?:https?://|mailto:)", target):
            self.report.add(self.line, target[:200], BAD_ADDRESS)
            return ""
        return target

    def _deleted(self, element: etree._Element) -> None:
        if words := words_of(element):
            self.report.drop(self.line, words, _("Left out: text deleted with tracked changes"))

    def _run(self, element: etree._Element, href: str) -> None:
        marks, is_hidden = self._marks(element.find(f"{W}rPr"))
        href = href or self._field_link()
        for child in children(element):
            name = local(child)
            text = _text(child, name)
            if text and is_hidden:
                self.report.drop(self.line, text, _("Left out: hidden text"))
            elif text:
                self.runs.append(Run(text, marks, href))
            else:
                self._special(child, name)

    def _special(self, child: etree._Element, name: str) -> None:
        """What a run holds besides text."""
        if name == "fldChar":
            self._field(child.get(f"{W}fldCharType") or "")
        elif name == "instrText" and self._fields:
            self._fields[-1]["code"] += child.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            self.runs.append(Run("", note=f"{name.removesuffix('Reference')}{child.get(f'{W}id')}"))
        elif name in ("drawing", "pict", "object"):
            self._drawing(child)

    def _field_link(self) -> str:
        """The address of the innermost link field whose words are being read."""
        links = (item["href"] for item in reversed(self._fields) if item["part"] == "result")
        return next(filter(None, links), "")

    def _marks(self, properties: etree._Element | None) -> tuple[frozenset[str], bool]:
        """Marks of a run, and whether it is hidden."""
        marks = self.style.marks
        is_hidden = False
        for child in properties if properties is not None else ():
            name, value = local(child), (child.get(f"{W}val") or "").lower()
            if name == "vanish":
                is_hidden = value not in OFF
            elif name == "vertAlign":
                marks = marks - {"sup", "sub"} | ALIGNMENTS.get(value, set())
            elif name == "rStyle":
                marks |= self.part.package.style(child.get(f"{W}val") or "").marks
            else:
                marks |= _mark(name, value)
        return marks, is_hidden

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append({"code": "", "href": "", "part": "code"})
        elif kind == "separate" and self._fields:
            match = LINK_FIELD.search(self._fields[-1]["code"])
            self._fields[-1] |= {"href": match[1] if match else "", "part": "result"}
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: etree._Element) -> None:
        drawing = read_drawing(element)
        self.boxes += drawing.boxes
        words = [*drawing.words, *self.part.words_of(drawing.parts)]
        if drawing.is_picture:
            self.pictures.append(drawing.description)
        if words:
            self.report.drop(self.line, tidy(" ".join(words)).strip(), _("Left out: words inside a drawing"))


def words_of(element: etree._Element) -> str:
    """All words in the element, also deleted ones, on one line."""
    pieces = []
    for text in element.iter(f"{W}delText", f"{W}t", f"{W}p"):
        pieces.append(" " if local(text) == "p" else text.text or "")
    return tidy("".join(pieces)).strip()


def _mark(name: str, value: str) -> set[str]:
    """The mark that one property of a run sets."""
    if name in MARKS and value not in OFF:
        return {MARKS[name]}
    if name == "position" and re.fullmatch(r"-?\d{1,3}", value) and int(value):
        return {"sup" if int(value) > 0 else "sub"}
    return set()


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    return CHARACTERS.get(name, "") if element.get(f"{W}type") != "page" else ""
