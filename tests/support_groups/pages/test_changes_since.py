"""What has changed since a printed listing: whether it still meets, which dates changed, and nothing private."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from support_groups.models import Group, GroupSearch
from support_groups.schedules import Pattern
from tests.descriptions import Head
from tests.factories import WEEKLY, make_group, make_organization, make_page, make_venue
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday; the group meets at 18:30 in New York
THIS, NEXT, AFTER = date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)
NOTHING = "Nothing has changed since change"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def group():
    group = make_group(name="The Tuesday Table", slug="table", organization=make_organization())
    GroupSearch.objects.refresh()
    return group


def since(client, slug="table", number=1, status=200) -> str:
    """The page after everything written so far was recorded."""
    GroupSearch.objects.refresh_marked(AT)
    answer = client.get(f"/support-groups/{slug}/since/{number}/")
    assert answer.status_code == status
    text = compact(answer.content.decode())
    return text.split("<main")[1].split("</main>")[0]


def test_nothing_has_changed_is_an_answer(visitor, group):
    text = since(visitor)

    assert "As far as we know, it still meets." in text
    assert f"{NOTHING} 1, December 1, 2026, which is on your copy." in text
    assert "Dates that changed" not in text
    assert "What else changed" not in text


def test_a_confirmation_changes_nothing_and_is_named(visitor, group):
    group.confirm(on=THIS, by="leader", how="phone")

    text = since(visitor)

    assert "Confirmed with the group’s leader on December 1, 2026" in text
    assert NOTHING in text


def test_every_canceled_moved_and_extra_date_is_there_with_its_reason(visitor, group):
    group.schedule_exceptions.create(first=NEXT, reason="Library closed")
    group.schedule_exceptions.create(kind="moved", first=AFTER, to_date=date(2026, 12, 17))
    group.schedule_exceptions.create(kind="extra", first=date(2026, 12, 19), begins="10:00")

    text = since(visitor)

    dates = text.split("Dates that changed")[1]
    assert "Something is different now." in text
    assert "<b>Tuesday, December 8</b>" in dates
    assert "No meeting: Library closed" in dates
    assert "Moved to Thursday, December 17" in dates
    assert "Instead of Tuesday, December 15" in dates
    assert "Extra meeting" in dates
    assert dates.count("<li") == 4
    assert "December 22" not in dates


def test_closures_of_venue_and_organization_count(visitor, group):
    group.venue.schedule_exceptions.create(first=NEXT, reason="Painters")
    group.organization.schedule_exceptions.create(first=AFTER, reason="Holiday")

    text = since(visitor)

    assert "Painters" in text
    assert "Holiday" in text


def test_a_date_that_is_on_again_says_so(visitor, group):
    canceled = group.schedule_exceptions.create(first=NEXT)
    assert "No meeting" in since(visitor)
    canceled.delete()

    on_again = since(visitor, number=2)

    assert "<b>Tuesday, December 8</b>" in on_again
    assert "Takes place as usual" in on_again
    assert NOTHING in since(visitor, number=1)  # as it was then


def test_an_extra_meeting_that_was_called_off_is_no_meeting(visitor, group):
    extra = group.schedule_exceptions.create(kind="extra", first=date(2026, 12, 19), begins="10:00")
    since(visitor)
    extra.delete()

    text = since(visitor, number=2)

    assert "<b>Saturday, December 19</b>" in text
    assert "No meeting" in text


def test_a_date_that_has_passed_is_no_news(visitor, group):
    group.schedule_exceptions.create(first=date(2026, 11, 24))

    assert NOTHING in since(visitor)


def test_a_long_closure_names_the_dates_of_a_year_at_most(visitor, group):
    group.schedule_exceptions.create(first=NEXT, last=date(2029, 1, 1))

    text = since(visitor)

    assert text.count("No meeting") == 30


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "closed"}, "This group has stopped meeting."),
        (
            {"status": "paused", "paused_until": date(2027, 1, 5)},
            "It’s paused now and meets again starting January 5, 2027.",
        ),
        ({"status": "paused", "paused_until": THIS}, "As far as we know, it still meets."),
        ({"status": "unconfirmed"}, "We don’t know whether it still meets."),
        ({"name": "The Wednesday Table"}, "It is now called “The Wednesday Table”."),
        ({"attendance": "hybrid"}, "How people meet has changed. Now:"),
        ({"joining": "Come."}, "How to join has changed."),
        ({"website": "https://example.org/"}, "Whom to call or write to has changed."),
        ({"stage_fit": "any"}, "Who it is for has changed."),
        ({"cost": "paid"}, "Other details on its page have changed."),
    ],
)
def test_there_are_words_for_whatever_changed(visitor, group, fields, sentence):
    Group.objects.update(**fields)

    text = since(visitor)

    assert sentence in text
    assert NOTHING not in text


def test_another_time_and_place_are_told_as_they_are_now(visitor, group):
    group.meeting_patterns.all().delete()
    group.meeting_patterns.create(
        rule=Pattern.from_dict(WEEKLY.to_dict() | {"weekdays": [2]}).to_dict(), position=0
    )
    group.venue = make_venue(name="Town hall", street="9 Oak Street")
    group.save()

    text = since(visitor)

    assert "When it meets has changed. Now: Every Wednesday, 6:30" in text
    assert (
        "The place, or what we know about it, has changed. Now: Town hall, 9 Oak Street, Akron, OH 44308."
        in text
    )
    assert "Tuesday," not in text.split("What else changed")[1]


def test_what_is_private_now_is_not_told(visitor, group):
    Group.objects.update(
        join_link="https://zoom.us/j/secret", link_visibility="on_request", notes="Call Ann."
    )
    group.contacts.create(name="Odalys", phone="330-555-0100")
    group.schedule_exceptions.create(kind="place", first=NEXT, link="https://zoom.us/j/secret2")
    type(group.venue).objects.update(is_street_public=False, name="Rose’s house")

    text = since(visitor)

    for secret in ("zoom", "Ann", "Odalys", "Fern", "Rose"):
        assert secret not in text
    assert "Now: Akron, OH." in text


def test_a_closed_group_leads_to_others_and_names_no_dates(visitor, group):
    group.schedule_exceptions.create(first=NEXT)
    Group.objects.update(status="closed")

    text = since(visitor)

    assert "Find another group" in text
    assert "Dates that changed" not in text


@pytest.mark.parametrize("number", ["0", "-1", "2", "9" * 30, "1.5", "x", "<b>", "٣"])
def test_a_number_that_never_was_gets_the_state_of_the_group(visitor, group, number):
    text = since(visitor, number=number, status=404)

    assert "As far as we know, it still meets." in text
    assert "so we can’t say what is different from your copy" in text
    assert "The newest is change 1, December 1, 2026." in text
    assert "<b>," not in text


@pytest.mark.parametrize("how", ["deleted", "taken out", "never there"])
def test_a_group_that_is_not_in_the_directory_gets_words_and_no_name(visitor, group, how):
    if how == "deleted":
        group.delete()
    elif how == "taken out":
        Group.objects.update(status="draft")

    text = since(visitor, slug="nowhere" if how == "never there" else "table", status=404)

    assert "This group is not in our directory." in text
    assert "Tuesday Table" not in text


def test_a_group_that_moved_leads_there(visitor, group):
    group = Group.objects.get()
    group.slug = "new-table"
    group.save()

    answer = visitor.get("/support-groups/table/since/1/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/support-groups/new-table/since/1/")


def test_search_engines_are_asked_to_stay_away(visitor, group):
    head = Head(visitor.get(reverse("support_groups:since", args=["table", 1])).content.decode())

    assert head.meta["robots"] == "noindex"


def test_a_printed_page_says_how_old_it_is_and_where_to_ask(visitor, group):
    group.schedule_exceptions.create(first=NEXT)
    since(visitor)

    text = compact(visitor.get("/support-groups/table/").content.decode())
    block = text.split('class="since on-paper"')[1].split("</div>")[0]

    assert "Confirmed November 2026" in text
    assert "Last public change: number 2, December 1, 2026." in block
    assert "http://testserver/support-groups/table/since/2/" in block
    assert 'class="qr"' in block


@pytest.mark.parametrize("rows", [1, 3])
def test_the_answer_takes_nine_queries_at_any_length(visitor, django_assert_num_queries, group, rows):
    make_page()
    for number in range(rows):
        group.schedule_exceptions.create(first=date(2026, 12, 8 + 7 * number))
        since(visitor)

    with django_assert_num_queries(9):
        visitor.get("/support-groups/table/since/1/")
