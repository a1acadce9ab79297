"""HSDS: one id is one thing in every service that names it, and a venue is one location whatever its groups say of it."""

import json
from collections import defaultdict

import pytest

from support_groups.models import AccessFeature, Group, Venue
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.exchange.test_exports import export
from tests.support_groups.exchange.test_round_trip import empty, take_in, written

pytestmark = pytest.mark.django_db
LIBRARY = {"name": "Fern Library", "street": "200 Fern Street", "room": "", "town": "Akron", "region": "OH"}


def at_library(name: str, *, elevator: str | None = None, **fields) -> Group:
    """A group that meets at the same address as the others, by a record of its own, as imports make them."""
    venue = make_venue(**LIBRARY | fields)
    if elevator is not None:
        feature = AccessFeature.objects.get(code="elevator")
        venue.access_known.create(
            feature=feature, is_there=elevator != "none", note=elevator.replace("none", "")
        )
    return make_group(name=name, venue=venue)


def services(client) -> dict[str, dict]:
    return {service["name"]: service for service in json.loads(export(client, "json"))["contents"]}


def place(service: dict) -> dict:
    return service["service_at_locations"][0]["location"]


def by_id(thing, table="contents", found=None) -> dict:
    """Every object of a document: (table, id) -> the different contents under that id."""
    found = defaultdict(set) if found is None else found
    if isinstance(thing, list):
        for entry in thing:
            by_id(entry, table, found)
    elif isinstance(thing, dict):
        if "id" in thing:
            found[table, thing["id"]].add(json.dumps(thing, sort_keys=True))
        for name, value in thing.items():
            by_id(value, name, found)
    return found


def test_groups_at_one_address_with_different_directions_share_one_location(visitor):
    for number in range(12):
        at_library(f"Circle {number}", directions=f"Door {number}")

    found = services(visitor)

    (location,) = {json.dumps(place(service), sort_keys=True) for service in found.values()}
    assert "Door" not in location
    for number in range(12):
        service = found[f"Circle {number}"]
        assert service["service_at_locations"][0]["description"] == f"Door {number}"
        assert {"directions": f"Door {number}"}.items() <= {
            attribute["link_type"]: attribute["value"] for attribute in service["attributes"]
        }.items()


def test_what_all_groups_say_of_a_place_is_in_the_location_and_only_there(visitor):
    for name in ("One", "Two"):
        at_library(name, directions="Blue door", elevator="by the desk")

    one, two = services(visitor).values()

    assert place(one) == place(two)
    assert place(one)["transportation"] == "Blue door"
    assert [(item["description"], item["details"]) for item in place(one)["accessibility"]] == [
        ("Elevator", "by the desk")
    ]
    assert "description" not in one["service_at_locations"][0]
    assert "directions" not in [attribute["link_type"] for attribute in one["attributes"]]


def test_access_and_coordinates_on_which_groups_differ_stay_with_the_service(visitor):
    at_library("One", elevator="by the desk", latitude=41.08, longitude=-81.52)
    at_library("Two", elevator="none", latitude=41.0815, longitude=-81.52)

    found = services(visitor)

    assert place(found["One"]) == place(found["Two"])
    assert "accessibility" not in place(found["One"])
    assert (place(found["One"])["latitude"], place(found["One"])["longitude"]) == (41.08, -81.52)
    assert found["One"]["service_at_locations"][0]["description"] == "Elevator (by the desk)"
    assert found["Two"]["service_at_locations"][0]["description"] == "Not available: Elevator"
    own = {attribute["link_type"]: attribute["value"] for attribute in found["Two"]["attributes"]}
    assert (own["latitude"], own["longitude"]) == ("41.0815", "-81.52")


def test_a_hidden_place_says_nothing_about_the_location_of_others(visitor):
    at_library("Hidden", directions="Ring at the blue gate", is_street_public=False)
    at_library("Shown", directions="Main door")
    make_group(name="Video", attendance="online", venue=make_venue(**LIBRARY, directions="Never mind"))

    found = services(visitor)

    assert place(found["Hidden"])["id"] != place(found["Shown"])["id"]
    assert place(found["Shown"])["transportation"] == "Main door"
    assert "blue gate" not in str(found)


def test_every_id_of_an_export_is_one_thing(visitor):
    runs = make_organization(name="Fern Fund", phone="330-555-0100")
    for number, elevator in enumerate([None, "", "by the desk", "none"]):
        group = at_library(
            f"Circle {number}",
            directions=f"Door {number}",
            elevator=elevator,
            latitude=41 + number / 100,
            longitude=-81.5,
        )
        group.organization = runs
        group.save()
        group.contacts.create(name="Bea", phone="330-555-0101", is_public=True)
        at_library(f"Hidden {number}", is_street_public=False, directions=f"Gate {number}")
    make_group(attendance="online", link_visibility="public", join_link="https://meet.example.org/1")

    found = by_id(json.loads(export(visitor, "json")))

    assert {table for table, _key in found} >= {
        *("contents", "location", "addresses", "organization", "phones", "contacts", "attributes"),
        *("schedules", "languages", "taxonomy_term", "service_at_locations"),
    }
    assert {key: contents for key, contents in found.items() if len(contents) > 1} == {}


def test_an_id_is_in_one_table_only_and_once_in_each_service(visitor):
    for number in range(3):
        at_library(f"Circle {number}", directions=f"Door {number}", elevator="by the desk")

    document = json.loads(export(visitor, "json"))

    tables = defaultdict(set)
    for table, key in by_id(document):
        tables[key].add(table)
    assert {key: names for key, names in tables.items() if len(names) > 1} == {}
    attributes = [entry["id"] for service in document["contents"] for entry in service["attributes"]]
    assert len(attributes) == len(set(attributes))


def test_an_export_of_groups_that_differ_about_a_place_comes_back_whole():
    at_library(
        "One", directions="Blue door\nThen left", elevator="by the desk", latitude=41.08, longitude=-81.52
    )
    at_library("Two", directions="", elevator="none", latitude=41.0815, longitude=-81.52)
    at_library("Three", directions="=Side door")
    first, csv = written("hsds"), written("csv")

    empty()
    take_in(first)

    assert written("hsds") == first
    assert written("csv") == csv
    assert set(Venue.objects.values_list("directions", flat=True)) == {
        "Blue door\nThen left",
        "",
        "=Side door",
    }
