"""Captions of tables, and captions and credits of pictures that are not in the file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.report import Report

CREDIT = re.compile(
    r"^(?:(?:photo(?:graph)?|image|illustration|picture|graphic|art|figure)?\s*(?:credit|source|courtesy)s?(?: of)?\s*(?::|\bby\b)\s*\S.{0,120}"
    r"|(?:photo(?:graph)?s?|image|illustration|picture|graphic|credit|artwork|drawing)\s*(?:by\b|:|/|©)\s*\S.{0,120}|courtesy of \S.{0,120}"
    r"|(?:©|\(c\)|copyright)\s*\S.{0,120}|(?:Getty Images|iStock(?:photo)?|Shutterstock|Unsplash|Adobe Stock|Pexels|Alamy)\b.{0,80}"
    r"|[A-Z][\w.&'’ -]{1,40} / [A-Z][\w.&'’ -]{1,40})$",
    re.IGNORECASE,
)
SLASH = re.compile(r"^[A-Z][\w.&'’ -]{1,40} / [A-Z][\w.&'’ -]{1,40}$")
FIGURE_LABEL = re.compile(
    r"^(?:figure|fig\.?|image|picture|photo)\s*\d{1,3}\s*[.:–—-]\s*(?=\S)", re.IGNORECASE
)
TABLE_LABEL = re.compile(r"^table\s*(?:\d{1,3}|[A-Z])\s*[.:–—-]\s*(?=\S)", re.IGNORECASE)
# Also with the markers of its sources behind it: “Rest helps.[1]”, “(Rest helps.) 1,2”.
SENTENCE_END = re.compile(r"[.?!][\"'”’()\[\]\d,;–\s-]*$")


def is_credit(text: str) -> bool:
    """
    >>> is_credit("Verywell / Emily Roberts"), is_credit("Photo: A. Doe"), is_credit("either / or")
    (True, True, False)
    """
    if len(text) > 160 or re.search(r"rights reserved", text, re.IGNORECASE):
        return False
    if " / " in text and ":" not in text:
        return bool(SLASH.match(text))
    return bool(CREDIT.match(text)) and not text.endswith("?")


def with_figures(blocks: list[Block], report: Report) -> list[Block]:
    """Each picture with its caption and credit as one figure block, also where only these lines are left of it; each
    table with its caption."""
    return _with_figures(_with_table_captions(blocks), report, count(1))


def _with_table_captions(blocks: Sequence[Block]) -> list[Block]:
    """A caption stands above its table, or below it if it says that it is one of a table.

    One between two tables could be that of either, so it stays a paragraph.
    """
    result: list[Block] = []
    for index, block in enumerate(blocks):
        last = result[-1] if result else None
        if last and _needs_caption(block) and _is_table_caption(last) and not _is_taken(result[-2:-1]):
            result[-1] = replace(block, runs=last.runs)
        elif last and _needs_caption(last) and _is_below(block, blocks[index + 1 : index + 2]):
            result[-1] = replace(last, runs=block.runs)
        else:
            result.append(block)
    return result


def _is_below(block: Block, after: Sequence[Block]) -> bool:
    """Is the block, which follows a table, the table's caption?"""
    is_named = _is_table_caption(block) and TABLE_LABEL.match(block.text)
    return bool(is_named) and not any(map(_needs_caption, after))


def _needs_caption(block: Block) -> bool:
    return block.kind == "table" and not block.runs


def _is_taken(before: Sequence[Block]) -> bool:
    """Could the caption below these blocks be theirs?"""
    return any(block.kind == "picture" or _needs_caption(block) for block in before)


def _is_table_caption(block: Block) -> bool:
    if block.kind != "paragraph" or len(block.text) > 300 or FIGURE_LABEL.match(block.text):
        return False
    return block.hint == "caption" or bool(TABLE_LABEL.match(block.text))


def _with_figures(blocks: Sequence[Block], report: Report, numbers: Iterator[int]) -> list[Block]:
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.kind == "picture":
            used, figure = _of_picture(blocks, index)
            _note_picture(block, next(numbers), report)
        elif block.kind == "table":
            used, figure = 1, _table_with_figures(block, report, numbers)
        else:
            used, figure = _of_caption(blocks, index)
        result.append(figure)
        index += used
    return result


def _note_picture(block: Block, number: int, report: Report) -> None:
    words = _("Picture %(number)s: %(text)s")
    reason = _("Picture %(number)s was left out. Add it under Pictures, then place it here.")
    report.drop(
        block.line,
        words % {"number": number, "text": block.text or _("no description")},
        reason % {"number": number},
    )


def _table_with_figures(table: Block, report: Report, numbers: Iterator[int]) -> Block:
    """In cells only pictures are figures: a short line there, such as "Source: …", is what the cell says."""
    rows = tuple(
        tuple(
            replace(cell, blocks=tuple(_with_figures(cell.blocks, report, numbers)))
            if any(inner.kind in ("picture", "table") for inner in cell.blocks)
            else cell
            for cell in row
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _of_picture(blocks: Sequence[Block], index: int) -> tuple[int, Block]:
    """How many blocks the picture takes, and its figure: caption below it, then a credit."""
    picture, caption, credit, used = blocks[index], blocks[index].runs, "", 1
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after and after.kind == "paragraph" and (after.hint == "caption" or FIGURE_LABEL.match(after.text)):
        caption, used = after.runs, 2
        after = blocks[index + 2] if index + 2 < len(blocks) else None
    if after and after.kind == "paragraph" and is_credit(after.text):
        credit, used = after.text, used + 1
    return used, replace(picture, kind="figure", runs=caption, hint=credit)


def _of_caption(blocks: Sequence[Block], index: int) -> tuple[int, Block]:
    """How many blocks the caption or credit takes, and its figure; other blocks stay as they are."""
    block = blocks[index]
    if not _could_be_caption(block) or _is_source_of_table(blocks, index):
        return 1, block
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after and after.kind == "paragraph" and is_credit(after.text) and _is_credited_by(block, after):
        return 2, replace(block, kind="figure", hint=after.text)
    if is_credit(block.text) and not SLASH.match(block.text):
        return 1, replace(block, kind="figure", runs=(), hint=block.text)
    if block.hint == "caption" or (FIGURE_LABEL.match(block.text) and len(block.text) <= 250):
        return 1, replace(block, kind="figure", hint="")
    return 1, block


def _is_source_of_table(blocks: Sequence[Block], index: int) -> bool:
    return index > 0 and blocks[index - 1].kind == "table" and is_credit(blocks[index].text)


def _could_be_caption(block: Block) -> bool:
    is_text = block.kind == "paragraph" and len(block.text) <= 300 and not TABLE_LABEL.match(block.text)
    return is_text and not byline(block.text) and not editorial(block.text)


def _is_credited_by(block: Block, credit: Block) -> bool:
    """A caption is short. One that the file does not mark as such has its credit right under it, or is no sentence."""
    if len(block.text) > 200 or block.text.endswith(":"):
        return False
    is_marked = block.hint == "caption" or bool(FIGURE_LABEL.match(block.text))
    is_loose = credit.text.startswith("©") or bool(SENTENCE_END.search(block.text))
    return is_marked or credit.is_tight or not is_loose
