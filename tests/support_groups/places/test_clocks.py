"""Which clock a place keeps: known, or one of several, or unknown. Never the nearest guess."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.places import Basis, of_place
from support_groups.places.clocks import of_point
from support_groups.places.gazetteer import gazetteer
from support_groups.places.odd_clocks import BY_CUSTOM, BY_LAW
from support_groups.schedules.zones import is_same_clock

TOWNS = gazetteer()
EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
)


def one_clock(zone: str, **address) -> bool:
    found = of_place(**address)
    return bool(found.zone) and is_same_clock(found.zone, zone)


def has_clocks(zones, **address) -> bool:
    found = of_place(**address).zones
    return len(found) == len(zones) and all(any(is_same_clock(a, b) for b in found) for a in zones)


@pytest.mark.parametrize(
    ("town", "region", "zone"),
    [
        *(("Indianapolis", "IN", EASTERN), ("Gary", "IN", CENTRAL), ("Evansville", "IN", CENTRAL)),
        *(("Tell City", "IN", CENTRAL), ("Vevay", "IN", EASTERN), ("Knox", "IN", CENTRAL)),
        *(("Louisville", "KY", EASTERN), ("Bowling Green", "KY", CENTRAL), ("Monticello", "KY", EASTERN)),
        *(("Chattanooga", "TN", EASTERN), ("Nashville", "Tennessee", CENTRAL)),
        *(("Fargo", "ND", CENTRAL), ("Dickinson", "ND", MOUNTAIN), ("Mandan", "ND", CENTRAL)),
        *(("Sioux Falls", "SD", CENTRAL), ("Rapid City", "SD", MOUNTAIN), ("Pierre", "SD", CENTRAL)),
        *(("El Paso", "TX", MOUNTAIN), ("Midland", "TX", CENTRAL), ("Ontario", "OR", MOUNTAIN)),
        *(("Phoenix", "AZ", "America/Phoenix"), ("Tuba City", "AZ", MOUNTAIN), ("Window Rock", "AZ", MOUNTAIN)),
        *(("Pensacola", "FL", CENTRAL), ("Tallahassee", "FL", EASTERN), ("Ironwood", "MI", CENTRAL)),
        *(("Columbus", "GA", EASTERN), ("Coeur d’Alene", "ID", PACIFIC), ("Boise", "Idaho", MOUNTAIN)),
    ],
)  # fmt: skip
def test_a_town_in_a_state_with_two_clocks_has_its_own(town, region, zone):
    assert one_clock(zone, town=town, region=region)


@pytest.mark.parametrize(
    ("town", "region", "zone"),
    [
        *(("Thunder Bay", "ON", "America/Toronto"), ("Kenora", "Ontario", "America/Winnipeg")),
        *(("Dryden", "ON", "America/Winnipeg"), ("Swift Current", "SK", "America/Regina")),
        *(("Cranbrook", "BC", "America/Edmonton"), ("Dawson Creek", "BC", "America/Phoenix")),
        *(("Lloydminster", "SK", "America/Edmonton"), ("Lloydminster", "AB", "America/Edmonton")),
        ("Creighton", "SK", "America/Winnipeg"),
        ("Cap-aux-Meules", "QC", "America/Halifax"),
    ],
)
def test_a_town_at_the_edge_of_a_canadian_province_has_its_own(town, region, zone):
    assert one_clock(zone, town=town, region=region, country="CA")


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ({"region": "CA"}, PACIFIC),
        ({"region": "California", "country": "US"}, PACIFIC),
        ({"region": "Ohio", "town": "Nowhere Falls"}, EASTERN),
        ({"country": "DE"}, "Europe/Berlin"),
        ({"country": "United Kingdom"}, "Europe/London"),
        ({"region": "PR"}, "America/Puerto_Rico"),
        ({"region": "Western Australia", "country": "AU"}, "Australia/Perth"),
        ({"country": "Mexico", "region": "Sonora"}, "America/Hermosillo"),
    ],
)
def test_a_region_or_country_with_one_clock_is_enough(address, zone):
    assert one_clock(zone, **address)


@pytest.mark.parametrize(
    "address",
    [
        *({"region": name} for name in ("TN", "Kentucky", "IN", "ND", "SD", "AZ", "FL", "MI", "TX", "NV", "ID")),
        *({"country": code} for code in ("US", "CA", "MX", "AU", "BR", "ES", "RU")),
        *({"region": name, "country": "CA"} for name in ("ON", "BC", "QC", "SK", "NU")),
        {"town": "Nowhere Falls", "region": "TN"},
        {"town": "Springfield"},
        {"town": "Berlin"},
        {"town": "London"},
        {"town": "Berlin", "postcode": "10119"},
        {"region": "San José"},
    ],
)  # fmt: skip
def test_a_place_that_may_keep_several_clocks_is_never_one_of_them(address):
    found = of_place(**address)

    assert (found.zone, len(found.zones) > 1) == ("", True)


@pytest.mark.parametrize("address", [{}, {"town": "Nowhere Falls"}, {"region": "Zzyx"}, {"country": "Zzyx"}])
def test_a_place_nobody_knows_has_no_clock(address):
    assert of_place(**address).zones == ()


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ({"town": "Toronto", "region": "CA"}, "America/Toronto"),
        ({"town": "San Diego", "region": "CA"}, PACIFIC),
        ({"town": "Berlin", "region": "DE"}, "Europe/Berlin"),
        ({"town": "Wilmington", "region": "DE"}, EASTERN),
        ({"town": "Perth", "region": "WA"}, "Australia/Perth"),
        ({"town": "Seattle", "region": "WA"}, PACIFIC),
        ({"town": "London", "region": "Ontario"}, "America/Toronto"),
    ],
)
def test_a_code_that_means_two_regions_is_decided_by_the_town(address, zone):
    assert one_clock(zone, **address)


def test_a_region_that_is_a_town_counts_as_one():
    assert one_clock(MOUNTAIN, region="Albuquerque")
    assert one_clock("America/Edmonton", region="Edmonton", latitude=53.55, longitude=-113.5)
    assert of_place(region="San Jose", country="US").zone == ""


def test_a_zip_code_counts_at_home_only():
    assert one_clock(EASTERN, postcode="44308-1234")
    assert one_clock(EASTERN, street="1 Made Up Street, Akron 44308")
    assert one_clock("Europe/Berlin", postcode="10119", country="DE")


@pytest.mark.parametrize(("country", "region", "town"), [*BY_LAW, *BY_CUSTOM])
def test_a_town_with_an_odd_clock_is_in_its_region_or_asks(country, region, town):
    found = of_place(town=town, region=region, country=country)

    assert any(is_same_clock((BY_LAW | BY_CUSTOM)[country, region, town], zone) for zone in found.zones)


def test_phenix_city_asks_whether_law_or_custom_holds():
    assert has_clocks((EASTERN, CENTRAL), town="Phenix City", region="AL")
    assert has_clocks((EASTERN, CENTRAL), postcode="36867")


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (37.336, -121.89, PACIFIC),
        (52.53, 13.40, "Europe/Berlin"),
        (31.76, -106.49, MOUNTAIN),
        (39.77, -86.16, EASTERN),
        (50.45, -104.62, "America/Regina"),
        (64.84, -147.72, "America/Anchorage"),
    ],
)
def test_coordinates_tell_the_clock_of_the_towns_around(latitude, longitude, zone):
    assert one_clock(zone, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zones"),
    [
        (32.465, -84.99, (EASTERN, CENTRAL)),  # the river between Columbus and Phenix City
        (32.72, -114.62, ("America/Phoenix", PACIFIC)),  # Yuma
        (49.78, -92.84, ("America/Winnipeg",)),  # Dryden
        (40.74, -114.05, (PACIFIC, MOUNTAIN)),  # Wendover
        (36.13, -111.24, (MOUNTAIN, "America/Phoenix")),  # Tuba City and Moenkopi
        (46.45, -90.15, (CENTRAL,)),  # Ironwood
    ],
)
def test_coordinates_near_a_border_allow_the_clocks_of_both_sides(latitude, longitude, zones):
    assert has_clocks(zones, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        *((0, 0), (40, -50), (-75, 20), (75, -40), (90, 0), (-90, 180)),
        *((91, 0), (0, 181), (1e300, 1), (math.nan, 1), (1, math.inf), (-121.89, 37.336)),
        (None, 5.0),
    ],
)
def test_a_sea_a_desert_and_nonsense_have_no_clock(latitude, longitude):
    assert of_place(latitude=latitude, longitude=longitude).zones == ()


def test_the_parts_of_an_address_narrow_each_other():
    on_the_border = {"latitude": 32.465, "longitude": -84.99}

    assert one_clock(EASTERN, town="Columbus", region="GA", **on_the_border)
    assert one_clock("America/Phoenix", region="AZ", latitude=32.72, longitude=-114.62)


@pytest.mark.parametrize(
    "address",
    [
        {"town": "Portland", "region": "OR", "postcode": "10001"},
        {"town": "Akron", "region": "OH", "latitude": 52.53, "longitude": 13.40},
        {"country": "US", "latitude": 52.53, "longitude": 13.40},
    ],
)
def test_parts_that_contradict_each_other_have_no_clock(address):
    found = of_place(**address)

    assert (found.zones, found.is_contradictory) == ((), True)


def test_the_source_is_the_part_that_tells_most():
    found = of_place(town="San Jose", region="CA", latitude=37.336, longitude=-121.89)

    assert (found.source.basis, found.source.place) == (Basis.TOWN, "San Jose, California")
    assert of_place(latitude=37.336, longitude=-121.89).source.basis == Basis.COORDINATES


@given(st.integers(0, len(TOWNS) - 1))
def test_a_towns_own_point_allows_its_own_clock(row):
    town = TOWNS.town(row)

    found = of_point(town.latitude, town.longitude)

    assert any(is_same_clock(town.zone, zone) for zone in found.zones)


@given(st.integers(0, len(TOWNS) - 1))
def test_a_town_with_region_and_country_is_on_its_own_clock_or_asks(row):
    town = TOWNS.town(row)

    found = of_place(town=town.name, region=town.region or town.region_name, country=town.country)

    assert found.allows(town.zone)
    assert not found.zone or is_same_clock(found.zone, town.zone)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_clock_of_a_point_is_the_same_a_little_farther_or_asked_about(latitude, longitude):
    here, beside = (
        of_place(latitude=latitude, longitude=longitude),
        of_place(latitude=latitude, longitude=longitude + 0.05),
    )

    if here.zone and beside.zone:
        assert is_same_clock(here.zone, beside.zone)


@given(
    st.text(max_size=40),
    st.text(max_size=40),
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_no_text_is_too_strange(street, town, region, postcode, country):
    of_place(street=street, town=town, region=region, postcode=postcode, country=country)


def test_a_town_of_several_states_is_not_named_as_one_of_them():
    found = of_place(town="Lowell", country="US")

    assert [finding.place for finding in found.findings if finding.basis == Basis.TOWN] == ["Lowell"]
