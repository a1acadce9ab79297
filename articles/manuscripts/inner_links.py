"""Links of a manuscript: those inside the file lead to headings, those that a program redirects to their aim."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, Cell, Run, plain
from articles.manuscripts.links import direct
from articles.manuscripts.report import Report
from articles.markup.headings import UniqueIds, slug


def with_links(blocks: list[Block], report: Report) -> list[Block]:
    """Blocks in which every link leads somewhere. A heading that a link leads to has its id as its key.

    A link to another place of the file, such as a table, is reported; its words stay.
    """
    wanted = {run.href[1:] for block in blocks for run in _runs(block) if run.href.startswith("#")}
    ids = UniqueIds()
    aims: dict[str, str] = {}
    result = []
    for block in blocks:
        names = wanted.intersection(block.names)
        if block.kind == "heading" and names:
            identifier = ids.take(slug(block.text))
            aims |= dict.fromkeys(names, identifier)
            block = replace(block, key=identifier)
        result.append(block)
    return [_linked(block, aims, report) for block in result]


def _runs(block: Block) -> Iterator[Run]:
    return (run for inner in block.with_inner() for run in inner.runs)


def _linked(block: Block, aims: Mapping[str, str], report: Report) -> Block:
    runs = tuple(_linked_run(run, block, aims, report) for run in block.runs)
    rows = tuple(tuple(_linked_cell(cell, aims, report) for cell in row) for row in block.rows)
    return replace(block, runs=runs, rows=rows)


def _linked_cell(cell: Cell, aims: Mapping[str, str], report: Report) -> Cell:
    return replace(cell, blocks=tuple(_linked(block, aims, report) for block in cell.blocks))


def _linked_run(run: Run, block: Block, aims: Mapping[str, str], report: Report) -> Run:
    if not run.href.startswith("#"):
        return replace(run, href=direct(run.href)) if run.href else run
    if run.href[1:] in aims:
        return replace(run, href=f"#{aims[run.href[1:]]}")
    if text := plain([run]):
        reason = _("This linked to another place in the file that is not a heading. Its words were kept.")
        report.add(block.line, text, reason)
    return replace(run, href="")
