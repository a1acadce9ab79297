"""HSDS 3.0: a page of services with everything nested inside.

What HSDS has a field for is in that field. Everything else of ours is an attribute, so that nothing is lost.
"""

import json
from collections.abc import Iterable, Iterator

from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.hsds.attributes import Object, Values, Words, attributes, identifier
from support_groups.exchange.formats.hsds.locations import (
    SharedPlaces,
    differences_in_words,
    differing_columns,
    location,
)
from support_groups.exchange.formats.hsds.schedule_writer import schedules
from support_groups.listings import ways_to_meet

STATUSES = {"listed": "active", "unconfirmed": "active", "paused": "temporarily closed", "closed": "defunct"}


def hsds_chunks(
    listings: Iterable[Values], total: int, words: Words, places: SharedPlaces
) -> Iterator[bytes]:
    """One page with every service, a few of them at a time; `places` knows where all of them meet."""
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
        yield between + json.dumps(service(values, words, places), ensure_ascii=False).encode()
        between = b",\n"
    yield b"\n ]\n}\n"


def service(values: Values, words: Words, places: SharedPlaces) -> Object:
    """One group as an HSDS service; `values` are those of a complete public listing."""
    fields = {
        "id": values["id"],
        "name": values["name"],
        "description": "\n\n".join(filter(None, [values["summary"], values["description"]])),
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
        "service_at_locations": _at_locations(values, words, places),
        "schedules": list(schedules(values, words)),
        "attributes": list(attributes(values, words, also=differing_columns(values, places))),
    }
    return _filled(fields)


def _filled(fields: Object) -> Object:
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def _eligibility(values: Values, words: Words) -> str:
    audiences = ", ".join(words.label("audiences", code) for code in values["audiences"])
    stage = words.label("stage_fit", values["stage_fit"])
    return f"{stage}. For: {audiences}." if audiences else f"{stage}."


def _organization(values: Values) -> Object | None:
    name, phone = values["organization"], values["organization_phone"]
    if not name:
        return None
    required = {
        "id": identifier("organization", name),
        "name": name,
        "description": values["organization_description"],
    }
    optional = {
        "email": values["organization_email"],
        "website": values["organization_website"],
        "phones": [{"id": identifier("organization-phone", name), "number": phone}] if phone else [],
    }
    return required | _filled(optional)


def _dial_in(values: Values) -> list[Object]:
    if not values["dial_in"]:
        return []
    return [
        {
            "id": identifier(values["id"], "dial-in"),
            "number": values["dial_in"],
            "type": "voice",
            "description": "Dial this number to take part.",
        }
    ]


def _contact(values: Values, number: int, text: str) -> Object:
    name, role, email, phone = (*split_parts(text), "", "", "", "")[:4]
    key = identifier(values["id"], "contact", str(number))
    phones = [{"id": identifier(key, "phone"), "number": phone}] if phone else []
    return _filled({"id": key, "name": name, "title": role, "email": email, "phones": phones})


def _language(values: Values, code: str, words: Words) -> Object:
    key = identifier(values["id"], "language", code)
    return {"id": key, "name": words.label("languages", code), "code": code}


def _cost(values: Values, words: Words) -> list[Object]:
    if not values["cost"]:
        return []
    option = {"id": identifier(values["id"], "cost"), "option": words.label("cost", values["cost"])}
    if values["cost"] == "free":
        option |= {"amount": 0, "currency": "usd"}
    return [option | _filled({"amount_description": values["cost_note"]})]


def _at_locations(values: Values, words: Words, places: SharedPlaces) -> list[Object]:
    found = []
    if values["town"]:
        description = differences_in_words(values, words, places)
        at = {"id": identifier(values["id"], "at", "place")} | _filled({"description": description})
        found.append(at | {"location": location(values, words, places)})
    if ways_to_meet.way(values["attendance"]).has_video and values["join_link"]:
        key = identifier(values["id"], "room")
        room = {"id": key, "location_type": "virtual", "url": values["join_link"]}
        found.append({"id": identifier(values["id"], "at", "room"), "location": room})
    return found
