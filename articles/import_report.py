"""What staff see beside the text: the lines of the import report and the comments of readers, and where in the form each
one leads.
"""

from dataclasses import dataclass

from articles.draft_report import words_of
from articles.markup import to_text
from articles.models import Article, ReportLine

FIELDS = ("body", "key_points", "summary", "title")


@dataclass(frozen=True)
class Shown:
    line: ReportLine
    field: str  # of the article, that has the passage; "" if none has it any more
    nth: int = 0  # how often the same passage stands before this one


@dataclass(frozen=True)
class ReportBesideText:
    article: Article
    open: list[Shown]
    ticked: list[Shown]
    open_comments: list[Shown]
    ticked_comments: list[Shown]

    @property
    def is_shown(self) -> bool:
        return self.article.has_report or bool(self.open_comments or self.ticked_comments)

    @property
    def can_be_closed(self) -> bool:
        return self.article.has_open_report and not self.open


def report_beside(article: Article) -> ReportBesideText:
    lines = list(article.report_lines.select_related("preview").defer("preview__html", "preview__passages"))
    texts = _words_of_fields(article) if any(line.passage for line in lines) else {}
    nth = _nths(lines)
    shown = [Shown(line, _field_with(line.passage, texts), nth.get(line.pk, 0)) for line in lines]
    parts = {(is_comment, is_ticked): [] for is_comment in (False, True) for is_ticked in (False, True)}
    for row in shown:
        parts[row.line.is_comment, row.line.ticked_at is not None].append(row)
    return ReportBesideText(
        article, parts[False, False], parts[False, True], parts[True, False], parts[True, True]
    )


def _nths(lines: list[ReportLine]) -> dict[int, int]:
    """Of lines about the same words, such as the credit below two pictures: the first is about the first of them."""
    places: dict[str, list[int]] = {}
    nth = {}
    for line in lines:
        if line.passage and line.passage == line.text:
            same = places.setdefault(words_of(line.passage), [])
            if line.line not in same:
                same.append(line.line)
            nth[line.pk] = same.index(line.line)
    return nth


def _words_of_fields(article: Article) -> dict[str, str]:
    texts = {name: getattr(article, name) for name in FIELDS}
    return {
        name: words_of(to_text(text) if name in ("body", "key_points") else text)
        for name, text in texts.items()
    }


def _field_with(passage: str, texts: dict[str, str]) -> str:
    words = words_of(passage)
    return next((name for name in texts if words in texts[name]), "") if words.strip() else ""
