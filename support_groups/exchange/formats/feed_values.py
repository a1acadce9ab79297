"""What the readers of feeds share: contacts, notes to links, identifiers."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from support_groups.exchange.formats import cells
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.feed_attendance import HYBRID
from support_groups.exchange.formats.listings import Listing
from support_groups.listings.folding import folded

LONGEST_PASSCODE, LONGEST_IDENTIFIER = 100, 200
MOST_UNREAD = 50  # fields of one row
ABOUT_TIMES = re.compile(
    r"note|comment|remark|info|detail|schedul|when|week|frequen|recur|repeat|occur|meets|cadence|interval|season|except|dates"
    r"|month|pattern|observa|comentario|frecuencia|semana|horario|fechas"
)

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
LINK = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
NEW_LINE = re.compile(r"\s*<(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>\s*", re.IGNORECASE)
TAG = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|small|font|ul|ol|li|h[1-6])\b[^<>]*>", re.IGNORECASE)


def plain(value: Any) -> Any:
    """A field as people read it: feeds come out of web sites, with their entities and tags. Lists likewise.

    >>> plain("Women&#8217;s &amp; <b>men</b><br>1st &amp; 3rd"), plain("A&B <ann@example.org> &copy=1"), plain(5)
    ('Women’s & men\\n1st & 3rd', 'A&B <ann@example.org> &copy=1', 5)
    >>> plain("Join <a href='https://example.org/1'>here</a>"), plain(["A &amp; B"])
    ('Join here (https://example.org/1)', ['A & B'])
    """
    if isinstance(value, list):
        return [plain(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str):
        return value
    if "<" in value:
        value = TAG.sub("", NEW_LINE.sub("\n", LINK.sub(r"\2 (\1)", value)))
    return ENTITY.sub(lambda found: html.unescape(found[0]), value) if "&" in value else value


def coordinates(listing: Listing, latitude: str, longitude: str) -> dict[str, float]:
    """Both or neither. Whether they can be right is for whoever reads the address."""
    numbers = {"latitude": cells.read_number(latitude), "longitude": cells.read_number(longitude)}
    if None not in numbers.values():
        return {name: number for name, number in numbers.items() if number is not None}
    if latitude or longitude:
        listing.add_note("latitude", cells.not_understood(", ".join(filter(None, (latitude, longitude)))))
    return {}


def private_contacts(people: Iterable[tuple[str, str, str]], name_of_group: str) -> dict[str, list[str]]:
    """`people` are (name, email, phone), each "" if it is not known. Nobody can be reached by a name alone."""
    contacts = [
        join_parts([name or name_of_group, "", email, phone])
        for name, email, phone in people
        if email or phone
    ]
    return {"private_contacts": contacts} if contacts else {}


def add_link_notes(listing: Listing, notes: Iterable[str]) -> None:
    """Feeds have passwords in the notes to a link. Only staff may see them."""
    texts = list(dict.fromkeys(filter(None, notes)))
    text = "; ".join(texts)
    if text and len(text) <= LONGEST_PASSCODE:
        listing.values["passcode"] = text
        listing.append("_notes", *texts)
    elif text:
        listing.append("_private", text)


def add_unread_notes(listing: Listing, fields: Mapping[str, Any]) -> None:
    """Fields that are not read, but are called as if they said when a group meets ("Frequency"): as `_notes`, with their
    names before them."""
    notes = []
    for name, value in list(fields.items()):
        text = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
        if text and len(notes) < MOST_UNREAD and ABOUT_TIMES.search(words := folded(name[:100])):
            notes.append(f"{words.capitalize()}: {text}")
    if notes:
        listing.append("_notes", *notes)


def add_identifier(listing: Listing, *parts: str) -> None:
    """The id of the meeting in its data source."""
    if identifier := " ".join(filter(None, parts))[:LONGEST_IDENTIFIER]:
        listing.values["_ids"] = [identifier]


def way_of_types(codes: Iterable[str], ways: Mapping[str, str]) -> str:
    """The way to meet that some types name, "" if none does; in person and online together are hybrid."""
    named = {ways[code] for code in codes if code in ways}
    return HYBRID if len(named) > 1 else next(iter(named), "")


def add_terms(listing: Listing, codes: Iterable[str], terms: Mapping[str, tuple[str, Any]]) -> None:
    for column, term in dict.fromkeys(terms[code] for code in codes if code in terms):
        listing.append(column, term)
