"""What all staff did, for administrators."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.models import Entry
from tests.factories import make_article
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

PAGE = "/admin/activity/"


def make_entry(**fields) -> Entry:
    values = {
        "at": timezone.now(),
        "kind": Entry.Kind.CHANGED,
        "by_name": "Ada",
        "words": "Changed the title.",
    }
    return Entry.objects.create(**(values | fields))


def rows(client, **filters) -> list[str]:
    return [entry.words for entry, *_rest in client.get(PAGE, filters).context["rows"]]


def as_file(client, **filters) -> list[list[str]]:
    response = client.get(PAGE, {**filters, "format": "csv"})
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_staff_without_permission_are_refused(as_ada, as_vera, visitor):
    make_entry(words="Secret step.")

    assert as_ada.get(PAGE).status_code == 403
    assert as_vera.get(PAGE, {"format": "csv"}).status_code == 403
    assert visitor.get(PAGE).status_code == 302


def test_a_save_is_shown_with_who_what_and_a_link_to_the_history(admin_client, as_ada):
    article = make_article(title="Bone pain")
    change = reverse("admin:articles_article_change", args=[article.pk])
    as_ada.post(change, as_submitted(as_ada.get(change), summary="New."))

    page = admin_client.get(PAGE).content.decode()

    assert "Changed the summary." in page
    assert f'<a href="{reverse("admin:articles_article_history", args=[article.pk])}">Bone pain</a>' in page


def test_sign_ins_failures_and_lockouts_are_shown_with_their_address(admin_client, ada, settings):
    settings.AXES_FAILURE_LIMIT = 2
    login = reverse("admin:login")
    visitor = Client(REMOTE_ADDR="192.0.2.7")
    visitor.post(login, {"username": "ada", "password": "secret"})
    visitor.post(reverse("admin:logout"))
    for _attempt in range(4):
        visitor.post(login, {"username": "ada", "password": "wrong"})

    seen = [
        (entry.kind, entry.by_name, entry.ip_address)
        for entry in Entry.objects.filter(ip_address="192.0.2.7")
    ]

    assert {(name, address) for _kind, name, address in seen} <= {("Ada", "192.0.2.7"), ("ada", "192.0.2.7")}
    assert [kind for kind, _name, _address in reversed(seen)] == [
        *("signed_in", "signed_out", "sign_in_failed", "locked_out")
    ]
    assert "Locked out after too many failed attempts." in rows(admin_client, kind="locked_out")
    assert "192.0.2.7" in admin_client.get(PAGE).content.decode()


def test_an_account_that_is_changed_is_shown(admin_client, ada):
    change = reverse("admin:auth_user_change", args=[ada.pk])
    response = admin_client.post(change, as_submitted(admin_client.get(change), name="Ada Lovelace"))
    assert response.status_code == 302, response.context["adminform"].form.errors

    assert [words for words in rows(admin_client, type="auth.user") if words == "Changed the name."]


def test_filters_narrow_the_list(admin_client):
    day = datetime.datetime(2026, 3, 8, 17, tzinfo=datetime.UTC)
    make_entry(words="One", by_name="Grace Hopper", at=day)
    make_entry(words="Two", kind="deleted", record_type="articles.topic", at=day + datetime.timedelta(days=1))

    assert rows(admin_client, who="hopper") == ["One"]
    assert rows(admin_client, kind="deleted") == ["Two"]
    assert rows(admin_client, type="articles.topic") == ["Two"]
    assert rows(admin_client, until="2026-03-08") == ["One"]
    assert rows(admin_client, since="2026-03-09", until="2026-03-09") == ["Two"]
    assert rows(admin_client, who="hopper", kind="deleted") == []


def test_a_day_begins_at_midnight_on_the_clock_of_the_site(admin_client):
    midnight = datetime.datetime(2026, 3, 9, 4, tzinfo=datetime.UTC)  # summer time began the day before
    make_entry(words="Before", at=midnight - datetime.timedelta(seconds=1))
    make_entry(words="After", at=midnight)

    assert rows(admin_client, until="2026-03-08") == ["Before"]
    assert rows(admin_client, since="2026-03-09", until="2026-03-09") == ["After"]


@pytest.mark.parametrize(
    "filters",
    [
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "yesterday"},
        {"since": "2026-12-02", "until": "2026-12-01"},
        {"kind": "nonsense"},
        {"type": "articles.nothing"},
        {"who": "\x00"},
        {"who": "x" * 300},
        {"page": "9" * 40},
        {"page": "-1"},
        {"format": "xml"},
    ],
)
@pytest.mark.parametrize("format_asked", ["", "csv"])
def test_absurd_filters_are_answered_or_refused(admin_client, filters, format_asked):
    make_entry()

    response = admin_client.get(PAGE, {"format": format_asked, **filters})

    assert response.status_code in (200, 400)  # NULs and huge numbers are refused everywhere


def test_the_file_has_what_the_filters_leave_and_no_formulas(admin_client):
    at = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
    make_entry(words="=1+1", by_name="@ada", record_type="articles.topic", record_name="Pain", at=at)
    make_entry(words="Other", by_name="Grace")

    header, *lines = as_file(admin_client, type="articles.topic")

    assert header[:3] == ["time", "who", "kind"]
    assert lines == [
        ["2026-07-01T08:00:00-04:00", "'@ada", "Changed", "topic", "", "Pain", "'=1+1", ""],
    ]


def test_nobody_changes_or_deletes_an_entry_in_the_admin(admin_client):
    entry = make_entry()
    change = reverse("admin:history_entry_change", args=[entry.pk])

    admin_client.post(change, {"words": "Nothing happened."})
    admin_client.post(reverse("admin:history_entry_delete", args=[entry.pk]), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    admin_client.post(reverse("admin:history_entry_changelist"), action)

    assert Entry.objects.get(pk=entry.pk).words == "Changed the title."
    assert admin_client.get(reverse("admin:history_entry_add")).status_code == 403


def test_deleting_many_records_names_each(admin_client):
    users = [User.objects.create_user(f"helper{number}") for number in range(2)]
    data = {"action": "delete_selected", "_selected_action": [user.pk for user in users], "post": "yes"}

    admin_client.post(reverse("admin:auth_user_changelist"), data)

    deleted = Entry.objects.filter(kind="deleted").values_list("record_name", flat=True)
    assert {*deleted} == {"helper0", "helper1"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_entries_as_for_one(
    admin_client, count, django_assert_num_queries
):
    for _number in range(count):
        make_entry(record_type="articles.topic", record_id="1", record_name="Pain")

    with django_assert_num_queries(QUERIES):
        admin_client.get(PAGE)


QUERIES = 5
