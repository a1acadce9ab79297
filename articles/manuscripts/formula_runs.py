"""Formulas in a manuscript: as runs of text, or a note in the report where no text can be trusted."""

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Run, tidy
from articles.manuscripts.formula_lines import plain_line
from articles.manuscripts.formulas import Node, is_sayable
from articles.manuscripts.report import Report

FORMULA = "formula"  # the mark of runs that are never citations


def formula_runs(node: Node, report: Report, line: int, before: str = "") -> list[Run]:
    """The formula as runs; `before` is the character it follows directly, if there is one. See also `runs_between`.

    >>> from articles.manuscripts.formulas import Fraction, Scripts, Text
    >>> [(run.text, sorted(run.marks)) for run in formula_runs(Scripts(Text("10"), sup=Text("9")), Report(), 1)]
    [('10', ['formula']), ('9', ['formula', 'sup'])]
    >>> [run.text for run in formula_runs(Fraction(Text("1"), Text("2")), Report(), 1, before="2")]
    [' ', '1', '/', '2']
    """
    if not node.line:
        return []
    if is_sayable(node):
        return runs_between(node, before, "")
    report.drop(
        line,
        tidy(plain_line(node.line)).strip(),
        _("Formula not taken over. Write it in the draft where it says [formula]."),
    )
    return missing_formula()


def runs_between(node: Node, before: str, after: str) -> list[Run]:
    """The runs of a formula that can be said, between the characters that stand directly beside it.

    >>> from articles.manuscripts.formulas import Root, Text
    >>> "".join(run.text for run in runs_between(Root(Text("10")), "", "α"))
    '√(10)'
    """
    pieces = node.beside(before.strip(), after.strip())
    return [Run(piece.text, frozenset(filter(None, (FORMULA, piece.mark)))) for piece in pieces]


def missing_formula() -> list[Run]:
    return [Run(_("[formula]"), frozenset((FORMULA,)))]
