"""Words that name one place and mean another are asked about; a place abroad is never chosen for one at home."""

import pytest

from support_groups import places
from tests.support_groups.places.known_places import REGIONS

ASKED = [
    # a part of a state is no town of the state
    ("West Texas", {"Texas", "West, Texas"}),
    ("East Texas", {"Texas", "East Texas, Pennsylvania"}),
    ("Eastern Kentucky", {"Kentucky", "Eastern, Kentucky"}),
    ("central Indiana", {"Indiana"}),
    ("Western Mass.", {"Massachusetts"}),
    ("SE Michigan", {"Michigan"}),
    ("Middle Georgia", {"Georgia (state)"}),
    ("norte de Texas", {"Texas"}),
    # abroad, and something at home has nearly the name
    ("Cali", {"California", "Cali, Valle del Cauca, Colombia"}),
    ("Monterrey", {"Monterey, California", "Monterrey, Nuevo León, Mexico"}),
    ("Puebla", {"Pueblo, Colorado", "Puebla, Puebla, Mexico"}),
    ("the Highlands", {"Highlands, North Carolina", "Scottish Highlands, Scotland, United Kingdom"}),
    ("the Midlands", {"Midlands, South Carolina", "Midlands, England, United Kingdom"}),
    ("Niagara Region", {"Niagara County, New York", "Niagara Region, Ontario, Canada"}),
    ("the North East", {"Northeast", "North East England, United Kingdom"}),
    # a part of a city of which nobody says how many live there
    ("Flushing", {"Flushing, New York", "Flushing, Michigan"}),
    # several of a name
    ("Capital Region", {"Capital District, New York", "Greater Sacramento, California"}),
    ("Korea", {"South Korea", "North Korea"}),
    ("Congo", {"Republic of the Congo", "Democratic Republic of the Congo"}),
]
CERTAIN = [
    ("West, Texas", "West, Texas"),
    ("Jersey", "New Jersey"),
    ("East LA", "East Los Angeles, California"),
    ("Panhandle, TX", "Panhandle, Texas"),
    ("West Virginia", "West Virginia"),
    ("West New York", "West New York, New Jersey"),
    ("Western New York", "Western New York"),
    ("South Florida", "South Florida"),
    ("Western Australia", "Western Australia, Australia"),
    ("South Korea", "South Korea"),
    ("Akron, Summit County, Ohio", "Akron, Ohio"),
    ("1600 Elm St, Akron, Summit County, OH", "Akron, Ohio"),
    ("LaSalle County", "LaSalle County, Illinois"),
    ("La Salle County", "LaSalle County, Illinois"),
    ("Hempstead, Nassau County, NY", "Hempstead, New York"),
    ("Madrid, Spain", "Madrid, Madrid, Spain"),
    ("Valencia, España", "Valencia, Valencia, Spain"),
    ("Goiás, Brazil", "Goiás, Brazil"),
    ("Guadalajara", "Guadalajara, Jalisco, Mexico"),
    ("Hull, UK", "Kingston upon Hull, England, United Kingdom"),
    ("Chi-Town", "Chicago, Illinois"),
    ("Yukon (province), Canada", "Yukon (territory), Canada"),  # an address somebody kept
    ("Puerto Rico", "Puerto Rico (territory)"),
    ("Manchester M1", "Manchester M1, England, United Kingdom"),
    ("CF10 Cardiff", "Cardiff CF10, Wales, United Kingdom"),
    ("Guildford, GU1", "Guildford GU1, England, United Kingdom"),
    ("B12 Oak St, Akron, OH", "Akron, Ohio"),
    ("E1 Akron, OH", "Akron, Ohio"),
    ("De Kalb County, GA", "DeKalb County, Georgia"),
    ("Du Page County", "DuPage County, Illinois"),
]


@pytest.mark.parametrize(("typed", "choices"), ASKED)
def test_what_may_mean_another_place_is_asked(typed, choices):
    result = places.find(typed)

    assert not result.is_certain
    assert choices <= {place.label for place in result.others}
    assert result.sentence


@pytest.mark.parametrize(("typed", "label"), CERTAIN)
def test_what_is_plain_is_not_asked(typed, label):
    result = places.find(typed)

    assert (result.is_certain, result.places[0].label) == (True, label)


@pytest.mark.parametrize("typed", ["Central America", "the Middle East", "Europe", "América Latina"])
def test_what_is_wider_than_a_country_is_no_village_of_its_name(typed):
    result = places.find(typed)

    assert (result.places, result.suggestions) == ((), ())
    assert "wider than a country" in result.sentence


def test_of_a_part_of_a_state_the_state_at_home_is_offered_first():
    assert places.find("Middle Georgia").others[0].label == "Georgia (state)"


def test_a_town_is_not_found_in_a_county_it_is_not_in():
    assert not places.find("Akron, Cuyahoga County, OH").places


@pytest.mark.parametrize("line", REGIONS.strip().splitlines(), ids=lambda line: line.partition(" |")[0])
def test_a_known_region_holds_its_towns_and_leaves_out_its_neighbors(line):
    name, inside, outside = line.split(" | ")
    [region] = [place for place in places.find(name).places[:1] if place.boxes]

    def held(towns):
        return [town for town in towns.split("; ") if any(_town(town) in box for box in region.boxes)]

    assert held(inside) == inside.split("; ")
    assert held(outside) == []


def _town(typed):
    return next(place for place in places.find(typed).places if not place.is_area)
