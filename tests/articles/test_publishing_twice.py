"""A second click, a page from before, a colleague who was first: one edition, and a sentence that says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from tests.factories import make_article, make_published
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def page(article, name="publish", *more) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def when(moment) -> dict:
    local = timezone.localtime(moment)
    return {"published_at_0": local.strftime("%Y-%m-%d"), "published_at_1": local.strftime("%H:%M")}


@pytest.mark.parametrize(
    ("chosen", "words"), [({}, "public since "), (when(timezone.now() + DAY), "which waits for ")]
)
def test_a_second_click_makes_one_edition_and_says_that_it_is_there(as_ada, chosen, words):
    article = make_article()
    sent = as_submitted(as_ada.get(page(article)), kind="new", **chosen)

    as_ada.post(page(article), sent)
    answer = as_ada.post(page(article), sent, follow=True)

    assert f"This text is edition 1 already, {words}" in answer.content.decode()
    assert article.editions.count() == 1


def test_a_page_from_before_does_not_publish_the_same_correction_twice(as_ada):
    article = make_published()
    article.summary = "Better."
    article.save()
    sent = as_submitted(as_ada.get(page(article)), kind="correction", note="It was wrong.")

    as_ada.post(page(article), sent)
    answer = as_ada.post(page(article), sent | {"kind": "update", "note": "Once more."}, follow=True)

    assert "This text is edition 2 already, public since " in answer.content.decode()
    assert article.editions.count() == 2


@pytest.mark.parametrize(
    "unseen",
    [
        "<p>Rest.  Walk.</p>",
        "<p>Rest.\n Walk.</p>",
        "<p>Rest. Walk. </p>",
        "<p>Rest. Walk.&nbsp;</p>",
        "<p>Rest. Walk.<br></p>",
        "<p>Rest. Walk. <br/>\n</p>",
        "<p>Rest. Walk.</p><p>&nbsp;</p>",
    ],
)
def test_a_correction_that_no_reader_could_see_is_refused(as_ada, unseen):
    article = make_published(body="<p>Rest. Walk.</p>")
    article.body = unseen
    article.save()

    form = as_ada.get(page(article))
    answer = as_ada.post(page(article), as_submitted(form, kind="correction", note="It was wrong."))

    for response in (form, answer):
        assert "The text is the same as edition 1." in response.content.decode()
    assert article.editions.count() == 1


UNSEEN_COLUMNS = [
    ("title", "Bone  pain"),
    ("summary", "Bones  ache.\r\n It gets better. "),
    ("key_points", "Rest  well.\n\n Walk. "),
]


@pytest.mark.parametrize(("name", "unseen"), UNSEEN_COLUMNS)
def test_spaces_that_no_reader_sees_are_no_change_of_any_text(as_ada, name, unseen):
    texts = {
        "title": "Bone pain",
        "summary": "Bones ache. It gets better.",
        "key_points": "Rest well.\nWalk.",
    }
    article = make_published(**texts)
    setattr(article, name, unseen)
    article.save()

    form = as_ada.get(page(article))
    as_ada.post(page(article), as_submitted(form, kind="correction", note="It was wrong."))

    assert "The text is the same as edition 1." in form.content.decode()
    assert form.context["changed"] == []
    assert article.editions.count() == 1


@pytest.mark.parametrize(
    ("name", "seen"),
    [("title", "Bonepain"), ("summary", "Bones\u00a0ache."), ("key_points", "Rest well. Walk.")],
)
def test_a_correction_of_any_text_is_published(as_ada, name, seen):
    article = make_published(title="Bone pain", summary="Bones ache.", key_points="Rest well.\nWalk.")
    setattr(article, name, seen)
    article.save()

    form = as_ada.get(page(article))
    as_ada.post(page(article), as_submitted(form, kind="correction", note="It was wrong."))

    assert [found.label for found in form.context["changed"]] == [Article._meta.get_field(name).verbose_name]
    assert article.editions.count() == 2


@pytest.mark.parametrize(
    "seen",
    [
        "<p>Rest.<br>Walk.</p>",
        "<p>Rest.&nbsp;Walk.</p>",
        "<p>Rest. Walk.<br><br>Sit.</p>",
        "<p>Rest.Walk.</p>",
    ],
)
def test_a_correction_of_what_readers_see_is_published(as_ada, seen):
    article = make_published(body="<p>Rest. Walk.</p>")
    article.body = seen
    article.save()

    as_ada.post(
        page(article), as_submitted(as_ada.get(page(article)), kind="correction", note="It was wrong.")
    )

    assert article.editions.count() == 2


def test_a_text_changed_after_the_first_click_is_read_again(as_ada):
    article = make_article()
    sent = as_submitted(as_ada.get(page(article)), kind="new")
    as_ada.post(page(article), sent)
    article.summary = "Better."
    article.save()

    answer = as_ada.post(page(article), sent | {"kind": "edit"})

    assert "The text was changed after you opened this page" in answer.content.decode()
    assert article.editions.count() == 1


def test_an_edition_is_not_moved_to_the_time_it_waits_for(as_ada):
    article = make_article()
    at = (timezone.now() + DAY).replace(second=37)
    article.publish(by=None, kind="new", at=at)

    answer = as_ada.post(page(article, "move", 1), as_submitted(as_ada.get(page(article, "move", 1))))

    assert "It waits for that time already." in answer.content.decode()
    assert Edition.objects.get().published_at == at
