import doctest
from datetime import date, time

import pytest

from support_groups.schedules import (
    InvalidPattern,
    Pattern,
    date_exceptions,
    exception_phrases,
    languages,
    patterns,
    recurrence,
    rrule_reader,
    zones,
)
from support_groups.schedules.languages import english, spanish, wording

EVENING = {"begins": time(18, 30), "minutes": 90, "zone": "America/New_York"}
MODULES = [patterns, recurrence, rrule_reader, zones, languages, english, spanish, wording]
MODULES += [date_exceptions, exception_phrases]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("values", "english", "spanish"),
    [
        (
            {"kind": "weekly", "weekdays": (3,), "interval": 2, "anchor": date(2026, 9, 3), **EVENING},
            "Every other Thursday, 6:30 to 8 pm Eastern",
            "Cada dos jueves, de 6:30 a 8 p. m., hora del Este",
        ),
        (
            {"kind": "monthly", "weekdays": (1,), "ordinals": (2, 4), "begins": time(13), "minutes": 90},
            "Second and fourth Tuesday of the month, 1 to 2:30 pm",
            "Segundo y cuarto martes de cada mes, de 1 a 2:30 p. m.",
        ),
        (
            {"kind": "weekly", "weekdays": (0,), "count": 8, "anchor": date(2026, 6, 22)},
            "Eight Mondays from June 22, 2026",
            "Ocho lunes desde el 22 de junio de 2026",
        ),
        (
            {
                "kind": "monthly",
                "weekdays": (5,),
                "ordinals": (2,),
                "months": (1, 2, 3, 4, 5, 6, 9, 10, 11, 12),
            },
            "Second Saturday of the month, except in July and August",
            "Segundo sábado de cada mes, excepto en julio y agosto",
        ),
        (
            {
                "kind": "weekly",
                "weekdays": (0,),
                "starts_on": date(2026, 9, 14),
                "ends_on": date(2026, 12, 14),
            },
            "Every Monday from September 14 to December 14, 2026",
            "Todos los lunes del 14 de septiembre de 2026 al 14 de diciembre de 2026",
        ),
        (
            {
                "kind": "weekly",
                "weekdays": (1, 3),
                "months": (9, 10, 11, 12, 1, 2, 3, 4, 5),
                "begins": time(10, 30),
                "minutes": 90,
            },
            "Every Tuesday and Thursday, September to May, 10:30 am to noon",
            "Todos los martes y jueves, de septiembre a mayo, de 10:30 a. m. al mediodía",
        ),
        (
            {"kind": "weekly", "weekdays": (4,), "begins": time(23), "minutes": 120},
            "Every Friday, 11 pm to 1 am",
            "Todos los viernes, de 11 p. m. a 1 a. m.",
        ),
        (
            {"kind": "monthly_date", "days": (-1, 15)},
            "15th and last day of the month",
            "Día 15 y último día de cada mes",
        ),
        (
            {"kind": "daily", "begins": time(9), "minutes": 720},
            "Every day, 9 am to 9 pm",
            "Todos los días, de 9 a. m. a 9 p. m.",
        ),
        ({"kind": "appointment"}, "By appointment", "Con cita previa"),
    ],
)
def test_each_pattern_is_put_into_words(values, english, spanish):
    pattern = Pattern(**values)

    assert (pattern.words("en"), pattern.words("es")) == (english, spanish)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"kind": "weekly"}, "Choose the weekdays"),
        ({"kind": "monthly", "weekdays": (1,)}, "Say which weekday of the month"),
        ({"kind": "monthly", "weekdays": (1,), "ordinals": (6,)}, "first to fifth"),
        ({"kind": "monthly_date", "days": (30,), "months": (2,)}, "No month of that season"),
        ({"kind": "dates"}, "Give the single dates"),
        ({"kind": "weekly", "weekdays": (7,)}, "0 for Monday"),
        (
            {"kind": "weekly", "weekdays": (1,), "interval": 2, "anchor": date(2026, 9, 3)},
            "2026-09-03 is not one",
        ),
        (
            {"kind": "daily", "starts_on": date(2026, 9, 3), "ends_on": date(2026, 9, 2)},
            "last date is before",
        ),
        ({"kind": "daily", "zone": "Eastern"}, "not a time zone"),
        ({"kind": "daily", "minutes": 1441}, "24 hours"),
        ({"kind": "daily", "minutes": 0}, "24 hours"),
        ({"kind": "daily", "interval": 0}, "1 to 99"),
        ({"kind": "daily", "count": 3, "ends_on": date(2026, 9, 2)}, "ends after its last session"),
        ({"kind": "appointment", "count": 3}, "don't repeat"),
        ({"kind": "hourly"}, "not a kind"),
    ],
)
def test_contradictions_are_refused_in_plain_words(values, problem):
    with pytest.raises(InvalidPattern, match=problem):
        Pattern(**values)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": 1},
        {"kind": "weekly", "weekdays": "MO"},
        {"kind": "daily", "colour": "red"},
        {"kind": "daily", "begins": "six"},
    ],
)
def test_json_we_did_not_write_is_refused(data):
    with pytest.raises(InvalidPattern):
        Pattern.from_dict(data)


@pytest.mark.parametrize(
    ("zone", "day", "at", "shown"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08T03:30:00-04:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T01:30:00-04:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:45:00+11:00"),
        ("Australia/Sydney", date(2026, 4, 5), time(2, 30), "2026-04-05T02:30:00+11:00"),
        ("Asia/Kathmandu", date(2026, 3, 8), time(18, 30), "2026-03-08T18:30:00+05:45"),
        ("America/St_Johns", date(2026, 7, 1), time(18, 30), "2026-07-01T18:30:00-02:30"),
    ],
)
def test_odd_hours_and_odd_zones_are_put_into_words(zone, day, at, shown):
    assert Pattern(kind="dates", on=(day,), begins=at, zone=zone).dates(day, day)[0].isoformat() == shown


def test_half_past_six_stays_half_past_six_over_daylight_saving():
    pattern = Pattern(kind="weekly", weekdays=(3,), **EVENING)

    found = pattern.dates(date(2026, 10, 29), date(2026, 11, 5))

    assert [moment.isoformat() for moment in found] == [
        "2026-10-29T18:30:00-04:00",
        "2026-11-05T18:30:00-05:00",
    ]


def test_29_february_and_fifth_fridays_come_when_they_exist():
    leap = Pattern(kind="monthly_date", days=(29,), months=(2,))
    fifth = Pattern(kind="monthly", weekdays=(4,), ordinals=(5,))

    assert [moment.year for moment in leap.dates(date(2025, 1, 1), date(2033, 1, 1))] == [2028, 2032]
    assert [moment.month for moment in fifth.dates(date(2026, 1, 1), date(2026, 12, 31))] == [1, 5, 7, 10]


def test_a_rule_that_never_matches_ends():
    never = Pattern(
        kind="monthly", weekdays=(0,), ordinals=(1,), interval=12, anchor=date(2026, 1, 5), months=(2,)
    )

    assert never.dates(date.min, date.max) == []
    assert never.lines() == []


def test_a_pattern_without_its_anchor_has_no_dates():
    unknown = Pattern(kind="weekly", weekdays=(3,), interval=2, begins=time(18))

    assert unknown.dates(date(2026, 1, 1), date(2027, 1, 1)) == []
    assert unknown.missing == ("anchor",)
