"""HSDS 3.0 (Human Services Data Specification, Open Referral): a page of services with everything nested inside.

What HSDS has a field for is in that field. Everything of ours is also an attribute whose taxonomy is `TAXONOMY` and whose
`link_type` is a column of our CSV, so that nothing is lost: HSDS knows no seasons, no sets of single dates, no zone
whose clocks change.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.columns import PUBLIC, VOCABULARIES, ColumnKind
from support_groups.exchange.formats.csv_writer import cell
from support_groups.listings import ways_to_meet
from support_groups.schedules import Pattern
from support_groups.schedules.zone_rules import offsets

TAXONOMY = "MBC support group directory, version 1"
SPACE = uuid.UUID("5e0f4a0e-7f7c-5d0b-9c55-3b1d2f6f9a10")
STATUSES = {"listed": "active", "unconfirmed": "active", "paused": "temporarily closed", "closed": "defunct"}
# Columns with a field of their own in HSDS that reads back as it was written.
NATIVE = {
    *("id", "name", "description", "joining", "cost_note", "verified_on", "languages", "contacts"),
    *("organization", "organization_description", "organization_website", "organization_email"),
    *("organization_phone", "venue", "street", "room", "town", "region", "postcode", "country", "directions"),
    *("latitude", "longitude", "schedule"),
}  # fmt: skip
LOCAL = "Times are on the clock in {zone}, also when it changes to or from daylight saving; HSDS has no field for that."

Values = Mapping[str, Any]
Object = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """What the directory calls its codes, and where a group's page is."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column -> code -> label
    page: Callable[[str], str] = lambda slug: ""

    def label(self, column: str, code: str) -> str:
        return str(self.labels.get(column, {}).get(code, code))


def hsds_chunks(listings: Iterable[Values], total: int, words: Words) -> Iterator[bytes]:
    """One page with every service, a few of them at a time."""
    head = {
        "total_items": total,
        "total_pages": 1,
        "page_number": 1,
        "size": total,
        "first_page": True,
        "last_page": True,
        "empty": total == 0,
    }
    yield json.dumps(head, indent=1)[:-2].encode() + b',\n "contents": ['
    between = b"\n"
    for values in listings:
        yield between + json.dumps(service(values, words), ensure_ascii=False).encode()
        between = b",\n"
    yield b"\n ]\n}\n"


def service(values: Values, words: Words) -> Object:
    """One group as an HSDS service; `values` are those of a complete public listing."""
    about = "\n\n".join(filter(None, [values["summary"], values["description"]]))
    found = {
        "id": values["id"],
        "name": values["name"],
        "description": about,
        "url": values["website"] or words.page(values["slug"]),
        "status": STATUSES.get(values["status"], "inactive"),
        "application_process": values["joining"],
        "fees_description": values["cost_note"],
        "eligibility_description": _eligibility(values, words),
        "assured_date": values["verified_on"],
        "alert": f"Paused until {values['paused_until']}." if values["paused_until"] else "",
        "organization": _organization(values),
        "phones": _dial_in(values),
        "contacts": [_contact(values, number, text) for number, text in enumerate(values["contacts"])],
        "languages": [_language(values, code, words) for code in values["languages"]],
        "cost_options": _cost(values, words),
        "service_at_locations": _places(values, words),
        "schedules": list(_schedules(values, words)),
        "attributes": list(_attributes(values, words)),
    }
    return _filled(found)


def made(*names: str) -> str:
    """The identifier of something that has none of its own: the same for the same thing, every time."""
    return str(uuid.uuid5(SPACE, "\n".join(names)))


def _filled(found: Object) -> Object:
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}


def _eligibility(values: Values, words: Words) -> str:
    audiences = ", ".join(words.label("audiences", code) for code in values["audiences"])
    stage = words.label("stage_fit", values["stage_fit"])
    return f"{stage}. For: {audiences}." if audiences else f"{stage}."


def _organization(values: Values) -> Object | None:
    if not (name := values["organization"]):
        return None
    phone = values["organization_phone"]
    optional = {
        "email": values["organization_email"],
        "website": values["organization_website"],
        "phones": [{"id": made("organization-phone", name), "number": phone}] if phone else [],
    }
    required = {"id": made("organization", name), "name": name}
    return required | {"description": values["organization_description"]} | _filled(optional)


def _dial_in(values: Values) -> list[Object]:
    if not values["dial_in"]:
        return []
    described = "Dial this number to take part."
    return [
        {
            "id": made(values["id"], "dial-in"),
            "number": values["dial_in"],
            "type": "voice",
            "description": described,
        }
    ]


def _contact(values: Values, number: int, text: str) -> Object:
    name, role, email, phone = (*split_parts(text), "", "", "", "")[:4]
    key = made(values["id"], "contact", str(number))
    phones = [{"id": made(key, "phone"), "number": phone}] if phone else []
    return _filled({"id": key, "name": name, "title": role, "email": email, "phones": phones})


def _language(values: Values, code: str, words: Words) -> Object:
    return {"id": made(values["id"], "language", code), "name": words.label("languages", code), "code": code}


def _cost(values: Values, words: Words) -> list[Object]:
    if not values["cost"]:
        return []
    found = {"id": made(values["id"], "cost"), "option": words.label("cost", values["cost"])}
    if values["cost"] == "free":
        found |= {"amount": 0, "currency": "usd"}
    return [found | _filled({"amount_description": values["cost_note"]})]


def _places(values: Values, words: Words) -> list[Object]:
    found = []
    if values["town"]:
        found.append({"id": made(values["id"], "at", "place"), "location": _location(values, words)})
    if ways_to_meet.way(values["attendance"]).has_video and values["join_link"]:
        virtual = {"id": made(values["id"], "room"), "location_type": "virtual", "url": values["join_link"]}
        found.append({"id": made(values["id"], "at", "room"), "location": virtual})
    return found


def _location(values: Values, words: Words) -> Object:
    """A place whose street is not public is not told apart from others in its town: its id is the group's."""
    names = ("venue", "street", "room", "town", "region", "postcode", "country")
    same = [values["id"]] if values["address_public"] is False else [values[name] for name in names]
    key = made("location", *same)
    address = {
        "id": made("address", *same),
        "address_1": values["street"],
        "address_2": values["room"],
        "city": values["town"],
        "state_province": values["region"],
        "postal_code": values["postcode"],
        "country": values["country"],
        "address_type": "physical",
    }
    found = {
        "id": key,
        "location_type": "physical",
        "name": values["venue"],
        "description": "The street address is not public." if values["address_public"] is False else "",
        "transportation": values["directions"],
        "latitude": values["latitude"],
        "longitude": values["longitude"],
        "accessibility": list(_accessibility(key, values, words)),
    }
    return _filled(found) | {"addresses": [address]}


def _accessibility(key: str, values: Values, words: Words) -> Iterator[Object]:
    for column, said in (("venue_has", "{}"), ("venue_lacks", "Not available: {}")):
        for text in values[column]:
            code, note = (*split_parts(text), "")[:2]
            described = said.format(words.label("access", code))
            yield _filled({"id": made(key, column, code), "description": described, "details": note})


# --- When -----------------------------------------------------------------------------------------------


def _schedules(values: Values, words: Words) -> Iterator[Object]:
    shown = bool(values["join_link"])
    changes = [schedule_text.read_exception(text) for text in values["schedule_changes"]]
    changed = [schedule_text.exception_words(change, with_link=shown) for change in changes]
    for number, text in enumerate(values["rrule"]):
        pattern = schedule_text.read_pattern(text, values["time_zone"])
        zone = pattern.zone or values["time_zone"]
        said = {
            "description": pattern.words("en", complete=True),
            "schedule_link": words.page(values["slug"]),
            "attending_type": words.label("attendance", values["attendance"]),
            "notes": " ".join(filter(None, [LOCAL.format(zone=zone), values["schedule_note"], *changed])),
        }
        for place, one in enumerate(_recurrences(replace(pattern, zone=zone))):
            key = made(values["id"], "schedule", str(number), str(place))
            yield _filled({"id": key} | one | said)


def _recurrences(pattern: Pattern) -> list[Object]:
    """The parts HSDS has fields for. Where they would say something else than the pattern, only its hours."""
    hours = _hours(pattern)
    if pattern.kind == "dates":
        return [hours | _once(day) for day in pattern.on]
    parts = dict(part.split("=") for part in pattern.rrule().split(";")) if pattern.rrule() else {}
    if pattern.kind == "daily" and pattern.interval == 1 and not pattern.count:
        parts |= {"FREQ": "WEEKLY", "BYDAY": "MO,TU,WE,TH,FR,SA,SU"}
    if pattern.months or not pattern.is_dated or parts.get("FREQ") not in ("WEEKLY", "MONTHLY"):
        return [hours]
    first = pattern.dtstart().rpartition(":")[2][:8]
    begins = {"dtstart": f"{first[:4]}-{first[4:6]}-{first[6:]}"} if first else {}
    return [
        hours
        | {"freq": parts["FREQ"], "interval": pattern.interval}
        | {"byday": parts.get("BYDAY", ""), "bymonthday": parts.get("BYMONTHDAY", ""), "count": pattern.count}
        | begins
        | {"until": str(pattern.ends_on) if pattern.ends_on else ""}
        | {"valid_from": str(pattern.starts_on) if pattern.starts_on else ""}
        | {"valid_to": str(pattern.ends_on) if pattern.ends_on else ""}
    ]


def _once(day: date) -> Object:
    return {"freq": "WEEKLY", "interval": 1, "count": 1, "dtstart": str(day), "until": str(day)}


def _hours(pattern: Pattern) -> Object:
    """Local wall time, without an offset: one offset would be wrong for half the year. `timezone` where it is not."""
    if pattern.begins is None:
        return {}
    begins = datetime.combine(date(2026, 1, 1), pattern.begins, UTC)
    ends = begins + timedelta(minutes=pattern.minutes) if pattern.minutes else None
    found = {"opens_at": f"{begins:%H:%M}", "closes_at": f"{ends:%H:%M}" if ends else ""}
    return found | {"timezone": _only_offset(pattern.zone)}


def _only_offset(zone: str) -> float | None:
    """Hours from UTC of a zone whose clocks do not change in the next two years; None for any other zone.

    >>> _only_offset("Asia/Kathmandu"), _only_offset("America/New_York")
    (5.75, None)
    """
    coming = offsets(zone)
    if len(coming) > 1:
        return None
    hours = coming[0][1] / timedelta(hours=1)
    return int(hours) if hours == int(hours) else hours


# --- Ours -----------------------------------------------------------------------------------------------


def _attributes(values: Values, words: Words) -> Iterator[Object]:
    for column in PUBLIC:
        if column.name in NATIVE or not (text := cell(column, values)):
            continue
        if column.kind == ColumnKind.TERMS or column.codes:
            codes = values[column.name] if column.kind == ColumnKind.TERMS else [text]
            for code in codes:
                yield _attribute(values, column.name, code, code, words.label(column.name, code))
        else:
            yield _attribute(values, column.name, text, column.name, column.name.replace("_", " "))


def _attribute(values: Values, column: str, value: str, code: str, label: str) -> Object:
    is_term = column in VOCABULARIES or code != column
    described = f"{column.replace('_', ' ')}: {label}" if is_term else label
    return {
        "id": made(values["id"], column, value if is_term else ""),
        "link_type": column,
        "link_entity": "service",
        "value": value,
        "taxonomy_term": {
            "id": made(TAXONOMY, column, code),
            "code": code,
            "name": label,
            "description": described,
            "taxonomy": TAXONOMY,
        },
    }
