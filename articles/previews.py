"""Freezing a working copy: the page as it would be published now, with its pictures, sources and shared texts."""

from dataclasses import replace

from django.template.loader import render_to_string

from articles.article_page import preview_page
from articles.markup.passages import number_passages
from articles.models import Article
from articles.models.shared_preview import Frozen


def freeze(article: Article, *, request, at) -> Frozen:
    """`request` gives the template what the organization says of itself, such as the emergency number."""
    page = replace(preview_page(article, at), changes=[], related=[])
    context = {"page": page, "edition": page.edition, "is_frozen": True}
    html, passages = number_passages(render_to_string("articles/_article.html", context, request))
    return Frozen(article.title, html, passages)
