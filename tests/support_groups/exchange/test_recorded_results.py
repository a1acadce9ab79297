"""An import makes the same groups, rows and history as when these results were recorded, whatever it takes to get there.

A change that is meant to change them records them anew: the failing test shows the new values.
"""

import csv
import datetime
import io
import json
import random

import pytest
from reversion.models import Version

from support_groups.exchange import importing
from support_groups.exchange.formats import ColumnMapping
from support_groups.exchange.group_values import group_values
from support_groups.models import Group, GroupImport, GroupImportRow
from tests.recorded import digest

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
PHRASES = [
    *(
        "Mondays at 6 pm",
        "1st and 3rd Tuesday, 1-2:30 pm",
        "Second Thursday of the month, 7 pm ET",
        "Every other Wednesday",
    ),
    *(
        "Weekly on Fridays 5:30-7 pm; no meeting in July",
        "By appointment",
        "Martes a las 18:00",
        "Último miércoles, 6 pm",
    ),
    *("call us", "Tuesdays except holidays, 10 am", "24/7", "Saturday 10-12 | Sunday 3 pm", ""),
]
TOWNS = [
    *(("Akron", "OH", "44301", "US"), ("Louisville", "KY", "40202", "US"), ("Phoenix", "AZ", "85003", "US")),
    *(
        ("Montréal", "QC", "", "CA"),
        ("Springfield", "", "", "US"),
        ("", "", "", ""),
        ("St. Louis", "MO", "63101", "US"),
    ),
]
NOTES = ["", "Meets only on the 2nd and 4th Monday.", "Ring the bell at 12 Elm St.", "Zoom passcode 1234"]
COLUMNS = (
    *(
        "name",
        "organization",
        "organization_website",
        "description",
        "venue",
        "street",
        "town",
        "region",
        "postcode",
    ),
    *(
        "country",
        "languages",
        "schedule",
        "contacts",
        "venue_has",
        "stage_fit",
        "attendance",
        "website",
        "schedule_note",
    ),
)


def row(number: int, edition: int) -> list[str]:
    """A group of the file: usual or odd. A later edition of the file says something else of some."""
    own = random.Random(number)  # noqa: S311  not for secrets
    place = own.choice(TOWNS)
    phrase, note = own.choice(PHRASES), own.choice(NOTES)
    is_new = edition > 1 and number % 3 == 0
    return [
        f"Círculo {number}" if number % 5 == 0 else f"Circle {number}",
        f"House {number // 3}",
        f"https://house{number // 3}.example.org/{edition if number % 4 == 0 else ''}",
        f"A {'quiet' if is_new else 'calm'} evening. Nobody has to talk.",
        f"Center {number // 2}",
        f"{number // 2} Elm St",
        *place,
        own.choice(["en", "en | es", "es", ""]),
        f"{phrase} (new)" if is_new and number % 2 else phrase,
        own.choice([f"Ann | Leader | ann{number}@example.org | 330-555-0199", "Bo", ""]),
        own.choice(["step-free", "lift | at the back", ""]),
        own.choice(["breast", "mbc", "unknown", ""]),
        own.choice(["in-person", "online", "hybrid", "phone", ""]),
        own.choice(["www.example.org", "https://example.org/a", "nothing", ""]),
        note,
    ]


def a_file(rows: int, edition: int) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *(row(number, edition) for number in range(rows))])
    return text.getvalue().encode()


def imported(data: bytes, *, by) -> GroupImport:
    staged_import = importing.receive(data, name="recorded.csv", by=by, at=AT)
    defaults = {"stage_fit": "breast", "attendance": "in-person", "time_zone": "America/Chicago"}
    importing.stage(
        staged_import, ColumnMapping(None, defaults), arrival="listed", at=AT, data_source="recorded"
    )
    while importing.compare_some(staged_import, at=AT, most=20):
        pass
    possible = staged_import.rows.filter(status=GroupImportRow.Status.MAYBE)
    possible.filter(position__lt=30).update(choice=GroupImportRow.Choice.ADD)
    possible.exclude(match=None).filter(position__gt=40).update(choice=GroupImportRow.Choice.UPDATE)
    staged_import.confirm(at=AT)
    while importing.save_some(staged_import, by=by, at=AT):
        pass
    return staged_import


def rows_of(staged_import: GroupImport) -> list:
    staged_import.refresh_from_db()
    return [
        [staged_import.format, staged_import.problems, staged_import.unused],
        *(
            [
                row.position,
                row.values,
                row.problems,
                row.changes,
                row.status,
                row.reason,
                row.identifiers,
                row.digests,
                getattr(row.match, "slug", ""),
                getattr(row.result, "slug", ""),
                row.as_staged,
                row.positions,
            ]
            for row in staged_import.rows.select_related("match", "result")
        ),
    ]


def groups() -> list:
    return [
        [
            group.slug,
            group.status,
            {name: value for name, value in group_values(group, private=True).items() if name != "id"},
        ]
        for group in Group.objects.for_exchange().order_by("pk")
    ]


def history() -> list:
    """Without keys of rows and times, of which no two runs have the same."""
    own = (
        "uid",
        "created_at",
        "updated_at",
        "changed_at",
        "group",
        "venue",
        "organization",
        "feature",
        "user",
    )
    found = []
    for version in Version.objects.order_by("pk").select_related("revision"):
        (data,) = json.loads(version.serialized_data)
        fields = {
            name: len(value) if isinstance(value, list) else value for name, value in data["fields"].items()
        }
        kept = {name: value for name, value in fields.items() if name not in own}
        found.append([data["model"], kept, version.object_repr, version.revision.comment])
    return found


def test_an_import_makes_what_it_made_when_this_was_recorded(grace):
    imports = [imported(a_file(60, edition=1), by=grace), imported(a_file(60, edition=2), by=grace)]

    found = {
        "rows": digest([rows_of(each) for each in imports]),
        "groups": digest(groups()),
        "history": digest(history()),
    }

    assert found == {
        "rows": "bb398b75daa943cc",
        "groups": "904ff5efe4f77560",
        "history": "ce09e5be9bf62e23",
    }
