"""Which lines of a plain text begin an item of a list: with a bullet, a number, or a letter of a series."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from articles.manuscripts.list_numbers import after, readings

BULLET = re.compile(r"^(?P<indent>[ \t\u00a0]*)(?P<label>[•◦▪‣·●○■–*+-]|o(?=\t))[ \t\u00a0]+(?=\S)")
NUMBER = re.compile(
    r"^(?P<indent>[ \t\u00a0]*)(?P<label>\[(?P<a>\d{1,3})\][.:]?|\((?P<b>\d{1,3})\)|(?P<c>\d{1,3})[.)])(?:[ \t\u00a0]+(?=\S)|(?=[A-Z][a-z]))"
)
# Capitals need a bracket: "A. Doe" is a name.
LETTER = re.compile(r"^(?P<indent>[ \t\u00a0]*)(?P<label>\(?[a-z]{1,5}[.)]|\(?[A-Z]\))[ \t\u00a0]+(?=\S)")
FARTHEST = 15  # lines between two letters of a series
HIGHEST = 20  # of Roman numbers; "dl." and "mm." are units
ENDS_SENTENCE = '.:;!?)]”"'
INDENT = 4  # columns
WIDEST = 120  # characters; a file with longer lines has one paragraph to a line
KINDS = "1AaIi"  # from the outer to the inner


@dataclass(frozen=True)
class Item:
    """How an item begins: its indentation in columns, its label as printed, and where its text starts."""

    indent: int
    label: str
    start: int
    number: int | None = None
    counts_in: str = "1"


@dataclass(frozen=True)
class Line:
    number: int  # of the file, from 1
    text: str
    item: Item | None = None

    @property
    def width(self) -> int:
        return len(self.text.rstrip())


def read_lines(texts: list[str]) -> list[Line]:
    """
    >>> [line.item and line.item.label for line in read_lines(["• one", "2. two", "a) three", "b) four", "A. Doe"])]
    ['•', '2.', 'a)', 'b)', None]
    """
    lines = [Line(number, text, _item(text)) for number, text in enumerate(texts, 1)]
    letters = dict(_series(list(_lettered(lines))))
    return [replace(line, item=letters.get(line.number, line.item)) for line in lines]


def _item(text: str) -> Item | None:
    if match := BULLET.match(text):
        return _made(match, None, "1")
    match = NUMBER.match(text)
    return _made(match, int(match["a"] or match["b"] or match["c"]), "1") if match else None


def _made(match: re.Match[str], number: int | None, counts_in: str) -> Item:
    return Item(len(match["indent"].expandtabs(INDENT)), match["label"], match.end(), number, counts_in)


@dataclass(frozen=True)
class Lettered:
    """A line that may be one of a series; those of one series are alike in `form`: indentation and brackets."""

    line: int
    match: re.Match[str]
    form: tuple[int, str]

    @property
    def label(self) -> str:
        return self.match["label"]


def _lettered(lines: list[Line]) -> Iterator[Lettered]:
    for line in lines:
        if match := LETTER.match(line.text):
            brackets = re.sub(r"\w", "", match["label"])
            yield Lettered(line.number, match, (len(match["indent"].expandtabs(INDENT)), brackets))


def _series(candidates: list[Lettered]) -> Iterator[tuple[int, Item]]:
    """The lines whose letters go on from each other, at one indentation and not far apart."""
    last: dict[tuple[int, str], tuple[int, tuple[int, str]]] = {}
    for place, candidate in enumerate(candidates):
        number, before = last.get(candidate.form, (0, (0, "")))
        is_near = candidate.line - number <= FARTHEST
        reading = after(candidate.label, before if is_near else None)
        if reading is None or (reading[1] in "iI" and reading[0] > HIGHEST):
            continue
        goes_on = is_near and (before[0] + 1, before[1]) == reading
        below = islice(candidates, place + 1, place + 1 + FARTHEST)
        if goes_on or (reading[0] == 1 and _is_continued(candidate, reading[1], below)):
            last[candidate.form] = (candidate.line, reading)
            yield candidate.line, _made(candidate.match, *reading)


def _is_continued(first: Lettered, kind: str, below: Iterable[Lettered]) -> bool:
    """Does a second letter follow the first?"""
    return any(
        other.form == first.form
        and other.line - first.line <= FARTHEST
        and (2, kind) in readings(other.label)
        for other in below
    )


def without_wrapped_numbers(lines: list[Line]) -> list[Line]:
    """Without the items that are only the rest of a sentence: its next line begins with "(20) patients" or "12."."""
    widths = [line.width for line in lines]
    width = max((width for width in widths if width <= WIDEST), default=0)
    if sum(width for width in widths if width > WIDEST) > 0.3 * sum(widths):
        return lines
    result: list[Line] = []
    last_number = 0
    for line in lines:
        before = result[-1].text.rstrip() if result else ""
        number = line.item.number if line.item else None
        is_expected = number in (None, 1, last_number + 1)
        if not is_expected and len(before) > 0.6 * width and before[-1] not in ENDS_SENTENCE:
            line = replace(line, item=None)
        elif number is not None:
            last_number = number
        result.append(line)
    return result


class Depths:
    """How deep the items of a list are: by their indentation, and letters below numbers one deeper."""

    def __init__(self) -> None:
        self._around: list[Item] = []

    def of(self, item: Item) -> int:
        while self._around and not _is_inside(item, self._around[-1]):
            self._around.pop()
        self._around.append(item)
        return len(self._around) - 1


def _is_inside(item: Item, outer: Item) -> bool:
    if item.indent > outer.indent + 1:
        return True
    is_numbered = item.number is not None and outer.number is not None
    return (
        is_numbered
        and item.indent >= outer.indent
        and KINDS.index(item.counts_in) > KINDS.index(outer.counts_in)
    )
