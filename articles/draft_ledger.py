"""Does what is stored of a manuscript still have its words? Columns have limits, cleaning drops tags, and people and
sources that are already here keep what they are.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from articles.manuscripts import Manuscript, Missing, Note, Reference, ledger
from articles.manuscripts.ledger import Kept, Passage
from articles.models import Article, Person
from sources.models import Source

TAG = re.compile(r"<[^<>]*>")
# What introduces or surrounds the parts of a reference; the site writes its own.
AROUND_PARTS = frozenset(
    "accessed and article at available by cited crossref date doi dx ed editor editors eds from free full google http "
    "https in internet issue medline no online org p pages pmc pmcid pmid pp published pubmed retrieved scholar text "
    "the updated vol volume www".split()
)


def missing_from_draft(
    manuscript: Manuscript, article: Article, people: Iterable[Person], notes: Iterable[Note]
) -> list[Missing]:
    """Words of title, text and authors that neither the stored draft nor the report has. The line of a text is 0."""
    kept = Kept()
    kept.add(article.title)
    ledger.add_html(article.body, kept)
    for person in people:
        for text in (person.name, person.credentials, person.bio):
            kept.add(text)
    for note in notes:
        if note.is_left_out:
            kept.add(note.text, note.count)
    passages = [
        Passage(1, manuscript.title, "title"),
        *(Passage(0, text, "draft") for text in ledger.draft_texts(manuscript.body)),
        *(Passage(0, f"{author.name}, {author.credentials}", "author") for author in manuscript.authors),
        *(Passage(0, author.bio, "author") for author in manuscript.authors),
    ]
    return ledger.missing(passages, kept)


def missing_from_source(reference: Reference, source: Source) -> list[Missing]:
    """Words of a printed reference that the stored source does not have."""
    item = source.to_csl()
    kept, printed = Kept(ignored=AROUND_PARTS), Kept()
    for text in _texts(item):
        kept.add(TAG.sub("", text))
    printed.add(source.reference_text)
    kept.words |= printed.words  # the greater number of each
    kept.texts += printed.texts
    return ledger.missing([Passage(reference.line, reference.text, "source")], kept)


def _texts(value: Any) -> Iterator[str]:
    """All texts and numbers in a CSL-JSON value, and the names of months."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _months(part) if name == "date-parts" else _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str | int):
        yield str(value)


def _months(dates: Iterable[list[int]]) -> Iterator[str]:
    for parts in dates:
        yield from map(str, parts)
        if len(parts) > 1 and 1 <= parts[1] <= 12:
            yield from (month_name[parts[1]], month_abbr[parts[1]])
