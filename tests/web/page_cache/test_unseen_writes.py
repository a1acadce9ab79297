"""What staff do all day without any page changing leaves the counters as they are."""

import pytest
import reversion
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.models import Article, Topic
from tests.factories import cite, make_group, make_published, make_source, make_topic, search_of
from tests.posting import as_submitted, kept
from web.mail import queue
from web.models import ContentVersion
from web.page_cache.names import ARTICLES, DIRECTORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised(db):
    """The counters that were raised since the last call."""
    ContentVersion.objects.all().delete()

    def since() -> set[str]:
        counters = set(ContentVersion.objects.tokens())
        ContentVersion.objects.all().delete()
        return counters

    return since


@pytest.fixture
def draft(raised):
    """A public article, of which a new text is being written."""
    article = make_published(body=f"<p>Said.{cite(make_source().key)}</p>", topics=[make_topic()])
    raised()
    return article


def change_page(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_logging_in_and_out_and_looking_around(client, ada, raised):
    login = reverse("admin:login")
    client.post(login, {"username": "ada", "password": "wrong"})
    client.post(login, {"username": "ada", "password": "secret"})
    assert client.get(reverse("admin:articles_article_changelist")).status_code == 200
    client.post(reverse("admin:logout"))
    client.get("/")

    assert raised() == set()


def test_saving_the_text_of_a_draft(as_ada, draft, raised):
    key = make_source().key
    raised()
    typed = as_submitted(as_ada.get(change_page(draft)), title="Bones", body=f"<p>Other.{cite(key)}</p>")

    response = as_ada.post(change_page(draft), typed)

    draft.refresh_from_db()
    assert (response.status_code, draft.title) == (302, "Bones")
    assert raised() == set()


def test_looking_at_a_preview(as_ada, draft, raised):
    assert as_ada.get(reverse("admin:articles_article_preview", args=[draft.pk])).status_code == 200

    assert raised() == set()


def test_restoring_an_earlier_text_of_a_draft(draft, raised):
    kept(draft)
    Article.objects.filter(pk=draft.pk).update(title="Bones")
    raised()

    with reversion.create_revision():
        Version.objects.get_for_object(draft).first().revision.revert()

    draft.refresh_from_db()
    assert draft.title != "Bones"
    assert raised() == set()


def test_publishing_it(draft, raised):
    draft.title = "Bones"
    draft.save()
    draft.publish(by=None, kind="edit")

    assert raised() == {ARTICLES}


def test_restoring_what_visitors_see(raised):
    topic = make_topic(title="Bones")
    kept(topic)
    Topic.objects.update(title="Other")
    raised()

    Version.objects.get_for_object(topic).first().revision.revert()

    assert Topic.objects.get().title == "Bones"
    assert raised() == {ARTICLES}


def test_queueing_a_message_and_noting_a_call(raised):
    group = make_group()
    search_of(group)
    raised()

    queue("Hello", "Text", ["ada@example.org"], at=timezone.now())
    group.unanswered_calls.create(on=timezone.localdate(), user_name="Grace")
    User.objects.create_user("new")

    assert raised() == set()


def test_a_search_when_nothing_was_changed(visitor, raised):
    search_of(make_group())
    raised()

    assert visitor.get("/support-groups/?q=group").status_code == 200

    assert raised() == set()


def test_refreshing_what_searches_find_by(raised):
    group = make_group()
    raised()

    search_of(group)

    assert raised() == {DIRECTORY}
