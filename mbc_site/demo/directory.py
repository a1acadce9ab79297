"""The invented support groups of the demonstration: who runs them, where they meet, when, and what is known of them.

The tables are read with the coordinator's own tools: a schedule is a phrase, read by `from_phrase`. What is already
there, under whatever name it has now, is left alone with everything that belongs to it.
"""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import Q

from mbc_site.demo.days import in_numbers, in_words
from mbc_site.demo.history import version
from mbc_site.demo.tables import rows
from support_groups.models import (
    AccessFeature,
    Contact,
    Group,
    MeetingPattern,
    Organization,
    ScheduleException,
    Venue,
)
from support_groups.models.vocabulary import VOCABULARIES
from support_groups.schedules import Pattern, Reading, from_phrase

OURS = uuid.UUID("6e2f9a54-8f0b-4f0c-9d1e-3a7c5b0d4e21")
# Nobody who finds a list or a page by chance should take it for a real group.
EXAMPLE = {"en": "(An invented example.)", "es": "(Un ejemplo inventado.)"}
INVENTED = {
    "en": "This group is invented, as an example for this demonstration. Nobody meets here.",
    "es": "Este grupo es inventado, como ejemplo para esta demostración. Aquí no se reúne nadie.",
}


def listings() -> list[dict]:
    return [*rows("groups"), *rows("groups-es")]


def add(added: Counter, today: date) -> None:
    """Adds the organizations, venues and groups that are missing, and counts them.

    Raises KeyError for an organization or venue that no table has, InvalidPattern for a wrong pattern.
    """
    organizations = {row["key"]: _organization(row, added, today) for row in rows("organizations")}
    venues = {row["key"]: _venue(row, organizations, added, today) for row in rows("venues")}
    for row in listings():
        if not _is_here(row["slug"]):
            with version():
                _group(row, organizations, venues, today)
            added["invented support groups"] += 1


def known_as(key: str) -> uuid.UUID:
    """The uid of a row of the tables: it stays when staff give the thing another name or address."""
    return uuid.uuid5(OURS, key)


def read(row: dict, today: date) -> list[tuple[str, Reading]]:
    """The meetings of a row: each phrase, with its dates, and the patterns read from it."""
    language, zone = row.get("language", "en"), row.get("zone", "")
    readings = []
    for meeting in row.get("meets", []):
        if isinstance(meeting, str):
            phrase = in_words(meeting, today, language)
            readings.append((phrase, from_phrase(phrase, today=today, zone=zone)))
        else:
            readings.append(("", Reading((Pattern.from_dict(in_numbers(meeting, today)),))))
    return readings


def _is_here(slug: str) -> bool:
    """Under our uid, or because staff's own group has that address, or once had it."""
    own_or_former = Q(uid=known_as(slug)) | Q(slug=slug) | Q(former_slugs__slug=slug)
    return Group.objects.filter(own_or_former).exists()


def _organization(row: dict, added: Counter, today: date) -> Organization:
    uid = known_as(row.pop("key"))
    here = Organization.objects.filter(Q(uid=uid) | Q(name=row["name"])).first()
    if here:
        return here
    changes = row.pop("changes", [])
    with version():
        organization = Organization.objects.create(uid=uid, **row)
        _add_changes(changes, today, organization=organization)
    added["invented organizations"] += 1
    return organization


def _venue(row: dict, organizations: dict, added: Counter, today: date) -> Venue:
    uid = known_as(row.pop("key"))
    if here := Venue.objects.filter(uid=uid).first():
        return here
    has, lacks, notes = row.pop("has", []), row.pop("lacks", []), row.pop("access_notes", {})
    changes = row.pop("changes", [])
    if "organization" in row:
        row["organization"] = organizations[row["organization"]]
    with version():
        venue = Venue.objects.create(uid=uid, **row)
        for code in (*has, *lacks):
            venue.access_known.create(
                feature=AccessFeature.objects.get(code=code), is_there=code in has, note=notes.get(code, "")
            )
        _add_changes(changes, today, venue=venue)
    added["invented venues"] += 1
    return venue


def _group(row: dict, organizations: dict, venues: dict, today: date) -> Group:
    """Save the group, then its rows; the last save computes its dates from all of them."""
    readings = read(row, today)
    parts = {name: row.pop(name, []) for name in ("meets", "contacts", "changes", "confirmed", *VOCABULARIES)}
    for name, records in (("organization", organizations), ("venue", venues)):
        if name in row:
            row[name] = records[row[name]]
    group = Group.objects.create(**_columns(row, today))
    for name, vocabulary in VOCABULARIES.items():
        getattr(group, name).set(vocabulary.objects.filter(code__in=parts[name]))
    Contact.objects.bulk_create(
        Contact(group=group, position=place, **contact) for place, contact in enumerate(parts["contacts"])
    )
    _add_schedule(group, readings, parts["changes"], today)
    _confirm(group, parts["confirmed"], today)
    return group


def _columns(row: dict, today: date) -> dict:
    """A row as Group's fields have it; most stand in the table under the name of their field."""
    values = {"status": Group.Status.LISTED, "language": "en", "joining": ""} | row
    language = values["language"]
    values |= {
        "uid": known_as(row["slug"]),
        "joining": values["joining"].strip(),
        "summary": f"{row['summary']} {EXAMPLE[language]}",
        "description": f"{row['description'].strip()}\n\n{INVENTED[language]}",
    }
    if "paused_until" in row:
        values["paused_until"] = date.fromisoformat(in_numbers(row["paused_until"], today))
    if "translation_of" in row:  # gone, if staff deleted it or have another group at its address
        values["translation_of"] = Group.objects.filter(uid=known_as(row["translation_of"])).first()
    return values


def _add_schedule(
    group: Group, readings: list[tuple[str, Reading]], changes: list[dict], today: date
) -> None:
    patterns = [(phrase, pattern) for phrase, reading in readings for pattern in reading.patterns]
    MeetingPattern.objects.bulk_create(
        MeetingPattern(group=group, phrase=phrase, rule=_of(group, pattern).to_dict(), position=place)
        for place, (phrase, pattern) in enumerate(patterns)
    )
    spoken = [change for _phrase, reading in readings for change in reading.exceptions]
    planned = _planned(group, today, max((change["meeting"] for change in changes), default=0))
    ScheduleException.objects.bulk_create(
        [
            *(
                ScheduleException(group=group, kind=change.effect, first=change.first, last=change.last)
                for change in spoken
            ),
            *(_change_of_meeting(group, planned, **change) for change in changes),
        ]
    )


def _of(group: Group, pattern: Pattern) -> Pattern:
    """A pattern follows its group's zone unless its own is another."""
    return replace(pattern, zone="") if pattern.zone == group.zone else pattern


def _planned(group: Group, today: date, count: int) -> list[date]:
    """The days of the next meetings, from tomorrow on."""
    tomorrow = datetime.combine(today + timedelta(days=1), time(), ZoneInfo(group.clock))
    coming = (meeting for meeting in group.meetings(tomorrow) if meeting.starts >= tomorrow)
    return [meeting.starts.date() for meeting in islice(coming, count)]


def _change_of_meeting(group: Group, planned: list[date], *, meeting: int, days_later: int = 0, **change):
    """About the nth planned meeting; `days_later` says where it is moved, or when an extra one is."""
    day = planned[meeting - 1]
    later = day + timedelta(days=days_later)
    if change["kind"] == ScheduleException.Kind.EXTRA:
        day = later
    elif days_later:
        change["to_date"] = later
    return ScheduleException(group=group, first=day, **change)


def _add_changes(changes: list[dict], today: date, **about) -> None:
    for change in in_numbers(changes, today):
        days = {name: date.fromisoformat(change.pop(name)) for name in ("first", "last") if name in change}
        ScheduleException.objects.create(**about, **days, **change)


def _confirm(group: Group, confirmed: list[dict], today: date) -> None:
    wanted = group.status
    for row in confirmed:
        days = timedelta(days=row.pop("ago"))
        group.confirm(on=today - days, **row)
    if group.status != wanted or not confirmed:  # unconfirmed, although somebody confirmed it long ago
        group.status = wanted
        group.save()
