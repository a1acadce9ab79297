"""A group as the plain values that files hold. The one place that decides what leaves the house."""

from dataclasses import replace
from typing import Any

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.models import Group
from support_groups.models.venue import PublicPlace
from support_groups.schedules import Effect

SAME = (
    *(
        "name",
        "slug",
        "status",
        "summary",
        "description",
        "stage_fit",
        "attendance",
        "form",
        "led_by",
        "cost",
    ),
    *(
        "cost_note",
        "schedule_note",
        "joining",
        "link_visibility",
        "website",
        "size",
        "may_listen",
        "camera_off",
    ),
    *(
        "carers_present",
        "dying_talked_about",
        "when_someone_dies",
        "confidentiality",
        "verified_by",
        "verified_how",
    ),
)  # columns that are fields of the group
# Published columns whose fields have another name here. The published names stay.
FIELDS = {
    "form": "group_type",
    "verified_on": "confirmed_on",
    "verified_by": "confirmed_by",
    "verified_how": "confirmed_how",
}


def group_values(group: Group, *, private: bool = False) -> dict[str, Any]:
    """Every column of a group fetched with `for_exchange`; without `private`, what a visitor may know."""
    values: dict[str, Any] = {name: tidy(getattr(group, FIELDS.get(name, name))) for name in SAME}
    values |= {
        "id": str(group.uid),
        "paused_until": str(group.paused_until or ""),
        "verified_on": str(group.confirmed_on or ""),
        "listing_language": group.language,
        "time_zone": group.zone,
        "translation_of": _twin(group, private),
    }
    for name in ("audiences", "languages", "subtypes", "activities", "access"):
        values[name] = [term.code for term in getattr(group, name).all()]
    values |= _organization(group) | _place(group, private) | _joining(group, private) | _when(group, private)
    people = group.contacts.all()
    values["contacts"] = [_person(one) for one in people if one.is_public]
    if private:
        values["private_contacts"] = [_person(one) for one in people if not one.is_public]
        values["notes"] = tidy(group.notes)
    return values


def tidy(text: str) -> str:
    """As it comes back from a file: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _twin(group: Group, private: bool) -> str:
    """A draft's identifier would tell that there is one."""
    twin = group.translation_of
    return str(twin.uid) if twin and (private or twin.is_public) else ""


def _organization(group: Group) -> dict[str, str]:
    who = group.organization
    return {
        "organization": tidy(who.name) if who else "",
        "organization_description": tidy(who.description) if who else "",
        "organization_website": tidy(who.website) if who else "",
        "organization_email": tidy(who.email) if who else "",
        "organization_phone": tidy(who.phone) if who else "",
    }


def _place(group: Group, private: bool) -> dict[str, Any]:
    venue = group.venue
    place: PublicPlace | None = group.place
    if private and venue:
        place = venue.complete
    names = {"venue": "name", "street": "street", "room": "room", "town": "town", "region": "region"}
    names |= {"postcode": "postcode", "country": "country", "directions": "directions"}
    values: dict[str, Any] = {
        column: tidy(getattr(place, name)) if place else "" for column, name in names.items()
    }
    values |= {name: getattr(place, name) if place else None for name in ("latitude", "longitude")}
    values["address_public"] = venue.is_street_public if place and venue else None
    known = list(venue.access_known.all()) if place and venue else []
    noted = private or (place is not None and place.is_exact)  # "from the alley" would tell where it is
    for column, is_there in (("venue_has", True), ("venue_lacks", False)):
        rows = [row for row in known if row.is_there == is_there]
        values[column] = [
            join_parts(filter(None, [row.feature.code, row.note if noted else ""])) for row in rows
        ]
    return values


def _joining(group: Group, private: bool) -> dict[str, str]:
    if private:
        return {name: tidy(getattr(group, name)) for name in ("join_link", "dial_in", "passcode")}
    known = group.how_to_join
    return {"join_link": tidy(known.link), "dial_in": tidy(known.dial_in), "passcode": tidy(known.passcode)}


def _when(group: Group, private: bool) -> dict[str, list[str]]:
    patterns = [
        replace(row.pattern, zone="") if row.pattern.zone == group.zone else row.pattern
        for row in group.meeting_patterns.all()
    ]
    shown = private or group.is_link_public
    # In the order in which they will come from the database when all of them are the group's own.
    changes = sorted(group.date_exceptions, key=lambda change: change.first)
    if not shown:  # of another link for one meeting nothing would be left that could be told, or read back
        changes = [one for one in changes if one.effect != Effect.PLACE or one.place]
    return {
        "schedule": [pattern.words("en", complete=True) for pattern in patterns],
        "rrule": [schedule_text.write_pattern(pattern, group.zone) for pattern in patterns],
        "schedule_changes": list(
            dict.fromkeys(schedule_text.write_exception(one, with_link=shown) for one in changes)
        ),
    }


def _person(contact) -> str:
    return join_parts([contact.name, contact.role, contact.email, contact.phone])
