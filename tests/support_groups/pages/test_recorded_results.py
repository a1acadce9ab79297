"""Calendar and sheet of many odd groups are what they were when these results were recorded, byte for byte.

A change that is meant to change them records them anew: the failing test shows the new values.
"""

import datetime
import uuid

import pytest

from support_groups.models import Group, MeetingPattern, Organization, ScheduleException, Venue
from support_groups.pages import ical
from support_groups.pages.sheet import sheet_entries
from tests.recorded import digest
from tests.support_groups.exchange.test_recorded_results import AT, a_file, imported

pytestmark = pytest.mark.django_db

ADDED = datetime.datetime(2026, 11, 20, 9, 30, 15, tzinfo=datetime.UTC)
EFFECTS = (
    {"kind": "cancelled", "reason": "Snow; really, \\N snow"},
    {"kind": "moved", "to_date": datetime.date(2027, 1, 9), "to_time": datetime.time(19, 15)},
    {"kind": "extra", "begins": datetime.time(8), "minutes": 45, "reason": "Breakfast"},
    {"kind": "place", "place": "The library, room 2", "link": "https://meet.example.org/other"},
    {"kind": "cancelled", "last": datetime.date(2029, 2, 1)},
)


@pytest.fixture
def groups(grace) -> list[Group]:
    imported(a_file(60, edition=1), by=grace)
    Group.objects.exclude(zone="").exclude(venue=None).update(status="listed")
    for row in MeetingPattern.objects.order_by("pk"):
        MeetingPattern.objects.filter(pk=row.pk).update(
            uid=uuid.uuid5(uuid.NAMESPACE_DNS, str(row.group.slug) + str(row.position))
        )
    for number, group in enumerate(Group.objects.order_by("slug")):
        fields = {"uid": uuid.uuid5(uuid.NAMESPACE_DNS, group.slug), "created_at": ADDED, "updated_at": AT}
        fields |= {"status": "paused", "paused_until": datetime.date(2027, 1, 20)} if number % 11 == 5 else {}
        fields |= {"schedule_note": "Knock – " + "é" * 60 + "\n" + "long, " * 30} if number % 4 == 1 else {}
        Group.objects.filter(pk=group.pk).update(**fields)
        days = sorted({meeting.starts.date() for meeting in group.next_meetings(AT, 4)})
        for day, effect in zip(days, EFFECTS[number % 5 :], strict=False):
            ScheduleException.objects.create(group=group, first=day, **effect)
    for model in (Group, Venue, Organization):
        model.objects.update(updated_at=AT)
    return list(
        Group.objects.exclude(status="draft").for_lists().prefetch_related("contacts").order_by("slug")
    )


def test_calendars_are_what_they_were_when_this_was_recorded(groups):
    def absolute(path: str) -> str:
        return f"https://www.example.org{path}"

    found = {
        "of a search": digest(
            ical.of_search(
                groups,
                at=AT,
                absolute=absolute,
                address="https://www.example.org/?a=1&b=2",
                about="Akron; or, near it",
            )
        ),
        "of each": digest([ical.of_group(group, at=AT, absolute=absolute).decode() for group in groups]),
        "of none": digest(ical.of_search([], at=AT, absolute=absolute, address="https://www.example.org/")),
    }

    assert len(groups) == 29
    assert found == {
        "of a search": "8c4fd53041584c38",
        "of each": "4572579dfeb86fd6",
        "of none": "9f4b7a5287f7f1d6",
    }


@pytest.mark.parametrize(
    ("language", "zone", "recorded"),
    [("en", "", "5a9f9c8704078df7"), ("es", "Europe/Madrid", "fcaf7b9c6f133a80")],
)
def test_a_sheet_is_what_it_was_when_this_was_recorded(groups, language, zone, recorded):
    numbers = {group: group.slug for group in groups}
    entries = sheet_entries(groups, at=AT, language=language, zone=zone)

    lines = [
        [
            numbers[entry.group],
            entry.facts,
            entry.when,
            entry.where,
            entry.contact,
            entry.confirmed,
            entry.number,
        ]
        for entry in entries
    ]

    assert digest(lines) == recorded, lines[:3]
