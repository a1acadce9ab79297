"""A listing that becomes a new group: completed with what holds for the whole file, and with what follows."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import addresses
from support_groups.exchange.formats.listings import Listing, Severity
from support_groups.listings import ways_to_meet

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ¡¿“\"])")
LONGEST_SUMMARY = 250
EMPTY = ("", None, [])

Values = dict[str, Any]


def completed(values: Mapping[str, Any], defaults: Mapping[str, Any], listing: Listing) -> Values:
    """The values of the group. What we concluded is added to the listing as notes."""
    result = {name: value for name, value in defaults.items() if value not in EMPTY}
    if values.get("country") and not addresses.is_region(result.get("region", ""), values["country"]):
        result.pop("region", None)  # chosen for the other rows: Berlin is not in Ohio
    for name, value in values.items():
        if value not in EMPTY or name not in result:
            result[name] = value
    if not result.get("attendance"):
        _add_attendance(result, listing)
    if not result.get("summary"):
        _add_summary(result, listing)
    return result


def _add_attendance(values: Values, listing: Listing) -> None:
    has_place = bool(values.get("town"))
    has_link = bool(values.get("join_link") or values.get("dial_in"))
    if has_place != has_link:
        values["attendance"] = ways_to_meet.guess(has_place=has_place, has_link=has_link)
        was_asked = any(
            problem.column == "attendance" and problem.severity != Severity.NOTE
            for problem in listing.problems
        )
        sentence = (
            _("For now we assume: %s.")
            if was_asked
            else _("The file does not say how people meet, so we assumed: %s.")
        )
        listing.add_note("attendance", sentence % ways_to_meet.way(values["attendance"]).label)


def _add_summary(values: Values, listing: Listing) -> None:
    description = values.get("description") or ""
    values["summary"] = _first_sentence(description) or values.get("name", "")
    if description:
        listing.add_note(
            "summary", _("We took the sentence for lists from the description. Please check it.")
        )
    else:
        listing.add_note("summary", _("There is no description, so the sentence for lists repeats the name."))
    if description == values["summary"]:
        values["description"] = ""


def _first_sentence(text: str) -> str:
    """
    >>> _first_sentence("We meet at the library. Bring a cushion.")
    'We meet at the library.'
    """
    first = SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= LONGEST_SUMMARY:
        return first
    return first[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
