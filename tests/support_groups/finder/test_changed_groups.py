"""What has changed since a printed sheet: the groups of the same search, also those that stopped."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from support_groups.finder.changed_groups import newest_key
from support_groups.models import Group, GroupSearch
from tests.descriptions import Head
from tests.factories import make_group, make_page, make_venue
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
NOTHING = "Nothing has changed in the groups on your list."


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def printed() -> int:
    """The number on a sheet with two groups in Akron."""
    make_group(name="Table", slug="table")
    make_group(name="Lanterns", slug="lanterns")
    GroupSearch.objects.refresh()
    return newest_key()


def changed(slug, **fields):
    Group.objects.filter(slug=slug).update(**fields)


def since(client, number, query="?place=Akron%2C+OH") -> str:
    GroupSearch.objects.refresh_marked(AT)
    answer = client.get(f"/support-groups/sheet/since/{number}/{query}")
    assert answer.status_code == 200
    return compact(answer.content.decode()).split("<main")[1].split("</main>")[0]


def test_a_list_in_which_nothing_changed_says_so(visitor, printed):
    text = since(visitor, printed)

    assert NOTHING in text
    assert 'href="/support-groups/?place=Akron%2C+OH"' in text
    assert "Table" not in text


def test_each_changed_group_is_named_with_what_holds_now(visitor, printed):
    Group.objects.get(slug="table").schedule_exceptions.create(first=date(2026, 12, 8), reason="Snow")
    changed("lanterns", status="paused", paused_until=date(2027, 1, 5))

    text = since(visitor, printed)

    assert "2 groups are different now." in text
    assert "Tuesday, December 8, 6:30" in text
    assert "No meeting: Snow" in text
    assert "meets again starting January 5, 2027" in text


@pytest.mark.parametrize("query", ["?place=Akron%2C+OH", "?place=Akron%2C+OH&day=tuesday&time=evening", ""])
def test_a_group_that_stopped_is_named_although_no_search_finds_it(visitor, printed, query):
    changed("table", status="closed")

    text = since(visitor, printed, query)

    assert "This group has stopped meeting." in text
    assert "Table" in text
    assert "Lanterns" not in text


def test_groups_of_other_searches_are_left_out(visitor, printed):
    far = make_venue(town="Nome", region="AK", postcode="99762", latitude=64.5, longitude=-165.4)
    for status in ("listed", "closed"):
        make_group(name=f"Far {status}", venue=far, status=status)

    assert NOTHING in since(visitor, printed)


def test_a_new_group_is_named_as_new(visitor, printed):
    make_group(name="Newcomers")

    text = since(visitor, printed)

    assert "1 group is different now." in text
    assert "New since your list was printed." in text


def test_a_confirmation_is_no_difference(visitor, printed):
    Group.objects.get(slug="table").confirm(on=AT.date(), by="leader", how="phone")

    assert NOTHING in since(visitor, printed)


@pytest.mark.parametrize("number", ["-1", "x", "9" * 40, "<b>", "999999", "٣"])
def test_a_number_that_no_list_has_gets_words(visitor, printed, number):
    text = since(visitor, number)

    assert "so we can’t say what is different from yours" in text
    assert "See the list as it is now" in text


def test_an_absurd_search_gets_the_page_too(visitor, printed):
    assert since(visitor, printed, "?place=%FF&day=never&radius=x&lang=zz")


def test_search_engines_are_asked_to_stay_away_and_the_search_is_not_told(visitor, printed):
    answer = visitor.get(f"/support-groups/sheet/since/{printed}/?place=Akron")

    assert Head(answer.content.decode()).meta["robots"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_fifteen_queries_at_any_length(visitor, django_assert_num_queries, printed, rows):
    make_page()
    for number in range(rows):
        make_group(name=f"New {number}")
    GroupSearch.objects.refresh()

    with django_assert_num_queries(15):
        visitor.get(f"/support-groups/sheet/since/{printed}/")
