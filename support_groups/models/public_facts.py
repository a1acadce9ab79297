"""What visitors can read of a listing, as fingerprints: two listings whose fingerprints agree look the same to them.

To add something, add an aspect: one that an older row lacks counts as unchanged. What goes into an aspect can't be
altered without a new number for every group.

Nothing here is private: places, links and contacts come from the properties that pages use. Fingerprints and not the
facts themselves are stored, so that what is made private later does not stay readable in an old row.
"""

import datetime
import hashlib
from collections import defaultdict
from dataclasses import astuple

from support_groups.models.related_rows import ACCESS, CONTACTS, Rows

SEPARATOR = "/"  # between the days of an exception: 2026-12-20/2026-12-31
DATES = "dates"
# In the order in which they are told.
ASPECTS = (
    "status",
    "name",
    "times",
    DATES,
    "way",
    "place",
    "joining",
    "contact",
    "whom",
    "details",
    "confirmed",
)
WHOM = ("audiences", "languages", "subtypes")
DETAILS = (
    *(
        "summary",
        "description",
        "group_type",
        "led_by",
        "cost",
        "cost_note",
        "size",
        "may_listen",
        "camera_off",
    ),
    *("carers_present", "dying_talked_about", "when_someone_dies", "confidentiality", "language"),
)

Facts = dict[str, str | dict[str, str]]
Days = tuple[datetime.date, datetime.date]


def facts(group, rows: Rows) -> Facts:
    """Of a group fetched with `for_dates`, and its `related_rows`."""
    return {
        "status": _print(group.status, group.paused_until),
        "name": _print(group.name),
        "times": _print(group.zone, group.schedule_note, [pattern.to_dict() for pattern in group.patterns]),
        DATES: _dates(group),
        "way": _print(group.attendance),
        "place": _print(group.place and [astuple(group.place), *_access(group.venue, rows[ACCESS])]),
        "joining": _print(astuple(group.how_to_join)),
        "contact": _print(rows[CONTACTS], group.website, *_organization(group)),
        "whom": _print(group.stage_fit, *(rows[name] for name in WHOM)),
        "details": _print([getattr(group, name) for name in DETAILS], rows["activities"], rows["access"]),
        "confirmed": _print(group.confirmed_on, group.confirmed_by, group.confirmed_how),
    }


def different(before: Facts, now: Facts, today: datetime.date) -> list[str]:
    """The aspects in which visitors see another listing now; days that have passed don't count."""
    return [
        aspect
        for aspect in ASPECTS
        if (different_days(before, now, today) if aspect == DATES else _differ(before, now, aspect))
    ]


def _differ(before: Facts, now: Facts, aspect: str) -> bool:
    return aspect in before and before[aspect] != now[aspect]


def different_days(before: Facts, now: Facts, today: datetime.date) -> list[Days]:
    """First and last days on which something else is said than before."""
    old, new = before.get(DATES, {}), now.get(DATES, {})
    keys = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    days = [tuple(map(datetime.date.fromisoformat, key.split(SEPARATOR))) for key in keys]
    return [(first, last) for first, last in days if last >= today]


def _dates(group) -> dict[str, str]:
    said = defaultdict(list)
    for exception in group.date_exceptions:
        link = exception.link if group.is_link_public else ""
        last = max(filter(None, [exception.first, exception.last, exception.to_date]))
        first = min(filter(None, [exception.first, exception.to_date]))
        key = f"{first}{SEPARATOR}{last}"
        said[key].append(
            repr(
                (
                    exception.effect,
                    exception.begins,
                    exception.to_date,
                    exception.to_time,
                    exception.minutes,
                    exception.place,
                    link,
                    exception.reason,
                )
            )
        )
    return {key: _print(sorted(texts)) for key, texts in said.items()}


def _access(venue, known: list[str]) -> list[str]:
    """Notes tell where a door is."""
    return known if venue.is_street_public else [text.split("\n")[0] for text in known]


def _organization(group) -> tuple[str, ...]:
    runs = group.organization
    return (runs.name, runs.phone, runs.email, runs.website) if runs else ()


def _print(*values) -> str:
    return hashlib.sha256(repr([_plain(value) for value in values]).encode()).hexdigest()[:12]


def _plain(value):
    """Values as they are stored, whatever class a field gives them."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return sorted((key, _plain(one)) for key, one in value.items())
    return None if value is None else str(value)
