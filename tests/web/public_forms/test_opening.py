"""A form is sent more than 3 seconds and less than 24 hours after it was opened, and at the address it belongs to."""

import datetime

import pytest

from web.public_forms import opening
from web.public_forms.opening import Timing

NOON = datetime.datetime(2026, 12, 1, 12, 0, 0, 250_000, tzinfo=datetime.UTC)
FORM = "/articles/bones/feedback/"


@pytest.mark.parametrize(
    ("seconds", "timing"),
    [
        (-1, Timing.TOO_FAST),
        (0, Timing.TOO_FAST),
        (2, Timing.TOO_FAST),
        (3, Timing.TOO_FAST),
        (3.001, Timing.FINE),
        (4, Timing.FINE),
        (24 * 3600 - 1, Timing.FINE),
        (24 * 3600, Timing.TOO_SLOW),
        (24 * 3600 + 1, Timing.TOO_SLOW),
    ],
)
def test_the_time_since_it_was_opened_decides(seconds, timing):
    signed = opening.sign(FORM, NOON)

    assert opening.read(signed, FORM, NOON + datetime.timedelta(seconds=seconds)).timing is timing


def test_it_holds_for_one_address():
    signed, later = opening.sign(FORM, NOON), NOON + datetime.timedelta(minutes=1)

    assert opening.read(signed, "/articles/fatigue/feedback/", later) == opening.Opening(Timing.UNKNOWN)


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "nonsense",
        "1.2.3",
        ":",
        "9" * 5000,
        "é" * 10,
        "\x00",
        "x:" + "9" * 400,
        "1796126400250.nonce:forged",
    ],
)
def test_what_we_did_not_sign_says_nothing(signed):
    assert opening.read(signed, FORM, NOON) == opening.Opening(Timing.UNKNOWN)


def test_each_opening_has_a_number_of_its_own_and_keeps_it():
    one, other = opening.sign(FORM, NOON), opening.sign(FORM, NOON)
    later = NOON + datetime.timedelta(minutes=1)

    assert opening.read(one, FORM, later).nonce == opening.read(one, FORM, later + opening.SLOWEST).nonce
    assert opening.read(one, FORM, later).nonce != opening.read(other, FORM, later).nonce
