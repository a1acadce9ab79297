"""An abbreviation that the group's own clock and another share: "CST" in Regina and in Chicago."""

from datetime import date

import pytest

from support_groups.schedules import from_phrase

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("phrase", "zone"),
    [
        ("Tuesdays 7 pm CST", "America/Regina"),
        ("Tuesdays 7 pm CST", "America/Mexico_City"),
        ("Tuesdays 7 pm EST", "America/Panama"),
        ("Tuesdays 7 pm AST", "America/Puerto_Rico"),
        ("Tuesdays 7 pm (GMT)", "Africa/Accra"),
        ("Tuesdays 7 pm Mountain", "America/Phoenix"),
        ("Los martes a las 19 h tiempo del centro", "America/Mexico_City"),
    ],
)
def test_a_clock_that_the_group_may_not_keep_is_asked_about_with_both_offered(phrase, zone):
    reading = from_phrase(phrase, today=TODAY, zone=zone)

    (question,) = reading.questions
    other, own = reading.offers_for(question)
    assert [pattern.zone for pattern in own.patterns] == [zone]
    assert [pattern.zone for pattern in other.patterns] == [reading.patterns[0].zone] != [zone]
    assert own.reading.questions == other.reading.questions == ()


@pytest.mark.parametrize(
    ("phrase", "zone"),
    [
        ("Tuesdays 7 pm MST", "America/Phoenix"),
        ("Tuesdays 7 pm MST", "America/Denver"),
        ("Tuesdays 7 pm AEST", "Australia/Brisbane"),
        ("Tuesdays 7 pm AEST", "Australia/Sydney"),
        ("Tuesdays 7 pm IST", "Asia/Kolkata"),
        ("Tuesdays 7 pm CST", "America/Chicago"),
    ],
)
def test_an_abbreviation_of_several_zones_is_the_groups_own_where_it_is_one_of_them(phrase, zone):
    reading = from_phrase(phrase, today=TODAY, zone=zone)

    assert reading.questions == ()
    assert [pattern.zone for pattern in reading.patterns] == [zone]


@pytest.mark.parametrize(
    ("phrase", "zone", "named"),
    [
        ("Tuesdays 7 pm EDT", "America/Panama", "America/New_York"),
        ("Tuesdays 7 pm AEDT", "Australia/Brisbane", "Australia/Sydney"),
        ("Tuesdays 5 pm PT", "America/Phoenix", "America/Los_Angeles"),
    ],
)
def test_another_clock_named_without_a_doubt_is_no_question(phrase, zone, named):
    reading = from_phrase(phrase, today=TODAY, zone=zone)

    assert reading.questions == ()
    assert [pattern.zone for pattern in reading.patterns] == [named]


def test_several_meanings_are_asked_about_where_nobody_knows_the_groups_clock():
    assert [
        question.field
        for abbreviation in ("MST", "IST", "AEST", "ACST")
        for question in from_phrase(f"Tuesdays 7 pm {abbreviation}", today=TODAY).questions
    ] == ["zone"] * 4
