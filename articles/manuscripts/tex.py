"""Formulas in TeX, as web pages and Markdown have them, to text."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Run, tidy
from articles.manuscripts.formula_runs import FORMULA
from articles.manuscripts.report import Report
from sources.formats.latex import to_unicode

TAGS = re.compile(r"(</?(?:i|b|sup|sub)>)")
MARKS = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub"}
DELIMITERS = re.compile(r"^\s*(?:\$\$?|\\\(|\\\[)|(?:\$\$?|\\\)|\\\])\s*$")
LAYOUT = re.compile(
    r"\\begin\b|\\\\|(?<!\\)&|\\(?:over|choose|atop|stackrel|underset|overset|binom|[a-z]*matrix)\b"
)
RELATION = re.compile(r"\s*([=<>≤≥≠≈×±→])\s*")
NOT_READ = re.compile(r"[\\{}]|<(?:sup|sub)>[^<]*<(?:sup|sub)>")


def tex_runs(tex: str, report: Report, line: int) -> list[Run]:
    """The formula as runs that are never citations; one that no line can say stays as it is typed. Both are reported.

    >>> [(run.text, sorted(run.marks)) for run in tex_runs("$10^{9} \\\\geq x$", Report(), 1)]
    [('10', ['formula']), ('9', ['formula', 'sup']), (' ≥ x', ['formula'])]
    """
    typed = tidy(tex).strip()
    bare = DELIMITERS.sub("", DELIMITERS.sub("", typed))
    read = "" if LAYOUT.search(bare) else to_unicode(f"${bare}$")
    if not read or NOT_READ.search(read):
        report.add(line, typed, _("This formula was left as it is typed. Check it."))
        return [Run(typed, frozenset((FORMULA,)))]
    if read != typed:
        report.drop(line, typed, _("This formula was made into text. Check it."))
    return list(_runs(read))


def _runs(read: str) -> Iterator[Run]:
    open_marks: list[str] = []
    for piece in TAGS.split(read):
        name = piece.strip("</>")
        if not TAGS.fullmatch(piece):
            if piece:
                yield Run(RELATION.sub(r" \1 ", piece), frozenset((FORMULA, *open_marks)))
        elif piece.startswith("</"):
            open_marks.pop()
        else:
            open_marks.append(MARKS[name])
