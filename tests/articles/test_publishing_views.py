"""The pages beside an article's change form: preview, publish, withdraw, put back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from editing.moments import in_words
from mbc_site.security import policy_text
from tests.answers import is_not_found
from tests.factories import cite, make_article, make_published
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db


def page(article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def when(moment) -> dict:
    local = timezone.localtime(moment)
    return {"published_at_0": local.strftime("%Y-%m-%d"), "published_at_1": local.strftime("%H:%M:%S")}


def published(client, article, **chosen):
    address = page(article, "publish")
    return client.post(address, as_submitted(client.get(address), **chosen))


@pytest.mark.parametrize("name", ["publish", "withdraw", "put_back"])
def test_the_publish_page_needs_permission_to_publish(name, as_rosalind, as_vera, visitor):
    article = make_published(title="Not for you")
    method = "get" if name == "publish" else "post"

    for client in (as_rosalind, as_vera):
        response = getattr(client, method)(page(article, name))
        assert response.status_code == 403
        assert "Not for you" not in response.content.decode()
    response = getattr(visitor, method)(page(article, name))
    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert Article.objects.get().is_published()


@pytest.mark.parametrize("name", ["preview", "publish"])
def test_a_missing_article_is_404(name, as_ada):
    for pk in (999999, 10**30):
        address = reverse(f"admin:articles_article_{name}", args=[pk])
        assert is_not_found(as_ada.get(address)), address


def test_a_preview_shows_the_working_copy_and_is_never_cached(as_ada, settings):
    article = make_published(title="As read", body="<p>As published.</p>")
    article.body = "<p>As written now.</p>"
    article.save()

    response = as_ada.get(page(article, "preview"))

    text = response.content.decode()
    assert "As written now." in text
    assert "As published." not in text
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    framed = settings.SECURE_CSP | {"frame-ancestors": ["'self'"]}
    assert response.headers["Content-Security-Policy"] == policy_text(framed)
    assert article.editions.count() == 1


def test_publishing_makes_an_edition_with_the_note_and_the_name(as_ada, ada, visitor):
    article = make_article(body="<p>The first text.</p>")
    published(as_ada, article, kind="new")
    article.body = "<p>The second text.</p>"
    article.save()

    response = published(as_ada, article, kind="correction", note=" The dose was wrong. ")

    assert response.headers["Location"] == page(article, "change")
    edition = article.current_edition
    assert (edition.number, edition.kind, edition.published_by) == (2, "correction", ada)
    assert edition.note == "The dose was wrong."
    assert "The second text." in visitor.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ["update", "correction"])
def test_readers_see_what_changed(as_ada, kind):
    article = make_published()

    response = published(as_ada, article, kind=kind, note="   ")

    assert response.context["form"].errors["note"] == [
        "Readers see what an update or a correction changed. Write a sentence about it."
    ]
    assert article.editions.count() == 1


def test_who_reads_the_article_now_is_said_before_the_first_edition_and_when_there_is_none(as_ada):
    FIRST = "This is the first edition. Until you publish it, only staff can read the article."
    NONE = "Visitors can’t read this article at that time."
    scheduled = make_article()
    scheduled.publish(by=None, kind="new", at=timezone.now() + timedelta(days=1))

    pages = [as_ada.get(page(one, "publish")).content.decode() for one in (make_article(), scheduled)]

    assert [(FIRST in text, NONE in text) for text in pages] == [(True, False), (False, True)]


@pytest.mark.parametrize(("has_edition", "kind"), [(False, "edit"), (True, "new"), (True, ""), (True, "x")])
def test_a_kind_that_does_not_fit_is_refused(as_ada, has_edition, kind):
    article = make_published() if has_edition else make_article()

    response = published(as_ada, article, kind=kind)

    assert "kind" in response.context["form"].errors
    assert article.editions.count() == has_edition


def test_an_edition_can_wait_for_its_time(as_ada, visitor):
    article = make_article()
    soon = timezone.now() + timedelta(hours=1)

    response = published(as_ada, article, kind="new", **when(soon))

    assert response.status_code == 302
    assert visitor.get(article.get_absolute_url()).status_code == 404
    assert article.is_published(soon + timedelta(seconds=1))
    listed = as_ada.get(reverse("admin:articles_article_changelist")).content.decode()
    assert f"Edition 1 waits for {in_words(soon)}" in listed


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("1999-01-01 12:00", "That time has passed."),
        ("0001-01-01 00:00", "That time has passed."),
        ("9999-12-31 23:59", "That is more than two years away."),
        ("2026-02-30 12:00", "Enter a valid date."),
        ("tomorrow noon", "Enter a valid date."),
        ("2099-01-01 ", "Enter a valid time."),
        ("2027-03-14 02:30", "The clocks change at that time"),
        ("2027-11-07 01:30", "The clocks change at that time"),
    ],
)
def test_an_impossible_time_is_refused_beside_the_field(as_ada, moment, reason):
    article = make_article()
    day, _space, time = moment.partition(" ")

    response = published(as_ada, article, kind="new", published_at_0=day, published_at_1=time)

    assert reason in response.content.decode()
    assert response.context["form"].data["published_at_0"] == day
    assert not article.editions.exists()


def test_nobody_is_said_to_read_a_withdrawn_article(as_ada):
    article = make_published(title="Bone pain")
    assert "Readers have edition 1" in as_ada.get(page(article, "publish")).content.decode()

    article.withdraw()

    text = " ".join(as_ada.get(page(article, "publish")).content.decode().split())
    assert "Readers have" not in text
    assert (
        "This article is withdrawn, so readers have no edition of it. The last one was edition 1 of" in text
    )


def test_an_edition_of_a_withdrawn_article_does_not_wait(as_ada):
    article = make_published()
    article.withdraw()

    response = published(as_ada, article, kind="edit", **when(timezone.now() + timedelta(hours=1)))

    assert "put it back first" in response.content.decode()
    article.refresh_from_db()
    assert not article.is_published()


def test_a_text_changed_after_the_page_was_opened_is_not_published_unseen(as_ada):
    article = make_article(body="<p>Looked at.</p>")
    address = page(article, "publish")
    data = as_submitted(as_ada.get(address), kind="new")
    article.body = "<p>Half a sent</p>"
    article.save()

    response = as_ada.post(address, data)

    assert (
        "The text was changed after you opened this page: text. Read it again, then publish."
        in response.content.decode()
    )
    assert not article.editions.exists()
    assert as_ada.post(address, as_submitted(response)).status_code == 302
    assert article.editions.get().body == "<p>Half a sent</p>"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"summary": " "}, "The summary is empty"),
        ({"body": ""}, "The text is empty."),
        ({"authors": []}, "No author is named."),
        (
            {"body": f"<p>It spreads.{cite('nobody1999')}</p>"},
            "No source is called “nobody1999”. It is cited here: “It spreads.”",
        ),
        (
            {"body": '<figure class="figure" data-image="gone"><figcaption>A.</figcaption></figure>'},
            "A figure has no picture yet: “gone”.",
        ),
    ],
)
def test_what_is_not_ready_is_named_and_not_published(as_ada, fields, problem):
    article = make_article(**fields)
    address = page(article, "publish")

    response = as_ada.post(address, as_submitted(as_ada.get(address), kind="new"))

    assert problem in response.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(("name", "is_public"), [("withdraw", True), ("put_back", False)])
def test_following_a_link_changes_nothing(as_ada, name, is_public):
    article = make_published()
    if not is_public:
        article.withdraw()

    response = as_ada.get(page(article, name))

    assert "Not now" in response.content.decode()
    assert Article.objects.get().is_published() is is_public


def test_withdrawing_and_putting_back_are_logged(as_ada):
    article = make_published()

    as_ada.post(page(article, "withdraw"))
    assert not Article.objects.get().is_published()
    as_ada.post(page(article, "put_back"))
    assert Article.objects.get().is_published()

    logged = LogEntry.objects.filter(object_id=str(article.pk)).order_by("pk")
    assert [entry.get_change_message() for entry in logged] == [
        "Withdrew the article.",
        "Put the article back.",
    ]


def test_a_forged_post_is_refused(ada):
    article = make_published()
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(page(article, "withdraw")).status_code == 403
    assert Article.objects.get().is_published()


@pytest.mark.parametrize(
    ("button", "name"), [("_publish", "publish"), ("_preview", "preview"), ("_continue", "change")]
)
def test_saving_can_continue_to_another_page(as_ada, button, name):
    article = make_article()

    response = as_ada.post(
        page(article, "change"), as_submitted(as_ada.get(page(article, "change")), **{button: "1"})
    )

    assert response.headers["Location"] == page(article, name)
