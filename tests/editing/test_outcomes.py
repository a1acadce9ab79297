"""What the admin says after it did something, word for word."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.models import Topic
from tests.factories import make_topic
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db
LIST = "admin:articles_topic_changelist"


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def page(name: str, *args) -> str:
    return reverse(f"admin:articles_topic_{name}", args=args)


def send(client, address, **sent):
    return client.post(address, as_submitted(client.get(address), **sent))


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
@pytest.mark.parametrize(("name", "words"), [("add", "added"), ("change", "saved")])
def test_adding_and_saving(admin_client, name, words, button):
    topic = make_topic(title="Pain <3") if name == "change" else None
    address = page(name, topic.pk) if topic else page(name)

    response = send(admin_client, address, title="Pain & sleep", slug="pain", **{button: "1"})

    form = page("change", Topic.objects.get().pk)
    named = "Pain &amp; sleep"
    linked = named if button == "_continue" else f'<a href="{form}">{named}</a>'
    assert said(response)[0] == f"“{linked}” was {words}."
    assert len(said(response)) == 1


def test_saving_what_nobody_changed(admin_client):
    topic = make_topic(title="Pain")

    assert said(send(admin_client, page("change", topic.pk), _save="1")) == [
        "Nothing changed, so there was nothing to save."
    ]


def test_deleting(admin_client):
    topic = make_topic(title="Pain")

    assert said(admin_client.post(page("delete", topic.pk), {"post": "yes"})) == ["“Pain” was deleted."]


@pytest.mark.parametrize(("number", "sentence"), [(1, "1 was deleted."), (2, "2 were deleted.")])
def test_deleting_several(admin_client, number, sentence):
    keys = [make_topic(title=f"Topic {n}", slug=f"topic-{n}").pk for n in range(number)]
    chosen = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}

    assert said(admin_client.post(reverse(LIST), chosen)) == [sentence]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"action": "delete_selected"}, "Tick the rows first. Nothing was changed."),
        (
            {"action": "", "_selected_action": ["1"]},
            "Choose what to do with the rows you ticked. Nothing was changed.",
        ),
    ],
)
def test_an_action_on_nothing_and_no_action(admin_client, sent, sentence):
    make_topic()

    assert said(admin_client.post(reverse(LIST), {"index": "0", **sent})) == [sentence]


def test_saving_the_columns_of_a_list(admin_client):
    topic = make_topic(title="Pain", position=1)
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": topic.pk, "form-0-position": 7}
    opened = admin_client.get(reverse(LIST)).context["opened"]

    response = admin_client.post(reverse(LIST), rows | {"opened": opened, "_save": "1"})

    assert said(response) == ["What you changed in the list was saved."]


def test_a_page_of_something_that_is_not_there(admin_client):
    assert said(admin_client.get(page("change", 99))) == [
        "That page doesn’t exist. Perhaps somebody deleted what it was about."
    ]
