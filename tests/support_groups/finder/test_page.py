import datetime
import re
from dataclasses import replace
from datetime import UTC, date, time

import pytest
from django.test import Client

from mbc_site.models import OrganizationDetails
from support_groups.finder.filters import USUAL_RADIUS
from support_groups.models import GroupSearch, ScheduleException
from support_groups.schedules import Pattern
from tests.factories import WEEKLY, make_group, make_venue
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday, 7 am in Akron
HERE = "/support-groups/"
NOON = Pattern(kind="weekly", weekdays=(3,), begins=time(12), minutes=60)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


def page(visitor, query=""):
    response = visitor.get(f"{HERE}{query}")
    assert response.status_code == 200
    return compact(response.content.decode())


def test_a_result_says_all_that_is_needed_to_choose(visitor):
    venue = make_venue(name="Fern Library", town="Akron", latitude=41.0814, longitude=-81.519)
    make_group(
        name="The Tuesday Table",
        slug="table",
        venue=venue,
        led_by="nurse",
        cost="free",
        languages=["es", "en"],
        summary="Tea and a round table.",
    )

    shown_page = page(visitor, "?place=Akron, OH")

    assert '<h1 id="count">1 support group</h1>' in shown_page
    assert (
        '<summary><span>Near Akron, Ohio, or from anywhere</span> <span class="change">Change</span>'
        in shown_page
    )
    assert '<a href="/support-groups/table/">The Tuesday Table</a>' in shown_page
    assert "Confirmed Nov 2026</span>" in shown_page
    assert (
        'datetime="2026-12-01T18:30:00-05:00">Tonight, Tuesday, December 1, 6:30 to 8 pm</time> Eastern'
        in shown_page
    )
    assert "Eastern.</b> Every Tuesday." in shown_page
    assert "Fern Library, Akron, OH, less than a mile from you" in shown_page
    assert '<b class="only">MBC only</b> · Spanish · Free' in shown_page


def test_a_result_says_nothing_twice(visitor):
    """Its attendance is where it meets, its stage is for whom, and its hours are those of the next date."""
    make_group(audiences=["living-with-mbc"])

    result = page(visitor).split('<li class="group"')[1].split("</li>")[0]

    assert "People living with MBC" not in result
    assert "In person" not in result
    assert result.count("6:30 to 8 pm") == result.count("Eastern") == result.count("MBC only") == 1


@pytest.mark.parametrize(
    ("patterns", "words"),
    [
        ([WEEKLY, replace(WEEKLY, weekdays=(3,))], "Every Tuesday. Every Thursday."),
        ([WEEKLY, NOON], "Every Tuesday. Every Thursday, noon to 1 pm."),
        ([WEEKLY, NOON, replace(NOON, weekdays=(4,))], "At 3 different times."),
    ],
)
def test_hours_are_said_where_they_are_not_those_of_the_next_date(visitor, patterns, words):
    make_group(patterns=patterns)

    assert f"Eastern.</b> {words}</p>" in page(visitor)


def test_a_schedule_on_other_days_for_the_visitor_keeps_its_own_hours(visitor):
    make_group(attendance="online", patterns=[replace(WEEKLY, begins=time(21), minutes=60)])

    assert "Eastern.</b> Every Tuesday.</p>" in page(visitor)
    assert "Pacific.</b> Every Tuesday.</p>" in page(visitor, "?tz=America/Los_Angeles")
    assert "London time.</b> Every Tuesday, 9 to 10 pm Eastern.</p>" in page(visitor, "?tz=Europe/London")


def test_many_audiences_and_languages_are_counted(visitor):
    make_group(audiences=["women", "men", "partners", "carers"], languages=["en", "es", "fr", "ko", "vi"])

    result = page(visitor)

    assert re.search(r"MBC only</b> · Women, [^·]+, 2 more · \w+, [^·]+, 2 more <span", result)


@pytest.mark.parametrize(
    ("query", "heading", "order"),
    [
        ("", "Find a group", "MBC-only groups first, then the soonest meeting"),
        (
            "?place=Ohio",
            "1 group in Ohio, or wherever you are",
            "MBC-only groups first, then the soonest meeting",
        ),
        ("?place=Ohio&how=in-person", "1 group in Ohio", "MBC-only groups first, then the soonest meeting"),
        ("?place=Ohio&sort=distance", "1 group in Ohio, or wherever you are", "Soonest meeting first"),
        (
            "?place=44308&how=in-person",
            "1 group near Akron 44308, Ohio",
            "MBC-only groups first, then the nearest",
        ),
        (
            "?place=44308&sort=distance",
            "1 group near Akron 44308, Ohio, or wherever you are",
            "Nearest first",
        ),
    ],
)
def test_near_and_nearest_appear_only_around_a_place(visitor, query, heading, order):
    make_group()

    shown_page = page(visitor, query)

    assert f"<title>{heading} | " in shown_page
    assert re.search(f'<option value="[a-z]*" selected>{order}</option>', shown_page)


@pytest.mark.parametrize("number", ["-9", "0", "-", "x", "", "1.5"])
def test_a_page_number_below_one_shows_the_first_page(visitor, number):
    for place in range(21):
        make_group(name=f"Group {place:02}", attendance="online")

    shown_page = page(visitor, f"?sort=name&page={number}")

    assert ">Group 00</a>" in shown_page
    assert ">Group 20</a>" not in shown_page
    assert ">Group 20</a>" in page(visitor, "?sort=name&page=99")


def test_an_online_group_is_shown_on_the_visitors_clock(visitor):
    make_group(
        attendance="online", patterns=[Pattern(kind="weekly", weekdays=(1,), begins=time(21), minutes=60)]
    )

    assert "Tonight, Tuesday, December 1, 9 to 10 pm</time> Eastern" in page(visitor)
    assert "Today, Tuesday, December 1, 7 to 8 pm</time> Mountain" not in page(visitor, "?tz=America/Denver")
    assert "Tonight, Tuesday, December 1, 7 to 8 pm</time> Mountain" in page(visitor, "?tz=America/Denver")
    assert "Tonight, Tuesday, December 1, 7 to 8 pm</time> Mountain" in page(visitor, "?place=Denver, CO")
    assert "Tomorrow, Wednesday, December 2, 2 to 3 am</time>" in page(visitor, "?tz=Europe/London")
    assert "Every Tuesday, 9 to 10 pm Eastern" in page(visitor, "?tz=Europe/London")


def test_a_group_in_person_keeps_its_own_clock(visitor):
    make_group()

    assert "6:30 to 8 pm</time> Eastern" in page(visitor, "?tz=America/Denver")


def test_a_canceled_next_date_is_shown_with_the_one_after_it(visitor):
    ScheduleException.objects.create(group=make_group(), first=date(2026, 12, 1), reason="Library closed")

    shown_page = page(visitor)

    assert '<b class="off">No meeting on December 1.</b>' in shown_page
    assert "Tuesday, December 8, 6:30 to 8 pm</time>" in shown_page


def test_an_unconfirmed_and_a_paused_group_say_so(visitor):
    make_group(status="unconfirmed", confirmed_on=date(2026, 8, 1))
    make_group(status="paused", paused_until=date(2027, 1, 5))

    shown_page = page(visitor)

    assert "Not confirmed since Aug 2026" in shown_page
    assert "Paused until January 5." in shown_page
    assert "Tuesday, January 5, 6:30 to 8 pm</time>" in shown_page


def test_a_hidden_street_and_a_private_link_are_nowhere_on_the_page(visitor):
    make_group(
        venue=make_venue(name="Secret House", street="7 Hidden Lane", is_street_public=False),
        attendance="hybrid",
        join_link="https://meet.example.org/secret",
        passcode="4711",
        notes="Ann’s number",
    )

    shown_page = page(visitor, "?place=Akron, OH")

    assert "Akron, OH (ask for the address), about " in shown_page
    for secret in ("Secret House", "Hidden Lane", "meet.example.org", "4711", "Ann’s"):
        assert secret not in shown_page


def test_each_filter_in_force_is_a_link_that_removes_it(visitor):
    make_group()

    shown_page = page(visitor, "?place=Akron, OH&how=in-person&day=tuesday")

    assert (
        '<a class="chip" href="/support-groups/?place=Akron%2C+OH&amp;how=in-person#results">' in shown_page
    )
    assert '<meta name="robots" content="noindex, follow">' in shown_page
    assert "Clear all" in shown_page


def test_typed_values_stay_in_the_form(visitor):
    shown_page = page(
        visitor, "?place=Akron, OH&radius=100&how=online&fit=any&day=friday&lang=es&tz=America/Chicago&q=tea"
    )

    assert 'name="place" value="Akron, OH"' in shown_page
    assert 'value="tea"' in shown_page
    assert '<option value="100" selected>' in shown_page
    for name, value in (("how", "online"), ("fit", "any"), ("day", "friday")):
        assert f'name="{name}" value="{value}" checked' in shown_page
    assert '<option value="es" selected>' in shown_page
    assert '<option value="America/Chicago" selected>' in shown_page
    assert 'Words, language, activities, cost <span class="picked">“tea”, Spanish</span>' in shown_page
    assert f'<option value="{USUAL_RADIUS}" selected>' in page(visitor)


def test_two_places_of_one_name_are_a_question(visitor):
    shown_page = page(visitor, "?place=Springfield&how=in-person")

    assert "There is more than one place with that name." in shown_page
    assert 'href="/support-groups/?place=Springfield%2C+MO&amp;how=in-person#results"' in shown_page.replace(
        "how=in-person&amp;place=Springfield%2C+MO", "place=Springfield%2C+MO&amp;how=in-person"
    )


def test_an_empty_result_suggests_changes_and_remote_groups(visitor):
    OrganizationDetails.objects.create(helpline="1-800-555-0142")
    make_group(name="Saturday", patterns=[Pattern(kind="weekly", weekdays=(5,), begins=time(10))])
    make_group(name="Phone", attendance="telephone")

    shown_page = page(visitor, "?place=Cleveland, OH&radius=10&how=in-person&day=saturday&lang=es")

    assert "No group matches all of that, but you have options" in shown_page
    assert "Look within 50 miles" not in shown_page  # not with the language
    assert "Remove: Spanish" not in shown_page
    assert 'Keep only the place</a> <span class="quietly">(1 group)' in shown_page  # by telephone
    shown_page = page(visitor, "?place=Cleveland, OH&radius=10&how=in-person&day=saturday")
    assert 'radius=50#results">Look within 50 miles</a> <span class="quietly">(1 group)' in shown_page
    assert "1-800-555-0142" in shown_page
    assert "Phone</a></h3>" in shown_page


def test_an_empty_directory_still_has_a_finder_page(visitor):
    assert "Show all groups" in page(visitor, "?lang=es")


@pytest.mark.parametrize("asked", ["0", "-1", "2", "99999999999999999999", "x", "1.5", ""])
def test_a_missing_page_number_shows_the_nearest_page(visitor, asked):
    make_group(name="Only")

    assert "Only</a>" in page(visitor, f"?page={asked}")


def test_ten_groups_are_a_page_and_none_is_shown_twice(visitor):
    for n in range(25):
        make_group(name=f"Group {n:02}", attendance="online")

    pages = [page(visitor, f"?page={number}&how=online") for number in (1, 2, 3)]

    shown = [shown_page.count('<li class="group"') for shown_page in pages]
    names = {n for n in range(25) for shown_page in pages if f"Group {n:02}</a>" in shown_page}
    assert (shown, len(names)) == ([10, 10, 5], 25)
    assert 'name="choosing" value="2"' in pages[0]
    assert 'name="how" value="online" checked' in pages[0]


@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 11), ("?place=Akron, OH&radius=50&fit=mbc&day=tuesday&lang=en&q=circle", 10)],
)
def test_the_finder_takes_the_same_queries_at_one_and_three_groups(django_assert_num_queries, query, queries):
    make_group()
    Client().get(HERE)  # what is read once in a process, and the search refreshed
    with django_assert_num_queries(queries):
        Client().get(f"{HERE}{query}")
    make_group()
    make_group(attendance="online")
    GroupSearch.objects.refresh()
    with django_assert_num_queries(queries):
        Client().get(f"{HERE}{query}")


def test_an_empty_result_takes_a_bounded_number_of_queries(django_assert_num_queries):
    query = "?place=Nome, AK&radius=10&how=in-person&fit=mbc&day=sunday&time=late&lang=ko&who=men&type=lobular&do=art&cost=free&q=x"
    Client().get(HERE)
    with django_assert_num_queries(23):
        Client().get(f"{HERE}{query}")


def test_the_leaf_of_the_calendar_shows_the_day_that_the_words_say(visitor):
    late = Pattern(kind="weekly", weekdays=(1,), begins=datetime.time(22))  # Wednesday, where the site is
    make_group(attendance="online", zone="America/Los_Angeles", patterns=[late])

    shown_page = page(visitor)

    assert re.search(r"Tue\s*<b>\d+</b>", shown_page)
    assert "Wed <b>" not in shown_page


def test_pins_are_numbered_like_the_list_and_lead_to_it(visitor):
    near = make_group(name="Near", venue=make_venue(latitude=41.0912, longitude=-81.52))
    far = make_group(
        name="Far", attendance="hybrid", venue=make_venue(latitude=39.7392, longitude=-104.9903, region="CO")
    )
    online = make_group(name="Online", attendance="online")

    shown_page = page(visitor, "?place=Akron, OH&radius=10")

    assert f'<a class="pin" href="#group-{near.pk}" aria-label="1, Near">' in shown_page
    assert "The dashed ring shows 10 miles around Akron, Ohio." in shown_page
    assert shown_page.count('class="pin"') == shown_page.count('class="pinno"') == 1
    assert f'id="group-{far.pk}"' in shown_page
    assert f'id="group-{online.pk}"' in shown_page
    assert f'<a class="pin" href="#group-{far.pk}" aria-label="1, Far">' in page(visitor, "?place=Colorado")
    assert page(visitor, "?place=Colorado").count('class="pin"') == 1
    assert 'class="pin' not in page(visitor)


def test_a_group_that_is_always_open_has_no_next_date(visitor):
    always = Pattern(kind="daily", begins=time(0), minutes=24 * 60)
    make_group(attendance="telephone", patterns=[always])

    shown_page = page(visitor)

    assert "Whenever you like" in shown_page
    assert "<time" not in shown_page
