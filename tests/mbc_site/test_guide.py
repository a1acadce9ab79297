"""The guide for staff: docs/editing.md inside the admin, opened at the chapter about the page one comes from."""

import re

import pytest
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.urls import reverse

from mbc_site import guide
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def link(client, address) -> str:
    text = client.get(address).content.decode()
    return re.search(r'href="(/admin/guide/[^"]*)"', text)[1]


def chapters() -> set[str]:
    """Also parts of chapters: every heading can be opened."""
    return set(re.findall(r'<h[2-6] id="([^"]+)"', guide.read().html))


def test_every_member_of_staff_may_read_it(as_vera, visitor):
    text = as_vera.get(reverse("admin:guide")).content.decode()

    assert '<h2 id="cite-a-source">Cite a source</h2>' in text
    assert '<a href="#cite-a-source">Cite a source</a>' in text
    assert visitor.get(reverse("admin:guide"))["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_admin_names_chapters_that_exist(model):
    model_admin = admin.site._registry[model]

    named = {model_admin.guide, *getattr(model_admin, "guides", {}).values()}

    assert named <= chapters()


def test_every_page_with_a_chapter_of_its_own_exists():
    for model, model_admin in admin.site._registry.items():
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        names = {pattern.name for pattern in model_admin.get_urls() if hasattr(pattern, "name")}

        assert {start + page for page in getattr(model_admin, "guides", {})} <= names, model


def test_a_page_leads_to_its_chapter(as_ada):
    article = make_article()

    assert link(as_ada, reverse("admin:index")) == "/admin/guide/"
    assert link(as_ada, reverse("admin:articles_article_add")) == "/admin/guide/#write-an-article"
    publish = reverse("admin:articles_article_publish", args=[article.pk])
    assert link(as_ada, publish) == "/admin/guide/#publish"


def test_every_picture_is_one_of_our_static_files():
    pictures = re.findall(r'<img src="/static/([^"]+)"', guide.read().html)

    assert pictures
    assert [name for name in pictures if not finders.find(name)] == []


def test_html_in_the_guide_is_shown_as_it_is_written():
    assert "<script>" not in guide.render("# Guide\n\n## A\n\n<script>alert(1)</script>").html


def test_links_to_other_documents_become_words():
    html = guide.render(
        "# Guide\n\nSee [open data](open-data.md#import) and [a site](https://example.org/a.md)."
    ).html

    assert html == '<p>See open data and <a href="https://example.org/a.md">a site</a>.</p>\n'
