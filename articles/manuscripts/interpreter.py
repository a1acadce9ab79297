"""From the blocks of any format to a manuscript."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, without_start
from articles.manuscripts.body import to_html
from articles.manuscripts.contents import without_contents
from articles.manuscripts.figures import with_figures
from articles.manuscripts.footnotes import with_notes
from articles.manuscripts.heading_numbers import note_numbers
from articles.manuscripts.headings import guess_headings, section
from articles.manuscripts.inner_links import with_links
from articles.manuscripts.manual_lists import with_manual_lists
from articles.manuscripts.manuscript import Figure, Manuscript
from articles.manuscripts.markers import Markers
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.reference_list import check_references, further_reading, number_references
from articles.manuscripts.report import Report
from articles.manuscripts.sections import SectionSplitter

TITLE_PREFIX = re.compile(r"^(?:title|headline)\s*:\s*", re.IGNORECASE)
GLUED = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}\w*|\b[a-z]{3,}[.?!][A-Z][a-z]{2,}\b")
NOT_GLUED = re.compile(r"(?:org|com|gov|net)$|^(?:e|i|www)[A-Z]|\.(?:Org|Com|Gov|Net)\b")


def interpret(blocks: list[Block], report: Report) -> Manuscript:
    """Every block ends in the title, authors, body, references or further reading, or in a note."""
    blocks = with_notes([block for block in blocks if _has_content(block)], report)
    title, blocks = take_title(with_manual_lists(_tidied(blocks)), report)
    blocks = without_contents(with_figures(blocks, report), report)
    blocks = with_links(guess_headings(blocks), report)
    note_numbers(blocks, report)
    parts = SectionSplitter(blocks, report).split()
    references, keys = number_references(parts.references, report)
    markers = Markers({reference.number for reference in references}, keys, report)
    body = markers.in_blocks(parts.body)
    check_references(references, parts.heading, markers.cited, report)
    for block in parts.body:
        _note_glued(block, report)
    return Manuscript(
        title=title,
        authors=parts.authors,
        body=to_html(body),
        references=references,
        further_reading=further_reading(parts.reading, report),
        figures=[
            Figure(inner.text, inner.hint, inner.line)
            for block in body
            for inner in block.with_inner()
            if inner.kind == "figure"
        ],
        notes=report.notes(),
    )


def _has_content(block: Block) -> bool:
    return bool(block.text or block.note_keys) or any(inner.kind == "picture" for inner in block.with_inner())


def take_title(blocks: list[Block], report: Report) -> tuple[str, list[Block]]:
    """The title the file marks as such, else its first heading of the first level near the top, else its first short line."""
    index = _title_index(blocks)
    if index is None:
        report.add(blocks[0].line if blocks else 1, "", _("No title was found. Write one."))
        return "", blocks
    title = TITLE_PREFIX.sub("", blocks[index].text)
    rest: list[Block] = []
    for block in blocks[index + 1 :]:
        if block.hint == "title" and block.text == title:
            report.left_out(block, _("Left out: the title, which the file repeats"))
        else:
            rest.append(block)
    return title, blocks[:index] + rest


def _title_index(blocks: list[Block]) -> int | None:
    hints = [block.hint for block in blocks[:40]]
    if "title" in hints:
        return hints.index("title")
    top = blocks[:12]
    has_heading = any(map(_is_top_heading, top))
    for index, block in enumerate(top):
        if _is_top_heading(block) or (block.kind == "paragraph" and TITLE_PREFIX.match(block.text)):
            return index
        if not has_heading and _is_line_of_text(block):
            return index if _could_be_title(block.text) else None
    return None


def _is_top_heading(block: Block) -> bool:
    return block.kind == "heading" and block.level == 1


def _is_line_of_text(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and not editorial(block.text) and not byline(block.text)


def _could_be_title(text: str) -> bool:
    return len(text) <= 180 and text[-1:] not in ".;," and section(text) != "contents"


def _tidied(blocks: list[Block]) -> list[Block]:
    return [replace(block, runs=without_start(block.runs, 0)) for block in blocks]


def _note_glued(block: Block, report: Report) -> None:
    for match in GLUED.finditer(block.text):
        if not NOT_GLUED.search(match[0]):
            report.add(block.line, match[0], _("A space may be missing: “%(text)s”") % {"text": match[0]})
