"""Where an article stands: the same words in the bar, the list and the filters."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from articles.standing import STATES, Standing, standing_of, states
from tests.factories import make_article, make_edition, make_image, make_person, make_published, make_source

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)
TODAY = date(2026, 12, 1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def codes(article) -> list[str]:
    at = timezone.now()
    stored = Article.objects.with_standing(at).get(pk=article.pk)
    return [state.code for state in states(standing_of(stored), at, timezone.localdate(at))]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(), ["draft"]),
        (Standing(public_number=3, last_number=3), ["public, edition 3"]),
        (
            Standing(public_number=3, last_number=3, is_changed=True),
            ["public, edition 3", "changed since edition 3"],
        ),
        (
            Standing(public_number=3, last_number=4, waiting_number=4, waits_until=NOON + DAY),
            ["public, edition 3", "edition 4 waits for Dec 2, 12 pm Eastern"],
        ),
        (
            Standing(last_number=1, waiting_number=1, waits_until=NOON + 60 * DAY),
            ["edition 1 waits for Jan 30, 2027, 12 pm Eastern"],
        ),
        (Standing(last_number=1, withdrawn_at=NOON), ["withdrawn on Dec 1, 12 pm Eastern"]),
        (Standing(next_review_on=TODAY), ["draft"]),
        (Standing(next_review_on=TODAY - DAY), ["draft", "review due since Nov 30"]),
    ],
)
def test_the_states_are_said_in_words(standing, words):
    assert [state.words for state in states(standing, NOON, TODAY)] == words


def one_in_each_state() -> dict[str, Article]:
    changed = make_published(title="changed")
    changed.summary = "Something else."
    changed.save()
    waiting = make_published(title="waiting", at=timezone.now() - DAY)
    make_edition(waiting, at=timezone.now() + DAY)
    withdrawn = make_published(title="withdrawn")
    withdrawn.withdraw()
    called_off = make_published(title="called off", at=timezone.now() + DAY)
    Edition.objects.call_off(called_off.editions.get(), by=None)
    return {
        "draft": make_article(title="draft"),
        "public": make_published(title="public"),
        "changed": changed,
        "waiting": waiting,
        "withdrawn": withdrawn,
        "due": make_published(title="due", next_review_on=timezone.localdate() - 2 * DAY),
        "called off": called_off,
    }


@pytest.mark.parametrize(
    ("code", "titles"),
    [
        ("draft", {"draft", "called off"}),
        ("public", {"public", "changed", "waiting", "due"}),
        ("changed", {"changed"}),
        ("waiting", {"waiting"}),
        ("withdrawn", {"withdrawn"}),
        ("due", {"due"}),
    ],
)
def test_each_filter_finds_what_the_words_say(as_ada, code, titles):
    articles = one_in_each_state()

    listed = as_ada.get(reverse("admin:articles_article_changelist"), {"standing": code})

    assert {article.title for article in listed.context["cl"].result_list} == titles
    assert {article.title for article in articles.values() if code in codes(article)} == titles


def test_every_state_has_a_filter():
    make_article()

    for code in STATES:
        assert Article.objects.standing(code).count() in (0, 1)


def change_nothing(article):
    article.save()


def reorder(article):
    first, second = article.authorships.all()
    first.position, second.position = 5, 2
    first.save()
    second.save()


def renumber(article):
    """The same order with other positions."""
    for row in article.authorships.all():
        row.position = row.position * 10 + 7
        row.save()


def add_reading(article):
    article.further_reading.create(source=make_source(), position=9)


def remove_author(article):
    article.authorships.last().delete()


def write(**fields):
    def change(article):
        Article.objects.filter(pk=article.pk).update(**fields)

    return change


@pytest.mark.parametrize(
    ("change", "is_changed"),
    [
        (change_nothing, False),
        (renumber, False),
        (write(slug="elsewhere"), False),
        (reorder, True),
        (remove_author, True),
        (add_reading, True),
        (write(title="T"), True),
        (write(summary=""), True),
        (write(key_points="Rest."), True),
        (write(body="<p>Other.</p>"), True),
        (write(reviewed_on=TODAY), True),
        (write(next_review_on=TODAY), True),
        (lambda article: write(image=make_image())(article), True),
        (lambda article: write(reviewer=make_person())(article), True),
    ],
)
def test_an_article_has_changed_if_anything_differs_that_an_edition_copies(change, is_changed):
    article = make_published(authors=[make_person(), make_person()], further_reading=[make_source()])

    change(article)

    assert Article.objects.with_standing().get(pk=article.pk).is_changed is is_changed
    assert Article.objects.standing("changed").exists() is is_changed
    assert article.current_edition.same_as(Article.objects.get(pk=article.pk)) is not is_changed


def test_topics_are_no_change_because_visitors_see_them_at_once(as_ada):
    article = make_published()
    article.topics.create(title="Bones", slug="bones")

    assert codes(article) == ["public"]


def test_the_bar_of_the_form_names_every_waiting_edition_and_how_to_call_it_off(as_ada, as_rosalind):
    article = make_published(at=timezone.now() - DAY)
    make_edition(article, at=timezone.now() + DAY)
    make_edition(article, at=timezone.now() + 2 * DAY)
    address = reverse("admin:articles_article_change", args=[article.pk])

    page = as_ada.get(address).content.decode()
    read_only = as_rosalind.get(address).content.decode()

    for number in (2, 3):
        call_off = reverse("admin:articles_article_call_off", args=[article.pk, number])
        assert f"Edition {number} waits for " in page
        assert f"Edition {number} waits for " in read_only
        assert call_off in page
        assert call_off not in read_only


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_at_any_length_in_every_state(as_ada, django_assert_num_queries, rows):
    for _ in range(rows):
        one_in_each_state()
    address = reverse("admin:articles_article_changelist")
    as_ada.get(address)

    with django_assert_num_queries(9):
        as_ada.get(address)


def test_the_list_begins_with_the_newest_change(as_ada):
    older, newer = make_article(title="A"), make_article(title="B")
    older.save()

    listed = as_ada.get(reverse("admin:articles_article_changelist")).context["cl"].result_list

    assert list(listed) == [older, newer]
