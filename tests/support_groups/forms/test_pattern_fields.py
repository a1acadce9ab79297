"""A pattern as the fields of a form, and back."""

import datetime

import pytest

from support_groups.forms.pattern_fields import (
    days_of_month,
    kinds_asking,
    single_dates,
    still_says,
    to_fields,
    to_pattern,
)
from support_groups.schedules import InvalidPattern, Pattern

SIX = datetime.time(18)
PATTERNS = [
    Pattern(kind="weekly", weekdays=(1,), begins=SIX, minutes=90),
    Pattern(kind="weekly", weekdays=(1, 3), interval=2, anchor=datetime.date(2026, 12, 3)),
    Pattern(kind="weekly", weekdays=(1,), anchor=datetime.date(2027, 1, 5), count=8, begins=SIX),
    Pattern(kind="monthly", weekdays=(1,), ordinals=(1, 3, -1), begins=SIX, zone="America/Chicago"),
    Pattern(kind="monthly", weekdays=(1,), ordinals=(-2,), months=(9, 10), begins=SIX),
    Pattern(kind="monthly_date", days=(1, 15, -1), starts_on=datetime.date(2026, 1, 1)),
    Pattern(kind="daily", begins=SIX, ends_on=datetime.date(2027, 1, 1)),
    Pattern(kind="dates", on=(datetime.date(2026, 12, 1), datetime.date(2026, 12, 15)), begins=SIX),
    Pattern(kind="appointment", minutes=90),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.words())
def test_a_pattern_comes_back_from_its_fields(pattern):
    assert to_pattern(to_fields(pattern)) == pattern


def test_fields_of_another_kind_of_pattern_are_ignored():
    fields = to_fields(PATTERNS[0]) | {"days": "15", "ordinals": [2], "on": "2026-12-01"}

    assert to_pattern(fields) == PATTERNS[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Choose how it repeats"),
        ({"kind": "weekly"}, "Choose the weekdays"),
        ({"kind": "monthly_date", "days": "first"}, "“first” is not a day of the month"),
        ({"kind": "dates", "on": "12/24"}, "“12/24” is not a date"),
        ({"kind": "dates", "on": "2026-12-24 " * 300}, "Too many dates"),
    ],
)
def test_an_invalid_pattern_is_explained_in_a_sentence(fields, told):
    with pytest.raises(InvalidPattern, match=told):
        to_pattern(fields)


def test_days_are_read_as_people_write_them():
    assert days_of_month("the 1st, 15 and Last") == (1, 15, -1)
    assert single_dates(" 2026-12-01;2026-12-15\n") == (
        datetime.date(2026, 12, 1),
        datetime.date(2026, 12, 15),
    )


def test_a_phrase_still_matches_a_pattern_that_answers_its_questions():
    said = Pattern(kind="weekly", weekdays=(3,), interval=2, begins=SIX)
    answered = Pattern(
        kind="weekly", weekdays=(3,), interval=2, begins=SIX, anchor=datetime.date(2026, 12, 3)
    )
    other = Pattern(kind="weekly", weekdays=(3,), begins=SIX)

    assert still_says([said], answered)
    assert not still_says([said], other)
    assert not still_says([], other)


def test_a_field_names_the_kinds_of_pattern_that_use_it():
    assert kinds_asking("ordinals") == "monthly"
    assert kinds_asking("days") == "monthly_date"
    assert "appointment" not in kinds_asking("begins").split()
    assert "appointment" in kinds_asking("minutes").split()
