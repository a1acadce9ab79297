"""A sample of our own CSV: three invented groups, in which every column is filled at least once."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from support_groups.exchange.formats import csv_lines

LANTERN = "7f0f8f2e-3f5d-4a39-9d0c-0d6b5f4f6a01"  # only a translation must name its original by an id
ORGANIZATION = {
    "organization": "Paper Boat House (invented)",
    "organization_description": "An example of an organization. It does not exist.",
    "organization_website": "https://paper-boat.example.org/",
    "organization_email": "hello@paper-boat.example.org",
    "organization_phone": "330-555-0150",
}
PLACE = {
    "venue": "Paper Boat House, sample room",
    "street": "1 Example Street",
    "room": "Room 2",
    "town": "Akron",
    "region": "OH",
    "postcode": "44308",
    "country": "US",
    "address_public": True,
    "latitude": 41.0812,
    "longitude": -81.5195,
    "directions": "Bus 99 stops in front of the door. Ring twice.",
    "venue_has": ["step-free | from the side door", "elevator"],
    "venue_lacks": ["hearing-loop"],
    "time_zone": "America/New_York",
}
WHOM = {
    "stage_fit": "mbc",
    "audiences": ["living-with-mbc", "newly-diagnosed"],
    "languages": ["en"],
    "subtypes": ["her2-positive"],
    "activities": ["talking", "meals"],
    "access": ["captions"],
}
EXPECT = {
    "size": "Six to ten",
    "may_listen": "yes",
    "camera_off": "ask",
    "carers_present": "no",
    "dying_talked_about": "yes",
    "when_someone_dies": "We light a candle.",
    "confidentiality": "What is said here stays here.",
}


def lines(today: datetime.date) -> Iterator[bytes]:
    """Its dates are counted from today, so that the sample is never about the past."""
    return csv_lines([_lantern(today), _lantern_in_spanish(), _online(today)], private=True)


def _lantern(today: datetime.date) -> Mapping[str, Any]:
    canceled = today + datetime.timedelta(days=(1 - today.weekday()) % 7 + 7)  # a Tuesday
    return {
        **ORGANIZATION,
        **PLACE,
        **WHOM,
        **EXPECT,
        "id": LANTERN,
        "slug": "sample-lanterns",
        "name": "Sample Lanterns (invented)",
        "status": "listed",
        "summary": "An example: a circle around a table that does not exist.",
        "description": "Write here what a friend would want to know.\n\nAn empty line begins a new paragraph.",
        "listing_language": "en",
        "attendance": "in-person",
        "form": "drop-in",
        "led_by": "social-worker",
        "cost": "free",
        "cost_note": "Tea is free, too.",
        "schedule": ["Every Tuesday, 6:30 to 8 pm"],
        "rrule": ["RRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=18;BYMINUTE=30 DURATION:PT90M"],
        "schedule_changes": [f"{canceled} | cancelled | because=The sample house is closed"],
        "schedule_note": "Not in the week of Thanksgiving.",
        "joining": "Call before your first visit.",
        "website": "https://paper-boat.example.org/lanterns",
        "contacts": ["Odette Sample | Host | odette@paper-boat.example.org | 330-555-0151"],
        "private_contacts": ["Bruno Sample | Backup |  | 330-555-0152"],
        "verified_on": f"{today}",
        "verified_by": "leader",
        "verified_how": "phone",
        "notes": "Only staff read this.",
    }


def _lantern_in_spanish() -> Mapping[str, Any]:
    return {
        **ORGANIZATION,
        **PLACE,
        **WHOM,
        "name": "Faroles de muestra (inventado)",
        "summary": "Un ejemplo: un círculo que no existe.",
        "listing_language": "es",
        "translation_of": LANTERN,
        "languages": ["es"],
        "attendance": "in-person",
        "schedule": ["Every Tuesday, 6:30 to 8 pm"],
    }


def _online(today: datetime.date) -> Mapping[str, Any]:
    """The least that a row needs for an online group; it names only a phrase for its schedule."""
    return {
        "name": "Sample Night Owls (invented)",
        "status": "paused",
        "paused_until": f"{today + datetime.timedelta(days=60)}",
        "summary": "An example of a group by video.",
        "stage_fit": "any",
        "audiences": ["living-with-mbc"],
        "languages": ["en"],
        "attendance": "online",
        "time_zone": "America/Chicago",
        "schedule": ["Second and fourth Thursday, 9 to 10 pm"],
        "join_link": "https://video.example.org/room/sample",
        "dial_in": "555-0153",
        "passcode": "sample",
        "link_visibility": "on-request",
        "private_contacts": ["Odette Sample | Host | owls@paper-boat.example.org"],
    }
