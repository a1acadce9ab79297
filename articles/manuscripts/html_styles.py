"""What the style sheets of a web page say about an element, as far as it changes the meaning of its text.

Only rules for a tag, classes and ids are read (Selectors Level 4, 5 and 6), not those that depend on other elements, on
the screen or on the printer.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

SIMPLE = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)
# Google Docs counts its lists in the style sheet.
COUNTER = re.compile(
    r"\.(lst-kix_[\w-]+)\s*>\s*li:before\s*\{[^}]{0,200}counter\([^,()]{1,80},\s*([a-z-]+)\)"
)
MOST_RULES = 5000
MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "em"),
    "sup": "sup",
    "sub": "sub",
}

Style = Mapping[str, str]


class Styles:
    """The style sheets of a page."""

    def __init__(self, page: etree._Element) -> None:
        self._sheet = "\n".join(style.text or "" for style in page.iter("style"))
        self._rules: dict[str, list[tuple[int, int, str, str]]] = {}
        self._known: dict[tuple[str, str, str], dict[str, str]] = {}
        for place, (selectors, declarations) in enumerate(_rules(COMMENT.sub(" ", self._sheet))):
            if place < MOST_RULES:
                self._add(place, selectors, declarations)

    @cached_property
    def counters(self) -> dict[str, str]:
        """How Google's lists count: class name to list-style-type."""
        return dict(COUNTER.findall(self._sheet))

    def of(self, element: etree._Element) -> Style:
        """Its own properties, not those it inherits; its `style` attribute comes last."""
        names = (element.tag, element.get("class") or "", element.get("id") or "")
        if names not in self._known:
            self._known[names] = self._from_sheet(*names)
        own = element.get("style")
        return {**self._known[names], **properties(own)} if own else self._known[names]

    def _add(self, place: int, selectors: str, declarations: str) -> None:
        for selector in selectors.split(","):
            match = SIMPLE.fullmatch(selector.strip())
            if match and match[0]:
                tag, names = (match[1] or "").lower(), match[2]
                weight = 100 * names.count("#") + 10 * names.count(".") + bool(tag)
                first = re.findall(r"[.#][\w-]+", names)[0] if names else tag
                self._rules.setdefault(first, []).append((weight, place, f"{tag}{names}", declarations))

    def _from_sheet(self, tag: str, classes: str, identifier: str) -> dict[str, str]:
        own = {tag, *(f".{name}" for name in classes.split()), f"#{identifier}"}
        rules = [rule for name in own for rule in self._rules.get(name, ())]
        result: dict[str, str] = {}
        for _weight, _place, selector, declarations in sorted(rules):
            if own.issuperset(re.findall(r"[.#]?[\w-]+", selector)):
                result |= properties(declarations)
        return result


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations at the top level; what is inside `@media` and its like depends on the device."""
    depth = start = opened = 0
    selector = ""
    for brace in re.finditer("[{}]", sheet):
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                selector, opened = sheet[start : brace.start()].rpartition(";")[2].strip(), brace.end()
        else:
            if depth == 1 and not selector.startswith("@"):
                yield selector, sheet[opened : brace.start()]
            depth = max(0, depth - 1)
        start = brace.end()


def properties(declarations: str) -> dict[str, str]:
    """
    >>> properties("FONT-WEIGHT: 700 !important; top:-4.0pt")
    {'font-weight': '700', 'top': '-4.0pt'}
    """
    pairs = DECLARATION.findall(declarations)
    return {name.lower(): value.replace("!important", "").strip().lower() for name, value in pairs}


def marks(tag: str, style: Style, outer: frozenset[str], *, is_block: bool = False) -> frozenset[str]:
    """The marks of text inside an element, given those around it. Only a stretch of a line can be raised.

    >>> sorted(marks("b", {}, frozenset())), sorted(marks("b", {"font-weight": "normal"}, frozenset()))
    (['strong'], [])
    """
    result = outer | ({MARKS[tag]} if tag in MARKS else set())
    for mark, is_on in (("strong", _is_bold(style)), ("em", _is_italic(style))):
        if is_on is not None:
            result = result | {mark} if is_on else result - {mark}
    if style.get("vertical-align") == "baseline" and tag in ("sup", "sub"):
        return outer
    raised = "" if is_block else _raised(style)
    return result - {"sup", "sub"} | {raised} if raised else result


def _is_bold(style: Style) -> bool | None:
    weight = style.get("font-weight", "")
    if weight.isdecimal():
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def _is_italic(style: Style) -> bool | None:
    slant = style.get("font-style", "")
    return None if slant in ("", "inherit") else slant.startswith(("italic", "oblique"))


def _raised(style: Style) -> str:
    """sup, sub or an empty string."""
    align = style.get("vertical-align", "")
    if align in ("super", "sub"):
        return {"super": "sup", "sub": "sub"}[align]
    top = style.get("mso-text-raise", "")
    if not top and style.get("position") == "relative":
        top = _negated(style.get("top", ""))
    for height in (top, align):
        if match := re.match(r"([+-]?)\d*\.?\d*[1-9]", height):
            return "sub" if match[1] == "-" else "sup"
    return ""


def _negated(length: str) -> str:
    return length[1:] if length.startswith("-") else f"-{length}"


def is_struck(style: Style) -> bool:
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def is_hidden(style: Style) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
    )


def points(style: Style, side: str = "left") -> float:
    """The margin at one side in points, 0 if it has none or no length.

    >>> points({"margin": "0in 0in 0in .5in"}), points({"margin-left": "72.0pt"}), points({})
    (36.0, 72.0, 0)
    """
    sides = (style.get("margin") or "").split()
    shorthand = sides[-1] if len(sides) in (2, 4) else "".join(sides[:1])
    match = re.fullmatch(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|em)", style.get(f"margin-{side}") or shorthand)
    scale = {"pt": 1, "in": 72, "cm": 28.35, "mm": 2.835, "px": 0.75, "em": 12}
    return float(match[1]) * scale[match[2]] if match else 0
