from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from support_groups import maps, places
from tests.support_groups.maps.marks import ALBUQUERQUE, SANTA_FE, Mark
from tools import place_aliases

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**options):
    marks = [Mark(*ALBUQUERQUE, 1, 'Ann & "Bo" <Circle>', "#ann"), Mark(*SANTA_FE, 2, "Second", "#second")]
    text = render_to_string("support_groups/_map.html", {"map": maps.draw(marks, **options)})
    return text, ET.fromstring(text.strip().replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))  # noqa: S314


def test_every_pin_is_a_link_with_a_name_and_the_drawing_is_silent():
    _text, svg = drawn()

    links = svg.findall(f"{SVG}a")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("#ann", '1, Ann & "Bo" <Circle>'),
        ("#second", "2, Second"),
    ]
    assert (svg.get("role"), svg.get("aria-label")) == ("group", "Map of groups with a meeting place")
    assert svg.find(f"{SVG}g").get("aria-hidden") == "true"
    assert svg.find(f"{SVG}g").findall(f".//{SVG}a") == []


def test_the_searched_place_has_a_ring():
    _text, svg = drawn(center=places.find("Albuquerque, NM").places[0], radius_km=50)

    classes = [element.get("class") for element in svg.iter()]
    assert classes.count("m-you") == classes.count("m-reach") == 1


def test_nothing_is_styled_or_scripted_inline():
    text, svg = drawn()

    assert "<script" not in text
    for element in svg.iter():
        assert not {name for name in element.keys() if name == "style" or name.startswith("on")}  # noqa: SIM118


def test_numbers_keep_their_point_in_spanish():
    with override("es"):
        spanish, _svg = drawn(center=places.find("Albuquerque, NM").places[0], radius_km=50)
    english, _svg = drawn(center=places.find("Albuquerque, NM").places[0], radius_km=50)

    figures = [text.split("<path", 1)[1].split('class="m-name', 1)[0] for text in (spanish, english)]
    assert figures[0] == figures[1]


@pytest.mark.parametrize("state", place_aliases.STATES)
def test_the_map_of_a_state_is_at_most_25_kilobytes(state):
    place = next(place for place in places.find(state).places if place.region == state)
    text = render_to_string("support_groups/_map.html", {"map": maps.draw([], center=place)})

    assert 1_000 < len(text.encode()) <= 25_000
