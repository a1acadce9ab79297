"""Rows of other people's tables: cells named by our columns, as values."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from django.core.validators import slug_re
from django.utils.text import slugify
from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells
from support_groups.exchange.formats.addresses import placed
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.listings import Listing
from support_groups.exchange.formats.schedule_columns import add_weekly_rule
from support_groups.listings.folding import folded
from support_groups.schedules import zones

OFFSET = re.compile(
    r"^\s*\((?:UTC|GMT) ?[+−-]\d\d?:\d\d\)(?=\s*\w)", re.IGNORECASE
)  # of the zone named behind it
NOT_IN_ZONES = (
    "time",
    "zone",
    "standard",
    "daylight",
    "us",
    "canada",
)  # "Eastern Standard Time (US & Canada)"
LONGEST_SLUG = 100  # of our own
LONGEST_ZONE = 100
# A wrong one sends people to the wrong group or door.
DECISIVE = ("status", "stage_fit", "attendance", "address_public")
NO_PLACES_CLOCK = "Etc/"  # and "Etc/GMT+5" is five hours behind UTC, which not everybody who writes it knows
OWN_FILES_ONLY = ("link_visibility", "translation_of")


def add_values(listing: Listing, row: Mapping[str, str], defaults: Mapping[str, Any] | None = None) -> None:
    """`row` has the cells that are not empty, by the columns that somebody mapped them to."""
    row = dict(row)
    times = {name: row.pop(name, "") for name in ("weekday", "begins", "ends")}
    address, identifier = row.pop("address", ""), row.pop("external_id", "")
    name, emails, phone = (row.pop(f"contact_{part}", "") for part in ("name", "email", "phone"))
    values = _read_cells(row, listing)
    if name or emails or phone:
        name = name or values.get("organization") or values.get("name") or ""
        values.setdefault("private_contacts", []).extend(_contacts(name, emails, phone))
    if identifier:
        values["external_id"] = identifier
    listing.values = foreign_values(values, listing, texts=[address], defaults=defaults)
    add_weekly_rule(listing, times)


def _read_cells(row: Mapping[str, str], listing: Listing) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, text in row.items():
        value = cells.read_value(NAMED[name], text)
        if value is not None:
            values[name] = value
        elif name == "cost":
            values.setdefault("cost_note", text)
        elif name in DECISIVE:
            listing.add_question(name, _("“%s” was not understood. Choose it in the draft.") % text[:100])
        else:
            listing.add_note(name, cells.not_understood(text))
    return values


def _contacts(name: str, emails: str, phone: str) -> list[str]:
    """One contact for every address in the cell, so that none is lost."""
    addresses = [part for part in re.split(r"[,;\s]+", emails) if part] or [""]
    return [join_parts([name, "", email, phone]) for email in addresses]


def foreign_values(
    values: dict[str, Any],
    listing: Listing,
    *,
    texts: Iterable[str] = (),
    areas: Iterable[str] = (),
    defaults: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Without what only our own files can say, and with zone and place as we write them. `texts` are lines of an address
    and `areas` what a feed calls regions, beside the columns."""
    values = {name: value for name, value in values.items() if name not in OWN_FILES_ONLY}
    if "contacts" in values:  # public in our own files only
        values["private_contacts"] = [*values.get("private_contacts", []), *values.pop("contacts")]
    if text := values.pop("time_zone", ""):
        if zone := _zone(text):
            values["time_zone"] = zone
        else:
            listing.add_note("time_zone", cells.not_understood(text))
            values["_zone"] = text[:LONGEST_ZONE]
    if identifier := values.pop("external_id", "") or values.get("id") or _unusual_slug(values):
        values["_ids"] = [str(identifier)]
    if "id" in values and not cells.is_uuid(values["id"]):
        del values["id"]
    return placed(values, listing, texts=texts, areas=areas, defaults=defaults)


def _unusual_slug(values: dict[str, Any]) -> str:
    """In place: a web address becomes one that we can have, "ma%c3%b1ana" as "manana". Returns it as the file has it, to
    know the row by; "" for a usual one.
    """
    text = str(values.get("slug") or "")
    if not text or (slug_re.match(text) and len(text) <= LONGEST_SLUG):
        return ""
    values["slug"] = slugify(unquote(text[: 3 * LONGEST_SLUG]))[:LONGEST_SLUG]
    if not values["slug"]:
        del values["slug"]
    return text


def _zone(text: str) -> str:
    """The IANA name of a zone; "" if it is unknown, or means several.

    The database has "EST" and "MST" without daylight saving. People who write them mean the clock on the wall. "UTC" is
    what web servers say until somebody sets a zone, so it is asked about.

    >>> _zone("EST/EDT"), _zone("PST/EST"), _zone("(UTC-06:00) Central Time (US & Canada)")
    ('America/New_York', '', 'America/Chicago')
    >>> _zone("EST"), _zone("Pacific Time (US & Canada)"), _zone("Asia/Kathmandu"), _zone("MST")
    ('America/New_York', 'America/Los_Angeles', 'Asia/Kathmandu', '')
    """
    if "/" in text and zones.is_zone(text) and not text.startswith(NO_PLACES_CLOCK):
        return text
    named = {_spoken_zone(part) for part in re.split(r"[/,;]", OFFSET.sub("", text))}
    return named.pop() if len(named) == 1 and "UTC" not in named else ""


def _spoken_zone(text: str) -> str:
    words = [word for word in folded(text).split() if word not in NOT_IN_ZONES]
    return zones.spoken().get(" ".join(words), "")
