"""Tags that show articles on the pages of other apps, and helpers for templates."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from articles import answer_time, jsonld, retractions
from articles import publishing_notes as notes
from articles.lines import Line, lines_of
from articles.markup import Picture, picture_html, shared
from articles.models import Edition, Page, SharedText
from articles.models.edition import render_texts
from editing.moments import in_words
from sources.models import Source
from web.jsonld import script
from web.page_cache.counters import SITE
from web.page_cache.memo import Memo

MOST_TO_DECIDE = 20  # of each kind

register = template.Library()
register.filter("moment", in_words)
_about = Memo(SITE)


@register.simple_tag
def public_pages():
    """The pages about this site, asked for only when a template uses them."""
    return SimpleLazyObject(lambda: _about.get("pages", _public_pages))


def _public_pages() -> list[Page]:
    return list(Page.objects.published().only("title", "slug", "summary"))


@register.simple_tag
def lines(editions: Iterable[Edition], hides_reviewer: bool = False) -> list[Line]:
    return lines_of(editions, names_reviewer=not hides_reviewer)


@register.simple_tag
def picture(picture: Picture, is_first: bool = False):
    return picture_html(picture, is_first=is_first)


@register.simple_tag(takes_context=True)
def body_of(context, page: Page):
    """A page's text, rendered now: there are four of them, and each is short."""
    html = answer_time.fill(render_texts(page)[1].html, timezone.now())
    return filled(context, html, SharedText.objects.used_in(html))


@register.simple_tag(takes_context=True)
def filled(context, html, texts: Mapping[str, SharedText] | None = None, is_preview: bool = False):
    """A rendered text with its shared texts and the organization's numbers filled in."""
    missing = _("The shared text “%(key)s” is missing. Visitors see nothing here.") if is_preview else ""
    shown = {key: text.html for key, text in (texts or {}).items()}
    return shared.fill(html, shown, _placeholder_values(context), missing=missing)


@register.simple_tag(takes_context=True)
def filled_text(context, text: str):
    """The same for plain text."""
    if "[" not in text:
        return text
    return shared.fill_text(text, _placeholder_values(context))


@register.simple_tag(takes_context=True)
def now_reads(context, placeholder: str) -> str:
    """What articles say in place of this placeholder."""
    return filled_text(context, f"[{placeholder}]")


def _placeholder_values(context) -> Mapping[str, str]:
    return getattr(context.get("organization"), "placeholder_values", {})


@register.simple_tag(takes_context=True)
def article_json_ld(context, page):
    data = jsonld.article(page, context["request"].build_absolute_uri, str(context["organization"].name))
    return script(data)


@register.simple_tag
def retracted_citations(article):
    """Why this working copy can't be published: sentences that cite retracted sources."""
    return retractions.publishing_problems(article)


@register.simple_tag
def publishing_notes(article):
    """What somebody should know before this working copy is published."""
    return notes.publishing_notes(article)


@register.simple_tag
def concerning_citations(article):
    """Sentences of this working copy that cite sources with an expression of concern."""
    return retractions.concerns(article)


@register.inclusion_tag("admin/_retractions.html", takes_context=True)
def retractions_to_decide(context):
    """For the admin's start page: retracted and doubted sources nobody has decided about, with the articles
    that cite them.
    """
    if not context["request"].user.has_perm("sources.change_source"):
        return {}
    relied_on = retractions.reliances_of([*Source.objects.first_to_decide(MOST_TO_DECIDE)])
    return {
        "retracted": [(source, found) for source, found in relied_on.items() if not source.is_doubted],
        "doubted": [(source, found) for source, found in relied_on.items() if source.is_doubted],
    }
