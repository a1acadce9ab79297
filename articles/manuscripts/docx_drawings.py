"""Pictures, shapes and text boxes in a Word file: DrawingML and the older VML (ECMA-376 parts 1 and 4)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from articles.manuscripts.docx_xml import R, W, children, local

PICTURE_PARTS = frozenset(("blip", "imagedata", "chart", "relIds"))
HORIZONTAL_RULE = "{urn:schemas-microsoft-com:office:office}hr"
DESCRIPTIONS = ("title", "descr", "alt")


@dataclass
class Drawing:
    """`boxes`: the text boxes, not those inside others. `words`: those of the drawing itself: word art, labels of
    shapes. `parts`: relationship ids of the diagrams and charts it shows."""

    boxes: list[etree._Element] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    has_picture: bool = False
    is_rule: bool = False
    is_control: bool = False

    @property
    def is_picture(self) -> bool:
        """A shape without words counts: it may be the drawing of something."""
        if self.is_control or self.is_rule:
            return False
        return self.has_picture or not (self.boxes or self.words)

    @property
    def description(self) -> str:
        return "; ".join(dict.fromkeys(self.descriptions))


def read_drawing(element: etree._Element) -> Drawing:
    """What the reader needs of a `w:drawing`, `w:pict` or `w:object`."""
    drawing = Drawing()
    for part in _parts(element):
        name = local(part)
        if name == "txbxContent":
            drawing.boxes.append(part)
        elif name == "t" and not part.tag.startswith(W):
            drawing.words.append(part.text or "")
        else:
            _note_part(part, name, drawing)
    return drawing


def _note_part(part: etree._Element, name: str, drawing: Drawing) -> None:
    drawing.has_picture = drawing.has_picture or name in PICTURE_PARTS
    drawing.is_rule = drawing.is_rule or part.get(HORIZONTAL_RULE) in ("t", "true", "1")
    drawing.is_control = drawing.is_control or part.tag == f"{W}control"
    if name == "textpath":
        drawing.words.append(part.get("string") or "")
    elif name in ("chart", "relIds"):
        drawing.parts.append(part.get(f"{R}id") or part.get(f"{R}dm") or "")
    elif name in ("docPr", "cNvPr") or "alt" in part.attrib:
        drawing.descriptions += filter(None, map(part.get, DESCRIPTIONS))


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """The element and all inside it, in order, but not what is inside a text box."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        yield part
        if local(part) != "txbxContent":
            waiting += reversed(list(children(part)))
