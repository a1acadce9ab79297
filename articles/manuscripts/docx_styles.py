"""The styles of a Word file, each with what it inherits."""

import re
from dataclasses import dataclass

from lxml import etree

from articles.manuscripts.docx_xml import W, child_value, whole

OWN_LOOK = re.compile(
    r"(?:sub)?title|caption|(?:intense )?quot|block text|toc |contents |table of figures|figure$"
)

MOST_ANCESTORS = 20


@dataclass(frozen=True)
class Style:
    """Of paragraphs and characters: `level` is the outline level from 0, `list_style` the id of the style that names the
    list."""

    style_id: str = ""
    name: str = ""
    level: int | None = None
    list_id: str = ""
    list_level: str = ""
    list_style: str = ""
    names: tuple[str, ...] = ()  # its own and those of the styles it is based on, the nearest first

    @property
    def has_own_look(self) -> bool:
        """Is it made for a heading, caption or quotation, so that its bold and italics emphasize nothing?"""
        return self.level is not None or bool(OWN_LOOK.match(self.name))


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of `word/styles.xml` by their id, each with what it inherits (`w:basedOn`, 17.7.4.3)."""
    elements = root.iter(f"{W}style") if root is not None else ()
    own = {element.get(f"{W}styleId") or "": element for element in elements}
    styles: dict[str, Style] = {}
    for style_id in own:
        line = {}  # the style and its ancestors that are not known yet; a dict, because it may run in a circle
        while style_id in own and style_id not in styles and style_id not in line:
            line[style_id] = own[style_id]
            style_id = child_value(own[style_id], "basedOn")
        style = styles.get(style_id, Style())
        for name, element in reversed(line.items()):
            style = styles[name] = _inheriting(_own_style(element), style)
    return styles


def _inheriting(own: Style, base: Style) -> Style:
    return Style(
        style_id=own.style_id,
        name=own.name or base.name,
        level=base.level if own.level is None else own.level,
        list_id=own.list_id or base.list_id,
        list_level=own.list_level or base.list_level,
        list_style=own.list_style or base.list_style,
        names=own.names + base.names[:MOST_ANCESTORS],
    )


def _own_style(element: etree._Element) -> Style:
    name = child_value(element, "name").lower()
    level = int(name[8:]) - 1 if name.startswith("heading ") and name[8:].isdecimal() else None
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    if level is None and outline is not None:
        level = whole(outline.get(f"{W}val"), 9)
    list_id = child_value(element, "pPr/numPr/numId")
    return Style(
        style_id=element.get(f"{W}styleId") or "",
        name=name,
        level=level,
        list_id=list_id,
        list_style=(element.get(f"{W}styleId") or "") if list_id else "",
        list_level=child_value(element, "pPr/numPr/ilvl"),
        names=(name,),
    )
