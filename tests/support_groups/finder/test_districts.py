import datetime
from datetime import UTC

import pytest

from support_groups import finder
from support_groups.models import GroupSearch
from support_groups.places import find
from tests.factories import make_group, make_venue
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)
HERE = "/support-groups/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


def group_at(name, latitude, longitude, region, **fields):
    venue = make_venue(name=f"Hall of {name}", latitude=latitude, longitude=longitude, region=region)
    return make_group(name=name, venue=venue, **fields)


def names(place):
    found = finder.find({"place": place, "how": "in-person"}, at=AT)
    return {group.name for group in found}


def page(visitor, query):
    response = visitor.get(f"{HERE}{query}")
    assert response.status_code == 200
    return compact(response.content.decode())


def test_a_county_is_searched_to_its_edges_and_a_little_around():
    group_at("Middle", 41.48, -81.67, "OH")
    group_at("Corner", 41.3, -81.95, "OH")  # Strongsville side
    group_at("Over the line", 41.27, -81.8, "OH")  # a mile into Medina County
    group_at("Far", 41.08, -81.52, "OH")  # Akron, 15 miles south of the line

    assert names("Cuyahoga County") == {"Middle", "Corner", "Over the line"}


def test_an_island_does_not_reach_across_the_sound():
    group_at("Montauk", 41.036, -71.945, "NY")
    group_at("Great Neck", 40.8, -73.73, "NY")
    group_at("Bridgeport", 41.19, -73.19, "CT")
    group_at("New Haven", 41.31, -72.92, "CT")

    assert names("Long Island") == {"Montauk", "Great Neck"}


def test_a_region_of_several_states_is_searched_in_all_of_them():
    group_at("Davenport", 41.52, -90.58, "IA")
    group_at("Moline", 41.5, -90.5, "IL")
    group_at("Chicago", 41.88, -87.63, "IL")

    assert names("Quad Cities") == {"Davenport", "Moline"}


def test_groups_for_anyone_anywhere_stay_in_a_search_of_a_county():
    make_group(name="By telephone", attendance="telephone")

    found = finder.find({"place": "Cuyahoga County"}, at=AT)

    assert [group.name for group in found] == ["By telephone"]


def test_the_page_says_where_it_looked(visitor):
    group_at("Middle", 41.48, -81.67, "OH")

    shown_page = page(visitor, "?place=Cuyahoga County&how=in-person")

    assert "We looked in and around Cuyahoga County, Ohio." in shown_page
    assert "<title>1 group in and around Cuyahoga County, Ohio | " in shown_page
    assert "<span>Cuyahoga County, Ohio · In person</span>" in shown_page
    assert "from you" not in shown_page  # nobody said where in the county she is
    assert "Within 25 miles" not in shown_page.split('class="results"')[1]


def test_a_place_that_was_chosen_offers_its_namesakes(visitor):
    make_group()

    shown_page = page(visitor, "?place=Akron&how=in-person")

    assert "<title>1 group near Akron, Ohio | " in shown_page
    assert "<span>Near Akron, Ohio · In person</span>" in shown_page
    assert "Not the place you mean? Choose another:" in shown_page
    assert ">Akron, New York</a>" in shown_page
    assert "Not the place you mean?" not in page(visitor, "?place=Akron, OH&how=in-person")


def test_a_place_that_is_asked_about_searches_nowhere(visitor):
    group_at("Middle", 41.48, -81.67, "OH")

    shown_page = page(visitor, "?place=Orange County&how=in-person")

    assert ">Orange County, California</a>" in shown_page
    assert "Choose another:" not in shown_page
    assert "Middle" not in shown_page.split('id="results"')[1]


@pytest.mark.parametrize("place", ["Cuyahoga County", "Northeast Ohio"])
def test_a_district_takes_the_same_queries_at_one_and_three_groups(place, django_assert_num_queries, visitor):
    group_at("One", 41.48, -81.67, "OH")
    visitor.get(HERE)
    with django_assert_num_queries(11):
        visitor.get(f"{HERE}?place={place}")
    group_at("Two", 41.49, -81.67, "OH")
    make_group(attendance="online")
    GroupSearch.objects.refresh()
    with django_assert_num_queries(11):
        visitor.get(f"{HERE}?place={place}")


def test_what_was_typed_is_in_no_log(caplog):
    with caplog.at_level("DEBUG"):
        find("12 Test Street, Guildford GU1 3AA")

    assert caplog.records == []
