"""A contents list at the start of a manuscript is left out, because the site makes its own.

Its lines repeat the headings further down, or link to them, in their order. Any other list that recurs is a list.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.headings import bare, guess_headings, section
from articles.manuscripts.report import Report

REASON = _("Left out: a table of contents. The site makes its own.")
LONGEST = 80  # lines of a contents list
MOST_STRANGERS = 3  # lines in a row that repeat no heading, under "Contents"
FEWEST = 3  # lines that make a list without that heading


def without_contents(blocks: list[Block], report: Report) -> list[Block]:
    """Blocks without the contents list, its heading and its "View all"; each is noted."""
    headings = _headings(blocks)
    is_contents = [block.hint == "contents" for block in blocks]
    index = 0
    while index < len(blocks):
        end = _end_of_list(blocks, index, headings)
        is_contents[index:end] = [True] * (end - index)
        index = max(end, index + 1)
    for block, left_out in zip(blocks, is_contents, strict=True):
        if left_out:
            report.left_out(block, REASON)
    return [block for block, left_out in zip(blocks, is_contents, strict=True) if not left_out]


@dataclass
class Headings:
    """Where the headings are, by their words and by the names that links use."""

    by_key: dict[str, list[int]]
    by_name: dict[str, int]
    places: list[int]

    def aim(self, block: Block, after: int) -> int:
        """The first heading after a place that a line repeats, perhaps with its page, or links to; 0 if there is none."""
        key = _key(block)
        linked = [self.by_name.get(run.href[1:], 0) for run in block.runs if run.href.startswith("#")]
        named = [*self.by_key.get(key, ()), *self.by_key.get(key.rstrip("0123456789"), ())]
        return min((place for place in (*linked, *named) if place > after), default=0)


def _headings(blocks: list[Block]) -> Headings:
    guessed = guess_headings(blocks)
    places = [index for index, block in enumerate(guessed) if block.kind == "heading"]
    by_key: dict[str, list[int]] = {}
    for index in places:
        by_key.setdefault(_key(blocks[index]), []).append(index)
    return Headings(by_key, {name: index for index in places for name in blocks[index].names}, places)


def _end_of_list(blocks: list[Block], start: int, headings: Headings) -> int:
    """Where the contents list beginning at `start` ends; `start` if none does."""
    has_marker = _is_marker(blocks[start])
    if not has_marker and not headings.aim(blocks[start], start):
        return start
    end, aims = _lines(blocks, start, headings)
    if has_marker:
        return end
    is_whole = len(aims) >= FEWEST and end - start <= len(aims) + 1
    return end if is_whole and _is_of_article(blocks, start, end, aims, headings) else start


def _lines(blocks: list[Block], start: int, headings: Headings) -> tuple[int, list[int]]:
    """The end of the lines that name headings, each one further down than the one before, and these headings."""
    end = start
    aims: list[int] = []
    for index in range(start, min(start + LONGEST, len(blocks))):
        block = blocks[index]
        is_heading = block.kind == "heading" and not _is_marker(blocks[start])
        if not _is_short(block) or is_heading or index - end > MOST_STRANGERS:
            break
        aim = headings.aim(block, max([index, *aims[-1:]]))
        if _is_marker(block):
            end = index + 1
        elif aim:
            end = index + 1
            aims.append(aim)
    return end, aims


def _is_of_article(blocks: list[Block], start: int, end: int, aims: list[int], headings: Headings) -> bool:
    """It names the first heading after it and half of all, and no sentence introduces it as a list of its own."""
    if start and blocks[start - 1].text.endswith(":") and not _is_marker(blocks[start - 1]):
        return False
    below = [place for place in headings.places if place >= end]
    return aims[0] == below[0] and 2 * len(aims) >= len(below) - _parts_below(blocks, below)


def _parts_below(blocks: list[Block], places: list[int]) -> int:
    """Headings that no contents list names: those of smaller parts than the first, and those of sources."""
    levels = [blocks[place].level for place in places]
    return sum(
        level > levels[0] or bool(section(blocks[place].text))
        for place, level in zip(places, levels, strict=True)
    )


def _is_marker(block: Block) -> bool:
    return block.kind in ("paragraph", "heading", "item") and section(block.text) == "contents"


def _is_short(block: Block) -> bool:
    is_line = block.kind in ("paragraph", "heading", "item") and 0 < len(block.text) <= 130
    return is_line and block.text[-1] not in ".;,"


def _key(block: Block) -> str:
    return "".join(filter(str.isalnum, bare(block.text).casefold()))
