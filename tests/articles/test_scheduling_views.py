"""The pages that move an edition, call it off, withdraw an article and put it back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from editing.moments import in_words
from tests.answers import is_not_found
from tests.factories import make_edition, make_published
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ACTS = ["move", "call_off"]


@pytest.fixture
def article(db) -> Article:
    """Public, with edition 2 waiting for tomorrow."""
    article = make_published(title="Bones", at=timezone.now() - DAY)
    make_edition(article, kind="update", note="News.", at=timezone.now() + DAY)
    return article


def page(article, act: str, number=2) -> str:
    arguments = [article.pk] if act in ("withdraw", "put_back", "publish") else [article.pk, number]
    return reverse(f"admin:articles_article_{act}", args=arguments)


def when(moment) -> dict:
    local = timezone.localtime(moment)
    return {"published_at_0": local.strftime("%Y-%m-%d"), "published_at_1": local.strftime("%H:%M")}


def messages_of(client, article) -> str:
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def log(article) -> list[str]:
    rows = LogEntry.objects.filter(object_id=str(article.pk)).order_by("pk")
    return [row.get_change_message() for row in rows]


@pytest.mark.parametrize("act", ACTS)
def test_only_who_may_publish_moves_or_calls_off(act, article, as_rosalind, as_vera, visitor):
    for client in (as_rosalind, as_vera):
        for method in ("get", "post"):
            assert getattr(client, method)(page(article, act)).status_code == 403
    response = visitor.post(page(article, act))

    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert article.editions.get(number=2).is_waiting()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_an_edition_that_is_not_there_is_404(as_ada, article, act, number):
    assert is_not_found(as_ada.get(page(article, act, number)))


def test_calling_off_asks_first_and_is_recorded(as_ada, article):
    edition = article.editions.get(number=2)

    asked = as_ada.get(page(article, "call_off")).content.decode()
    assert f"It waits for {in_words(edition.published_at)}." in asked
    assert "Visitors keep edition 1." in asked
    assert article.editions.get(number=2).is_waiting()
    as_ada.post(page(article, "call_off"))

    assert article.editions.get(number=2).called_off_by_name == "Ada"
    assert log(article) == [f"Called off edition 2, which waited for {in_words(edition.published_at)}."]


@pytest.mark.parametrize("act", ACTS)
def test_the_second_of_two_people_reads_who_was_first(as_ada, article, act):
    as_ada.post(page(article, "call_off"))

    response = as_ada.post(page(article, act), when(timezone.now() + 3 * DAY))

    text = messages_of(as_ada, article) if response.status_code == 302 else response.content.decode()
    assert "Ada called off edition 2 on " in text
    assert len(log(article)) == 1


@pytest.mark.parametrize("act", ACTS)
def test_a_public_edition_is_refused_with_a_sentence(as_ada, article, act):
    response = as_ada.post(page(article, act, 1), when(timezone.now() + 3 * DAY))

    text = messages_of(as_ada, article) if response.status_code == 302 else response.content.decode()
    assert "Edition 1 is public since " in text
    assert Edition.objects.current().get().number == 1
    assert log(article) == []


def test_an_edition_is_moved_and_both_times_are_recorded(as_ada, article):
    before = article.editions.get(number=2).published_at
    after = (timezone.now() + 3 * DAY).replace(second=0, microsecond=0)

    asked = as_ada.get(page(article, "move"))
    as_ada.post(page(article, "move"), as_submitted(asked, **when(after)))

    assert article.editions.get(number=2).published_at == after
    assert log(article) == [f"Moved edition 2 from {in_words(before)} to {in_words(after)}."]


def test_an_empty_time_makes_a_waiting_edition_public_now(as_ada, article):
    as_ada.post(page(article, "move"), {"published_at_0": "", "published_at_1": ""})

    assert Edition.objects.current().get().number == 2


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (("1999-01-01", "12:00"), "That time has passed."),
        (("9999-12-31", "23:59"), "That is more than two years away."),
        (("2026-02-30", "12:00"), "Enter a valid date."),
        (("2027-01-01", ""), "Enter a valid time."),
    ],
)
def test_an_impossible_time_moves_nothing(as_ada, article, moment, reason):
    before = article.editions.get(number=2).published_at

    response = as_ada.post(
        page(article, "move"), dict(zip(("published_at_0", "published_at_1"), moment, strict=True))
    )

    assert reason in response.content.decode()
    assert article.editions.get(number=2).published_at == before


@pytest.mark.parametrize(("later", "waits"), [("call_off", 0), ("keep", 1)])
def test_withdrawing_asks_what_becomes_of_a_waiting_edition(as_ada, article, later, waits):
    silent = as_ada.post(page(article, "withdraw"), {}).content.decode()
    assert "Say whether to call it off, or to keep it." in silent
    assert Article.objects.get().is_published()

    as_ada.post(page(article, "withdraw"), {"later": later})

    assert not Article.objects.get().is_published()
    assert Edition.objects.waiting().count() == waits


def test_withdrawing_twice_says_since_when(as_ada, article):
    as_ada.post(page(article, "withdraw"), {"later": "call_off"})
    since = Article.objects.get().withdrawn_at

    as_ada.post(page(article, "withdraw"), {"later": "call_off"})

    assert f"It was withdrawn on {in_words(since)}." in messages_of(as_ada, article)
    assert Article.objects.get().withdrawn_at == since
    assert log(article) == ["Withdrew the article."]


def test_putting_back_says_which_edition_visitors_will_read(as_ada, article):
    article.withdraw(later="call_off")

    asked = as_ada.get(page(article, "put_back")).content.decode()
    assert "Visitors will read edition 1 of " in asked
    as_ada.post(page(article, "put_back"))
    as_ada.post(page(article, "put_back"))

    assert Article.objects.get().is_published()
    assert log(article) == ["Put the article back."]


def test_the_publish_page_asks_about_a_waiting_edition_and_calls_it_off_by_default(as_ada, article):
    article.refresh_from_db()
    article.summary = "Better."
    article.save()

    asked = as_ada.get(page(article, "publish"))
    assert "Edition 2 waits for " in asked.content.decode()
    as_ada.post(page(article, "publish"), as_submitted(asked, kind="edit"))

    assert Edition.objects.current(timezone.now() + 2 * DAY).get().number == 3
    assert log(article) == ["Published edition 3: small edit."]


def test_a_time_behind_a_waiting_edition_is_compared_with_that_one_first(as_ada, article):
    article.refresh_from_db()
    article.summary = "Better."
    article.save()
    asked = as_ada.get(page(article, "publish"))

    again = as_ada.post(
        page(article, "publish"), as_submitted(asked, kind="edit", **when(timezone.now() + 2 * DAY))
    )
    assert "At that time readers have edition 2." in again.content.decode()
    assert article.editions.count() == 2
    as_ada.post(page(article, "publish"), as_submitted(again))

    assert [edition.number for edition in Edition.objects.waiting().order_by("number")] == [2, 3]


def test_an_edition_called_off_meanwhile_sends_back_to_look(as_ada, article):
    article.refresh_from_db()
    article.summary = "Better."
    article.save()
    asked = as_ada.get(page(article, "publish"))
    as_ada.post(page(article, "call_off"))

    response = as_ada.post(page(article, "publish"), as_submitted(asked, kind="edit"))

    assert "Which editions wait has changed." in response.content.decode()
    assert article.editions.count() == 2


@pytest.mark.parametrize("shown", ["", "[]", "{", "[" * 5000, '{"parts": 1}', "x" * 9000])
def test_a_page_that_showed_nothing_publishes_nothing(as_ada, article, shown):
    article.refresh_from_db()
    article.summary = "Better."
    article.save()

    response = as_ada.post(page(article, "publish"), {"kind": "edit", "later": "call_off", "shown": shown})

    assert "This page was incomplete." in response.content.decode()
    assert article.editions.count() == 2
