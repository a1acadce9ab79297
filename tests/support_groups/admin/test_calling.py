"""The calling list: confirming listings one after the other, on the phone."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from support_groups.models import Group
from tests.factories import make_group, make_organization
from tests.support_groups.admin.pages import change_page, opened

pytestmark = pytest.mark.django_db
LIST = reverse("admin:support_groups_group_calling")
LONG_AGO = datetime.date(2025, 1, 2)


@pytest.fixture
def group():
    group = make_group(
        name="Circle", confirmed_on=LONG_AGO, joining="Ring twice.", organization=make_organization()
    )
    group.contacts.create(
        name="Ann", role="Leader", phone="330-555-0101", email="ann@example.org", is_public=True
    )
    group.contacts.create(name="Bea", phone="330-555-0102")
    return group


def call_of(client, group):
    return next(call for call in client.get(LIST).context["calls"] if call.group == group)


def called(client, group, button="_confirm", **typed):
    """What is sent by a button of the group's row, read now or given as `state`."""
    state = typed.pop("state", None) or call_of(client, group)["state"].value()
    data = {"state": state, "by": "leader", "how": "phone", "note": "", button: ""} | typed
    return client.post(reverse("admin:support_groups_group_called", args=[group.pk]), data, follow=True)


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_row_says_whom_to_call_who_sees_it_and_what_is_listed(as_grace, grace, group):
    group.confirmations.create(on=LONG_AGO, by="member", how="visit", user=grace, note="Nice people.")
    group.add_unanswered_call(on=datetime.date(2026, 1, 5), user=grace)

    page = as_grace.get(LIST).content.decode()

    assert '<a href="tel:3305550101">330-555-0101</a>' in page
    assert '<a href="mailto:ann@example.org">ann@example.org</a>' in page
    assert page.count("Visitors see this") == page.count("Only staff see this") == 1
    said = [
        "Ann, Leader",
        "Every Tuesday, 6:30 to 8 pm Eastern",
        "Ring twice.",
        "To be confirmed by July 1, 2025",
    ]
    said += [
        "Confirmed Jan 2, 2025: a member of the group, by a visit",
        "Nice people.",
        "No answer on Jan 5, 2026",
    ]
    assert [one for one in said if one not in page] == []


def test_all_still_right_confirms_and_leaves_the_list(as_grace, grace, group):
    other = make_group(name="Next", confirmed_on=None)

    response = called(as_grace, group, note="Moved the chairs.")

    row = group.confirmations.get()
    assert (row.on, row.by, row.how, row.user) == (timezone.localdate(), "leader", "phone", grace)
    assert row.note == "Moved the chairs."
    assert [call.group for call in response.context["calls"]] == [other]
    assert messages(response) == ["Confirmed: Circle."]
    assert LogEntry.objects.get().get_change_message() == "Confirmed: the group’s leader, by phone."


def test_no_answer_is_kept_with_date_and_person_and_comes_last_today(as_grace, grace, group):
    other = make_group(name="Next", confirmed_on=datetime.date(2025, 6, 1))

    response = called(as_grace, group, "_no_answer", note="Voicemail is full.")

    call = group.unanswered_calls.get()
    assert (call.on, call.user, call.note) == (timezone.localdate(), grace, "Voicemail is full.")
    assert [call.group for call in response.context["calls"]] == [other, group]
    assert not group.confirmations.exists()
    assert LogEntry.objects.get().get_change_message() == "Called without an answer."


def test_three_calls_in_vain_are_said(as_grace, group):
    for _call in range(2):
        called(as_grace, group, "_no_answer")
    assert "calls without an answer" not in as_grace.get(LIST).content.decode()

    page = called(as_grace, group, "_no_answer").content.decode()

    assert "3 calls without an answer. Try another contact" in page


def test_who_was_faster_is_said_and_nothing_is_recorded_twice(as_grace, group):
    state = call_of(as_grace, group)["state"].value()
    called(as_grace, group)

    response = called(as_grace, group, state=state, note="I spoke with Ann.")

    assert group.confirmations.count() == 1
    assert messages(response) == [
        "Nothing was recorded, because the listing has changed since you opened the list. "
        "Grace, less than a minute ago: Confirmed: the group’s leader, by phone.",
        "Your note was not saved: “I spoke with Ann.”",
    ]


@pytest.mark.parametrize("button", ["_confirm", "_no_answer"])
def test_what_was_read_aloud_must_still_be_listed(as_grace, group, button):
    state = call_of(as_grace, group)["state"].value()
    as_grace.post(change_page(group), opened(as_grace, group, joining="Knock."))

    response = called(as_grace, group, button, state=state)

    assert not group.confirmations.exists()
    assert not group.unanswered_calls.exists()
    assert "Nothing was recorded" in messages(response)[-1]


@pytest.mark.parametrize("typed", [{"by": "nobody"}, {"how": ""}, {"note": "n" * 301}])
def test_what_cannot_be_recorded_comes_back_with_the_note(as_grace, group, typed):
    response = called(
        as_grace, group, note=typed.get("note", "Kept."), **{k: v for k, v in typed.items() if k != "note"}
    )

    call = response.context["calls"][0]
    assert (call.group, set(call.errors)) == (group, set(typed))
    assert call["note"].value() == typed.get("note", "Kept.")
    assert [call.group for call in response.context["calls"]] == [group]
    assert not group.confirmations.exists()


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_only_what_visitors_see_is_confirmed_here(as_grace, group, status):
    state = call_of(as_grace, group)["state"].value()
    Group.objects.update(status=status)

    called(as_grace, group, state=state)

    assert not group.confirmations.exists()


def test_the_form_and_closing_lead_back_to_the_list(as_grace, group):
    page = as_grace.get(LIST).content.decode()
    form = f"{change_page(group)}?_changelist_filters=todo%3Dcalling"
    close = f"{reverse('admin:support_groups_group_changelist')}?todo=calling"
    assert f'formaction="{close}"' in page

    opened_by_button = called(as_grace, group, "_change")
    assert opened_by_button.redirect_chain == [(form, 302)]
    saved = as_grace.post(form, opened(as_grace, group, joining="Knock.", _save="1"), follow=True)
    asked = as_grace.post(close, {"action": "close", "_selected_action": group.pk})
    assert asked.context["groups"] == [group]
    closed = as_grace.post(
        close, {"action": "close", "_selected_action": group.pk, "_confirm": "1"}, follow=True
    )

    assert [response.redirect_chain[-1][0] for response in (saved, closed)] == [LIST, LIST]
    group.refresh_from_db()
    assert group.status == "closed"


def test_a_note_is_kept_when_the_form_is_opened(as_grace, group):
    Group.objects.update(notes="Rings once.")
    state = call_of(as_grace, group)["state"].value()
    as_grace.post(change_page(group), opened(as_grace, group, joining="Knock."))  # a colleague was faster

    response = called(as_grace, group, "_change", state=state, note="Moved to the library.")

    group.refresh_from_db()
    today = date_format(timezone.localdate(), "M j, Y")
    assert (group.joining, group.notes) == ("Knock.", f"Rings once.\n{today}: Moved to the library.")
    assert group.notes in response.content.decode()
    assert LogEntry.objects.first().get_change_message() == "Added a note for staff."


def test_a_note_is_kept_when_the_group_has_stopped_meeting(as_grace, group):
    close = f"{reverse('admin:support_groups_group_changelist')}?todo=calling"
    data = {"action": "close", "_selected_action": group.pk, "note": "Ann moved away."}

    form = as_grace.post(close, data).context["form"]
    as_grace.post(close, data | {"note": form["note"].value(), "_confirm": "1"})

    group.refresh_from_db()
    today = date_format(timezone.localdate(), "M j, Y")
    assert (group.status, group.notes) == ("closed", f"{today}: Ann moved away.")


def test_the_list_needs_permission_to_change_groups(as_vera, as_ada, visitor, group):
    address = reverse("admin:support_groups_group_called", args=[group.pk])

    for client in (as_vera, as_ada):
        assert client.get(LIST).status_code == client.post(address, {"_confirm": ""}).status_code == 403
    assert visitor.get(LIST).headers["Location"].startswith(reverse("admin:login"))
    assert not group.confirmations.exists()


def test_a_call_about_no_group_changes_nothing(as_grace, group):
    for pk in (group.pk + 1, 10**17):
        response = as_grace.post(
            reverse("admin:support_groups_group_called", args=[pk]), {"_confirm": ""}, follow=True
        )
        assert "Nothing was recorded" in messages(response)[0]
    assert as_grace.get(reverse("admin:support_groups_group_called", args=[group.pk])).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_call_and_for_three(
    as_grace, number, django_assert_num_queries
):
    for _ in range(number):
        group = make_group(organization=make_organization(), confirmed_on=None)
        group.contacts.create(name="Ann", phone="330-555-0101")
        group.add_unanswered_call(on=LONG_AGO)
        group.confirmations.create(on=LONG_AGO, by="member", how="visit")

    with django_assert_num_queries(14):
        as_grace.get(LIST)
