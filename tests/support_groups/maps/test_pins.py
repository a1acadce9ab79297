from math import hypot

import pytest
from django.utils.translation import override

from support_groups import maps
from tests.support_groups.maps.marks import ALBUQUERQUE, SANTA_FE, Mark, marks


def test_a_pin_says_its_number_and_its_group():
    (pin,) = maps.draw([Mark(*ALBUQUERQUE, 7, "The Tuesday Table", "#tuesday")]).pins

    assert (pin.text, pin.href, pin.label) == ("7", "#tuesday", "7, The Tuesday Table")


@pytest.mark.parametrize(
    ("numbers", "text"), [((3, 4, 5), "3–5"), ((4, 3), "3–4"), ((3, 7), "3, 7"), ((3, 7, 9), "3 +2")]
)
def test_groups_at_one_address_share_a_pin(numbers, text):
    (pin,) = maps.draw([Mark(*ALBUQUERQUE, number) for number in numbers]).pins

    assert pin.text == text


def test_a_shared_pin_says_how_many_there_are():
    (two,) = maps.draw(marks(ALBUQUERQUE, ALBUQUERQUE)).pins
    (three,) = maps.draw(marks(ALBUQUERQUE, ALBUQUERQUE, ALBUQUERQUE)).pins

    assert two.label == "1–2, Marsh Road Circle, and 1 more group here"
    assert three.label == "1–3, Marsh Road Circle, and 2 more groups here"


def test_a_hundred_groups_in_one_town_are_one_pin_and_one_readable_text():
    drawn = maps.draw([*(Mark(*ALBUQUERQUE, number) for number in range(1, 101)), Mark(*SANTA_FE, 101)])

    assert [pin.text for pin in drawn.pins] == ["1–100", "101"]
    assert drawn.pins[0].width > 60


def test_overlapping_pins_are_moved_apart_and_stay_close():
    drawn = maps.draw(marks((35.0, -106.0), (35.0, -104.0), (35.0, -105.82)))
    first, _far, beside = drawn.pins

    assert abs(first.x - beside.x) >= first.half + beside.half
    assert hypot(first.x - beside.x, first.y - beside.y) < 60


def test_pins_scattered_over_a_town_never_cover_each_other():
    scattered = [(35 + row * 0.02, -106 + column * 0.025) for row in range(4) for column in range(4)]
    pins = maps.draw(marks(*scattered)).pins

    for at, pin in enumerate(pins):
        for other in pins[at + 1 :]:
            assert abs(pin.x - other.x) >= pin.half + other.half or abs(pin.y - other.y) >= 2 * 20


def test_numbers_are_the_same_in_spanish():
    with override("es"):
        (pin,) = maps.draw([Mark(*ALBUQUERQUE, 1001, "La mesa")]).pins

    assert pin.text == "1001"
    assert pin.label == "1001, La mesa"
