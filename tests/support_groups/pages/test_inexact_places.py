"""A place of which only the town is known, or whose point is the middle of its ZIP code, leads nobody to a door."""

import json

import pytest
from icalendar import Calendar

from mbc_site.models import OrganizationDetails as Site
from support_groups.models import Contact, GroupSearch
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.html import compact
from tests.support_groups.pages.test_group_page import page

pytestmark = pytest.mark.django_db
TOWN_ONLY = {
    "name": "Nelsonville",
    "street": "",
    "town": "Nelsonville",
    "latitude": 39.4587,
    "longitude": -82.2318,
}
ASK = "Ask for the address before you go."


def town_only(**fields):
    return make_group(venue=make_venue(**TOWN_ONLY, postcode=""), joining="", **fields)


def middle(**fields):
    """A street, and the middle of its ZIP code."""
    return make_group(venue=make_venue(latitude=41.081, longitude=-81.519), joining="", **fields)


def event(visitor, group):
    calendar = Calendar.from_ical(visitor.get(f"/support-groups/{group.slug}/calendar.ics").content)
    return calendar.walk("VEVENT")[0]


def shown(response) -> str:
    return compact(response.content.decode())


def location(visitor, group) -> dict:
    text = visitor.get(group.get_absolute_url()).content.decode()
    series = json.loads(text.split('type="application/ld+json">')[1].split("</script>")[0])
    return series["location"]


def test_the_point_of_a_place_without_a_street_is_rounded():
    group = town_only()

    assert (group.place.latitude, group.place.longitude) == (39.5, -82.2)
    GroupSearch.objects.refresh()
    row = GroupSearch.objects.get(group=group)
    assert (row.latitude, row.longitude) == (39.5, -82.2)
    assert (group.place.is_exact, group.place.has_door) == (False, False)


def test_a_street_with_the_middle_of_its_zip_code_has_no_door_pin():
    place = middle().place

    assert (place.latitude, place.is_exact, place.has_door) == (41.081, True, False)


def test_a_page_without_a_street_tells_visitors_to_ask_and_whom(visitor):
    group = town_only()
    Contact.objects.create(group=group, name="Ann", phone="555-0100", is_public=True)

    text = page(visitor, group)

    where = text.split('id="place"')[1].split("</section>")[0]
    assert ASK in where
    assert '<a href="#contact">Who to ask</a>' in where
    for promise in ("Just come", "Drop in", 'class="map', "geo:"):
        assert promise not in text.split("<footer")[0]


def test_without_a_contact_the_site_offers_to_ask(visitor):
    Site.objects.create(helpline="1-800-555-0142")

    where = page(visitor, town_only(organization=None)).split('id="place"')[1].split("</section>")[0]

    assert "We can put you in touch:" in where
    assert "1-800-555-0142" in where


def test_a_page_with_a_street_but_no_door_has_neither_map_nor_point(visitor):
    text = page(visitor, middle())

    where = text.split('id="place"')[1]
    assert "Fern Street" in where
    assert ASK not in text
    assert 'class="map' not in where
    assert "geo:" not in text


@pytest.mark.parametrize("make", [town_only, middle])
def test_calendar_and_search_engines_get_no_point(visitor, make):
    group = make()

    assert "GEO" not in event(visitor, group)
    assert "geo" not in location(visitor, group)


def test_the_calendar_says_to_ask(visitor):
    assert event(visitor, town_only())["LOCATION"] == "Nelsonville, OH (ask for the address)"


def test_the_list_says_to_ask_and_its_pin_shows_the_town_only(visitor):
    town_only(name="Porch Talk")
    make_group(name="Lantern", venue=make_venue(town="Athens", latitude=39.3292, longitude=-82.1013))

    text = shown(visitor.get("/support-groups/?place=Nelsonville, OH"))

    assert "Nelsonville, OH (ask for the address), about" in text
    assert "Nelsonville, Nelsonville" not in text
    assert "A dashed pin shows only the town: ask for the address." in text
    assert text.count('class="pin about"') == 1
    assert text.count('class="pin"') == 1


def test_a_list_of_doors_has_no_word_about_dashed_pins(visitor):
    make_group()

    assert "dashed pin" not in shown(visitor.get("/support-groups/?place=Akron, OH"))


def test_the_sheet_says_to_ask(visitor):
    town_only()

    assert "Nelsonville, OH (ask for the address)" in shown(visitor.get("/support-groups/sheet/"))


def test_staff_are_warned_of_a_missing_street_unless_the_address_is_hidden():
    hidden = make_group(venue=make_venue(street="", is_street_public=False))

    fields = {
        group: [problem.field for problem in group.stored_problems()] for group in (town_only(), hidden)
    }

    assert list(fields.values()) == [["contacts", "street", "contacts"], ["contacts", "contacts"]]


def test_a_county_is_shown_and_the_nation_found(visitor):
    make_group(
        name="Farnham Road",
        organization=make_organization(),
        venue=make_venue(
            street="1 High Street", town="Guildford", region="Surrey", postcode="GU1 3AA", country="GB"
        ),
    )

    text = shown(visitor.get("/support-groups/?place=England, United Kingdom"))

    assert "Farnham Road" in text
    assert "Guildford, Surrey" in text


@pytest.mark.parametrize("street", ["PO Box 12", "P.O. Box 12", "Apartado 12", " "])
def test_nobody_is_led_to_a_box_at_a_post_office(visitor, street):
    group = make_group(venue=make_venue(street=street, latitude=41.08123, longitude=-81.51234), joining="")

    text = page(visitor, group)

    assert ASK in text
    assert "Just come" not in text
    assert (group.place.latitude, group.place.has_door) == (41.1, False)
    assert "GEO" not in event(visitor, group)
    assert "street" in [problem.field for problem in group.stored_problems()]
