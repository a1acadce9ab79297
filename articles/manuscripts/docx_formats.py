"""The formatting of text in a Word file: document defaults, styles of paragraphs and characters, and what the run says.

ECMA-376 part 1: 17.7 (styles), 17.3.2 (properties of runs). Formatting by table styles is not read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from articles import symbols
from articles.manuscripts.docx_xml import OFF, W, child_value, local

Properties = Mapping[str, str | bool | int]

TOGGLES = frozenset(("b", "i", "strike", "vanish"))  # of 17.7.3, those that change what the text says
SWITCHES = TOGGLES | {"dstrike", "cs", "rtl"}
SLOTS = ("hAnsi", "ascii", "cs", "eastAsia")
ALIGNMENTS = {"superscript": "sup", "subscript": "sub"}
DEEPEST = 20  # styles based on each other


@dataclass(frozen=True)
class Format:
    """What formatting says about a run.

    `marks` are strong, em, sup and sub; `fonts` its font for each kind of letter; `is_prompt`: it has the style of
    prompts in form fields.
    """

    marks: frozenset[str] = frozenset()
    is_hidden: bool = False
    is_struck: bool = False
    is_prompt: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_symbols(self) -> bool:
        return any(map(symbols.table_of, self.fonts.values()))

    def font_of(self, character: str) -> str:
        """The font of a character (17.3.2.26). A private code is in whichever of the fonts is a symbol font."""
        if symbols.PRIVATE.match(character):
            used = [font for slot in SLOTS if (font := self.fonts.get(slot))]
            return next(filter(symbols.table_of, used), used[0] if used else "")
        return self.fonts.get("ascii" if character.isascii() else "hAnsi", "")


class Formats:
    """Resolves the formatting of runs. `styles` and `theme` are the roots of these parts, if the file has them."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._elements = {
            style.get(f"{W}styleId") or "": style
            for style in (styles.iter(f"{W}style") if styles is not None else ())
        }
        self._levels: dict[str, Properties] = {}
        self._formats: dict[tuple[object, ...], Format] = {}
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._defaults = own_properties(defaults)

    @cached_property
    def _default_style(self) -> str:
        """The style of paragraphs that name none."""
        for style_id, element in self._elements.items():
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                return style_id
        return ""

    def of(self, run: etree._Element | None, paragraph_style: str, *, has_own_look: bool = False) -> Format:
        """The format of the run with these properties (`w:rPr`).

        Where the paragraph `has_own_look`, as headings and quotations do, bold and italics count only if they are the
        run's own.
        """
        direct = own_properties(run)
        key = (paragraph_style, has_own_look, *sorted(direct.items()))
        if key not in self._formats:
            self._formats[key] = self._resolved(direct, paragraph_style, has_own_look)
        return self._formats[key]

    def _resolved(self, direct: Properties, paragraph_style: str, has_own_look: bool) -> Format:
        characters = self._level(str(direct.get("rStyle", "")))
        paragraph = self._level(paragraph_style or self._default_style)
        levels = (direct, characters, paragraph, self._defaults)
        look = levels[:2] if has_own_look else levels
        toggled = {name for name in ("b", "i") if _is_toggled(name, look)}
        toggled |= {name for name in ("strike", "vanish") if _is_toggled(name, levels)}
        nearest: dict[str, str | bool | int] = {}
        for level in reversed(levels):
            nearest |= level
        marks = {mark for name, mark in (("b", "strong"), ("i", "em")) if name in toggled}
        return Format(
            marks=frozenset(marks | _placed(nearest)),
            is_hidden="vanish" in toggled,
            is_struck="strike" in toggled or bool(nearest.get("dstrike")),
            is_prompt=self._is_prompt(str(direct.get("rStyle", ""))),
            fonts=self._fonts(nearest),
        )

    def _is_prompt(self, style_id: str) -> bool:
        style = self._elements.get(style_id)
        return style is not None and child_value(style, "name").lower() == "placeholder text"

    def _level(self, style_id: str) -> Properties:
        """The properties of a style with those it inherits; its own win."""
        if style_id not in self._levels:
            chain = []
            ancestor = style_id
            while ancestor in self._elements and len(chain) < DEEPEST:
                chain.append(own_properties(self._elements[ancestor].find(f"{W}rPr")))
                ancestor = child_value(self._elements[ancestor], "basedOn")
            self._levels[style_id] = {name: value for own in reversed(chain) for name, value in own.items()}
        return self._levels[style_id]

    def _fonts(self, nearest: Properties) -> dict[str, str]:
        named = {slot: str(nearest.get(f"{slot} font", "")) for slot in SLOTS}
        fonts = {slot: self._theme.get(font, font) for slot, font in named.items() if font}
        if nearest.get("cs") or nearest.get("rtl"):
            return dict.fromkeys(SLOTS, fonts.get("cs", ""))
        return fonts


def own_properties(run: etree._Element | None) -> Properties:
    """What a `w:rPr` itself says.

    >>> xml = f'<w:rPr xmlns:w="{W[1:-1]}"><w:b/><w:i w:val="0"/><w:rFonts w:ascii="Symbol"/><w:position w:val="6"/></w:rPr>'
    >>> own_properties(etree.fromstring(xml))
    {'b': True, 'i': False, 'ascii font': 'Symbol', 'position': 6}
    """
    properties: dict[str, str | bool | int] = {}
    for child in run if run is not None else ():
        name, value = local(child), child.get(f"{W}val") or ""
        if name in SWITCHES:
            properties[name] = value.lower() not in OFF
        elif name == "position":
            match = re.fullmatch(r"(-?\d{1,4})(?:pt)?", value)
            properties[name] = int(match[1]) if match else 0
        elif name in ("vertAlign", "rStyle"):
            properties[name] = value
        elif name == "rFonts":
            properties |= _fonts(child)
    return properties


def _fonts(element: etree._Element) -> dict[str, str]:
    """The fonts that a `w:rFonts` names; one of the theme wins over one by name, and is given as "theme:minor"."""
    fonts = {}
    for slot in SLOTS:
        theme = element.get(f"{W}{slot}Theme") or element.get(f"{W}{slot}theme") or ""
        if font := f"theme:{theme[:5]}" if theme else element.get(f"{W}{slot}"):
            fonts[f"{slot} font"] = font
    return fonts


def _is_toggled(name: str, levels: tuple[Properties, ...]) -> bool:
    """The rule of 17.7.3: the run itself decides, then the document's defaults; styles that say yes twice say no."""
    direct, *styles = levels
    if name in direct:
        return bool(direct[name])
    defaults = styles[2:]
    if any(level.get(name) for level in defaults):
        return True
    return sum(bool(level.get(name)) for level in styles[:2]) % 2 == 1


def _placed(nearest: Properties) -> set[str]:
    """Raised or lowered: by alignment, or by a position in half points."""
    if alignment := ALIGNMENTS.get(str(nearest.get("vertAlign", ""))):
        return {alignment}
    position = int(nearest.get("position", 0))
    return {"sup" if position > 0 else "sub"} if position else set()


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """The latin fonts of a theme, as "theme:major" and "theme:minor"."""
    fonts = {}
    for element in theme.iter() if theme is not None else ():
        if local(element) in ("majorFont", "minorFont"):
            latin = next((child for child in element if local(child) == "latin"), None)
            fonts[f"theme:{local(element)[:5]}"] = latin.get("typeface") or "" if latin is not None else ""
    return fonts
