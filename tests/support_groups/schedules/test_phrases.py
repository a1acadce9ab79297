import doctest
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from support_groups.schedules import Pattern, from_phrase, phrases, text
from support_groups.schedules.phrases import (
    calendar,
    clocks,
    feasts,
    items,
    questions,
    reading,
    seasons,
    symbols,
    tokens,
)
from tests.support_groups.schedules.phrasebook import ASKED, CLEAR, REFUSED
from tests.support_groups.schedules.real_schedules import REAL

TODAY = date(2026, 11, 22)
NEXT_YEAR = (TODAY, TODAY + timedelta(days=365))


def described(pattern: Pattern) -> str:
    """A pattern as the phrasebook writes it."""
    parts = [" ".join(day.isoformat() for day in pattern.on) or pattern.rrule() or pattern.kind.value]
    parts += [f"anchor {pattern.anchor}"] if pattern.anchor else []
    parts += [f"from {pattern.starts_on}"] if pattern.starts_on else []
    parts += [f"@{pattern.begins:%H:%M}"] if pattern.begins else []
    parts += [f"+{pattern.minutes}"] if pattern.minutes else []
    return " ".join([*parts, pattern.zone]).strip()


@pytest.mark.parametrize(
    "module",
    [calendar, clocks, feasts, items, phrases, questions, reading, seasons, symbols, text, tokens],
    ids=lambda module: module.__name__,
)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("phrase", "schedule", "cancelled"), CLEAR)
def test_a_clear_phrase_is_read_without_a_question(phrase, schedule, cancelled):
    reading = from_phrase(phrase, today=TODAY)

    assert " | ".join(map(described, reading.patterns)) == schedule
    assert reading.questions == ()
    dates = [
        f"{change.first}/{change.last}" if change.last else f"{change.first}" for change in reading.exceptions
    ]
    assert " ".join(dates) == cancelled


@pytest.mark.parametrize(("phrase", "schedule", "fields"), ASKED)
def test_an_unclear_phrase_is_read_in_part_and_asked_about(phrase, schedule, fields):
    reading = from_phrase(phrase, today=TODAY)

    assert " | ".join(map(described, reading.patterns)) == schedule
    assert " ".join(dict.fromkeys(question.field for question in reading.questions)) == fields


@pytest.mark.parametrize(("phrase", "fields"), REFUSED)
def test_a_phrase_that_is_not_understood_gives_no_pattern_and_a_question(phrase, fields):
    reading = from_phrase(phrase, today=TODAY)

    assert reading.patterns == ()
    assert " ".join(dict.fromkeys(question.field for question in reading.questions)) == fields


@pytest.mark.parametrize(("phrase", "rule", "start", "length", "asked"), REAL)
def test_real_schedules_give_the_dates_of_our_own_reading(phrase, rule, start, length, asked):
    reading = from_phrase(phrase, today=TODAY)

    assert list(reading.questions) == asked
    found = [moment for pattern in reading.patterns for moment in pattern.dates(*NEXT_YEAR)]
    expected = (
        rrulestr(rule, dtstart=_midnight(TODAY)).between(*map(_midnight, NEXT_YEAR), inc=True) if rule else []
    )
    assert [moment.date() for moment in found] == [moment.date() for moment in expected]
    assert {f"{moment:%H:%M}" for moment in found} == ({start} if rule else set())
    assert {pattern.minutes for pattern in reading.patterns if found} == ({length} if rule else set())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def test_a_group_that_began_in_2019_is_read_in_2019():
    phrase = "second Wednesday of the month with the first meeting on Wednesday, June 12, at 6.30pm"

    reading = from_phrase(phrase, today=date(2019, 6, 7))

    assert reading.questions == ()
    assert [
        f"{moment:%d %b %H:%M}" for moment in reading.patterns[0].dates(date(2019, 6, 1), date(2019, 8, 31))
    ] == [
        "12 Jun 18:30",
        "10 Jul 18:30",
        "14 Aug 18:30",
    ]


@pytest.mark.parametrize(
    ("today", "starts", "asked"),
    [
        (date(2026, 11, 22), date(2026, 12, 9), False),
        (date(2026, 6, 2), date(2026, 12, 9), False),
        (date(2026, 6, 1), date(2025, 12, 9), True),
        (date(2027, 1, 10), date(2026, 12, 9), True),
    ],
)
def test_a_date_without_a_year_is_the_next_within_half_a_year_or_a_question(today, starts, asked):
    reading = from_phrase("second Wednesday of the month, starting December 9, 6 pm", today=today)

    assert reading.patterns[0].starts_on == starts
    assert any("Which year" in question for question in reading.questions) == asked


def test_two_seasons_for_one_day_are_refused():
    reading = from_phrase("Tuesdays, January-June, April-September, 6 pm", today=TODAY)

    assert reading.patterns == ()
    assert "separate schedules" in reading.questions[0]


def test_a_course_given_in_five_zones_is_one_course():
    phrase = (
        "first session Tuesday June 22, 2021; weekly for a total of 8 weeks; 90 minutes; 12:00 PM Pacific / 1:00 PM "
        "Mountain (Saskatchewan) / 2:00 PM Central / 3:00 PM Eastern / 4:00 PM Atlantic"
    )

    reading = from_phrase(phrase, today=TODAY)

    assert reading.questions == ()
    assert [pattern.words() for pattern in reading.patterns] == [
        "Eight Tuesdays from June 22, 2021, noon to 1:30 pm Pacific"
    ]
    assert (
        reading.patterns[0].dates(date(2021, 1, 1), date(2022, 1, 1))[-1].isoformat()
        == "2021-08-10T12:00:00-07:00"
    )


def test_the_groups_own_zone_is_used_where_the_phrase_names_none():
    reading = from_phrase("Tuesdays 6 pm via Zoom; Thursdays 6 pm ET", today=TODAY, zone="America/Denver")

    assert [pattern.zone for pattern in reading.patterns] == ["America/Denver", "America/New_York"]
    assert reading.questions == ("Does “Eastern” apply to all meetings?",)


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("1st\u00a0and\u00a03rd Tuesday, 1\u20132:30\u00a0pm", "1st and 3rd Tuesday, 1-2:30 pm"),
        ("1st and 3rd Tuesday\n1 - 2:30 PM\n", "1st and 3rd Tuesday, 1-2:30 pm"),
        ("  FIRST AND THIRD TUESDAY , 1:00 P.M. \u2014 2:30 P.M. ", "1st and 3rd Tuesday, 1-2:30 pm"),
        ("1<sup>st</sup> and 3<sup>rd</sup> Tuesday, 1-2:30pm.", "1st and 3rd Tuesday, 1-2:30 pm"),
        ("Primer y tercer mie\u0301rcoles de cada mes, 18 h", "1st and 3rd Wednesday, 6 pm"),
    ],
)
def test_spaces_dashes_capitals_and_accents_make_no_difference(typed, same_as):
    assert from_phrase(typed, today=TODAY).patterns == from_phrase(same_as, today=TODAY).patterns != ()


def test_words_outside_the_schedule_become_notes():
    reading = from_phrase("Every Tuesday, 6 pm (coffee available). Registration required.", today=TODAY)

    assert reading.notes == ("coffee available", "Registration required")


def test_a_whole_page_is_refused():
    reading = from_phrase("Tuesdays " * 500, today=TODAY)

    assert reading.patterns == ()
    assert "at most 2000 characters" in reading.questions[0]
