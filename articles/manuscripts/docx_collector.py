"""What is collected of a Word paragraph: its runs, with the fields around them, and what is left out of it."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.manuscripts.blocks import Run, plain, tidy
from articles.manuscripts.docx_fields import SHOWN_BY_WORD, Field, link_of, shown_without_result
from articles.manuscripts.docx_package import Part
from articles.manuscripts.equation_fields import read_equation_field
from articles.manuscripts.formula_lines import plain_line
from articles.manuscripts.formula_runs import formula_runs, runs_between
from articles.manuscripts.formulas import Node, is_sayable
from articles.manuscripts.report import BAD_ADDRESS, Report

LINKS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
DEEPEST = 50  # fields inside fields
IN_CODE = gettext_lazy("Left out: words in the instructions of a field, which Word does not show")


class RunCollector:
    def __init__(self, part: Part, report: Report, line: int) -> None:
        self._part = part
        self._report = report
        self._line = line
        self._runs: list[Run] = []
        self._left_out: list[tuple[str, list[Run]]] = []  # with the reason, not yet in the report
        self._last_formula: tuple[Node, str, int] | None = (
            None  # with what stands before it and where its runs start
        )
        self._fields: list[Field] = []  # those that are open, the outermost first
        self._too_deep = 0

    @property
    def href(self) -> str:
        """The address of the innermost link field whose words are being read."""
        return next((item.href for item in reversed(self._fields) if item.is_result and item.href), "")

    def add(self, run: Run, reason: str = "") -> None:
        """A run of the paragraph, or of what is left out of it for this reason."""
        code = next((item for item in self._fields if not item.is_result), None)
        if reason:
            self._leave_out([run], reason)
        elif code is not None:
            code.hidden.append(run)
        else:
            self._show(run)

    def _show(self, run: Run) -> None:
        self._finish_formula(run.text[:1])
        if run.text.strip() or run.note:
            self._report_left_out()
            for item in self._fields:
                item.has_words = True
        else:
            self.gap()
        self._runs.append(run)

    def gap(self) -> None:
        """A space or the end of a paragraph, between words that are left out."""
        if self._left_out:
            self._left_out[-1][1].append(Run(" "))

    def _leave_out(self, runs: list[Run], reason: str) -> None:
        """Neighbors that are left out for one reason are one line of the report."""
        if self._left_out and self._left_out[-1][0] == reason:
            self._left_out[-1][1].extend(runs)
        else:
            self._left_out.append((reason, list(runs)))

    def _report_left_out(self) -> None:
        for reason, runs in self._left_out:
            if words := plain(runs):
                self._report.drop(self._line, words, reason)
        self._left_out = []

    def formula(self, node: Node) -> None:
        self._finish_formula(plain_line(node.line)[:1])
        before = self._runs[-1].text[-1:] if self._runs else ""
        start = len(self._runs)
        for run in formula_runs(node, self._report, self._line, before):
            self.add(run)
        if is_sayable(node) and len(self._runs) > start:
            self._last_formula = (node, before, start)

    def _finish_formula(self, after: str) -> None:
        """Write the formula just before this character once more, if it may need brackets there."""
        if self._last_formula and after.isalnum():
            node, before, start = self._last_formula
            self._runs[start:] = runs_between(node, before, after)
        self._last_formula = None

    def captured(self, read: Callable[[], None]) -> list[Run]:
        """The runs that `read` adds, which are then no longer part of the paragraph."""
        start = len(self._runs)
        read()
        self._last_formula = None
        runs = self._runs[start:]
        del self._runs[start:]
        return runs

    def finished(self) -> list[Run]:
        """All runs. What an open field held back is shown: its end may be missing, or in another paragraph."""
        for item in self._fields:
            self._runs += item.hidden
        self._fields = []
        self._report_left_out()
        return self._runs

    # Fields

    def begin(self, item: Field) -> None:
        """Fields too deep inside others are only counted, so that their ends are not taken for other ends."""
        self._too_deep += self._too_deep > 0 or len(self._fields) >= DEEPEST
        if not self._too_deep:
            self._fields.append(item)

    def code(self, text: str) -> None:
        if self._fields:
            self._fields[-1].codes.append(text)

    def separate(self) -> None:
        """What follows is the result. That of NOTEREF is the number of a note, which is mentioned once more."""
        if self._too_deep or not self._fields:
            return
        item = self._fields[-1]
        name = item.tokens[1] if item.kind == "NOTEREF" and len(item.tokens) > 1 else ""
        item.note = self._part.notes_by_bookmark.get(name, "")
        item.is_result = not item.note
        item.href = self.address(*link_of(item.code)) if item.kind == "HYPERLINK" else ""

    def end(self) -> None:
        if self._too_deep or not self._fields:
            self._too_deep -= self._too_deep > 0
            return
        item = self._fields.pop()
        if item.note:
            self.add(Run("", note=item.note))
            return
        if item.kind == "EQ" and not item.has_words:
            self.formula(read_equation_field(item.code.strip()[2:]))
        elif not item.has_words:
            self._add_shown(item)
        self._leave_out(item.hidden, IN_CODE)

    def _add_shown(self, item: Field) -> None:
        if shown := shown_without_result(item):
            self.add(Run(shown, item.format.marks, self.href))
        elif item.kind in SHOWN_BY_WORD:
            reason = _(
                "Word makes this text or number itself, and this file doesn’t hold it. Write it in the draft."
            )
            self._report.add(self._line, tidy(item.code).strip(), reason)

    def address(self, target: str, place: str) -> str:
        """The address of a link, or "" with a note if it can't be linked; "#name" for a place in the file."""
        if not target:
            return f"#{place}" if place else ""
        if not LINKS.match(target):
            self._report.add(self._line, target, BAD_ADDRESS)
            return ""
        return f"{target}#{place}" if place and "#" not in target else target
