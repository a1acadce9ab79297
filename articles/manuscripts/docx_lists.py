"""Automatic numbers and bullets of a Word file (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from articles.manuscripts.docx_styles import Style
from articles.manuscripts.docx_xml import W, child_value, is_on, local, whole

DEPTHS = 9
COUNTS_IN = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
PLACEHOLDER = re.compile(r"%(\d)")
MOST_LETTERS = 260  # "jjjjjjjjjj"; larger numbers are printed as numbers


@dataclass(frozen=True)
class Level:
    """`kind`: as in `w:numFmt`. `text`: how a number is printed, with %1 for that of the first level.
    `restarts_below`: an item at a depth below this one starts the level anew."""

    kind: str = ""
    start: int = 1
    text: str = ""
    restarts_below: int = DEPTHS
    is_legal: bool = False
    is_blank: bool = False  # a bullet that is only a space, with which some programs indent
    style_id: str = ""

    @property
    def has_words(self) -> bool:
        """Does the label say more than a number, as "Step %1:" does? A bullet may be a letter of a symbol font."""
        pattern = r"[^\W\d_]{2}" if self.kind == "bullet" else r"[^\W\d_]"
        return bool(re.search(pattern, PLACEHOLDER.sub("", self.text)))


@dataclass(frozen=True)
class Count:
    """An item's depth from 0, its number, and its label as printed. `counts_in`: as in Block."""

    depth: int
    number: int
    label: str
    level: Level

    @property
    def is_bullet(self) -> bool:
        return self.level.kind == "bullet" and not self.level.is_blank

    @property
    def is_number(self) -> bool:
        return self.level.kind not in ("bullet", "none") and bool(self.label)

    @property
    def counts_in(self) -> str:
        return COUNTS_IN.get(self.level.kind, "1")


@dataclass(frozen=True)
class NumberedList:
    """A `w:num`. Those of one definition count on together; `starts`: where the first item of a level starts anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Lists:
    """Counts the items of all lists, in the order in which they are asked for."""

    numbered: Mapping[str, NumberedList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def depth_of(self, list_id: str, style_id: str) -> int:
        """The depth that the list gives to paragraphs of this style."""
        levels = self.numbered[list_id].levels if list_id in self.numbered else {}
        return next((depth for depth, level in levels.items() if level.style_id == style_id != ""), 0)

    def count(self, list_id: str, depth: int) -> Count | None:
        """The next item; None if there is no such list or level."""
        numbered = self.numbered.get(list_id)
        if numbered is None or depth not in numbered.levels:
            return None
        levels = numbered.levels
        counts = self._counts.setdefault(numbered.definition, {})
        start = numbered.starts.get(depth, levels[depth].start)
        if depth in numbered.starts and (list_id, depth) not in self._started:
            counts.pop(depth, None)
        self._started.add((list_id, depth))
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [key for key in counts if key > depth and depth < levels[key].restarts_below]:
            del counts[deeper]
        return Count(depth, counts[depth], _label(depth, levels, counts), levels[depth])


def _label(depth: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    def printed(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        level = levels.get(place, Level("decimal"))
        number = counts.get(place, level.start - 1)  # Word writes 1.0.1 where a level was skipped
        return _printed(number, "decimal" if levels[depth].is_legal else level.kind)

    return PLACEHOLDER.sub(printed, levels[depth].text).strip()


def _printed(number: int, kind: str) -> str:
    """
    >>> [_printed(9, kind) for kind in ("decimal", "upperLetter", "lowerRoman", "none")], _printed(28, "lowerLetter")
    (['9', 'I', 'ix', ''], 'bb')
    """
    if kind == "none":
        return ""
    if kind.endswith("Letter") and 0 < number <= MOST_LETTERS:
        times, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) * (times + 1)
    elif kind.endswith("Roman") and 0 < number < 4000:
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if kind.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMANS:
        times, number = divmod(number, value)
        text += letters * times
    return text


def read_lists(root: etree._Element | None, styles: Mapping[str, Style]) -> Lists:
    """The lists of `word/numbering.xml`; definitions may point to the list of a style (`w:numStyleLink`)."""
    elements = list(root) if root is not None else []
    definitions = {
        element.get(f"{W}abstractNumId") or "": element
        for element in elements
        if local(element) == "abstractNum"
    }
    numbers = {element.get(f"{W}numId") or "": element for element in elements if local(element) == "num"}
    levels = {key: _levels(element) for key, element in definitions.items()}
    for key, element in definitions.items():
        style = styles.get(child_value(element, "numStyleLink"))
        linked = numbers.get(style.list_id) if style else None
        if linked is not None:
            levels[key] = levels[key] or levels.get(child_value(linked, "abstractNumId"), {})
    return Lists({key: _numbered_list(element, levels) for key, element in numbers.items()})


def _numbered_list(element: etree._Element, levels: Mapping[str, Mapping[int, Level]]) -> NumberedList:
    definition = child_value(element, "abstractNumId")
    overrides = [(whole(over.get(f"{W}ilvl")), over) for over in element.iter(f"{W}lvlOverride")]
    starts = {
        depth: whole(child_value(over, "startOverride"), 1)
        for depth, over in overrides
        if over.find(f"{W}startOverride") is not None
    }
    own = {depth: _level(level) for depth, over in overrides for level in over.iter(f"{W}lvl")}
    return NumberedList(definition, {**levels.get(definition, {}), **own}, starts)


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {whole(level.get(f"{W}ilvl")): _level(level) for level in definition.iter(f"{W}lvl")}


def _level(element: etree._Element) -> Level:
    kinds = [
        kind.get(f"{W}val") or "" for kind in element.iter(f"{W}numFmt")
    ]  # the last is the fallback for older Word
    restart = child_value(element, "lvlRestart")
    return Level(
        kind=next(filter(None, reversed(kinds)), "decimal"),
        start=whole(child_value(element, "start"), 1),
        text=child_value(element, "lvlText"),
        restarts_below=whole(restart, DEPTHS) if restart else DEPTHS,
        is_legal=is_on(element, "isLgl"),
        is_blank=_is_blank(element),
        style_id=child_value(element, "pStyle"),
    )


def _is_blank(element: etree._Element) -> bool:
    text = element.find(f"{W}lvlText")
    is_picture = element.find(f"{W}lvlPicBulletId") is not None
    return text is not None and not is_picture and not (text.get(f"{W}val") or "").strip("\u200b\u00a0 ")
