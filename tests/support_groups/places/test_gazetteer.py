from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from support_groups import places
from support_groups.places import postcodes
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
