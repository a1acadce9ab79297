"""The words of a manuscript as it was understood: draft, people, sources and what the report says was left out."""

import re
from html.parser import HTMLParser

from articles.manuscripts.ledger import web_page
from articles.manuscripts.ledger.comparison import Kept
from articles.manuscripts.list_numbers import printed
from articles.manuscripts.manuscript import Manuscript

CITATION = re.compile(r'<sup class="citation"(?: data-reference="([0-9 ]*)")?[^>]*>[^<]*</sup>')


def kept_in(manuscript: Manuscript) -> Kept:
    kept = Kept()
    kept.add(manuscript.title)
    for author in manuscript.authors:
        kept.add(f"{author.name} {author.credentials}")
        kept.add(author.bio)
    add_html(manuscript.body, kept)
    for reference in [*manuscript.references, *manuscript.further_reading]:
        kept.add(reference.text)
        kept.labels[str(reference.number)] += 1
    for note in manuscript.notes:
        if note.is_left_out:
            kept.add(note.text, note.count)
    return kept


def add_html(html: str, kept: Kept) -> None:
    """The words of a draft's text, its citations and the numbers of its lists."""
    for numbers in CITATION.findall(html):
        kept.citations.update(numbers.split())
    for text in draft_texts(html):
        kept.add(text)
    lists = _Lists()
    lists.feed(html)
    kept.labels.update(lists.numbers)


def draft_texts(html: str) -> list[str]:
    """The paragraphs of a draft's text without its citations."""
    return [passage.text for passage in web_page.passages(CITATION.sub("", html))]


class _Lists(HTMLParser):
    """The numbers and letters that a browser shows before the items."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self._next: list[int | None] = []
        self._kinds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = dict(attrs).get("start") or ""
        if tag in ("ol", "ul"):
            self._kinds.append(dict(attrs).get("type") or "1")
            self._next.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li" and self._next and self._next[-1] is not None:
            self.numbers.append(printed(self._next[-1], self._kinds[-1]).lower())
            self._next[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._next:
            self._next.pop()
            self._kinds.pop()
