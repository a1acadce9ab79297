"""Absurd identifiers and places are a row named with its reason, or a group; never an error of the program."""

import json

import pytest
from django.utils.timezone import now

from support_groups.exchange import importing
from support_groups.exchange.formats import ColumnMapping
from support_groups.models import Group

pytestmark = pytest.mark.django_db
DEFAULTS = {"stage_fit": "breast", "time_zone": "America/New_York"}
STRANGE = [
    None,
    "",
    [],
    {},
    [1, 2],
    {"a": 1},
    1.5,
    True,
    10**40,
    "a\x00b",
    "x" * 10_000,
    "  ",
    "🕯️",
    "a\x1fb",
    "derived:x",
]


def meeting(**fields) -> dict:
    plain = {"name": "Moss Talk", "slug": "moss", "day": 1, "time": "18:00", "end_time": "19:00"}
    return (
        plain
        | {"formatted_address": "5 Fern Way, Akron, OH 44308, USA", "attendance_option": "in_person"}
        | fields
    )


def imported(feed, name="feed.json"):
    staged_import = importing.receive(json.dumps(feed).encode(), name=name, at=now())
    importing.stage(staged_import, ColumnMapping(None, DEFAULTS), arrival="listed", at=now())
    while importing.compare_some(staged_import, at=now()):
        pass
    staged_import.confirm(at=now())
    while importing.save_some(staged_import, at=now()):
        pass
    return list(staged_import.rows.values_list("status", flat=True))


@pytest.mark.parametrize("key", ["id", "slug", "name", "location", "group"])
def test_a_strange_value_is_imported_or_named_and_the_next_import_is_the_same(key):
    feed = [
        meeting(id=str(n), name=f"Talk {n}", slug=f"talk-{n}") | {key: value}
        for n, value in enumerate(STRANGE)
    ]

    first, second = imported(feed), imported(feed)

    assert set(first) <= {"added", "invalid", "maybe"}
    assert second.count("same") == first.count("added")
    assert len(first) == len(second)


@pytest.mark.parametrize("name", ["", "…", "\x00", "x" * 500 + ".json", "../../etc/passwd", "ﷺ" * 90])
def test_any_file_name_is_a_source_or_becomes_one(name):
    assert imported([meeting()], name=name) == ["added"]
    assert imported([meeting()], name=name) == ["same"]


def test_hundreds_of_rows_of_one_name_and_place_are_left_to_a_person():
    statuses = imported([meeting(id=n, day=n % 7, time=f"{n % 24:02}:05") for n in range(300)])

    assert len(statuses) == 300
    assert Group.objects.count() == statuses.count("added")
