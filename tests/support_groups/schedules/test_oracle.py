"""Our dates against dateutil's, from the RFC 5545 text we would hand to a calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from support_groups.schedules import InvalidPattern, Pattern, from_rrule
from tests.support_groups.schedules.strategies import appointment, days, patterns, single


def oracle(pattern: Pattern, start: date, end: date) -> list[datetime]:
    """What dateutil makes of our lines, as moments; from the anchor where there is one, which fixes the phase."""
    lines = pattern.lines() or pattern.lines(start)
    if not lines:
        return []
    zone = ZoneInfo(pattern.zone)
    rule = rrulestr("\n".join(lines), tzids=ZoneInfo)
    found = []
    for moment in rule:
        if moment.date() > end:
            break
        if moment.date() >= start:
            found.append(moment.replace(tzinfo=zone).astimezone(UTC))
    return found


@settings(max_examples=300, deadline=None)
@given(patterns(), days, st.integers(0, 800))
def test_dates_are_those_dateutil_computes_from_our_rrule(pattern, start, length):
    end = start + timedelta(days=length)

    found = [moment.astimezone(UTC) for moment in pattern.dates(start, end)]

    assert found == oracle(pattern, start, end)


@settings(max_examples=60, deadline=None)
@given(single, days, st.integers(0, 800))
def test_single_dates_are_those_of_the_rdate(pattern, start, length):
    end = start + timedelta(days=length)
    expected = [day for day in pattern.on if start <= day <= end]

    assert pattern.rrule() == ""
    assert [moment.date() for moment in pattern.dates(start, end) if moment.hour == pattern.begins.hour] == [
        day for day in expected if pattern.dates(day, day)[0].hour == pattern.begins.hour
    ]
    assert len(pattern.dates(start, end)) == len(expected)
    assert all(f"{day:%Y%m%d}T" in pattern.lines()[1] for day in pattern.on)


@settings(max_examples=150, deadline=None)
@given(patterns(), days)
def test_a_rrule_reads_back_to_the_same_dates(pattern, start):
    end = start + timedelta(days=500)
    lines = pattern.lines()
    # a season without any meeting has no DTSTART to carry its beginning
    assume(lines or not pattern.starts_on)

    back = from_rrule("\n".join(lines) or pattern.rrule(), begins=pattern.begins, zone=pattern.zone)

    assert back.dates(start, end) == pattern.dates(start, end)


@settings(max_examples=150, deadline=None)
@given(patterns() | single | appointment)
def test_a_pattern_survives_json(pattern):
    assert Pattern.from_dict(pattern.to_dict()) == pattern


@settings(max_examples=150, deadline=None)
@given(
    st.text()
    | st.from_regex(r"(RRULE:)?FREQ=(WEEKLY|MONTHLY|YEARLY|DAILY|HOURLY)(;[A-Z]{5,10}=[-,0-9A-Z]{1,9}){0,4}")
)
def test_any_other_text_is_refused_with_a_sentence(text):
    try:
        read = from_rrule(text).words()
    except InvalidPattern as error:
        read = error.problems

    assert read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("freq=monthly;byday=-1fr;wkst=su", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=1SA", "FREQ=MONTHLY;BYMONTH=10;BYDAY=1SA"),
        ("FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("DTSTART:20260115T100000\nRRULE:FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("DTSTART;VALUE=DATE:20260113\nRRULE:FREQ=WEEKLY;COUNT=8", "FREQ=WEEKLY;COUNT=8;BYDAY=TU"),
        ("", ""),
    ],
)
def test_rules_of_other_programs_are_read(text, expected):
    assert from_rrule(text).rrule() == expected


@pytest.mark.parametrize(
    "text",
    [
        "every Tuesday",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO\nFREQ=DAILY",
        "DTSTART:20269999\nRRULE:FREQ=WEEKLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=7MO",
    ],
)
def test_rules_no_group_has_are_refused(text):
    with pytest.raises(InvalidPattern):
        from_rrule(text)
