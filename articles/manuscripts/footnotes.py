"""Footnotes and endnotes of every format: what they say goes to the sources, or to the text in square brackets."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, Run, Runs, joined, plain, spaced
from articles.manuscripts.note_parts import note_parts
from articles.manuscripts.report import Report

SENTENCE_END = re.compile(r"[.!?]+[”\"’)]*(?=\s|$)")
ELLIPSIS = (Run("…"),)


@dataclass(frozen=True)
class Note:
    """A note in its parts.

    `sources` are blocks with its key; their `hint` is what the note says after a source. `remark` is what it says
    otherwise, `lead` words that only lead to a source, as "See".
    """

    sources: tuple[Block, ...]
    remark: Runs
    lead: str


def with_notes(blocks: list[Block], report: Report) -> list[Block]:
    """The blocks with each note in its parts. A note is a "reference" with a key, which runs of the text mention.

    Its remark stands behind its mark, or after a heading as a paragraph. A note that nothing mentions stays if it is a
    source.
    """
    given: dict[str, list[Block]] = {}
    for block in blocks:
        if _is_note(block):
            given.setdefault(block.key, []).append(block)
    notes = {key: _read(parts) for key, parts in given.items()}
    mentioned = {key for block in blocks for key in block.note_keys}
    result: list[Block] = []
    for block in blocks:
        if not _is_note(block):
            result += _with_remarks(block, notes)
        elif block is given[block.key][0]:
            _report(notes[block.key], block, report, is_mentioned=block.key in mentioned)
            result += notes[block.key].sources
    return result


def _is_note(block: Block) -> bool:
    return block.kind == "reference" and bool(block.key)


def _read(blocks: list[Block]) -> Note:
    runs = spaced(block.runs for block in blocks)
    parts = note_parts("".join(run.text for run in runs), has_link=any(run.href for run in runs))
    sources: list[Block] = []
    remarks: list[Runs] = []
    leads: list[str] = []
    for part in parts:
        piece = _between(runs, part.start, part.end)
        if part.kind == "source":
            sources.append(replace(blocks[0], runs=piece))
        elif part.kind == "lead":
            leads.append(plain(piece))
        elif sources and not _is_open(remarks):
            sources[-1] = replace(sources[-1], hint=plain(piece))
        else:
            remarks.append(piece)
    remark = spaced(
        piece for index, text in enumerate(remarks) for piece in ([ELLIPSIS] * (index > 0) + [text])
    )
    return Note(tuple(sources), remark, " ".join(leads))


def _is_open(remarks: list[Runs]) -> bool:
    """Does the last remark go on behind the source that is named in it?"""
    return bool(remarks) and not plain(remarks[-1]).endswith((".", "!", "?", ":", ";"))


def _between(runs: Runs, start: int, end: int) -> Runs:
    """The characters from `start` to `end`, and the runs that have none there."""
    result = []
    position = 0
    for run in runs:
        cut = run.text[max(start - position, 0) : max(end - position, 0)]
        if cut or (not run.is_plain and start <= position < end):
            result.append(replace(run, text=cut))
        position += len(run.text)
    return joined(result)


def _report(note: Note, block: Block, report: Report, *, is_mentioned: bool) -> None:
    if note.lead:
        report.drop(block.line, note.lead, _("Left out: words of a note that lead to its source"))
    for source in note.sources:
        if source.hint:
            reason = _("This note says more than its source. Add it to the text if readers need it.")
            report.add(block.line, source.hint, reason)
    if not note.remark:
        return
    if is_mentioned:
        reason = _("A note that is not a source was placed in the text, in square brackets. Check its place.")
        report.add(block.line, plain(note.remark), reason)
    else:
        report.drop(block.line, plain(note.remark), _("Left out: a footnote that the text does not mention"))


def _with_remarks(block: Block, notes: dict[str, Note]) -> list[Block]:
    if not block.note_keys:
        return [block]
    rows = tuple(
        tuple(
            replace(cell, blocks=tuple(inner for part in cell.blocks for inner in _with_remarks(part, notes)))
            for cell in row
        )
        for row in block.rows
    )
    if block.kind != "heading":
        return [replace(block, rows=rows, runs=_with_brackets(block.runs, notes))]
    keys = [run.note for run in block.runs if run.note in notes]
    below = [
        Block("paragraph", block.line, joined(_bracketed(notes[key]))) for key in keys if notes[key].remark
    ]
    return [replace(block, runs=joined([run for run in block.runs if _stays(run, notes)])), *below]


def _stays(run: Run, notes: dict[str, Note]) -> bool:
    return run.note not in notes or bool(notes[run.note].sources)


def _with_brackets(runs: Runs, notes: dict[str, Note]) -> Runs:
    """The remarks stand behind their marks, but behind the end of a sentence if that follows the mark directly."""
    result: list[Run] = []
    waiting: list[Run] = []
    for run in runs:
        end = SENTENCE_END.match(run.text) if waiting and run.is_plain else None
        if end:
            result.append(replace(run, text=end[0]))
            run = replace(run, text=run.text[end.end() :])
        if run.is_plain and (run.text or end):
            result += waiting
            waiting = []
        note = notes.get(run.note) if run.note else None
        if _stays(run, notes):
            result.append(run)
        if note and note.remark:
            waiting += [Run(" "), *_bracketed(note)]
    return joined([*result, *waiting])


def _bracketed(note: Note) -> list[Run]:
    return [Run("["), *note.remark, Run("]")]
