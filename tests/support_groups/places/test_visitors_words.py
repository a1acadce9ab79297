"""What a visitor in the United States means by a place: written down by judgment, before the rules were."""

import pytest

from support_groups import places

CERTAIN = [
    # ten times larger than any namesake
    ("Akron", "Akron, Ohio"),
    ("Syracuse", "Syracuse, New York"),
    ("Boston", "Boston, Massachusetts"),
    ("Buffalo", "Buffalo, New York"),
    ("Detroit", "Detroit, Michigan"),
    ("Dallas", "Dallas, Texas"),
    ("Denver", "Denver, Colorado"),
    ("Phoenix", "Phoenix, Arizona"),
    ("Philadelphia", "Philadelphia, Pennsylvania"),
    ("Jacksonville", "Jacksonville, Florida"),
    ("Las Vegas", "Las Vegas, Nevada"),
    ("San Jose", "San Jose, California"),
    ("Brooklyn", "Brooklyn, New York"),
    ("New York", "New York City, New York"),
    # states
    ("Georgia", "Georgia (state)"),
    ("GA", "Georgia (state)"),
    ("IN", "Indiana"),
    ("CA", "California"),
    # known regions
    ("Bay Area", "San Francisco Bay Area, California"),
    ("the Bay Area", "San Francisco Bay Area, California"),
    ("Área de la Bahía", "San Francisco Bay Area, California"),
    ("Cape Cod", "Cape Cod, Massachusetts"),
    ("Cape Cod, MA", "Cape Cod, Massachusetts"),
    ("Long Island", "Long Island, New York"),
    ("the Twin Cities", "Twin Cities, Minnesota"),
    ("Minneapolis-St. Paul", "Twin Cities, Minnesota"),
    ("silicon valley", "Silicon Valley, California"),
    ("the Triangle", "Research Triangle, North Carolina"),
    ("Research Triangle", "Research Triangle, North Carolina"),
    ("Tidewater", "Hampton Roads, Virginia"),
    ("DFW", "Dallas-Fort Worth Metroplex, Texas"),
    ("the U.P.", "Upper Peninsula, Michigan"),
    ("Quad Cities", "Quad Cities"),
    ("New England", "New England"),
    ("Pacific Northwest", "Pacific Northwest"),
    ("the DMV", "Washington metropolitan area"),
    ("Hudson Valley", "Hudson Valley, New York"),
    ("Lehigh Valley", "Lehigh Valley, Pennsylvania"),
    ("Puget Sound", "Puget Sound, Washington"),
    ("Big Island", "Big Island, Hawaii"),
    ("O'ahu", "Oahu, Hawaii"),
    ("Maui", "Maui Island, Hawaii"),
    ("Home Counties", "Home Counties, England, United Kingdom"),
    ("GTA", "Greater Toronto Area, Ontario, Canada"),
    ("Maritimes", "Maritimes, Canada"),
    ("NoVA", "Northern Virginia"),
    ("Midwest", "Midwest"),
    ("Midwest USA", "Midwest"),
    ("Long Island, USA", "Long Island, New York"),
    ("Vancouver Island", "Vancouver Island, British Columbia, Canada"),
    ("Finger Lakes region", "Finger Lakes, New York"),
    # counties
    ("Marin", "Marin County, California"),
    ("Cuyahoga County", "Cuyahoga County, Ohio"),
    ("Cuyahoga", "Cuyahoga County, Ohio"),
    ("Cuyahoga County, OH", "Cuyahoga County, Ohio"),
    ("Cuyahoga Co., Ohio", "Cuyahoga County, Ohio"),
    ("Orange County, CA", "Orange County, California"),
    ("Condado de Orange, Florida", "Orange County, Florida"),
    ("LA County", "Los Angeles County, California"),
    ("County of Los Angeles", "Los Angeles County, California"),
    ("Orleans Parish", "Orleans Parish, Louisiana"),
    ("Prince George’s County", "Prince George's County, Maryland"),
    ("Miami-Dade County", "Miami-Dade County, Florida"),
    ("County Durham", "County Durham, England, United Kingdom"),
    ("Surrey, England", "Surrey, England, United Kingdom"),
    ("Kent, UK", "Kent, England, United Kingdom"),
    ("Co. Cork, Ireland", "County Cork, Munster, Ireland"),
    # provinces and nations, by name or short form
    ("British Columbia", "British Columbia, Canada"),
    ("B.C.", "British Columbia, Canada"),
    ("Ont.", "Ontario, Canada"),
    ("P.E.I.", "Prince Edward Island, Canada"),
    ("Sask.", "Saskatchewan, Canada"),
    ("Alberta", "Alberta, Canada"),
    ("England", "England, United Kingdom"),
    ("Scotland", "Scotland, United Kingdom"),
    ("Wales", "Wales, United Kingdom"),
    ("Northern Ireland", "Northern Ireland, United Kingdom"),
    # ZIP codes and addresses
    ("45701 OH", "Athens 45701, Ohio"),
    ("45701, OH", "Athens 45701, Ohio"),
    ("OH 45701", "Athens 45701, Ohio"),
    ("Athens OH 45701-1234", "Athens 45701, Ohio"),
    ("45701-1234 Athens, Ohio", "Athens 45701, Ohio"),
    ("1600 Elm St, Akron, OH", "Akron, Ohio"),
    ("1600 Elm St Akron OH", "Akron, Ohio"),
    ("1600 Elm St. NW, Apt. 5, Akron, Ohio, USA", "Akron, Ohio"),
    ("12345 Elm Street, Akron, OH", "Akron, Ohio"),
    ("12 Main St North Adams MA", "North Adams, Massachusetts"),
    ("First Church, Akron, OH", "Akron, Ohio"),
    ("12 High Street, Leeds, England", "Leeds, England, United Kingdom"),
    ("12 High Street, Guildford GU1 3AA", "Guildford GU1, England, United Kingdom"),
    # postcodes abroad
    ("GU1", "Guildford GU1, England, United Kingdom"),
    ("gu1 3aa", "Guildford GU1, England, United Kingdom"),
    ("T6E 4E8", "Edmonton T6E, Alberta, Canada"),
    ("t6e", "Edmonton T6E, Alberta, Canada"),
    ("Banff, AB T0L 0C0", "Banff, Alberta, Canada"),
    # abroad, with the country, or nothing at home could be meant
    ("Paris, France", "Paris, Île-de-France, France"),
    ("Toronto, Ontario", "Toronto, Ontario, Canada"),
    ("Guadalajara", "Guadalajara, Jalisco, Mexico"),
    ("Tokyo, Japan", "Tokyo, Tokyo, Japan"),
]

ASKED = [  # what must be among the choices
    ("Springfield", {"Springfield, Missouri", "Springfield, Illinois"}),
    ("Portland", {"Portland, Oregon", "Portland, Maine"}),
    ("Columbus", {"Columbus, Ohio", "Columbus, Georgia"}),
    ("Kansas City", {"Kansas City, Missouri", "Kansas City, Kansas"}),
    ("Washington", {"Washington (state)", "Washington, District of Columbia"}),
    ("Rochester", {"Rochester, New York", "Rochester, Minnesota"}),
    ("Orange County", {"Orange County, California", "Orange County, Florida"}),
    ("Orange", {"Orange County, California", "Orange, California", "Orange, New Jersey"}),
    ("Suffolk", {"Suffolk, Virginia", "Suffolk County, New York"}),
    ("Tri-State", {"Tri-State Area, New York", "Tri-State Area, Cincinnati"}),
    ("the Panhandle", {"Florida Panhandle", "Texas Panhandle"}),
    ("South Bay", {"South Bay, Santa Clara County", "South Bay, Los Angeles"}),
    ("East Bay", {"East Bay, California", "East Bay, Rhode Island"}),
    ("Paris", {"Paris, Texas", "Paris, Île-de-France, France"}),
    ("London", {"London, Kentucky", "London, England, United Kingdom", "London, Ontario, Canada"}),
    ("Londn", {"London, Kentucky", "London, England, United Kingdom"}),
    ("Rome", {"Rome, Georgia", "Rome, New York"}),
    ("Melbourne", {"Melbourne, Florida", "Melbourne, Victoria, Australia"}),
    ("Vancouver", {"Vancouver, Washington", "Vancouver, British Columbia, Canada"}),
    ("Birmingham", {"Birmingham, Alabama", "Birmingham, England, United Kingdom"}),
    ("Ontario", {"Ontario, California", "Ontario, Canada"}),
    ("New Brunswick", {"New Brunswick, New Jersey"}),
    ("Lebanon", {"Lebanon, Pennsylvania", "Lebanon (country)"}),
    ("Peru", {"Peru, Indiana", "Peru (country)"}),
    ("Holland", {"Holland, Michigan"}),
    ("Bogotá", {"Bogota, New Jersey"}),
    ("Perth, WA", {"Perth, Western Australia, Australia"}),
    ("Kent", {"Kent, Washington", "Kent, Ohio", "Kent, England, United Kingdom"}),
    ("Saskatoon", {"Saskatoon, Saskatchewan, Canada"}),
    ("12 High Street, Guildford", {"Guildford, England, United Kingdom"}),
    ("Akron, OH 45701", {"Akron, Ohio", "Athens 45701, Ohio"}),
    ("Berlin, Germany 10115", {"Berlin, Berlin, Germany"}),
    ("E1W", {"London E1W, England, United Kingdom"}),
    ("Guadalajra", {"Guadalajara, Jalisco, Mexico"}),
]


@pytest.mark.parametrize(("typed", "label"), CERTAIN)
def test_what_can_only_mean_one_place_is_chosen(typed, label):
    result = places.find(typed)

    assert (result.is_certain, result.places[0].label) == (True, label)


@pytest.mark.parametrize(("typed", "choices"), ASKED)
def test_what_can_mean_several_places_is_asked(typed, choices):
    result = places.find(typed)

    assert not result.is_certain
    assert choices <= {place.label for place in result.others}
    assert result.sentence


@pytest.mark.parametrize("typed", ["Akron", "Syracuse", "Boston", "Scotland", "Long Island"])
def test_where_one_namesake_wins_the_others_are_offered(typed):
    result = places.find(typed)

    assert result.is_certain
    assert result.others
    assert result.places[0] not in result.others


@pytest.mark.parametrize(
    "typed",
    [
        "Wooster Square Road",
        "Smallvile Nowhere, Ohio",
        "02115 Main Street",
        "X0A 1B0",
        "BT1 1AA",
        "Z9 9ZZ",
        "99999",
    ],
)
def test_what_is_not_understood_is_not_replaced_by_the_state_or_the_number_beside_it(typed):
    result = places.find(typed)

    assert not result.is_certain
    assert result.sentence
