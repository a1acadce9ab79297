import logging

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups import places
from support_groups.places.distance import between


def labels(result):
    return [place.label for place in result.places]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("87102", "Albuquerque 87102, New Mexico"),
        ("87102-1234", "Albuquerque 87102, New Mexico"),
        (" 871 02 ", "Albuquerque 87102, New Mexico"),
        ("Lancaster, PA 17603", "Lancaster 17603, Pennsylvania"),
        ("17603, USA", "Lancaster 17603, Pennsylvania"),
        ("Springfield IL", "Springfield, Illinois"),
        ("springfield, illinois", "Springfield, Illinois"),
        ("Springfield, Ill.", "Springfield, Illinois"),
        ("springfield illinois usa", "Springfield, Illinois"),
        ("Springfield, IL, United States", "Springfield, Illinois"),
        ("St. Louis", "St. Louis, Missouri"),
        ("SAINT  LOUIS mo", "St. Louis, Missouri"),
        ("ft worth", "Fort Worth, Texas"),
        ("Mt. Vernon, NY", "Mount Vernon, New York"),
        ("coeur d’alene", "Coeur d'Alene, Idaho"),
        ("Winston Salem", "Winston-Salem, North Carolina"),
        ("Billings, MT", "Billings, Montana"),
        ("San Juan, P.R.", "San Juan, Puerto Rico"),
        ("Intercourse, PA", "Intercourse, Pennsylvania"),
        ("NYC", "New York City, New York"),
        ("new york", "New York City, New York"),
        ("Nueva York", "New York City, New York"),
        ("Washington DC", "Washington, District of Columbia"),
        ("Kansas City Kansas", "Kansas City, Kansas"),
        ("Leeds, England", "Leeds, England, United Kingdom"),
        ("leeds uk", "Leeds, England, United Kingdom"),
        ("Londres", "London, England, United Kingdom"),
        ("Vancouver, CA", "Vancouver, British Columbia, Canada"),
        ("Ontario, CA", "Ontario, California"),
        ("Bogotá, Colombia", "Bogotá, Bogota D.C., Colombia"),
    ],
)
def test_a_place_is_found_as_people_write_it(text, label):
    result = places.find(text)

    assert (result.places[0].label, result.is_certain, result.sentence) == (label, True, "")


@pytest.mark.parametrize(
    ("text", "kind", "country", "region"),
    [
        ("Illinois", "region", "US", "IL"),
        ("NM", "region", "US", "NM"),
        ("n. mex.", "region", "US", "NM"),
        ("Nuevo México", "region", "US", "NM"),
        ("New York State", "region", "US", "NY"),
        ("state of Washington", "region", "US", "WA"),
        ("Georgia", "region", "US", "GA"),
        ("georgia (country)", "country", "GE", ""),
        ("Puerto Rico", "region", "US", "PR"),
        ("Manitoba", "region", "CA", "MB"),
        ("BC", "region", "CA", "BC"),
        ("Scotland", "region", "GB", "SCT"),
        ("Ireland", "country", "IE", ""),
        ("México", "country", "MX", ""),
        ("Estado de México", "region", "MX", "MEX"),
        ("U.S.A.", "country", "US", ""),
        ("EE. UU.", "country", "US", ""),
    ],
)
def test_a_state_or_country_is_a_whole_region_with_its_codes(text, kind, country, region):
    result = places.find(text)

    place = result.places[0]
    assert (place.kind, place.country, place.region) == (kind, country, region)
    assert result.is_certain
    assert place.is_area
    assert place.radius_km > 10


def test_the_circle_of_a_state_holds_its_corners():
    place = places.find("New Mexico").places[0]

    for corner in ("Farmington, NM", "Hobbs, NM", "Clayton, NM", "Lordsburg, NM"):
        town = places.find(corner).places[0]
        distance = between(place.latitude, place.longitude, town.latitude, town.longitude)
        assert distance < place.radius_km < 450


def test_the_middle_of_the_united_states_is_on_the_mainland():
    place = places.find("USA").places[0]

    assert 30 < place.latitude < 45
    assert -105 < place.longitude < -85


def test_a_shared_name_asks_which_one_the_largest_first():
    result = places.find("Springfield")

    assert labels(result)[:3] == [
        "Springfield, Missouri",
        "Springfield, Massachusetts",
        "Springfield, Illinois",
    ]
    assert not result.is_certain
    assert result.sentence == "There is more than one place with that name. Which one do you mean?"


@pytest.mark.parametrize("text", ["Washington", "Portland", "Birmingham", "Paris", "LA", "Kansas City"])
def test_a_name_with_two_likely_meanings_is_never_guessed(text):
    result = places.find(text)

    assert not result.is_certain
    assert len(result.places) > 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Toronto", "Toronto, Ontario, Canada"),
        ("London", "London, England, United Kingdom"),
        ("LA", "Louisiana"),
    ],
)
def test_a_famous_name_keeps_its_namesakes_as_other_choices(text, label):
    result = places.find(text)

    assert label in labels(result)
    assert len(result.places) > 1


def test_the_visitors_own_country_comes_first():
    assert labels(places.find("Birmingham"))[0] == "Birmingham, Alabama"
    assert labels(places.find("Birmingham", country="GB"))[0] == "Birmingham, England, United Kingdom"


def test_no_more_places_than_asked_for():
    assert len(places.find("Springfield", limit=3).places) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please enter a ZIP code or a town."),
        ("\0 \N{REMINDER RIBBON} ...", "Please enter a ZIP code or a town."),
        ("99999", "There is no ZIP code 99999. Please check it, or enter the town."),
        ("8710", "A US ZIP code has five digits. Please check it, or enter the town."),
        ("09001", "Military mail codes aren’t on the map. Please enter the town."),
        ("X0A 1B0", "X0A is a wide rural area. Please enter the town."),
        ("m1z", "We don’t know the postcode M1Z. Please check it, or enter the town."),
        ("BT1 1AA", "We don’t know postcodes of Northern Ireland yet. Please enter the town."),
        (
            "qwxzvbnm",
            "We couldn’t find that place. Please check the spelling, or enter a ZIP code or a larger town nearby.",
        ),
    ],
)
def test_an_unknown_place_is_answered_with_what_to_do(text, sentence):
    result = places.find(text)

    assert (result.places, result.is_certain, result.sentence) == ((), False, sentence)


@pytest.mark.parametrize(
    ("text", "label", "sentence"),
    [
        ("Albuquerqe", "Albuquerque, New Mexico", "We looked near Albuquerque, New Mexico."),
        ("Pittsburg PA", "Pittsburgh, Pennsylvania", "We looked near Pittsburgh, Pennsylvania."),
        ("Cincinatti", "Cincinnati, Ohio", "We looked near Cincinnati, Ohio."),
        ("Springfield, Illinios", "Springfield, Illinois", "We looked near Springfield, Illinois."),
        ("Pensylvania", "Pennsylvania", "We looked in Pennsylvania."),
    ],
)
def test_a_misspelled_name_with_one_meaning_is_understood_and_named(text, label, sentence):
    result = places.find(text)

    assert (result.places[0].label, result.is_certain, result.sentence) == (label, True, sentence)


def test_a_misspelled_name_with_several_meanings_suggests_them():
    result = places.find("Lankaster")

    assert (result.places, result.is_certain) == ((), False)
    assert {"Lancaster, California", "Lancaster, Pennsylvania"} <= {
        place.label for place in result.suggestions
    }
    assert result.sentence == "We couldn’t find that place. Did you mean one of these?"


def test_countries_are_called_in_the_language_of_the_moment():
    with override("es"):
        assert places.find("Leeds, England").places[0].label == "Leeds, England, Reino Unido"
        assert places.find("New York State").places[0].label == "New York (estado)"


def test_nothing_a_visitor_typed_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        for text in ("Albuquerqe", "87102", "qwxzvbnm"):
            places.find(text)

    assert caplog.records == []


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="0123456789 -", max_size=12),
        st.lists(
            st.sampled_from("new york state of near il us 17603 st (country) santa fe\0 . , é".split(" "))
        ).map(" ".join),
    )
)
def test_no_text_raises(text):
    result = places.find(text)

    assert bool(result.sentence) or result.is_certain
    assert bool(result.places) >= result.is_certain


def test_ten_thousand_characters_are_answered_like_any_other_text():
    assert places.find("Chicago " * 1250).sentence.startswith("We couldn’t find that place.")
    assert places.find("9" * 10_000).sentence.startswith("A US ZIP code has five digits.")


@pytest.mark.parametrize(
    "typed",
    [
        *("near Boston", "around Boston", "Boston area", "Boston metro area", "Greater Boston"),
        *("downtown Boston", "cerca de Boston", "outside of Boston, MA", "Boston suburbs"),
    ],
)
def test_words_around_a_place_do_not_hide_it(typed):
    result = places.find(typed)

    assert (result.places[0].label, result.is_certain) == ("Boston, Massachusetts", True)


def test_a_zip_code_may_precede_its_town_but_is_not_a_house_number():
    assert places.find("02115 Boston").places[0].label == "Boston 02115, Massachusetts"
    assert not places.find("02115 Main Street").places


def test_two_typos_in_a_short_word_are_another_word():
    assert not places.find("Tri Falls").is_certain
    assert places.find("Cincinatti").places[0].label == "Cincinnati, Ohio"
