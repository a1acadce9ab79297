"""Actions on several groups: back to the list as it was, and several drafts listed together."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from support_groups.exchange.leftovers import ASKED_NOTE
from support_groups.models import Group
from tests.factories import make_group

pytestmark = pytest.mark.django_db
LIST = reverse("admin:support_groups_group_changelist")
FILTERED = f"{LIST}?attendance__exact=in-person&p=1"


def act(client, action, groups, address=LIST, **typed):
    data = {"action": action, "_selected_action": [group.pk for group in groups]} | typed
    return client.post(address, data)


def messages(client) -> list[str]:
    return [str(message) for message in client.get(LIST).context["messages"]]


def draft(**fields) -> Group:
    group = make_group(status="draft", confirmed_on=None, **fields)
    group.contacts.create(name="Ann", phone="330-555-0101", is_public=True)
    return group


def sent(client, groups, address=LIST) -> dict:
    """The checkboxes as they are when the page opens."""
    context = act(client, "list_drafts", groups, address).context
    return {"ready": [one.group.pk for one in context["ready"]], "_confirm": "1"}


@pytest.mark.parametrize(
    ("action", "typed"),
    [("confirm_today", {"by": "leader", "how": "phone"}), ("pause", {"until": "2098-01-05"}), ("close", {})],
)
def test_an_action_returns_to_the_list_with_its_filter(as_grace, action, typed):
    group = make_group()

    asked = act(as_grace, action, [group], FILTERED)
    assert asked.context["list_address"] == FILTERED
    assert f'action="{FILTERED.replace("&", "&amp;")}"' in asked.content.decode()
    assert f'href="{FILTERED.replace("&", "&amp;")}"' in asked.content.decode()
    done = act(as_grace, action, [group], FILTERED, _confirm="1", **typed)

    assert (done.status_code, done.headers["Location"]) == (302, FILTERED)


def test_the_page_says_what_it_is_about(as_grace):
    groups = [make_group(name="The Tuesday Table"), make_group(name="Porch Talk")]

    assert act(as_grace, "close", groups[:1]).context["title"] == "Close: The Tuesday Table"
    asked = act(as_grace, "pause", groups)
    assert asked.context["title"] == "Pause: 2 groups"
    text = asked.content.decode()
    assert ("<li>Porch Talk</li>" in text, 'value="Pause"' in text) == (True, True)


@pytest.mark.parametrize(("action", "has_note"), [("close", True), ("confirm_today", True), ("pause", False)])
def test_a_page_with_a_note_says_that_the_browser_keeps_none(as_grace, action, has_note):
    text = act(as_grace, action, [make_group()]).content.decode()

    assert ("Notes are private, so this browser doesn’t keep them." in text) is has_note


def test_all_pages_of_a_filtered_list_are_named_and_done(as_grace):
    groups = [make_group(attendance="online", joining="Call 330-555-0101.") for _ in range(51)]
    other = make_group()
    address = f"{LIST}?attendance__exact=online"

    asked = act(as_grace, "close", groups[:1], address, select_across="1").context["groups"]
    assert {group.pk for group in asked} == {group.pk for group in groups}
    act(as_grace, "close", asked, address, _confirm="1")

    assert list(Group.objects.exclude(status="closed")) == [other]


def test_too_many_groups_at_a_time_are_refused(as_grace, monkeypatch):
    monkeypatch.setattr("support_groups.admin.status_actions.MOST", 2)
    groups = [make_group() for _ in range(3)]

    assert act(as_grace, "close", groups).status_code == 302
    assert messages(as_grace) == ["Choose at most 2 groups at a time. A filter makes the list shorter."]


def test_what_a_colleague_deleted_meanwhile_is_left_alone(as_grace, monkeypatch):
    stays, gone = draft(), draft()
    page = sent(as_grace, [stays, gone])
    gone.delete()

    act(as_grace, "list_drafts", [stays, gone], **page)

    stays.refresh_from_db()
    assert stays.status == "listed"


def test_drafts_that_miss_nothing_are_listed_together(as_grace):
    groups = [draft(), draft()]
    page = act(as_grace, "list_drafts", groups, FILTERED)
    assert [one.group for one in page.context["ready"]] == groups
    assert "visitors read “Not confirmed yet." in " ".join(page.content.decode().split())

    done = act(as_grace, "list_drafts", groups, FILTERED, **sent(as_grace, groups))

    assert done.headers["Location"] == FILTERED
    assert set(Group.objects.values_list("status", "confirmed_on")) == {("listed", None)}
    assert messages(as_grace) == ["Listed. 2 groups."]
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Listed.", "Listed."]
    today = datetime.date(2026, 12, 1)
    assert groups[0].freshness(today).sentence == "Not confirmed yet. Write or call before you go."


def test_what_is_missing_keeps_a_draft_from_the_list_unless_it_is_checked(as_grace):
    complete, bare = draft(), draft(languages=())
    asks = draft(notes=str(ASKED_NOTE) % "Does it still meet?")
    groups = [complete, bare, asks]

    context = act(as_grace, "list_drafts", groups).context
    said = {one.group: one.problems[0].sentence for one in context["lacking"]}
    assert said == {
        bare: "Add the languages spoken.",
        asks: "The notes for staff say what an import asked. Settle it, then delete those lines.",
    }
    act(as_grace, "list_drafts", groups, ready=[complete.pk, bare.pk], anyway=[asks.pk], _confirm="1")

    statuses = dict(Group.objects.values_list("pk", "status"))
    assert statuses == {complete.pk: "listed", bare.pk: "draft", asks.pk: "listed"}
    assert messages(as_grace)[0] == "Listed. 2 groups."


def test_a_draft_that_cannot_be_listed_has_no_checkbox_and_is_not_listed_by_force(as_grace):
    unzoned = draft(zone="", venue=None)

    page = act(as_grace, "list_drafts", [unzoned])
    assert [one.group for one in page.context["stopped"]] == [unzoned]
    assert "A group that meets in person needs a venue" in page.content.decode()
    assert f'id="draft-{unzoned.pk}"' not in page.content.decode()
    act(as_grace, "list_drafts", [unzoned], anyway=[unzoned.pk], _confirm="1")

    unzoned.refresh_from_db()
    assert unzoned.status == "draft"


def test_nobody_to_reach_is_said_before_a_draft_is_listed(as_grace):
    group = make_group(status="draft", attendance="online", joining="Call first.")

    lacking = act(as_grace, "list_drafts", [group]).context["lacking"]

    assert "Nobody can reach this group" in lacking[0].problems[0].sentence


@pytest.mark.parametrize("posted", [{"ready": ["x", "-1", "9" * 30]}, {}, {"anyway": [""]}])
def test_absurd_choices_list_nothing(as_grace, posted):
    group = draft()

    assert act(as_grace, "list_drafts", [group], _confirm="1", **posted).status_code == 302

    group.refresh_from_db()
    assert group.status == "draft"


def test_listing_needs_permission(as_vera, as_ada):
    group = draft()

    for client in (as_vera, as_ada):
        assert act(client, "list_drafts", [group], ready=[group.pk], _confirm="1").status_code == 403
    group.refresh_from_db()
    assert group.status == "draft"


def test_closing_says_what_it_does_and_does_that(as_grace, visitor):
    group = make_group(name="Lantern")

    page = " ".join(act(as_grace, "close", [group]).content.decode().split())
    assert "Whoever kept its address reads that it has stopped meeting. Nothing is deleted" in page
    act(as_grace, "close", [group], _confirm="1")

    assert (
        "Lantern has stopped meeting" in visitor.get(group.get_absolute_url(), follow=True).content.decode()
    )
    assert "Lantern" not in visitor.get(reverse("support_groups:finder")).content.decode()
