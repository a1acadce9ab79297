"""A version is not restored over a save that was made since its page was opened."""

import pytest
import reversion
from django.urls import reverse
from lxml import html as lxml_html
from reversion.models import Version

from articles.models import Article, Topic
from editing.history import HistoryAdmin
from tests.editing.test_stale_save import ALSO_SENT, MAKERS, REGISTRY
from tests.factories import make_article, make_group, make_person, make_topic
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db


def page_of(thing, page="change", *more) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk, *more])


def saved(client, thing, **changes):
    response = client.post(page_of(thing), as_submitted(client.get(page_of(thing)), **changes))
    assert response.status_code == 302
    thing.refresh_from_db()


def first_version(thing) -> str:
    return page_of(thing, "revision", Version.objects.get_for_object(thing).last().pk)


def sent_by_a_browser(response, **changes) -> dict:
    """What the form of the page sends, with the fingerprints that are really in it."""
    data = as_submitted(response, **changes)
    hidden = lxml_html.fromstring(response.content).find(".//input[@name='opened']")
    assert hidden is not None
    assert hidden.get("value") == data["opened"]
    return data


def errors_of(response) -> str:
    return " ".join(response.context["adminform"].form.non_field_errors())


@pytest.fixture
def article(as_ada):
    """Saved three times; its first version is called Before."""
    article = make_article(title="Draft", body="<p>One.</p>")
    saved(as_ada, article, title="Before")
    saved(as_ada, article, title="After")
    return article


def test_a_save_made_meanwhile_is_not_overwritten_and_is_shown(as_ada, admin_client, article):
    address = first_version(article)
    data = sent_by_a_browser(as_ada.get(address))
    saved(admin_client, article, body="<p>One.</p><p>Take 2 mg.</p>")

    response = as_ada.post(address, data)

    article.refresh_from_db()
    assert (article.title, article.body) == ("After", "<p>One.</p><p>Take 2 mg.</p>")
    assert (
        "admin saved this less than a minute ago, while you were editing. Nothing was restored yet."
        in errors_of(response)
    )
    page = response.content.decode()
    assert "Take 2 mg.</ins>" in page
    assert "Both of you" not in page
    assert response.context["adminform"].form["title"].value() == "Before"


def test_after_the_save_was_shown_the_version_is_restored(as_ada, admin_client, article):
    address = first_version(article)
    data = sent_by_a_browser(as_ada.get(address))
    saved(admin_client, article, title="Meanwhile")

    response = as_ada.post(address, sent_by_a_browser(as_ada.post(address, data)))

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.title == "Before"


def test_a_row_added_meanwhile_is_not_removed_unseen(as_ada, admin_client, article):
    author = make_person(name="Marisol Vega")
    address = first_version(article)
    data = sent_by_a_browser(as_ada.get(address))
    article.authorships.create(person=author, position=9)

    response = as_ada.post(address, data)

    assert article.authorships.filter(person=author).exists()
    assert "Marisol Vega" in str(
        [difference.text for difference in response.context["stale_save"].differences]
    )
    article.refresh_from_db()
    assert article.title == "After"


def test_what_was_typed_into_the_page_of_a_version_is_kept(as_ada, admin_client, article):
    address = first_version(article)
    data = sent_by_a_browser(as_ada.get(address), summary="Typed here.")
    saved(admin_client, article, title="Meanwhile")

    response = as_ada.post(address, data)

    assert response.context["adminform"].form["summary"].value() == "Typed here."


def test_a_version_is_restored_if_nobody_saved(as_ada, article):
    address = first_version(article)

    response = as_ada.post(address, sent_by_a_browser(as_ada.get(address)))

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.title == "Before"


def test_a_version_of_what_was_deleted_meanwhile_says_who_deleted_it(as_ada, admin_client):
    topic = make_topic(title="Draft")
    saved(as_ada, topic, title="Before")
    address = first_version(topic)
    data = sent_by_a_browser(as_ada.get(address))
    admin_client.post(page_of(topic, "delete"), {"post": "yes"})

    response = as_ada.post(address, data)

    assert "admin deleted this while you were editing." in errors_of(response)
    assert not Topic.objects.exists()
    assert as_ada.post(address, sent_by_a_browser(response)).status_code == 302
    assert Topic.objects.get().title == "Before"


def test_what_somebody_else_recovered_meanwhile_is_not_overwritten(as_ada, admin_client):
    article = make_article(title="Draft")
    saved(as_ada, article, title="Lost")
    address = reverse(
        "admin:articles_article_recover", args=[Version.objects.get_for_object(article).get().pk]
    )
    Article.objects.all().delete()
    data = sent_by_a_browser(as_ada.get(address))
    admin_client.post(address, sent_by_a_browser(admin_client.get(address), title="Found and corrected"))

    response = as_ada.post(address, data)

    assert "Nothing was restored yet." in errors_of(response)
    assert Article.objects.get().title == "Found and corrected"


def test_a_group_is_guarded_with_its_rows(admin_client):
    group = make_group(name="Tuesday circle")
    saved(admin_client, group, summary="Before.")
    saved(admin_client, group, summary="After.")
    address = first_version(group)
    data = sent_by_a_browser(admin_client.get(address))
    group.meeting_patterns.all().delete()

    response = admin_client.post(address, data)

    assert "Somebody saved this while you were editing. Nothing was restored yet." in errors_of(response)
    group.refresh_from_db()
    assert group.summary == "After."
    assert not group.meeting_patterns.exists()


@pytest.mark.parametrize("model", [model for model in MAKERS if isinstance(REGISTRY[model], HistoryAdmin)])
def test_a_version_of_anything_is_restored_at_once_if_nobody_saved(admin_client, model):
    thing = MAKERS[model]()
    admin_client.post(
        page_of(thing), as_submitted(admin_client.get(page_of(thing)), **ALSO_SENT.get(model, {}))
    )
    if not Version.objects.get_for_object(thing).exists():  # a form nobody changed makes no version
        with reversion.create_revision():
            reversion.add_to_revision(thing)
    address = first_version(thing)

    response = admin_client.post(
        address, sent_by_a_browser(admin_client.get(address), **ALSO_SENT.get(model, {}))
    )

    assert response.status_code == 302, response.context["adminform"].form.errors
