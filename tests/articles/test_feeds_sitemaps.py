"""Feeds and sitemaps contain what is public, in its newest edition, and nothing else."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_article,
    make_edition,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
)
from tests.mapped import mapped

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client) -> list:
    response = client.get(reverse("articles:feed"))
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314  our own


def test_the_feed_has_the_newest_edition_of_each_article_and_what_changed(visitor):
    article = make_published(title="Old title", slug="bones")
    article.title = "New title"
    article.save()
    article.publish(by=None, kind="correction", note="The dose was wrong & is right.")

    (entry,) = entries(visitor)

    assert entry.findtext(f"{ATOM}title") == "New title"
    assert entry.findtext(f"{ATOM}summary") == "Correction. The dose was wrong &amp; is right."
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/articles/bones/"
    first, second = article.editions.order_by("number")
    assert entry.findtext(f"{ATOM}published") == first.published_at.isoformat()
    assert entry.findtext(f"{ATOM}updated") == second.published_at.isoformat()


def test_the_feed_has_the_newest_first_and_thirty_at_most(visitor):
    now = timezone.now()
    for age in range(31):
        make_published(title=f"{age} days", at=now - timedelta(days=age))

    titles = [entry.findtext(f"{ATOM}title") for entry in entries(visitor)]

    assert titles == [f"{age} days" for age in range(30)]


def test_an_entry_keeps_its_id_through_later_editions(visitor):
    article = make_published()
    before = entries(visitor)[0].findtext(f"{ATOM}id")

    make_edition(article, kind="update", note="News.")

    assert entries(visitor)[0].findtext(f"{ATOM}id") == before


def test_drafts_scheduled_and_withdrawn_articles_are_in_neither(visitor):
    make_article(slug="draft")
    make_published(slug="waits", at=timezone.now() + timedelta(minutes=1))
    make_published(slug="taken-back").withdraw()
    make_published(slug="public")

    assert len(entries(visitor)) == 1
    assert [address for address in mapped(visitor) if address.startswith("/articles/")] == [
        "/articles/",
        "/articles/changes/",
        "/articles/public/",
    ]


def test_no_character_breaks_the_feed(visitor):
    make_published(title="Bone\x0b pain <b>&amp;", summary="\x01")

    (entry,) = entries(visitor)

    assert entry.findtext(f"{ATOM}title") == "Bone pain <b>&amp;"


def test_the_sitemap_has_every_public_page_with_its_date(visitor):
    writer, topic = make_person(), make_topic()
    stranger, empty = make_person(), make_topic()
    article = make_published(authors=[writer], topics=[topic])
    page, hidden = make_page(), make_page(is_published=False)
    source = make_source()
    merged = make_source(merged_into=source)

    found = mapped(visitor)

    for thing in (article, writer, topic, page, source):
        assert thing.get_absolute_url() in found
    for thing in (stranger, empty, hidden, merged):
        assert thing.get_absolute_url() not in found
    for name in ("home", "articles:list", "articles:changes", "sources:list"):
        assert reverse(name) in found
    assert found[article.get_absolute_url()] == timezone.localdate().isoformat()


def test_every_address_in_the_sitemap_answers(visitor):
    make_published(authors=[make_person()], topics=[make_topic()], reviewer=make_person())
    make_page()
    make_source()

    addresses = mapped(visitor)
    assert len(addresses) >= 10
    for address in addresses:
        response = visitor.get(address)
        assert response.status_code == 200, address
        assert "</h1>" in response.content.decode(), address


def test_robots_txt_turns_robots_away_from_a_demonstration_and_names_the_sitemap(visitor):
    from mbc_site.models import OrganizationDetails

    asked_away = visitor.get(reverse("robots")).content.decode()
    OrganizationDetails.objects.create(is_demonstration=False)
    welcome = visitor.get(reverse("robots")).content.decode()

    assert "Disallow: /\n" in asked_away
    assert "Disallow: /\n" not in welcome
    assert "Disallow: /admin/" in welcome
    assert "Sitemap: http://testserver/sitemap.xml" in welcome


def test_an_entry_keeps_its_id_when_the_address_changes_and_escapes_its_text(visitor):
    article = make_published(summary="We took <5 mg> & more")
    before = visitor.get(reverse("articles:feed")).content.decode()
    article.slug = "another-address"
    article.save()

    after = visitor.get(reverse("articles:feed")).content.decode()

    entry_id = re.compile(r"<id>(tag:[^<]+)</id>")
    assert entry_id.findall(before) == entry_id.findall(after) != []
    assert "We took &amp;lt;5 mg&amp;gt; &amp;amp; more" in after
    assert "<author><name>" in after
