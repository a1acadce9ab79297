from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from support_groups import places
from support_groups.places import postcodes
from support_groups.places.districts import districts
from support_groups.places.gazetteer import gazetteer
from support_groups.schedules.zones import is_zone

TOWNS = gazetteer()


def finds_itself(place):
    found = places.find(place.query)
    return found.is_certain and not found.sentence and found.places[0] == place


def test_every_town_is_found_again_by_its_query():
    lost = [TOWNS.town(row).query for row in range(len(TOWNS)) if not finds_itself(TOWNS.town(row))]

    assert len(TOWNS) > 70_000
    assert lost == []


def test_every_region_and_country_is_found_again_by_its_query():
    areas = [TOWNS.whole(number) for number in range(len(TOWNS.areas))]
    searchable = [place for place in areas if place.region or place.kind == "country"]

    assert len(searchable) > 2_000
    assert [place.query for place in searchable if not finds_itself(place)] == []


def test_every_county_and_known_region_is_found_again_by_its_query():
    every = [districts().place(row) for row in range(len(districts()))]
    found = [places.find(place.query) for place in every]

    assert len(every) > 3_400
    assert [
        place.query
        for place, matches in zip(every, found, strict=True)
        if not matches.is_certain or matches.places[0] != place
    ] == []


def test_every_district_has_boxes_and_a_circle_around_them():
    for row in range(len(districts())):
        place = districts().place(row)
        assert 1 <= len(place.boxes) <= 40, place.label
        assert place.zone
        assert 5 < place.radius_km < 2500, (place.label, place.radius_km)


@pytest.mark.parametrize(
    ("district", "inside", "outside"),
    [
        ("Cuyahoga County, OH", ["Cleveland, OH", "Strongsville, OH"], ["Akron, OH", "Lorain, OH"]),
        ("Cape Cod", ["Provincetown, MA", "Falmouth, MA"], ["Plymouth, MA", "New Bedford, MA"]),
        ("Long Island", ["Montauk, NY", "Great Neck, NY"], ["Bridgeport, CT", "New Haven, CT"]),
        ("Bay Area", ["San Jose, CA", "Napa, CA", "Oakland, CA"], ["Sacramento, CA", "Santa Cruz, CA"]),
        ("Twin Cities", ["Minneapolis, MN", "Saint Paul, MN"], ["Saint Cloud, MN", "Rochester, MN"]),
        ("Research Triangle", ["Raleigh, NC", "Chapel Hill, NC"], ["Greensboro, NC", "Charlotte, NC"]),
        (
            "Surrey, England",
            ["Guildford, England", "Woking, England"],
            ["Brighton, England", "Reading, England"],
        ),
        (
            "Berkshire, England",
            ["Slough, England", "Reading, England"],
            ["Oxford, England", "Guildford, England"],
        ),
        (
            "Merseyside",
            ["Liverpool, England", "Southport, England"],
            ["Manchester, England", "Preston, England"],
        ),
        ("Tyne and Wear", ["Sunderland, England"], ["Durham, England", "Darlington, England"]),
        ("County Cork, Ireland", ["Cork, Ireland", "Mallow, Ireland"], ["Limerick, Ireland"]),
        (
            "Greater Toronto Area",
            ["Toronto, Ontario", "Oshawa, Ontario"],
            ["Kingston, Ontario", "Barrie, Ontario"],
        ),
        (
            "Vancouver Island",
            ["Victoria, British Columbia", "Nanaimo, British Columbia"],
            ["Vancouver, British Columbia"],
        ),
        ("Midwest", ["Chicago, IL", "Wichita, KS"], ["Pittsburgh, PA", "Denver, CO"]),
        ("Aleutians West Census Area, AK", ["Unalaska, AK"], ["Anchorage, AK"]),
    ],
)
def test_a_district_holds_its_towns_and_not_those_of_its_neighbors(district, inside, outside):
    boxes = places.find(district).places[0].boxes

    def is_held(town):
        point = next(place for place in places.find(town).places if not place.is_area)
        return any(point in box for box in boxes)

    assert [town for town in inside if not is_held(town)] == []
    assert [town for town in outside if is_held(town)] == []


@pytest.mark.parametrize(
    ("code", "label", "latitude", "longitude", "zone"),
    [
        ("GU1", "Guildford GU1, England, United Kingdom", 51.24, -0.57, "Europe/London"),
        ("EH1 1YZ", "Edinburgh EH1, Scotland, United Kingdom", 55.95, -3.19, "Europe/London"),
        ("t6e4e8", "Edmonton T6E, Alberta, Canada", 53.51, -113.51, "America/Edmonton"),
        ("H2X", "Montréal H2X, Quebec, Canada", 45.51, -73.57, "America/Toronto"),
    ],
)
def test_a_postcode_abroad_is_known_by_its_first_half(code, label, latitude, longitude, zone):
    place = places.find(code).places[0]

    assert (place.label, place.zone) == (label, zone)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.02)
    assert places.find(place.query).places == (place,)


def test_every_zone_is_in_the_time_zone_data():
    assert [zone for zone in TOWNS.zones if not is_zone(zone)] == []


def test_every_alias_means_a_town():
    assert [alias for alias in TOWNS.aliases if not list(TOWNS.towns(alias))] == []


@pytest.mark.parametrize(
    ("query", "latitude", "longitude", "zone"),
    [
        ("Phoenix, AZ", 33.45, -112.07, "America/Phoenix"),
        ("Honolulu, HI", 21.31, -157.86, "Pacific/Honolulu"),
        ("99546", 51.86, -177.09, "America/Adak"),
        ("87102", 35.08, -106.65, "America/Denver"),
        ("00901", 18.47, -66.10, "America/Puerto_Rico"),
        ("Auckland, New Zealand", -36.85, 174.76, "Pacific/Auckland"),
    ],
)
def test_a_place_has_the_right_point_and_time_zone(query, latitude, longitude, zone):
    place = next(place for place in places.find(query).places if not place.is_area)

    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.02)
    assert place.zone == zone


def test_namesakes_in_one_state_are_distinguished_by_a_neighboring_town():
    first, second = places.find("Salem, AR").places[:2]

    assert first.near != second.near
    assert first.label == f"Salem (near {first.near}), Arkansas"
    assert places.find(first.query).places == (first,)


def test_a_zip_code_carries_the_zone_of_its_town():
    here, zone = (
        postcodes.place("79901"),
        ZoneInfo("America/Denver"),
    )  # El Paso, in the one corner of Texas on Mountain time

    assert here.label == "El Paso 79901, Texas"
    assert ZoneInfo(here.zone).utcoffset(datetime(2026, 7, 1)) == zone.utcoffset(datetime(2026, 7, 1))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_zones_offered_begin_in_the_united_states_and_are_all_known(language):
    offered = places.zones_offered(language)

    assert [zone for zone, _label in offered][:2] == ["America/New_York", "America/Chicago"]
    assert all(is_zone(zone) and label for zone, label in offered)
    assert len({label for _zone, label in offered}) == len(offered)
