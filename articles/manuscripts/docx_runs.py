"""The text of a Word paragraph: runs, links, fields, footnote references, pictures, tracked changes."""

import re

from lxml import etree

from articles.manuscripts.blocks import Run
from articles.manuscripts.docx_package import Package, R, Style, W, local
from articles.manuscripts.report import Report

MARKS = {"b": "strong", "i": "em"}
LINK_FIELD = re.compile(r'\bHYPERLINK\s+(?:\\[a-z]\s+)*"(https?://[^"]{1,1500}|mailto:[^"]{1,300})"')
OFF = frozenset(("0", "false", "off", "none"))
INSIDE = frozenset(
    (
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "hyperlink",
        "dir",
        "bdo",
        "oMath",
        "oMathPara",
    )
)


class RunReader:
    """Collects runs, descriptions of pictures and text boxes of one paragraph."""

    def __init__(self, package: Package, style: Style, report: Report, line: int) -> None:
        self.package = package
        self.style = style
        self.report = report
        self.line = line
        self.runs: list[Run] = []
        self.pictures: list[str] = []
        self.boxes: list[etree._Element] = []
        self._fields: list[dict[str, str]] = []

    def read(self, parent: etree._Element, href: str = "", depth: int = 0) -> None:
        for element in parent if depth < 60 else ():
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
        target = self.package.links.get(element.get(f"{R}id") or "", "")
        if target and not re.match(r"(?:https?://|mailto:)", target):
            self.report.add(
                self.line, target[:200], "Left out: an address that cannot be linked to; its words were kept"
            )
            return ""
        return target

    def _deleted(self, element: etree._Element) -> None:
        words = "".join(text.text or "" for text in element.iter(f"{W}delText", f"{W}t")).strip()
        if words:
            self.report.add(self.line, words, "Left out: text deleted with tracked changes")

    def _run(self, element: etree._Element, href: str) -> None:
        marks, is_hidden = self._marks(element.find(f"{W}rPr"))
        href = href or next(
            (item["href"] for item in reversed(self._fields) if item["href"] and item["part"] == "result"), ""
        )
        for child in element:
            name = local(child)
            if name == "fldChar":
                self._field(child.get(f"{W}fldCharType") or "")
            elif name == "instrText" and self._fields:
                self._fields[-1]["code"] += child.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                self.runs.append(Run("", note=f"{name.removesuffix('Reference')}{child.get(f'{W}id')}"))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._drawing(child)
            elif text := _text(child, name):
                if is_hidden:
                    self.report.add(self.line, text, "Left out: hidden text")
                else:
                    self.runs.append(Run(text, marks, href))

    def _marks(self, properties: etree._Element | None) -> tuple[frozenset[str], bool]:
        if properties is None:
            return self.style.marks, False
        marks = set(self.style.marks)
        is_hidden = False
        for child in properties:
            name, value = local(child), (child.get(f"{W}val") or "").lower()
            if name in MARKS and value not in OFF:
                marks.add(MARKS[name])
            elif name == "vertAlign":
                marks = marks - {"sup", "sub"} | (
                    {{"superscript": "sup", "subscript": "sub"}[value]}
                    if value in ("superscript", "subscript")
                    else set()
                )
            elif name == "rStyle":
                marks |= self.package.style(child.get(f"{W}val") or "").marks
            elif name == "position" and re.fullmatch(r"-?\d{1,3}", value) and int(value):
                marks.add("sup" if int(value) > 0 else "sub")
            elif name == "vanish":
                is_hidden = value not in OFF
        return frozenset(marks), is_hidden

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append({"code": "", "href": "", "part": "code"})
        elif kind == "separate" and self._fields:
            match = LINK_FIELD.search(self._fields[-1]["code"])
            self._fields[-1] |= {"href": match[1] if match else "", "part": "result"}
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: etree._Element) -> None:
        if local(element) == "AlternateContent":
            choice = next((child for child in element if local(child) == "Choice"), None)
            for child in choice if choice is not None else ():
                self._drawing(child)
            return
        boxes = list(element.iter(f"{W}txbxContent"))
        self.boxes += [box for box in boxes if not any(ancestor in boxes for ancestor in box.iterancestors())]
        described = next((part for part in element.iter() if local(part) == "docPr"), None)
        shows = any(local(part) in ("blip", "imagedata", "chart", "relIds") for part in element.iter())
        if shows or not boxes:
            words = (described.get("descr") or described.get("title") or "") if described is not None else ""
            self.pictures.append(words)


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    return (
        {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")
        if element.get(f"{W}type") != "page"
        else ""
    )
