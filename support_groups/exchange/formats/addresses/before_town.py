"""What comes before the town of an address: the name of a building, a street, a room."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from support_groups.exchange.formats.addresses import streets
from support_groups.places import WITH_STATES

LONGEST_PART_OF_TOWN = 3  # words


@dataclass
class Before:
    """Texts, "" where there is none; what is none of them is `unread`."""

    venue: str = ""
    street: str = ""
    room: str = ""
    unread: list[str] = field(default_factory=list)


def parts(pieces: Sequence[str], *, is_placed: bool, country: str) -> Before:
    """`is_placed`: the address has a town or what comes after it, so that a name before it is that of a building.

    >>> parts(["Elm Hall", "5 Elm St", "Room 2"], is_placed=True, country="US")
    Before(venue='Elm Hall', street='5 Elm St', room='Room 2', unread=[])
    """
    before = Before()
    if len(pieces) > 1 and streets.is_number(pieces[0]):  # "1234, rue Sainte-Catherine"
        pieces = [", ".join(pieces[:2]), *pieces[2:]]
    for piece in pieces:
        _add(before, piece, is_placed=is_placed, country=country)
    return before


def _add(before: Before, piece: str, *, is_placed: bool, country: str) -> None:
    street, room = streets.split_room(piece)
    if streets.is_room(piece):
        before.room = _joined(before.room, piece)
    elif streets.is_street(street) or (streets.is_number(piece) and before.street):
        before.street = _joined(before.street, street)
        before.room = _joined(before.room, room)
    elif streets.is_building(piece) or (is_placed and not before.street and not before.venue):
        before.venue = _joined(before.venue, piece)
    elif before.street and _is_part_of_town(piece, country):
        before.street = _joined(before.street, piece)
    else:
        before.unread.append(piece)


def _is_part_of_town(piece: str, country: str) -> bool:
    """A village or quarter, which has a line of its own in most countries."""
    is_name = piece[:1].isupper() and len(piece.split()) <= LONGEST_PART_OF_TOWN
    return bool(country) and is_name and country not in WITH_STATES


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
