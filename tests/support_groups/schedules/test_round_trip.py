"""The phrase reader reads our own words back to the same pattern, and never raises."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.schedules import Pattern, from_phrase
from tests.support_groups.schedules.strategies import appointment, patterns, single

TODAY = date(2026, 11, 22)
PIECES = (
    "1st 3rd first second last every other Tuesday Tuesdays Thu. Mon Fri and & , ; - – ( ) / of the month monthly weekly "
    "biweekly except holidays July August from to until starting Sept 8 2026 12/7 3/4/26 6 6:30 8 pm am p.m. noon "
    "midnight ET PST Pacific 8-week series by appointment TBD 24/7 cada dos jueves primer martes de mes a las 18:00 h "
    "no meeting on December 24 90 minutes evening 15th day weekdays daily call for time \n . every 2 weeks 31 February"
).split(" ")


@pytest.mark.parametrize("language", ["en", "es"])
@settings(max_examples=200, deadline=None)
@given(pattern=patterns() | single | appointment)
def test_the_complete_words_read_back_to_the_same_pattern(language, pattern):
    said = pattern.words(language, complete=True)

    assert from_phrase(said, today=TODAY).patterns == (pattern,), said


@settings(max_examples=150, deadline=None)
@given(patterns() | single | appointment, st.sampled_from(["en", "es", "es-MX", "fr", ""]))
def test_words_are_never_empty(pattern, language):
    assert pattern.words(language)
    assert replace(pattern, begins=None, minutes=None, zone="").words(language)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_any_text_is_read_or_asked_about(text):
    reading = from_phrase(text, today=TODAY)

    assert reading.patterns or reading.questions or reading.exceptions
    for pattern in reading.patterns:
        assert isinstance(pattern, Pattern)
        assert pattern.is_dated or pattern.kind == "appointment" or reading.questions


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31), date(2028, 2, 29)])
def test_phrases_are_read_on_any_day(today):
    reading = from_phrase("Every other Thursday from February 29, 6 pm; starting in May; Dec 24", today=today)

    assert reading.questions
