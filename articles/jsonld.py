"""schema.org descriptions of a page, as plain dicts (JSON-LD)."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.article_page import ArticlePage
from articles.models import Edition, Person
from sources.models import Source
from web.jsonld import breadcrumbs

WORK_TYPES = {"article-journal": "ScholarlyArticle", "book": "Book", "chapter": "Chapter", "report": "Report"}


def article(page: ArticlePage, absolute: Callable[[str], str], organization: str) -> dict:
    """MedicalWebPage (schema.org) with its citations and review, and the breadcrumb that leads to it."""
    edition = page.edition
    url = absolute(page.article.get_absolute_url())
    medical_page = {
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": edition.title,
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": "en",
        "datePublished": (page.first_published_at or edition.published_at).isoformat(),
        "dateModified": edition.published_at.isoformat(),
        "wordCount": edition.words,
        "author": [_person(person, absolute) for person in page.authors],
        "publisher": {"@type": "Organization", "name": organization},
        "about": {"@type": "MedicalCondition", "name": "Metastatic breast cancer"},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "citation": [_work(row.source) for row in page.sources],
    }
    medical_page |= _review(edition, absolute)
    if edition.image:
        medical_page["image"] = absolute(edition.image.src)
    return {"@context": "https://schema.org", "@graph": [medical_page, _breadcrumbs(page, absolute)]}


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


def _work(source: Source) -> dict:
    work = {"@type": WORK_TYPES.get(source.csl_type, "CreativeWork"), "name": source.title_text}
    if source.doi:
        work["sameAs"] = f"https://doi.org/{source.doi}"
    elif source.url:
        work["url"] = source.url
    if source.year:
        work["datePublished"] = str(source.year)
    return work


def _breadcrumbs(page: ArticlePage, absolute) -> dict:
    trail = [(_("Home"), reverse("home")), (_("Understand MBC"), reverse("articles:list"))]
    if page.main_topic:
        trail.append((page.main_topic.title, page.main_topic.get_absolute_url()))
    trail.append((page.edition.title, page.article.get_absolute_url()))
    return breadcrumbs(trail, absolute)
