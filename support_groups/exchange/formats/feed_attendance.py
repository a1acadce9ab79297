"""How a meeting of a feed is attended, concluded from its option, its types, its links and its place.

What contradicts something else in the same row becomes a question, and what was concluded a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats.listings import Listing
from support_groups.listings import ways_to_meet

IN_PERSON = ways_to_meet.guess(has_place=True, has_link=False)
ONLINE = ways_to_meet.guess(has_place=False, has_link=True)
HYBRID = ways_to_meet.guess(has_place=True, has_link=True)
BY_PHONE = ways_to_meet.guess(has_place=False, has_link=False, has_number=True)


@dataclass(frozen=True)
class Said:
    """What a feed says of one meeting. `option` and `typed` are codes of ways to meet, "" where it says nothing."""

    option: str = ""  # the field for it
    typed: str = ""  # among the types or formats
    is_only_typed_way: bool = False  # "online" there means online only, and not just that there is a link
    is_place_closed: bool = False  # the building is closed for the time being
    is_inactive: bool = False  # nobody meets at present


def add_attendance(listing: Listing, said: Said) -> None:
    """Set `attendance`, as far as it can be told."""
    values = listing.values
    has_link = bool(values.get("join_link") or values.get("dial_in"))
    if said.is_inactive:
        listing.add_question("status", _("The feed calls it inactive. Does it still meet?"))
    if said.is_place_closed:
        attendance = _while_closed(listing, said, has_link=has_link)
    else:
        attendance = said.option or _typed(said, values) or _guessed(listing, has_link=has_link)
        _ask_about_contradictions(listing, said, has_link=has_link)
    if attendance == ONLINE and "join_link" not in values and "dial_in" in values:
        attendance = BY_PHONE
    if attendance:
        values["attendance"] = attendance


def _typed(said: Said, values: Mapping[str, Any]) -> str:
    """Where the type "online" only says that there is a link, people also meet at the street."""
    is_both = said.typed == ONLINE and not said.is_only_typed_way and values.get("street")
    return HYBRID if is_both else said.typed


def _guessed(listing: Listing, *, has_link: bool) -> str:
    """A town alone is no place to meet if there is a link. What is not certain is said."""
    has_street, has_town = bool(listing.values.get("street")), bool(listing.values.get("town"))
    attendance = ways_to_meet.guess(has_place=has_street or (has_town and not has_link), has_link=has_link)
    if attendance == HYBRID:
        listing.add_note(
            "attendance", _("It has a street and a link, so we assumed that it meets in person and online.")
        )
    elif attendance == IN_PERSON and not has_street:
        listing.add_note("attendance", _("It has a town and no link, so we assumed that it meets in person."))
    return attendance


def _while_closed(listing: Listing, said: Said, *, has_link: bool) -> str:
    """A closed building leaves the link; without a link, nobody knows of a way to meet."""
    if has_link:
        if said.option in (IN_PERSON, HYBRID):
            question = _(
                "Its location is temporarily closed, but it is also said to meet there. Which is right?"
            )
            listing.add_question("attendance", question)
        else:
            listing.add_note(
                "attendance", _("Its location is temporarily closed, so we assumed that it meets online.")
            )
        return ONLINE
    question = _("Its location is temporarily closed, and there is no link. Does it meet at present?")
    listing.add_question("status", question)
    return said.option or IN_PERSON  # where it met until now; the question keeps it a draft


def _ask_about_contradictions(listing: Listing, said: Said, *, has_link: bool) -> None:
    if said.option and said.typed and not _agree(said):
        ways = {name: _label(code) for name, code in (("option", said.option), ("types", said.typed))}
        question = _("The file says “%(option)s”, but its types say “%(types)s”. Which is right?") % ways
        listing.add_question("attendance", question)
    elif IN_PERSON in (said.option, said.typed) and has_link:
        question = _(
            "It is said to meet in person, but there is a meeting link or number. Can people also join so?"
        )
        listing.add_question("attendance", question)


def _agree(said: Said) -> bool:
    is_link_of_both = said.option == HYBRID and said.typed == ONLINE and not said.is_only_typed_way
    return said.option == said.typed or is_link_of_both


def _label(code: str) -> str:
    return str(ways_to_meet.way(code).label)
