"""What a text could do better, each with the words that it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml.html import HtmlElement

from articles.advice.figures import figures
from articles.advice.passages import WORD, Passage, Reader, count_words
from articles.advice.reading_grade import reading_grade
from articles.markup.cleaning import DEEPEST, clean, depth
from articles.markup.headings import LEVELS
from articles.markup.tree import parse

MOST = 60  # that are listed; a text with more has other worries
MOST_WORDS_IN_SENTENCE = 25
MOST_WORDS_IN_PARAGRAPH = 120
EASY_GRADE = 8  # what the CDC's Clear Communication Index and the AMA's guide for patient texts aim at
LONGEST_PASSAGE = 300

VAGUE_LINK = re.compile(
    r"(?:please )?(?:click (?:here|this)|(?:read|learn|see|find out) more|here|more|this|link|this (?:link|page|site|website))",
    re.IGNORECASE,
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
DOUBLED = re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)
MEANT_TWICE = {"had", "that", "very", "bye", "ha", "no", "so", "really", "long", "many"}
CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ ’'][A-Z]{2,})+\b(?![-/]?\d)")
SHORTEST_CAPITALS = 9  # letters: “HER2 DNA” and “MBC PARP” are names

HEADINGS = {
    "sentence": gettext_lazy("Long sentences"),
    "paragraph": gettext_lazy("Long paragraphs"),
    "figure": gettext_lazy("Figures without a citation"),
    "link": gettext_lazy("Links that don’t say where they lead"),
    "heading": gettext_lazy("Order of headings"),
    "table": gettext_lazy("Tables without a header row"),
    "capitals": gettext_lazy("All capitals"),
    "doubled": gettext_lazy("Doubled words"),
}


@dataclass(frozen=True)
class Advice:
    kind: str  # of HEADINGS
    words: str  # what could be better
    passage: str  # what it is about, as it stands in the text
    nth: int = 0  # how often the same words stand before it


@dataclass(frozen=True)
class Advised:
    grade: float | None = None  # None for other languages than English and for short texts
    items: list[Advice] = field(default_factory=list)  # in the order of HEADINGS, then of the text
    more: int = 0  # that are not in `items`

    @property
    def count(self) -> int:
        return len(self.items) + self.more

    @property
    def is_easy(self) -> bool:
        return self.grade is None or self.grade <= EASY_GRADE

    @property
    def groups(self) -> list[tuple[str, list[Advice]]]:
        listed = {kind: [item for item in self.items if item.kind == kind] for kind in HEADINGS}
        return [(str(HEADINGS[kind]), items) for kind, items in listed.items() if items]


def advise(html: str, language: str = "en") -> Advised:
    """`language` is that of the site; parts of the text with a `lang` of their own count as that.

    >>> [item.words for item in advise('<p>The the cells rest.</p>').items]
    ['“The” stands twice.']
    """
    root = parse(html if depth(html) <= DEEPEST else clean(html))
    passages = Reader(root).read()
    found = [*_about_passages(passages, language), *_about_headings(passages), *_about_tables(root, passages)]
    order = list(HEADINGS)
    found.sort(key=lambda one: (order.index(one[0]), one[2]))
    whole = _whole_text(passages)
    items = [
        Advice(kind, words, passage, whole.count(passage, 0, start))
        for kind, words, start, passage in found[:MOST]
    ]
    return Advised(_grade(passages, language), items, max(0, len(found) - MOST))


Found = tuple[str, str, int, str]  # kind, words, where in the whole text, passage


def _whole_text(passages: list[Passage]) -> str:
    pieces, length = [], 0
    for passage in passages:
        pieces += [" " * (passage.start - length), passage.text]
        length = passage.start + len(passage.text)
    return "".join(pieces)


def _at(kind: str, words: str, passage: Passage, start: int, end: int) -> Found:
    return kind, words, passage.start + start, passage.text[start:end].strip()[:LONGEST_PASSAGE]


def _is_english(passage: Passage, language: str) -> bool:
    return (passage.language or language).startswith("en")


def _about_passages(passages: list[Passage], language: str) -> Iterator[Found]:
    cited_tables = {_table_of(passage) for passage in passages if passage.marks}
    for passage in passages:
        yield from _about_length(passage)
        yield from _about_links(passage, _is_english(passage, language))
        if _is_english(passage, language):
            yield from _about_words(passage)
            if _table_of(passage) is None or _table_of(passage) not in cited_tables:
                yield from _about_figures(passage)


def _table_of(passage: Passage) -> HtmlElement | None:
    return next(passage.holder.iterancestors("table"), None)


def _about_length(passage: Passage) -> Iterator[Found]:
    if passage.tag in LEVELS:
        return
    for start, end in passage.sentences:
        count = count_words(passage.text[start:end])
        if count > MOST_WORDS_IN_SENTENCE:
            words = _("%d words. Could it be two sentences?") % count
            yield _at("sentence", words, passage, start, end)
    count = count_words(passage.text)
    if count > MOST_WORDS_IN_PARAGRAPH:
        words = _("%d words. Could it be two paragraphs, or a list?") % count
        yield _at("paragraph", words, passage, 0, 80)


def _about_links(passage: Passage, is_english: bool) -> Iterator[Found]:
    for start, end, _address in passage.links:
        text = passage.text[start:end].strip(" .,:;→»›")
        if is_english and VAGUE_LINK.fullmatch(text):
            words = _("Name the page it leads to: people who hear links one by one hear only this.")
            yield _at("link", words, passage, start, end)
        elif BARE_ADDRESS.fullmatch(text):
            yield _at("link", _("Write the name of the page instead of its address."), passage, start, end)


def _about_words(passage: Passage) -> Iterator[Found]:
    for match in DOUBLED.finditer(passage.text):
        if match[1].lower() not in MEANT_TWICE:
            yield _at("doubled", _("“%s” stands twice.") % match[1], passage, *match.span())
    for match in CAPITALS.finditer(passage.text):
        if sum(map(str.isalpha, match[0])) >= SHORTEST_CAPITALS:
            words = _("Capitals are hard to read. Use bold for what matters.")
            yield _at("capitals", words, passage, *match.span())


def _about_figures(passage: Passage) -> Iterator[Found]:
    """A citation in the sentence or later in its paragraph stands behind the figure."""
    if passage.is_in("h2", "h3", "h4") or _lead_in_cites(passage):
        return
    for start, end in passage.sentences:
        if any(mark >= start for mark in passage.marks):
            continue
        for first, last in figures(passage.text[start:end])[:1]:
            words = _("Which source says “%s”?") % passage.text[start + first : start + last]
            yield _at("figure", words, passage, start, end)


def _lead_in_cites(passage: Passage) -> bool:
    """Whether it is an item of a list behind “In one trial:” with a citation."""
    item = passage.holder if passage.tag == "li" else next(passage.holder.iterancestors("li"), None)
    before = None if item is None else item.getparent().getprevious()
    return before is not None and before.find(".//sup[@class='citation']") is not None


def _about_headings(passages: list[Passage]) -> Iterator[Found]:
    """Headings of a callout are put in order when the page is made."""
    level = 1
    for passage in passages:
        if passage.tag not in LEVELS or passage.is_in("aside"):
            continue
        own = int(passage.tag[1])
        if own > level + 1:
            words = _("This is a heading %(own)d under a heading %(level)d. Choose heading %(next)d.") % {
                "own": own,
                "level": level,
                "next": level + 1,
            }
            if level == 1:
                words = _("The first heading of a text is a heading 2.")
            yield _at("heading", words, passage, 0, len(passage.text))
        level = min(own, level + 1)


def _about_tables(root: HtmlElement, passages: list[Passage]) -> Iterator[Found]:
    for table in root.iterdescendants("table"):
        if next(table.iterdescendants("th"), None) is not None:
            continue
        first = next(
            (passage for passage in passages if passage.is_in("table") and _is_within(passage, table)), None
        )
        if first:
            words = _(
                "Right-click the table and choose “First row is a header”, so that each column has a name."
            )
            yield _at("table", words, first, 0, len(first.text))


def _is_within(passage: Passage, table: HtmlElement) -> bool:
    return passage.tag != "caption" and table in passage.holder.iterancestors("table")


def _grade(passages: list[Passage], language: str) -> float | None:
    sentences = [
        WORD.findall(passage.text[start:end])
        for passage in passages
        if passage.tag not in LEVELS and not passage.is_in("table") and _is_english(passage, language)
        for start, end in passage.sentences
    ]
    return reading_grade([words for words in sentences if words])
