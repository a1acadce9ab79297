"""Which block is the title of a manuscript."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.headings import section
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.report import Report

PREFIX = re.compile(r"^(?:title|headline)\s*:\s*", re.IGNORECASE)
TOP = 12  # blocks
LONGEST = 180
SHORTEST_PROSE = 6  # words of a sentence


def take_title(blocks: list[Block], report: Report) -> tuple[str, list[Block]]:
    """The title and the other blocks; a line above the title is no heading."""
    index = title_index(blocks)
    if index is None:
        report.add(blocks[0].line if blocks else 1, "", _("No title was found. Write one."))
        return "", blocks
    title = PREFIX.sub("", blocks[index].text)
    rest: list[Block] = []
    for block in blocks[index + 1 :]:
        if block.text == title and _repeats(block, rest):
            report.left_out(block, _("Left out: the title, which the file repeats"))
        else:
            rest.append(block)
    above = [replace(block, hint=block.hint or "subtitle") for block in blocks[:index]]
    return title, above + rest


def _repeats(block: Block, between: list[Block]) -> bool:
    """Called title by the file, or the heading right below the title."""
    return block.hint == "title" or (_is_top_heading(block) and not any(map(_is_line_of_text, between)))


def title_index(blocks: list[Block]) -> int | None:
    """What the file calls its title, else a heading of the first level above all prose, else the first short line.

    A heading below prose, or the first of several below a short line, is the heading of a part: as the title it would
    leave its place.
    """
    hints = [block.hint for block in blocks[:40]]
    if "title" in hints:
        return hints.index("title")
    parts = [block for block in blocks if _is_top_heading(block) and not section(block.text)]
    first: int | None = None
    for index, block in enumerate(blocks[:TOP]):
        if block.kind == "paragraph" and PREFIX.match(block.text):
            return index
        if block in parts[:1] and (first is None or len(parts) == 1):
            return index
        if _is_prose(block):
            break
        if first is None and _is_line_of_text(block) and block.hint != "contents":
            first = index
    return first if first is not None and _could_be_title(blocks[first].text) else None


def _is_top_heading(block: Block) -> bool:
    return block.kind == "heading" and block.level == 1


def _is_line_of_text(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and not editorial(block.text) and not byline(block.text)


def _could_be_title(text: str) -> bool:
    return len(text) <= LONGEST and text[-1:] not in ".;," and section(text) != "contents"


def _is_prose(block: Block) -> bool:
    if block.kind in ("table", "item", "quote", "reference"):
        return True
    is_sentence = block.text[-1:] == "." and len(block.text.split()) >= SHORTEST_PROSE
    is_text = block.kind == "paragraph" and not editorial(block.text)
    return is_text and (len(block.text) > LONGEST or is_sentence)
