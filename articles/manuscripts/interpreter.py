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
from articles.manuscripts.headings import guess_headings
from articles.manuscripts.inner_links import with_links
from articles.manuscripts.manual_lists import with_manual_lists
from articles.manuscripts.manuscript import Figure, Manuscript, Place
from articles.manuscripts.markers import Markers
from articles.manuscripts.reference_list import check_references, further_reading, number_references
from articles.manuscripts.report import Report
from articles.manuscripts.sections import SectionSplitter
from articles.manuscripts.third_party import third_party
from articles.manuscripts.titles import take_title

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
    places = [Place(block.line, text) for block in body for text in _texts(block) if text]
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
        notes=[*report.notes(), *third_party(title, places)],
        places=places,
    )


def _texts(block: Block) -> tuple[str, ...]:
    """The texts of a block in the draft: a figure has a caption and a credit."""
    return (block.text, block.hint) if block.kind == "figure" else (block.text,)


def _has_content(block: Block) -> bool:
    return bool(block.text or block.note_keys) or any(inner.kind == "picture" for inner in block.with_inner())


def _tidied(blocks: list[Block]) -> list[Block]:
    return [replace(block, runs=without_start(block.runs, 0)) for block in blocks]


def _note_glued(block: Block, report: Report) -> None:
    for match in GLUED.finditer(block.text):
        if not NOT_GLUED.search(match[0]):
            report.add(block.line, match[0], _("A space may be missing: “%(text)s”") % {"text": match[0]})
