"""Groups that were checked in a list: a sheet and a calendar of just those, and a list to share."""

import datetime
from datetime import UTC

import pytest
from django.utils.html import escape
from icalendar import Calendar

from support_groups.finder import filters
from support_groups.finder.page import SearchPage
from tests.factories import make_group
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)
FINDER, SHEET, CALENDAR = "/support-groups/", "/support-groups/sheet/", "/support-groups/calendar.ics"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


def page(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 200
    return compact(response.content.decode())


def query(*groups, **others):
    pairs = [("group", getattr(group, "pk", group)) for group in groups] + list(others.items())
    return "?" + "&".join(f"{name}={value}" for name, value in pairs)


def test_each_result_has_a_check_box_of_the_form_below_the_list(visitor):
    group = make_group(name="The <Table>")

    text = page(visitor, f"{FINDER}?place=Akron, OH&how=in-person")

    assert '<span class="vh">Choose The &lt;Table&gt;</span>' in text
    assert f'<input type="checkbox" name="group" value="{group.pk}" form="choose">' in text
    form = text.split('id="choose"')[1].split("</form>")[0]
    assert 'value="Akron, OH"' in form
    assert 'name="how" value="in-person" checked' in form
    for name in ("sheet/", "calendar.ics"):
        assert f'type="submit" form="choose" formaction="/support-groups/{name}">' in text


def test_a_sheet_holds_just_the_chosen_groups_whatever_the_search_was(visitor):
    one, two = make_group(name="One"), make_group(name="Two", attendance="online")
    make_group(name="Three")

    text = page(visitor, SHEET + query(one, two, place="Nome, AK", how="in-person", q="nothing"))

    assert [name in text for name in ("One</h2>", "Two</h2>", "Three</h2>")] == [True, True, False]
    assert "2 groups you chose" in text
    zone = "tz=America%2FNome"
    assert (
        f'<a href="http://testserver/support-groups/?{zone}&amp;group={one.pk}&amp;group={two.pk}">' in text
    )


def test_the_times_of_a_chosen_sheet_are_on_the_clock_of_the_place_that_was_asked_for(visitor):
    online = make_group(attendance="online")

    assert "5:30 to 7 pm Central" in page(visitor, SHEET + query(online, place="Chicago, IL"))
    assert "6:30 to 8 pm Eastern" in page(visitor, SHEET + query(online))


def test_a_calendar_holds_just_the_chosen_groups_under_their_own_names(visitor):
    one, two = make_group(name="One"), make_group(name="Two", attendance="online")
    make_group(name="Three")

    def events(address):
        return Calendar.from_ical(visitor.get(address).content).walk("VEVENT")

    chosen = events(CALENDAR + query(one, two, place="Nome, AK"))
    alone = [event for group in (one, two) for event in events(f"{group.get_absolute_url()}calendar.ics")]
    assert [str(event["SUMMARY"]) for event in chosen] == ["One", "Two"]
    assert [str(event["UID"]) for event in chosen] == [str(event["UID"]) for event in alone]


def test_a_chosen_listing_is_found_in_the_language_in_which_it_was_chosen(visitor):
    english = make_group(name="Circle", slug="circle")
    spanish = make_group(name="Círculo", language="es", translation_of=english)

    assert "Círculo</h2>" in page(visitor, SHEET + query(spanish))
    both = page(visitor, SHEET + query(english, spanish))
    assert ("Circle</h2>" in both, "Círculo</h2>" in both) == (True, True)


def test_the_list_of_chosen_groups_can_be_shared_and_left(visitor):
    one, two = make_group(name="One"), make_group(name="Two")
    make_group(name="Three")

    text = page(visitor, FINDER + query(one, two))

    assert "<span>2 groups you chose</span>" in text
    assert (
        '<a class="chip" href="/support-groups/#results"><span class="vh">Remove:</span> 2 groups you chose'
        in text
    )
    assert text.count(' form="choose" checked>') == 2
    assert 'type="hidden" name="group"' not in text


@pytest.mark.parametrize("address", [FINDER, SHEET])
def test_groups_that_are_not_listed_now_are_told_and_the_others_shown(visitor, address):
    there = make_group(name="There")
    stopped = make_group(name="The <Table>", status="closed")
    draft = make_group(name="Secret draft", status="draft")
    old = make_group(name="Old", status="unconfirmed", confirmed_on=datetime.date(2025, 1, 1))

    text = page(visitor, address + query(there, stopped, draft, old, 999999))

    assert "There</" in text
    assert escape("“The <Table>” has stopped meeting.") in text
    assert "3 of the groups you chose are not in our list now." in text
    assert "Secret" not in text


@pytest.mark.parametrize("address", [FINDER, SHEET])
def test_a_choice_without_any_listed_group_gets_words(visitor, address):
    make_group(name="There")

    text = page(visitor, f"{address}?group=999999")

    assert "1 of the groups you chose is not in our list now." in text
    assert "There</h2>" not in text


@pytest.mark.parametrize("address", [FINDER, SHEET, CALENDAR])
@pytest.mark.parametrize("value", ["x", "-1", "", "1.5", "9" * 18, "9" * 400, "١", "1 or 1=1", "<b>"])
def test_what_can_be_no_group_gets_a_page(visitor, address, value):
    make_group()

    assert visitor.get(f"{address}?group={value}").status_code == 200
    assert visitor.get(f"{address}?group={value}&group={value}&group[]=1").status_code == 200


def test_what_can_be_no_group_is_told_and_narrows_nothing(visitor):
    make_group(name="There")

    text = page(visitor, f"{FINDER}?group=x")

    assert "We didn’t understand “x”, so we ignored it." in text
    assert "There</a>" in text


def test_at_most_a_stated_number_is_taken(visitor, monkeypatch):
    monkeypatch.setattr(filters, "MOST_CHOSEN", 2)
    groups = [make_group(name=f"No. {number}") for number in range(3)]

    search = SearchPage({"group": [group.pk for group in groups]}, at=AT)

    assert search.chosen == [group.pk for group in groups[:2]]
    assert search.messages == ["These are the first 2 groups you chose. More don’t fit."]


@pytest.mark.parametrize("number", [1, 3])
def test_a_choice_takes_one_query_more_at_any_number(visitor, django_assert_num_queries, number):
    groups = [make_group() for _ in range(number)]
    visitor.get(FINDER)

    with django_assert_num_queries(12):
        visitor.get(FINDER + query(*groups))
