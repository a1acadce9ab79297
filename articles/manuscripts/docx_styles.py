"""The styles of a Word file, each with what it inherits."""

import re
from dataclasses import dataclass

from lxml import etree

from articles.manuscripts.docx_xml import W, child_value, whole

OWN_LOOK = re.compile(
    r"(?:sub)?title|caption|(?:intense )?quot|block text|toc |contents |table of figures|figure$"
)


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

    @property
    def has_own_look(self) -> bool:
        """Is it made for a heading, caption or quotation, so that its bold and italics emphasize nothing?"""
        return self.level is not None or bool(OWN_LOOK.match(self.name))


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of `word/styles.xml` by their id."""
    styles = root.iter(f"{W}style") if root is not None else ()
    elements = {style.get(f"{W}styleId") or "": style for style in styles}
    return {style_id: _style(elements, style_id) for style_id in elements}


def _style(elements: dict[str, etree._Element], style_id: str) -> Style:
    """A style with what it inherits, at most ten levels up."""
    style = Style(style_id)
    for _ancestor in range(10):
        element = elements.get(style_id)
        if element is None:
            break
        own = _own_style(element)
        style = Style(
            style_id=style.style_id,
            name=style.name or own.name,
            level=own.level if style.level is None else style.level,
            list_id=style.list_id or own.list_id,
            list_level=style.list_level or own.list_level,
            list_style=style.list_style or own.list_style,
        )
        style_id = child_value(element, "basedOn")
    return style


def _own_style(element: etree._Element) -> Style:
    name = child_value(element, "name").lower()
    level = int(name[8:]) - 1 if name.startswith("heading ") and name[8:].isdecimal() else None
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    if level is None and outline is not None:
        level = whole(outline.get(f"{W}val"), 9)
    list_id = child_value(element, "pPr/numPr/numId")
    return Style(
        name=name,
        level=level,
        list_id=list_id,
        list_style=(element.get(f"{W}styleId") or "") if list_id else "",
        list_level=child_value(element, "pPr/numPr/ilvl"),
    )
