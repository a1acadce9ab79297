"""Two editors, one article: the second sees who changed what, and loses nothing."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from articles.models import Article
from tests.editing.marking import marked
from tests.factories import make_article, make_image, make_person, make_source, make_topic
from tests.posting import as_submitted, kept

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def as_marie():
    """A second editor."""
    marie = User.objects.create_user("marie", is_staff=True, first_name="Marie", last_name="Curie")
    marie.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(marie, backend=MODEL_BACKEND)
    return client


def change_page(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def opened(client, article, **changes) -> dict:
    """What this editor would send, having opened the form now."""
    return as_submitted(client.get(change_page(article)), **changes)


def saved(client, article, **changes):
    response = client.post(change_page(article), opened(client, article, **changes))
    assert response.status_code == 302, response.context["adminform"].form.errors
    return response


@pytest.fixture
def article(as_ada):
    """An article that staff saved once, so that its history knows it."""
    article = make_article(title="Bones", summary="About bones.", body="<p>Bones ache.</p><p>Rest.</p>")
    saved(as_ada, article, summary="About aching bones.")
    return article


def test_a_save_without_a_conflict_is_stored(as_ada, article):
    saved(as_ada, article, title="Bone pain")

    assert Article.objects.get().title == "Bone pain"


def test_a_conflict_names_the_first_editor_and_the_time_and_stores_nothing(as_ada, as_marie, article):
    data = opened(as_ada, article, body="<p>Bones ache at night.</p><p>Rest.</p>")
    saved(as_marie, article, body="<p>Bones ache.</p><p>Walk.</p>")

    response = as_ada.post(change_page(article), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Marie Curie saved this less than a minute ago, while you were editing." in page
    assert "Both of you changed this." in page
    assert '<ins><span class="sign">Added:</span> Walk</ins>' in page
    assert '<del><span class="sign">Removed:</span> Rest</del>' in page
    assert response.context["adminform"].form["body"].value() == data["body"]
    assert Article.objects.get().body == "<p>Bones ache.</p><p>Walk.</p>"


def test_saving_again_after_a_conflict_stores_your_text(as_ada, as_marie, article):
    data = opened(as_ada, article, body="<p>Mine.</p>")
    saved(as_marie, article, body="<p>Hers.</p>")
    refused = as_ada.post(change_page(article), data)

    response = as_ada.post(change_page(article), as_submitted(refused))

    assert response.status_code == 302
    assert Article.objects.get().body == "<p>Mine.</p>"


def test_fields_only_the_first_editor_changed_are_taken_over(as_ada, as_marie, article):
    topic, image, reviewer, related = make_topic(), make_image(), make_person(), make_article()
    data = opened(as_ada, article, title="Ada’s title")
    saved(
        as_marie,
        article,
        summary="Marie’s summary.",
        topics=[topic.pk],
        image=image.pk,
        reviewer=reviewer.pk,
        reviewed_on="2026-01-02",
        related=[related.pk],
    )
    refused = as_ada.post(change_page(article), data)
    assert "You hadn’t changed this, so the form now shows what they saved:" in refused.content.decode()

    response = as_ada.post(change_page(article), as_submitted(refused))

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.summary) == ("Ada’s title", "Marie’s summary.")
    assert (article.image, article.reviewer, str(article.reviewed_on)) == (image, reviewer, "2026-01-02")
    assert list(article.topics.all()) == [topic]
    assert list(article.related.all()) == [related]


def test_topics_both_changed_keep_your_choice_and_show_theirs(as_ada, as_marie, article):
    pain, sleep = make_topic(title="Pain"), make_topic(title="Sleep")
    data = opened(as_ada, article, topics=[sleep.pk])
    saved(as_marie, article, topics=[pain.pk])

    refused = as_ada.post(change_page(article), data)

    assert '<ins><span class="sign">Added:</span> Pain</ins>' in refused.content.decode()
    assert refused.context["adminform"].form["topics"].value() == [str(sleep.pk)]


def test_a_body_that_only_the_editor_reformatted_is_not_a_change(as_ada, as_marie, article):
    text = "<p>Bones ache.</p>\r\n\r\n<p>Rest.</p>\r\n"
    data = opened(as_ada, article, title="Ada’s title", body=text)
    saved(as_marie, article, body="<p>Hers.</p>")

    refused = as_ada.post(change_page(article), data)

    assert refused.context["adminform"].form["body"].value() == "<p>Hers.</p>"
    assert "Both of you" not in refused.content.decode()


def test_words_that_the_first_editor_made_bold_are_named(as_ada, as_marie, article):
    type(article).objects.filter(pk=article.pk).update(body="<p>Rest well.</p>")
    opened_by_marie = opened(as_marie, article, body="<p>Rest and walk.</p>")
    saved(as_ada, article, body="<p><strong>Rest</strong> well.</p>")

    answer = as_marie.post(change_page(article), opened_by_marie)

    assert "The formatting of words that stayed is different" in answer.content.decode()


def test_authors_added_by_the_first_editor_stay(as_ada, as_marie, article):
    person = make_person()
    data = opened(as_ada, article, title="Ada’s title")
    saved(
        as_marie,
        article,
        **{"authorships-TOTAL_FORMS": 2, "authorships-1-person": person.pk, "authorships-1-position": 1},
    )

    refused = as_ada.post(change_page(article), data)
    as_ada.post(change_page(article), as_submitted(refused))

    assert person in article.authors.all()
    assert Article.objects.get().title == "Ada’s title"


def test_a_title_change_does_not_mark_authors_or_reading_as_changed(as_ada, as_marie, article):
    article.further_reading.create(source=make_source(), position=1)
    kept(article)
    data = opened(as_ada, article, summary="Ada’s summary.")
    saved(as_marie, article, title="Marie’s title")

    refused = as_ada.post(change_page(article), data)

    assert [field.label for field in refused.context["stale_save"].differences] == ["Title"]


def test_authors_changed_by_the_first_editor_are_named(as_ada, as_marie, article):
    before, after = article.authors.get(), make_person(name="Jane Roe")
    data = opened(as_ada, article, title="Ada’s title")
    saved(as_marie, article, title="Marie’s title", **{"authorships-0-person": after.pk})

    refused = as_ada.post(change_page(article), data)

    title, authors = refused.context["stale_save"].differences
    assert marked(authors.changes) == f"[-{before.full_name}-]{{+Jane Roe+}}\n"
    assert title.text == "Marie’s title"


def test_authors_removed_by_the_first_editor_cause_no_error(as_ada, as_marie, article):
    data = opened(as_ada, article, title="Ada’s title")
    saved(as_marie, article, **{"authorships-0-DELETE": "on"})

    refused = as_ada.post(change_page(article), data)
    assert refused.status_code == 200
    response = as_ada.post(change_page(article), as_submitted(refused))

    assert response.status_code == 302
    assert Article.objects.get().title == "Ada’s title"


@pytest.mark.parametrize("token", [None, "", "garbage", "\x00", "x" * 5000, "[" * 50_000])
def test_a_form_without_its_token_is_refused_and_keeps_its_text(as_ada, article, token):
    data = opened(as_ada, article, title="Ada’s title", opened=token)

    response = as_ada.post(change_page(article), data)

    assert response.status_code == 200
    assert "while you were editing" in response.content.decode()
    assert response.context["adminform"].form["title"].value() == "Ada’s title"
    assert Article.objects.get().title == "Bones"


def test_a_form_opened_before_a_restore_is_stale(as_ada, as_marie, article):
    saved(as_marie, article, title="Marie’s title")
    data = opened(as_ada, article, title="Ada’s title")
    version = Version.objects.get_for_object(article).last()
    first = reverse("admin:articles_article_revision", args=[article.pk, version.pk])
    restored = as_marie.post(first, as_submitted(as_marie.get(first)))
    assert restored.status_code == 302
    assert Article.objects.get().title == "Bones"

    response = as_ada.post(change_page(article), data)

    assert "Marie Curie saved this" in response.content.decode()
    assert Article.objects.get().title == "Bones"


def test_a_save_outside_the_admin_is_not_attributed_to_the_previous_editor(as_ada, as_marie, article):
    data = opened(as_ada, article, title="Ada’s title")
    Article.objects.get().save()
    article = Article.objects.get()
    article.summary = "From a command."
    article.save()

    page = as_ada.post(change_page(article), data).content.decode()

    assert "Somebody saved this while you were editing." in page
    assert "Ada saved this" not in page


def test_withdrawing_during_an_edit_is_no_conflict_and_is_not_undone(as_ada, as_marie, article):
    article.publish(by=None, kind="new")
    data = opened(as_ada, article, title="Ada’s title")
    as_marie.post(reverse("admin:articles_article_withdraw", args=[article.pk]))

    response = as_ada.post(change_page(article), data)

    assert response.status_code == 302
    article = Article.objects.get()
    assert article.title == "Ada’s title"
    assert not article.is_published()


def test_a_conflict_and_an_unknown_source_are_both_reported(as_ada, as_marie, article):
    make_source(key="known2020")
    text = '<p>So.<sup class="citation" data-source="nobody1999">N</sup></p>'
    data = opened(as_ada, article, body=text)
    saved(as_marie, article, body="<p>Hers.</p>")

    response = as_ada.post(change_page(article), data)

    page = response.content.decode()
    assert "No source is called “nobody1999”. It is cited here: “So.”" in page
    assert "Marie Curie saved this" in page
    assert response.context["adminform"].form["body"].value() == text


def test_an_author_order_changed_by_the_first_editor_is_shown(as_ada, as_marie, article):
    data = opened(as_ada, article, title="Ada’s title")
    person = make_person(name="Grace Hopper")
    changes = {"authorships-TOTAL_FORMS": 2, "authorships-1-person": person.pk, "authorships-1-position": 1}
    saved(as_marie, article, **changes)

    page = as_ada.post(change_page(article), data).content.decode()

    assert "They changed rows that you hadn’t changed" in page
    assert '<ins><span class="sign">Added:</span> Grace Hopper</ins>' in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory has one connection")
def test_of_two_simultaneous_saves_one_is_stored_and_one_is_a_conflict():
    article = make_article(title="Bones")
    start, outcomes = Barrier(2), {}

    def save(name):
        client = Client()
        client.force_login(User.objects.get(username=name), backend=MODEL_BACKEND)
        data = opened(client, article, title=f"{name}’s title")
        start.wait()
        outcomes[name] = client.post(change_page(article), data).status_code
        connection.close()

    for name in ("ada", "marie"):
        User.objects.create_superuser(name)
    threads = [Thread(target=save, args=[name]) for name in ("ada", "marie")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes.values()) == [200, 302]
    (stored,) = [name for name, status in outcomes.items() if status == 302]
    assert Article.objects.get().title == f"{stored}’s title"
