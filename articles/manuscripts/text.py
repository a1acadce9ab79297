"""Plain text to blocks: paragraphs, wrapped or one to a line, bullets, numbers, underlined and # headings, tables of tabs."""

import re
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, Run, joined, text_cell
from articles.manuscripts.figures import is_credit
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.report import Report
from articles.manuscripts.text_items import WIDEST, Depths, Line, read_lines, without_wrapped_numbers

HASH = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$")
RULE = re.compile(r"^\s{0,3}(=+|-{3,}|_{3,}|~{3,}|\*{3,}|(?:[*-] ){2,}[*-])\s*$")
RAISED = re.compile(r"<(sup|sub)>([^<>\n]{1,60})</\1>", re.IGNORECASE)
TABS = re.compile(r"(?<=\S)[ ]*\t[ \t]*(?=\S)")
BROKEN = re.compile(r"[^\W\d_]-$")
SOFT_HYPHEN = "\u00ad"
NARROWEST = 38


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.line, b.text) for b in read_blocks("One\\ntwo\\n\\n  • three", Report())]
    [('paragraph', 1, 'One'), ('paragraph', 2, 'two'), ('item', 4, 'three')]
    """
    lines = read_lines(re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text).split("\n"))
    lines = without_wrapped_numbers(lines)
    width = wrap_width(lines)
    return TextReader(lines, width, report).read()


class TextReader:
    """Goes through the lines of a file once; `width`: how long its wrapped lines may get, 0 if it has none."""

    def __init__(self, lines: list[Line], width: int, report: Report) -> None:
        self.lines = lines
        self.width = width
        self.report = report
        self.depths = Depths()

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        gap = True
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if not line.text.strip():
                gap = True
                index += 1
                continue
            index, block = self._block(index, gap)
            if block is None:
                self.report.drop(line.number, line.text.strip(), _("Left out: a line drawn as a divider"))
            else:
                blocks.append(block)
            gap = block is not None and block.kind == "heading"
        return blocks

    def _block(self, index: int, gap: bool) -> tuple[int, Block | None]:
        """The index after the block that begins at a line, and the block; None for a line drawn as a divider."""
        line = self.lines[index]
        if match := HASH.match(line.text):
            return index + 1, Block("heading", line.number, runs(match[2]), level=len(match[1]))
        if RULE.match(line.text):
            return index + 1, None
        if underline := _underline(self.lines, index):
            return index + 2, Block("heading", line.number, runs(line.text), level=underline)
        if table := _table(self.lines, index):
            return index + len(table.rows), table
        end = _last_line(self.lines, index, self.width)
        return end, self._paragraph(self.lines[index:end], gap)

    def _paragraph(self, lines: list[Line], gap: bool) -> Block:
        first = lines[0]
        texts = [first.text[first.item.start :] if first.item else first.text]
        text = _joined([*texts, *(line.text for line in lines[1:])], first.number, self.report)
        printed = tuple(line.text for line in lines)
        block = Block("paragraph", first.number, runs(text), is_tight=not gap, lines=printed)
        item = first.item
        if item is None:
            self.depths = self.depths if first.text[:1].isspace() else Depths()
            return block
        depth = min(self.depths.of(item), 8)
        return replace(
            block, kind="item", level=depth, number=item.number, label=item.label, counts_in=item.counts_in
        )


def wrap_width(lines: list[Line]) -> int:
    """How long lines may get in a file with wrapped paragraphs; 0 if each line is a paragraph of its own."""
    widths = [line.width for line in lines]
    long = [width for width in widths if width > WIDEST]
    if sum(long) > 0.3 * sum(widths):
        return 0
    followed = [line.width for line, after in pairwise(lines) if _can_continue(after)]
    widest = max((width for width in followed if width <= WIDEST), default=0)
    return widest if widest >= NARROWEST else 0


def _can_continue(line: Line) -> bool:
    """May the line be part of the paragraph above it?"""
    return bool(line.text.strip()) and not line.item and not RULE.match(line.text)


def _underline(lines: list[Line], index: int) -> int:
    if index + 1 >= len(lines) or lines[index].item:
        return 0
    below, above = lines[index + 1].text.strip(), lines[index].text.strip()
    if not re.fullmatch(r"={3,}|-{3,}|~{3,}", below) or len(above) > 100:
        return 0
    is_as_long = abs(len(below) - len(above)) <= 0.6 * len(above) + 4
    return (1 if below[0] == "=" else 2) if is_as_long else 0


def _table(lines: list[Line], index: int) -> Block | None:
    rows: list[list[str]] = []
    for line in lines[index:]:
        cells = TABS.split(line.text.strip())
        if line.item or len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if len(rows) < 2 or _is_contents_list(rows):
        return None
    first = lines[index].number
    cells = tuple(tuple(text_cell(runs(cell), line) for cell in row) for line, row in enumerate(rows, first))
    return Block("table", first, rows=cells, head=1)


def _is_contents_list(rows: list[list[str]]) -> bool:
    """Titles and page numbers."""
    return (
        len(rows[0]) == 2
        and re.search(r"\d$", rows[0][-1]) is not None
        and all(row[-1].isdigit() for row in rows)
    )


def _last_line(lines: list[Line], index: int, width: int) -> int:
    """The index after the last line of the paragraph or item that begins at `index`."""
    first = lines[index]
    end = index + 1
    while end < len(lines) and _can_continue(lines[end]) and not HASH.match(lines[end].text):
        before, after = lines[end - 1].text.rstrip(), lines[end].text
        if not _is_hanging(first, after) and not _is_wrapped(before, after, width):
            break
        end += 1
    return end


def _is_hanging(first: Line, after: str) -> bool:
    """Is the line indented more than the bullet or number of its item?"""
    indent = len(after) - len(after.lstrip())
    return first.item is not None and after[:1] in (" ", "\t") and indent > first.item.indent


def _is_wrapped(before: str, after: str, width: int) -> bool:
    """Was the line broken only because its next word did not fit?"""
    if not width or not before or _is_own_line(before.strip()) or _is_own_line(after.strip()):
        return False
    first_word = after.split(maxsplit=1)[0]
    is_full = len(before) + 1 + min(len(first_word), 20) > width * 0.92
    is_mid_sentence = before[-1] not in ".?!:" and (first_word[0].islower() or len(before) > width * 0.75)
    return is_full or (is_mid_sentence and len(before) > width * 0.4)


def _is_own_line(text: str) -> bool:
    """A byline, date, reviewer or picture credit is never part of a wrapped paragraph."""
    return len(text) < 160 and bool(byline(text) or editorial(text) or is_credit(text))


def _joined(texts: list[str], line: int, report: Report) -> str:
    """Wrapped lines as one. A hyphen at the end of a line may belong to its word or only part it."""
    pieces = [texts[0].rstrip()]
    for text in map(str.strip, texts[1:]):
        end = pieces[-1][-60:]
        if BROKEN.search(end) and text[:1].islower():
            word = re.search(r"\S+$", end)[0] + re.match(r"\S+", text)[0]
            reason = _("A hyphen stood at the end of a line. Remove it if it only parted the word.")
            report.add(line, word.strip(".,;:!?()"), reason)
        elif not end.endswith(SOFT_HYPHEN):
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def runs(text: str) -> tuple[Run, ...]:
    """Runs of a line; `<sup>` and `<sub>` typed into plain text are understood.

    >>> [(r.text, sorted(r.marks)) for r in runs("10<sup>9</sup>/L")]
    [('10', []), ('9', ['sup']), ('/L', [])]
    """
    parts: list[Run] = []
    start = 0
    for match in RAISED.finditer(text):
        parts += [Run(text[start : match.start()]), Run(match[2], frozenset({match[1].lower()}))]
        start = match.end()
    return joined([*parts, Run(text[start:])])
