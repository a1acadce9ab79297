"""Telephone numbers in texts that people wrote: each can be tapped, and nothing else can."""

import pytest

from web.telephones import find

NUMBERS = {
    "330-555-0111": "3305550111",
    "(330) 555-0111": "3305550111",
    "(330)555-0111": "3305550111",
    "330.555.0111": "3305550111",
    "330 555 0111": "3305550111",
    "330–555–0111": "3305550111",
    "330\N{NON-BREAKING HYPHEN}555\N{NON-BREAKING HYPHEN}0111": "3305550111",
    "330\N{NO-BREAK SPACE}555\N{NO-BREAK SPACE}0111": "3305550111",
    "1-800-555-0177": "18005550177",
    "1 (800) 555-0177": "18005550177",
    "1-800-555-0177 ext. 12": "18005550177",
    "1-800-555-0177, ext 12": "18005550177",
    "1-800-555-0177 x12": "18005550177",
    "+1 330 555 0111": "+13305550111",
    "+1 (330) 555-0111": "+13305550111",
    "+44 20 7946 0018": "+442079460018",
    "+52 33 1234 5678": "+523312345678",
    "+353 91 555 010": "+35391555010",
    "0113 496 0163": "01134960163",
    "020 7946 0018": "02079460018",
    "01632 960001": "01632960001",
    "0808 157 0192": "08081570192",
    "(03) 5550 0164": "0355500164",
}
CALLED = {
    "Call 988.": "988",
    "Call or text 988 at any hour": "988",
    "In an emergency, call 911": "911",
    "Dial 211 and ask": "211",
    "call your local 211": "211",
    "Call Samaritans on 116 123": "116123",
    "Samaritans (116 123)": "116123",
    "Ring Lifeline at 13 11 14": "131114",
    "Llame al 988": "988",
}
NO_NUMBERS = (
    "2026-12-08", "12/08/2026", "08-12-2026", "12.08.2026", "from 6:30 to 8", "2026 to 2027", "1999-2026",
    "Akron, OH 44308-1234", "90210", "$330 555", "$1,330.50", "330,555", "EIN 34-1234567",
    "Meeting ID: 812 345 6789", "ID 812-345-6789", "Passcode: 330 555 0111", "Código: 812 345 6789",
    "PIN 330-555-0111", "Account no. 330 555 0111", "#330-555-0111", "ISBN 978-0-306-40615-7", "978-306-4061-5",
    "doi 10.1000/330-555-0111", "330-555-01112", "1330-555-0111-2", "192.168.100.1000", "+1 5 2026", "+30 to 40",
    "130-555-0111", "330-055-0111", "x330-555-0111", "https://example.org/330-555-0111", "a=330-555-0111",
    "211 people came", "Room 211", "call Room 211", "Call by 9:11", "Call before noon. Bus 211 stops outside.",
    "Call us: 988 people did", "116 123 people", "Highway 911", "Page 999", "stage 4", "555-0111", "3305550111",
    "1-800-555-HOPE", "half of 1,234,567", "0001 2345 6789 1234", "40.5 to 88.25%", "988%",
)  # fmt: skip


@pytest.mark.parametrize(("number", "dialed"), NUMBERS.items())
@pytest.mark.parametrize(
    "text", ["{}", "Call {}.", "Odette ({}), or write.", "Ask at {}; then come", "Tel.: {}\nCome."]
)
def test_a_number_in_a_text_is_found_whole(number, dialed, text):
    told = text.format(number)

    found = [(told[one.start : one.end], one.href) for one in find(told)]

    assert found == [(number, f"tel:{dialed}")]


@pytest.mark.parametrize(("text", "dialed"), CALLED.items())
def test_a_short_number_is_found_where_the_text_says_to_call_it(text, dialed):
    assert [found.href for found in find(text)] == [f"tel:{dialed}"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert list(find(text)) == []


def test_several_numbers_of_one_text_are_found_in_order():
    text = "Call 330-555-0111 or +44 20 7946 0018. In a crisis, call or text 988 or call 911."

    assert [text[found.start : found.end] for found in find(text)] == [
        "330-555-0111", "+44 20 7946 0018", "988", "911",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["0" * 5000, "+1 " * 3000, "call " * 2000 + "9", "(0" * 4000, "330-" * 4000])
def test_a_long_text_without_a_number_is_read_to_its_end(text):
    """A pattern that tries every way to share the digits would never come to it."""
    assert list(find(text)) == []
