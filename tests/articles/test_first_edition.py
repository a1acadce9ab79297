"""The first edition that visitors read is the new article, whatever was scheduled before it."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.article_page import preview_page
from articles.models import Article, Edition
from tests.factories import make_article, make_edition, make_published, make_source
from tests.mapped import mapped
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def scheduled(**fields) -> Article:
    """An article whose first edition is public from tomorrow."""
    return make_published(at=timezone.now() + DAY, **fields)


def publish_page(article) -> str:
    return reverse("admin:articles_article_publish", args=[article.pk])


def publish(client, article, *, at=None, **chosen):
    if at:
        local = timezone.localtime(at)
        chosen |= {
            "published_at_0": local.strftime("%Y-%m-%d"),
            "published_at_1": local.strftime("%H:%M:%S"),
        }
    return client.post(publish_page(article), as_submitted(client.get(publish_page(article)), **chosen))


def changed(article) -> None:
    article.body = "<p>We say more.</p>"
    article.save()


def feed_entry(client):
    feed = ElementTree.fromstring(client.get(reverse("articles:feed")).content)  # noqa: S314  our own
    (entry,) = feed.findall(f"{ATOM}entry")
    return entry


def described(client, article) -> dict:
    page = client.get(article.get_absolute_url()).content.decode()
    data = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL).group(1)
    return json.loads(data)


def log(article, at=None) -> list[tuple[int, str]]:
    return [
        (edition.number, edition.kind) for edition in Edition.objects.public_log(at).filter(article=article)
    ]


def test_a_first_edition_published_before_its_time_is_new_in_the_form_and_in_the_feed(as_ada, visitor):
    article = scheduled(summary="What it is.")

    chosen = as_submitted(as_ada.get(publish_page(article)))
    as_ada.post(publish_page(article), chosen)

    edition = article.current_edition
    assert (chosen["kind"], edition.number, edition.kind) == ("new", 2, "new")
    entry = feed_entry(visitor)
    assert entry.findtext(f"{ATOM}summary") == "New article. What it is."
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}published") == edition.published_at.isoformat()


def test_a_first_edition_published_before_its_time_is_not_new_again_when_that_comes():
    article = scheduled()
    early = article.publish(by=None, kind="new", later="call_off")
    later = timezone.now() + 2 * DAY

    assert Edition.objects.current(later).get() == early
    assert log(article, later) == [(2, "new")]
    assert Article.objects.with_standing().get().waits_until is None


def test_a_first_edition_published_before_its_time_gives_the_dates_of_page_and_sitemap(visitor):
    article = scheduled()
    early = article.publish(by=None, kind="new", later="call_off")

    page = described(visitor, article)

    assert page["datePublished"] == page["dateModified"] == early.published_at.isoformat()
    assert mapped(visitor)[article.get_absolute_url()] == timezone.localdate(early.published_at).isoformat()


@pytest.mark.parametrize("kind", ["review", "update", "correction", "edit"])
def test_what_nobody_could_read_before_is_no_change(as_ada, kind):
    article = scheduled()

    response = publish(as_ada, article, kind=kind, note="We say more.")

    assert response.context["form"].errors["kind"] == [
        "Nobody could read this article before, so it is a new article."
    ]
    assert article.editions.count() == 1


def test_a_first_edition_can_be_scheduled_for_an_earlier_time(as_ada):
    article = scheduled()
    soon = timezone.now() + HOUR

    publish(as_ada, article, kind="new", at=soon)

    assert log(article, soon + 2 * DAY) == [(2, "new")]
    assert Article.objects.with_standing().get().waits_until == article.editions.first().published_at


def test_a_second_edition_scheduled_behind_the_first_says_what_it_changes(as_ada):
    article = scheduled()
    changed(article)
    later = timezone.now() + 2 * DAY

    refused = publish(as_ada, article, kind="new", at=later)
    as_ada.post(publish_page(article), as_submitted(refused, kind="update", note="We say more."))

    assert refused.context["form"].errors["kind"] == [
        "Another edition is public before this one. Say what this one changes."
    ]
    assert log(article, later + HOUR) == [(2, "update"), (1, "new")]
    assert log(article, later - HOUR) == [(1, "new")]


def test_a_scheduled_second_edition_published_earlier_is_an_update(as_ada, visitor):
    article = make_published(at=timezone.now() - DAY)
    make_edition(article, kind="update", note="We say more.", at=timezone.now() + DAY)

    kinds = [
        kind for kind, _words in as_ada.get(publish_page(article)).context["form"].fields["kind"].choices
    ]
    changed(article)
    publish(as_ada, article, kind="update", note="We say more.")

    assert "new" not in kinds
    assert log(article, timezone.now() + 2 * DAY) == [(3, "update"), (1, "new")]
    entry = feed_entry(visitor)
    assert entry.findtext(f"{ATOM}summary") == "Medical update. We say more."
    first, _second, third = article.editions.order_by("number")
    assert entry.findtext(f"{ATOM}published") == first.published_at.isoformat()
    assert entry.findtext(f"{ATOM}updated") == third.published_at.isoformat()


def test_a_first_edition_whose_time_came_is_followed_by_changes(as_ada):
    article = make_published(at=timezone.now() - timedelta(seconds=1))

    response = publish(as_ada, article, kind="new")

    assert "kind" in response.context["form"].errors
    assert article.editions.count() == 1


def test_a_withdrawn_article_that_is_published_again_is_changed_not_new(as_ada, visitor):
    article = make_published(at=timezone.now() - DAY)
    changed(article)
    article.withdraw()

    refused = publish(as_ada, article, kind="new")
    publish(as_ada, article, kind="correction", note="The dose was wrong.")

    assert "kind" in refused.context["form"].errors
    assert log(article) == [(2, "correction"), (1, "new")]
    assert described(visitor, article)["datePublished"] == article.editions.last().published_at.isoformat()


def test_an_article_withdrawn_before_its_time_came_is_new_when_it_is_published(as_ada, visitor):
    now = timezone.now()
    article = make_published(at=now - DAY)
    article.withdraw(at=now - 2 * DAY)

    publish(as_ada, article, kind="new")

    article.refresh_from_db()
    edition = article.current_edition
    assert (edition.number, edition.kind) == (2, "new")
    assert log(article) == [(2, "new")]
    assert feed_entry(visitor).findtext(f"{ATOM}published") == edition.published_at.isoformat()
    assert described(visitor, article)["datePublished"] == edition.published_at.isoformat()


def test_the_page_keeps_its_first_date_through_small_edits(visitor):
    article = make_published(at=timezone.now() - 2 * DAY, kind="edit")
    make_edition(article, kind="update", note="We say more.", at=timezone.now() - DAY)

    assert described(visitor, article)["datePublished"] == article.editions.last().published_at.isoformat()


def test_a_preview_shows_the_date_since_when_visitors_read_the_article():
    article = make_published(at=timezone.now() - DAY)

    assert preview_page(article).first_published_at == article.editions.get().published_at
    assert preview_page(make_article()).first_published_at is None
    assert preview_page(scheduled()).first_published_at is None


def test_a_scheduled_edition_that_was_overtaken_relies_on_no_source():
    source = make_source(key="bad2010")
    cited = '<p>It cures all.<sup class="citation" data-source="bad2010">x</sup></p>'
    article = scheduled(body=cited)
    assert Edition.objects.waiting().get().cited == [source.key]
    article.body = "<p>It does not.</p>"
    article.save()

    article.publish(by=None, kind="new", later="call_off")

    assert not Edition.objects.waiting().exists()


def test_an_article_with_a_scheduled_edition_is_withdrawn_and_not_deleted(as_ada):
    article = scheduled()

    form = as_ada.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    deleting = as_ada.get(reverse("admin:articles_article_delete", args=[article.pk]))

    assert f'value="{reverse("admin:articles_article_withdraw", args=[article.pk])}"' in form
    assert deleting.status_code == 403
    assert Article.objects.get() == article
