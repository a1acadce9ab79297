"""HSDS 3.0: a page of services with everything nested inside.

What HSDS has a field for is in that field. Everything else of ours is an attribute, so that nothing is lost.
"""

import json
from collections.abc import Iterable, Iterator

from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.columns import hsds_fields
from support_groups.exchange.formats.hsds.attributes import Object, Values, Words, attributes, identifier
from support_groups.exchange.formats.hsds.schedule_writer import schedules
from support_groups.listings import ways_to_meet

STATUSES = {"listed": "active", "unconfirmed": "active", "paused": "temporarily closed", "closed": "defunct"}


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
        "service_at_locations": _places(values, words),
        "schedules": list(schedules(values, words)),
        "attributes": list(attributes(values, words)),
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


def _places(values: Values, words: Words) -> list[Object]:
    places = []
    if values["town"]:
        place = {"id": identifier(values["id"], "at", "place"), "location": _location(values, words)}
        places.append(place)
    if ways_to_meet.way(values["attendance"]).has_video and values["join_link"]:
        key = identifier(values["id"], "room")
        room = {"id": key, "location_type": "virtual", "url": values["join_link"]}
        places.append({"id": identifier(values["id"], "at", "room"), "location": room})
    return places


def _location(values: Values, words: Words) -> Object:
    """A place whose street is not public has an id of its own for each group, so that it cannot be compared with others."""
    is_hidden = values["address_public"] is False
    address = {field: values[column] for field, column in hsds_fields("address").items()}
    names = [values["id"]] if is_hidden else [values["venue"], *address.values()]
    key = identifier("location", *names)
    location = {
        "id": key,
        "location_type": "physical",
        "name": values["venue"],
        "description": "The street address is not public." if is_hidden else "",
        "transportation": values["directions"],
        "latitude": values["latitude"],
        "longitude": values["longitude"],
        "accessibility": list(_accessibility(key, values, words)),
    }
    address = {"id": identifier("address", *names)} | address | {"address_type": "physical"}
    return _filled(location) | {"addresses": [address]}


def _accessibility(key: str, values: Values, words: Words) -> Iterator[Object]:
    for column, phrase in (("venue_has", "{}"), ("venue_lacks", "Not available: {}")):
        for text in values[column]:
            code, note = (*split_parts(text), "")[:2]
            description = phrase.format(words.label("access", code))
            yield _filled({"id": identifier(key, column, code), "description": description, "details": note})
