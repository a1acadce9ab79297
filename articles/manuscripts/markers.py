"""Citation markers in the text, to citations: [3], (3) after a word, superscripts, footnote references.

What a marker is depends on its surroundings, so each is judged with the text before and after it. In doubt it stays
text and the report says so.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.manuscripts import marker_rules
from articles.manuscripts.blocks import Block, Cell, Run, Runs, joined
from articles.manuscripts.marker_ways import rare, way_of
from articles.manuscripts.report import Report

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
DIGITS = r"\d{1,3}(?:\s?[,;–—‑-]\s?\d{1,3}){0,40}"
UPPER_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKER = re.compile(
    rf"(?P<ieee>\[\d{{1,3}}\]\s?[–-]\s?\[\d{{1,3}}\])|\[\^(?P<label>[^\]\[\s]{{1,60}})\]|\^(?P<caret>{DIGITS})\^|\[(?P<square>{DIGITS})\]"
    rf"|\((?P<round>{DIGITS})\)|(?P<raised>[{UPPER_DIGITS}]{{1,3}}(?:[,;⁻–‑˒-][{UPPER_DIGITS}]{{1,3}}){{0,40}})"
)
LOST = re.compile(r"\b[^\W\d_]{2,30}[)”\"]?[.,;](\d{1,2}(?:[,–-]\d{1,2}){0,8})(?=\s|$)")
ONLY_NUMBERS = re.compile(rf"\s*[\[(]?\s*({DIGITS})\s*[\])]?\s*[,.]?\s*")
NOTE_MARK = "\u2060"  # stands for the mark of a note in the text around a marker
ONE_OR_RANGE = re.compile(r"\s*(\d{1,9})(?:\s?[–—‑-]\s?(\d{1,9}))?\s*")
WIDEST_RANGE = 60


def numbers(text: str) -> list[int]:
    """The numbers a marker names, ranges expanded; empty if it is no list of references, but a date or a ratio.

    >>> numbers("3,5"), numbers("3–5, 9"), numbers("5-3"), numbers("1,000"), numbers("05-12-21"), numbers("05")
    ([3, 5], [3, 4, 5, 9], [], [], [], [])
    """
    if re.search(r"\d,\d{3}(?!\d)", text):
        return []
    result: list[int] = []
    for part in re.split(r"[,;˒]", text):
        match = ONE_OR_RANGE.fullmatch(part)
        if match is None or any(digits and int(digits[0]) == 0 for digits in match.groups()):
            return []
        start, end = int(match[1]), int(match[2] or match[1])
        if not start <= end <= start + WIDEST_RANGE:
            return []
        result += [number for number in range(start, end + 1) if number not in result]
    return result


RULES = {
    "round": marker_rules.round_brackets,
    "raised": marker_rules.superscript,
    "caret": marker_rules.superscript,
}


@dataclass(frozen=True)
class Marker:
    """A marker as printed, with the text around it."""

    printed: str
    before: str
    after: str
    line: int

    @property
    def in_context(self) -> str:
        before = self.before[-25:].replace(marker_rules.FORMULA, "…")
        return f"{before}{self.printed}{self.after[:15]}".replace(NOTE_MARK, "").strip()


class Markers:
    """Turns markers into citations of the numbered references; `footnotes` maps their keys to numbers.

    `doubtful`: ways of citing that this manuscript hardly uses, so that such a marker may be a number.
    """

    def __init__(self, references: set[int], footnotes: Mapping[str, list[int]], report: Report) -> None:
        self.references = references
        self.footnotes = footnotes
        self.report = report
        self.doubtful: frozenset[str] = frozenset()
        self.cited: set[int] = set()
        self.ways: Counter[str] = Counter()

    def in_blocks(self, blocks: list[Block]) -> list[Block]:
        """Reads them twice: first to learn in which way the manuscript cites."""
        first = Markers(self.references, self.footnotes, Report())
        for block in blocks:
            first.in_block(block)
        self.doubtful = rare(first.ways)
        return [self.in_block(block) for block in blocks]

    def in_block(self, block: Block) -> Block:
        self.note_lost(_without_raised(block.runs), block.line)
        rows = tuple(tuple(self._in_cell(cell) for cell in row) for row in block.rows)
        return replace(block, runs=self.in_runs(block.runs, block.line), rows=rows)

    def _in_cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=tuple(map(self.in_block, cell.blocks)))

    def in_runs(self, runs: Runs, line: int) -> Runs:
        runs = joined(runs)
        result: list[Run] = []
        before = ""
        for index, run in enumerate(runs):
            after = "".join(other.text for other in runs[index + 1 : index + 4])[:60]
            result += self._run(run, before, after, line)
            shown = marker_rules.FORMULA if "formula" in run.marks else run.text
            before = (before + shown)[-60:] + (NOTE_MARK if run.note else "")
        return joined(_attached(result))

    def _run(self, run: Run, before: str, after: str, line: int) -> list[Run]:
        if "formula" in run.marks:
            return [run]
        if run.note:
            return self._note(run, before, line)
        if "sup" in run.marks and (match := ONLY_NUMBERS.fullmatch(run.text)):
            marker = Marker(run.text, before, after, line)
            return self._judged(match[1], run, marker, marker_rules.superscript)
        if "sup" in run.marks or "sub" in run.marks:
            return [run]
        return self._text(run, before, after, line)

    def _note(self, run: Run, before: str, line: int) -> list[Run]:
        if cited := self.footnotes.get(run.note):
            self.ways["note"] += 1
            return self._cite(cited, run)
        self.report.add(
            line, before[-40:].strip(), _("A mark here points to a note that is not in the file.")
        )
        return [replace(run, note="")]

    def _text(self, run: Run, before: str, after: str, line: int) -> list[Run]:
        result: list[Run] = []
        start = 0
        for match in MARKER.finditer(run.text):
            left = (before[-40:] + run.text[max(0, match.start() - 40) : match.start()])[-60:]
            right = run.text[match.end() : match.end() + 40] or after
            result.append(replace(run, text=run.text[start : match.start()]))
            result += self._marker(match, run, Marker(match[0], left, right, line))
            start = match.end()
        return [*result, replace(run, text=run.text[start:])]

    def _marker(self, match: re.Match[str], run: Run, marker: Marker) -> list[Run]:
        shape = match.lastgroup or ""
        run = replace(run, text=marker.printed)
        text = match[shape].translate(RAISED)
        if shape == "label":
            noted = self.footnotes.get(match[shape].lower())
            if not noted and not text.isdecimal():
                values = {"marker": marker.printed, "note": match[shape]}
                self.report.add(
                    marker.line, marker.printed, _("Marker %(marker)s has no note %(note)s.") % values
                )
                return [run]
            text = ",".join(map(str, noted)) if noted else text
        elif shape == "caret":
            run = replace(run, text=text, marks=run.marks | {"sup"})
        elif shape == "ieee":
            text = re.sub(r"[\[\]]", "", text)
        return self._judged(text, run, marker, RULES.get(shape, marker_rules.square_brackets))

    def _judged(self, text: str, run: Run, marker: Marker, rule: Callable[[str, str, str], str]) -> list[Run]:
        """The run as a citation, or as it was with a note."""
        cited = numbers(text)
        way = way_of(marker.printed, is_raised=rule is marker_rules.superscript)
        kind = rule(marker.before, marker.after, text)
        if kind == "cite" and way in self.doubtful:
            kind = "unsure"
        if not cited:
            kind = "unsure" if kind == "cite" and way == "raised" else "text"
        missing = [number for number in cited if number not in self.references]
        if kind == "cite" and not missing:
            self.ways[way] += 1
            return self._cite(cited, run)
        if kind == "cite":
            for number in missing:
                values = {"marker": marker.printed, "number": number}
                self.report.add(
                    marker.line, marker.printed, _("Marker %(marker)s has no source %(number)s.") % values
                )
        elif kind == "unsure" and not missing:
            reason = _("%(marker)s may be a citation or a number. It was left as text.")
            self.report.add(marker.line, marker.in_context, reason % {"marker": marker.printed})
        return [run]

    def note_lost(self, text: str, line: int) -> None:
        """Superscripts that became plain digits in copying, as in "common.3 Liver": too uncertain to change."""
        for match in LOST.finditer(text):
            cited = numbers(match[1])
            if cited and self.references.issuperset(cited):
                reason = _(
                    "“%(text)s” may end in a citation that lost its superscript. It was left as text."
                ) % {"text": match[0].strip()}
                self.report.add(line, text[max(0, match.start() - 20) : match.end()].strip(), reason)

    def _cite(self, cited: list[int], run: Run) -> list[Run]:
        self.cited.update(cited)
        return [Run("", run.marks - {"sup", "sub"}, cites=tuple(cited))]


def _without_raised(runs: Runs) -> str:
    """The text with a non-digit in place of each superscript and formula, which copying has not lost."""
    return "".join("…" if run.marks & {"sup", "sub", "formula"} else run.text for run in runs)


def _attached(runs: list[Run]) -> list[Run]:
    """Citations of one place as one."""
    result: list[Run] = []
    for run in runs:
        if not run.text and run.is_plain:
            continue
        if run.cites and result:
            _drop_separator(result)
            last = result[-1]
            if last.cites:
                result[-1] = replace(last, cites=tuple(dict.fromkeys(last.cites + run.cites)))
                continue
        result.append(run)
    return result


def _drop_separator(runs: list[Run]) -> None:
    """Remove a space or comma at the end that only separates two citations."""
    last = runs[-1]
    if len(runs) > 1 and runs[-2].cites and last.text and not last.text.strip(" \u00a0,"):
        runs.pop()
