"""schema.org descriptions of a page, as plain dicts (JSON-LD)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from articles.article_page import ArticlePage
from articles.models import Edition, Person
from sources.csl.items import FAMILY_PARTS, name_text
from sources.models import Source
from web.languages import page_language

MOST_AUTHORS, NAMED_OF_MORE = 6, 3
WORK_TYPES = {"article-journal": "ScholarlyArticle", "book": "Book", "chapter": "Chapter", "report": "Report"}


def article(page: ArticlePage, absolute: Callable[[str], str], organization: str) -> dict:
    """MedicalWebPage (schema.org) with its citations and review."""
    edition = page.edition
    url = absolute(page.article.get_absolute_url())
    medical_page = {
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": edition.title,
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": page_language(),
        "datePublished": (page.first_published_at or edition.published_at).isoformat(),
        "dateModified": edition.published_at.isoformat(),
        "wordCount": edition.words,
        "author": [_person(person, absolute) for person in page.authors],
        "publisher": {"@type": "Organization", "name": organization},
        "about": {"@type": "MedicalCondition", "name": _("Metastatic breast cancer")},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "citation": [_work(row.source) for row in page.sources],
    }
    medical_page |= _review(edition, absolute)
    if edition.lead:
        medical_page["image"] = absolute(edition.lead.src)
    return {"@context": "https://schema.org", **medical_page}


def _review(edition: Edition, absolute) -> dict:
    review = {}
    if edition.reviewer:
        review["reviewedBy"] = _person(edition.reviewer, absolute)
    if edition.reviewed_on:
        review["lastReviewed"] = edition.reviewed_on.isoformat()
    return review


def _person(person: Person, absolute) -> dict:
    description = {"@type": "Person", "name": person.name, "url": absolute(person.get_absolute_url())}
    if person.credentials:
        description["honorificSuffix"] = person.credentials
    if person.role:
        description["jobTitle"] = person.role
    return description


def _first(authors: list[dict]) -> list[dict]:
    """As many as a reference names (AMA Manual of Style, 11th edition, 3.7)."""
    return authors if len(authors) <= MOST_AUTHORS else authors[:NAMED_OF_MORE]


def _author(name: dict) -> dict:
    """A CSL name: of an organization if it has no family name."""
    texts = {part: text for part, text in name.items() if isinstance(text, str)}
    if not texts.get("family"):
        return {"@type": "Organization", "name": name_text(name)}
    parts = [texts.get(part) for part in ("given", *FAMILY_PARTS, "suffix")]
    return {"@type": "Person", "name": " ".join(filter(None, parts))}


def _work(source: Source) -> dict:
    work = {"@type": WORK_TYPES.get(source.csl_type, "CreativeWork"), "name": source.title_text}
    if source.authors:
        work["author"] = [_author(name) for name in _first(source.authors)]
    if source.doi:
        work["sameAs"] = f"https://doi.org/{source.doi}"
    elif source.url:
        work["url"] = source.url
    if source.year:
        work["datePublished"] = str(source.year)
    return work
