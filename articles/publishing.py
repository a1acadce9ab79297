"""What must be corrected before a working copy can be published, each as one sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles import retractions
from articles.markup import shared
from articles.models import Article, SharedText
from articles.models.citation import unknown_uses
from articles.models.report import REPORT_IS_OPEN


def publishing_problems(article: Article) -> list[str]:
    return [
        *([str(REPORT_IS_OPEN)] if article.has_open_report else []),
        *_missing_parts(article),
        *unknown_citations(article.texts),
        *_missing_shared_texts(article),
        *unknown_placeholders(article.texts),
        *_placeholders_out_of_place(article),
        *_missing_pictures(article),
        *retractions.publishing_problems(article),
    ]


def unknown_citations(texts: Iterable[str]) -> list[str]:
    """Each citation of a key that no source has."""
    message = _("No source is called “%(key)s”. It is cited here: “%(sentence)s”")
    return [message % {"key": key, "sentence": use.sentence[:300]} for key, use in unknown_uses(texts)]


def unknown_placeholders(texts: Iterable[str]) -> list[str]:
    """Each placeholder that readers would see as typed."""
    message = _(
        "“%(name)s” is not a placeholder, so readers would see it as typed. Use one of these: %(names)s."
    )
    names = ", ".join(f"[{name}]" for name in shared.PLACEHOLDERS)
    return [message % {"name": name, "names": names} for name in shared.misspelled_placeholders(texts)]


def _missing_parts(article: Article) -> list[str]:
    problems = []
    if not article.summary.strip():
        problems.append(_("The summary is empty. Lists and search results show it."))
    if not article.body.strip():
        problems.append(_("The text is empty."))
    if not article.authorships.exists():
        problems.append(_("No author is named."))
    if article.reviewer_id and article.authorships.filter(person=article.reviewer_id).exists():
        problems.append(_("The medical reviewer is also an author. Somebody else has to review it."))
    return problems


def _missing_shared_texts(article: Article) -> list[str]:
    keys = shared.keys_in(article.body)
    existing = set(SharedText.objects.filter(key__in=keys).values_list("key", flat=True))
    message = _("The shared text “%(key)s” no longer exists. Remove it from the text.")
    return [message % {"key": key} for key in keys if key not in existing]


def _placeholders_out_of_place(article: Article) -> list[str]:
    message = _("%(name)s works only in the text and the key points. Take it out of the title or summary.")
    return [message % {"name": name} for name in shared.placeholders_in(article.title, article.summary)]


def _missing_pictures(article: Article) -> list[str]:
    message = _("A figure has no picture yet: “%(name)s”.")
    return [message % {"name": name} for name in article.rendered().missing_pictures]
