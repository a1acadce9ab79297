"""What a calendar shows is what our pages say: every kind of pattern, every kind of change, odd zones and nights."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from support_groups.models import Group, MeetingPattern, ScheduleException
from support_groups.pages import ical
from support_groups.schedules import Pattern
from support_groups.schedules.recurrence import days as days_of
from tests.support_groups.calendar_reader import held
from tests.support_groups.schedules.strategies import clocks, patterns, single

AT = datetime(2026, 1, 5, tzinfo=UTC)
YEARS = timedelta(days=731)


def unsaved(patterns, changes=(), **fields) -> Group:
    """A group as the database would give it, without one."""
    values = {"name": "The Table", "slug": "table", "status": "listed", "attendance": "online"} | fields
    group = Group(pk=1, created_at=AT, updated_at=AT, **values)
    group._prefetched_objects_cache = {
        "meeting_patterns": _rows(MeetingPattern, [MeetingPattern(rule=p.to_dict()) for p in patterns]),
        "schedule_exceptions": _rows(ScheduleException, changes),
    }
    return group


def _rows(model, rows):
    queryset = model.objects.all()
    queryset._result_cache, queryset._prefetch_done = list(rows), True
    return queryset


def calendar(group, at=AT) -> bytes:
    return ical.of_group(group, at=at, absolute=lambda path: f"https://example.org{path}")


def told(group, start=AT, end=AT + YEARS) -> list[datetime | date]:
    """What our own page would say takes place."""
    collected = []
    for meeting in group.meetings(start - timedelta(days=2)):
        if meeting.starts > end + timedelta(days=2):
            break
        if not meeting.is_canceled:
            collected.append(meeting.starts.astimezone(UTC) if meeting.has_time else meeting.starts.date())
    moments = [
        at if isinstance(at, datetime) else datetime.combine(at, time(), tzinfo=UTC) for at in collected
    ]
    return [at for at, moment in zip(collected, moments, strict=True) if start <= moment <= end]


@st.composite
def changes_of(draw, pattern: Pattern) -> list[ScheduleException]:
    """Changes on days the pattern meets, and on some it does not."""
    planned = list(days_of(pattern, date(2026, 1, 6), date(2028, 1, 1)))[:60]
    collected = []
    for _ in range(draw(st.integers(0, 4))):
        near = st.sampled_from(planned) if planned else st.dates(date(2026, 1, 6), date(2027, 12, 1))
        first = draw(near)
        kind = draw(st.sampled_from(["cancelled", "moved", "extra", "place"]))
        last = first + timedelta(days=draw(st.sampled_from([0, 0, 6, 30])))
        values = {"kind": kind, "first": first, "last": None if kind == "extra" else last}
        if kind == "moved":
            far = draw(st.booleans()) or not pattern.begins
            values |= (
                {"last": None, "to_date": first + timedelta(days=draw(st.integers(-3, 9)))} if far else {}
            )
            values |= {"to_time": draw(clocks)} if not far or draw(st.booleans()) else {}
        if kind == "place":
            values["place"] = "Café; at the river, left\nside"
        if kind == "extra":
            values["begins"] = draw(st.none() | clocks)
        collected.append(ScheduleException(**values))
        collected[-1].date_exception  # noqa: B018  valid
        if kind in ("moved", "extra") and draw(st.booleans()):
            about = {
                "first": collected[-1].to_date or first,
                "begins": draw(st.none() | st.just(collected[-1].begins)),
            }
            collected.append(
                ScheduleException(kind=draw(st.sampled_from(["cancelled", "place"])), place="Room 2", **about)
            )
    return collected


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_a_calendar_read_back_has_the_dates_of_the_page_for_two_years(data):
    pattern = data.draw(patterns() | single)
    if data.draw(st.booleans()):
        pattern = replace(pattern, begins=None)
    away = {}
    if data.draw(st.booleans()):
        away = {"status": "paused", "paused_until": data.draw(st.dates(date(2026, 1, 6), date(2027, 1, 1)))}
    group = unsaved([pattern], data.draw(changes_of(pattern)), **away)

    assert sorted(map(str, held(calendar(group), AT, AT + YEARS))) == sorted(map(str, told(group)))


def test_every_event_has_its_own_uid():
    day = Pattern(kind="dates", on=(date(2026, 1, 13),), zone="America/New_York")
    extra = {"kind": "extra", "first": date(2026, 1, 13)}
    more = [extra, extra | {"begins": time(0)}, extra | {"begins": time(0), "place": "Café"}]
    group = unsaved([day, day], [ScheduleException(**change) for change in more])

    names = [event["UID"] for event in Calendar.from_ical(calendar(group)).walk("VEVENT")]

    assert len(names) == len(set(names)) == 5


@settings(max_examples=40, deadline=None)
@given(patterns(zones=("",)), patterns(), st.data())
def test_a_group_with_two_patterns_keeps_both_also_in_zones_of_their_own(first, second, data):
    group = unsaved([first, second], data.draw(changes_of(first)), zone="Pacific/Auckland")

    assert set(map(str, held(calendar(group), AT, AT + YEARS))) == set(map(str, told(group)))
