"""Paragraphs of a Word file to blocks: what their style and numbering make of them (ECMA-376 part 1, 17.3.1)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from articles.manuscripts.blocks import Block, Run, Runs, joined, plain, spaced
from articles.manuscripts.docx_lists import Count, Lists
from articles.manuscripts.docx_package import Part
from articles.manuscripts.docx_runs import RunReader
from articles.manuscripts.docx_styles import Style
from articles.manuscripts.docx_xml import W, child_value, inside, is_on, local, whole
from articles.manuscripts.drawn_columns import NO_COLUMNS, gaps
from articles.manuscripts.report import Report

STYLES = (  # the first that fits the style, or else one that it is based on
    ("", re.compile(r"subtitle")),
    ("title", re.compile(r"title")),
    ("contents", re.compile(r"(?:toc|contents) (?:\d|heading)|table of figures")),
    ("caption", re.compile(r"caption|figure|illustration|image|drawing")),
    ("quote", re.compile(r"quote|intense quote|quotations|block text")),
)
LIST_STYLES = re.compile(r"list bullet(?: (\d))?$")
COMPOSITE = re.compile(r"\w[.:–-]\w")
DEEPEST_HEADING = 9  # outline level 9 is body text


class ParagraphReader:
    """Reads the paragraphs of one file, in order, because lists count."""

    def __init__(self, lists: Lists, report: Report) -> None:
        self._lists = lists
        self._report = report
        self._heading_labels: list[str] = []
        self._first_labelled = 0
        self._gap_in = -1  # the last line with a gap as in columns

    def read(
        self, pieces: Sequence[Iterable[etree._Element]], part: Part, line: int
    ) -> tuple[list[Block], list[etree._Element]]:
        """The blocks of a paragraph, and the text boxes anchored in it.

        A `w:p` is one piece; those that are joined to the next are several, and the last one names the style.
        """
        last = pieces[-1] if isinstance(pieces[-1], etree._Element) else None
        style = part.package.style(child_value(last, "pPr/pStyle") if last is not None else "")
        reader = RunReader(part, style, self._report, line)
        for piece in pieces:
            reader.read(piece)
        lines = [runs for piece in _lines(reader.runs) if _has_content(runs := joined(piece))]
        block = Block("paragraph", line)
        if last is not None and (lines or not _is_gone(last)):
            block = self._described(last, style, block)
        blocks = _with_text(block, lines)
        if block.kind == "paragraph" and block.hint != "contents":
            self._note_columns(reader.runs, line)
        blocks += [Block("picture", line, joined([Run(words)])) for words in reader.pictures]
        return blocks, reader.boxes

    def _note_columns(self, runs: Sequence[Run], line: int) -> None:
        """A row has two gaps, or one like the line above it."""
        for piece in _lines(runs):
            number = (
                0
                if all(run.href.startswith("#") for run in piece)
                else gaps("".join(run.text for run in piece))
            )
            if number > 1 or (number and self._gap_in >= line - 1):
                self._report.add(line, plain(joined(piece)), NO_COLUMNS)
            if number:
                self._gap_in = line

    def _described(self, element: etree._Element, style: Style, block: Block) -> Block:
        count = self._count(element, style)
        if count and count.level.has_words:
            block = replace(block, label=count.label)
        level = whole(child_value(element, "pPr/outlineLvl"), 9) if style.level is None else style.level
        kind = _kind(style)
        if style.name == "title" or (kind == "title" and level >= DEEPEST_HEADING):
            return replace(block, kind="heading", level=1, hint="title")
        if level < DEEPEST_HEADING:
            self._note_heading_number(count, block)
            return replace(block, kind="heading", level=level + 1)
        if kind == "quote":
            return replace(block, kind="quote")
        kind = kind or ("contents" if _is_in_contents(element) else "")
        if kind:
            return replace(block, hint=kind)
        return block if block.label else _item(count, style, block)

    def _count(self, element: etree._Element, style: Style) -> Count | None:
        """The place of an automatically numbered paragraph; the counter moves on."""
        list_id = child_value(element, "pPr/numPr/numId")
        depth = child_value(element, "pPr/numPr/ilvl")
        if not list_id and style.list_id:
            list_id = style.list_id
            depth = depth or style.list_level or str(self._lists.depth_of(list_id, style.list_style))
        return self._lists.count(list_id, whole(depth)) if list_id not in ("", "0") else None

    def _note_heading_number(self, count: Count | None, block: Block) -> None:
        if count and count.is_number and not block.label:
            self._first_labelled = self._first_labelled or block.line
            self._heading_labels.append(count.label)

    def report_heading_numbers(self) -> None:
        if self._heading_labels:
            reason = _(
                "The automatic numbers of the headings were left out. The site doesn’t number headings."
            )
            self._report.add(self._first_labelled, ", ".join(self._heading_labels), reason)


def joins_next(element: etree._Element) -> bool:
    """Is the paragraph part of the next one? Its mark was deleted or moved away with tracked changes (17.13.5), or it is
    a drop cap (17.3.1.11), the first letter of the next one."""
    mark = element.find(f"{W}pPr/{W}rPr")
    is_deleted = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
    frame = element.find(f"{W}pPr/{W}framePr")
    return is_deleted or (frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin"))


def bookmarks(piece: Iterable[etree._Element]) -> list[str]:
    """The names of the places in a piece of a paragraph and right before it (`w:bookmarkStart`, 17.13.6.2)."""
    found = list(inside(piece, ("bookmarkStart",)))
    before = piece.getprevious() if isinstance(piece, etree._Element) else None
    while before is not None and local(before) in ("bookmarkStart", "bookmarkEnd"):
        found += [before] if local(before) == "bookmarkStart" else []
        before = before.getprevious()
    return [name for place in found if (name := place.get(f"{W}name"))]


def with_full_labels(blocks: Iterable[Block]) -> list[Block]:
    """A number like 2.1 needs its 2: where the list around it does not show it, the item is a paragraph with its label.

    The same goes for labels with words, as in "Step 1:", which a list would not show.
    """
    result: list[Block] = []
    parents: list[int] = []  # the levels of the items around this one
    for block in blocks:
        parents = [level for level in parents if level < block.level] if block.kind == "item" else []
        if block.kind == "item" and COMPOSITE.search(block.label) and not parents:
            block = replace(block, kind="paragraph", level=0, number=None, counts_in="1")
        elif block.kind == "item":
            parents.append(block.level)
        result.append(block)
    return [_with_label(block) for block in result]


def _with_label(block: Block) -> Block:
    if block.kind == "item" or not block.label:
        return block
    return replace(block, label="", runs=joined([Run(f"{block.label} "), *block.runs]))


def _is_in_contents(element: etree._Element) -> bool:
    """Is the paragraph in the content control of a table of contents (17.5.2.11)?"""
    controls = element.iterancestors(f"{W}sdt")
    galleries = (child_value(control, "sdtPr/docPartObj/docPartGallery") for control in controls)
    return "Table of Contents" in galleries


def _kind(style: Style) -> str:
    """What the name of the style says about its paragraphs."""
    kinds = (kind for name in style.names for kind, pattern in STYLES if pattern.fullmatch(name))
    return next(kinds, "")


def _item(count: Count | None, style: Style, block: Block) -> Block:
    named = LIST_STYLES.match(style.name)
    if count and count.is_bullet:
        return replace(block, kind="item", level=count.depth, label="•")
    if count and count.is_number:
        return replace(
            block,
            kind="item",
            level=count.depth,
            number=count.number,
            label=count.label,
            counts_in=count.counts_in,
        )
    if named and not count:
        return replace(block, kind="item", level=int(named[1] or 1) - 1, label="•")
    return block


def _is_gone(element: etree._Element) -> bool:
    """Is an empty paragraph hidden, or deleted with tracked changes? Then Word doesn't count it either."""
    return joins_next(element) or is_on(element, "pPr/rPr/vanish")


def _with_text(block: Block, lines: list[Runs]) -> list[Block]:
    """A block for each line; a heading or an item stays one."""
    if not lines:
        return []
    if block.kind in ("heading", "item"):
        return [replace(block, runs=spaced(lines))]
    rest = replace(block, label="", is_tight=True)
    return [replace(rest if index else block, runs=runs) for index, runs in enumerate(lines)]


def _has_content(runs: Runs) -> bool:
    return bool(plain(runs)) or any(run.note for run in runs)


def _lines(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        pieces[-1].append(replace(run, text=first))
        pieces += [[replace(run, text=other)] for other in others]
    return pieces
