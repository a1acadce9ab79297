"""What a listing must say, depending on how the group meets. Asked by form, import and API alike; pure.

An error keeps a listing from being saved; a warning is for the coordinator to see, and for the list of what is
incomplete.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.listings import ways_to_meet
from support_groups.schedules.zones import is_same_clock, label

# What people call the stages, so that a search for one of the words finds the groups that fit.
STAGE_WORDS = {
    "mbc": "metastatic secondary advanced mets stage 4 stage iv breast cancer mbc metastasico etapa 4",
    "advanced": "metastatic advanced mets stage 4 stage iv any cancer avanzado metastasico",
    "breast": "breast cancer any stage cancer de mama seno",
    "any": "any cancer all cancers cualquier cancer",
}

# Addresses behind which a meeting begins. Whoever has one can walk in.
MEETING_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:zoom\.us/[jsw]|zoom\.us/my|zoomgov\.com/j|meet\.google\.com/|teams\.microsoft\.com/|teams\.live\.com/"
    r"|webex\.com/(?:meet|join|[\w./-]*m[a-z0-9]+)|gotomeet(?:ing)?\.(?:me|com)/|meet\.jit\.si/|whereby\.com/|bluejeans\.com/\d"
    r"|chat\.whatsapp\.com/|us0\dweb\.zoom\.us/|meet\.goto\.com/\w|join\.skype\.com/|discord\.gg/|signal\.group/)",
    re.IGNORECASE,
)
PASSCODE = re.compile(
    r"\b(?:pass ?code|passwor[dt]|pwd|(?:meeting|webinar|zoom) id|(?:access|conference) code|pin"
    r"|c[oó]digo(?: de acceso)?|contraseña|clave)\s*(?:is|es)?\s*(?:[:=#]\s*\S|[-–—(“\"]?\s*(?:\d{4}|\d{3}[ -]\d))",
    re.IGNORECASE,
)
# The free texts of a group that visitors read. A meeting link or passcode must not be in them.
PUBLIC_TEXTS = (
    *("name", "summary", "description", "joining", "schedule_note", "cost_note", "size", "website"),
    *("when_someone_dies", "confidentiality"),
)
LEAK = gettext_lazy(
    "Visitors can read this, and it seems to hold a meeting link or a passcode. Put it into “meeting link” or “passcode”."
)
LEAK_OF_A_DAY = gettext_lazy(
    "Visitors can read this, and it seems to hold a meeting link or a passcode. Put a link into “other link”."
)


@dataclass(frozen=True)
class Problem:
    """`field` is a field of Group, or of one of its rows: meetings, contacts, languages, audiences."""

    field: str
    sentence: str
    is_error: bool


def problems(given: Mapping[str, Any]) -> list[Problem]:
    """The problems of a listing, errors first. Keys are names of Group's fields, and, where known, `has_schedule`,
    `has_languages`, `has_audiences`, `has_contacts` (default True: what is not known is not complained about), and
    `venue_zone`.

    >>> [p.field for p in problems({"attendance": "online", "status": "listed"}) if p.is_error]
    ['joining']
    """
    found = [*_joining(given), *_place(given), *_leaks(given), *_standing(given), *_incomplete(given)]
    return sorted(found, key=lambda problem: not problem.is_error)


def opens_a_meeting(text: str) -> bool:
    """
    >>> opens_a_meeting("Passcode 4711"), opens_a_meeting("Ask Ann for the passcode.")
    (True, False)
    """
    return bool(MEETING_LINK.search(text) or PASSCODE.search(text))


def _joining(given: Mapping[str, Any]) -> Iterator[Problem]:
    way = ways_to_meet.way(given.get("attendance"))
    if way.joined_by and not any(_text(given, name) for name in way.joined_by):
        yield _unless_draft(given, "joining", str(way.join_error))
    has_link = _text(given, "join_link") or _text(given, "dial_in")
    if given.get("link_visibility") == "on-request" and has_link and not _text(given, "joining"):
        yield _warning("joining", _("The link is given to those who ask. Say whom to ask, and how."))


def _place(given: Mapping[str, Any]) -> Iterator[Problem]:
    is_in_person = ways_to_meet.way(given.get("attendance")).is_in_person
    if is_in_person and not given.get("venue"):
        told = _("A group that meets in person needs a venue, at least its town.")
        yield _unless_draft(given, "venue", told)
    if not is_in_person and given.get("venue"):
        yield _warning("venue", _("It does not meet in person, so visitors will not see the venue."))
    zone, there = _text(given, "zone"), _text(given, "venue_zone")
    if is_in_person and zone and there and not is_same_clock(zone, there):
        told = _(
            "The venue’s town keeps %(there)s time, but the meetings are said in %(zone)s time. Is that right?"
        )
        yield _warning("zone", told % {"there": _called(there), "zone": _called(zone)})


def _called(zone: str) -> str:
    """ "Eastern" as well as "Kathmandu time" without the word that the sentence says itself."""
    return label(zone).removesuffix(" time")


def _leaks(given: Mapping[str, Any]) -> Iterator[Problem]:
    """A link that is not public must not stand in a public text either."""
    is_public = given.get("link_visibility") == "public"
    for name in PUBLIC_TEXTS:
        if not is_public and opens_a_meeting(_text(given, name)):
            yield _error(name, str(LEAK))
    if is_public and (_text(given, "passcode") or "pwd=" in _text(given, "join_link")):
        yield _warning(
            "link_visibility", _("Link and passcode are public: anybody can walk into this meeting.")
        )


def _standing(given: Mapping[str, Any]) -> Iterator[Problem]:
    if given.get("status") == "paused" and not given.get("paused_until"):
        yield _error("paused_until", _("Say until when the group is paused."))
    if given.get("status") in ("listed", "unconfirmed") and not given.get("has_schedule", True):
        if not ways_to_meet.way(given.get("attendance")).has_times:
            return
        yield _warning("meetings", _("Nobody can tell when it meets. Add its schedule, or “by appointment”."))


def _incomplete(given: Mapping[str, Any]) -> Iterator[Problem]:
    missing = {
        "languages": _("Say which languages are spoken."),
        "audiences": _("Say for whom the group is."),
        "contacts": _("Nobody can be asked whether this is still true: add a contact."),
    }
    for name, sentence in missing.items():
        if not given.get(f"has_{name}", True):
            yield _warning(name, sentence)
    if not given.get("confirmed_on", True) and given.get("status") == "listed":
        yield _warning("confirmed_on", _("It is listed, but nobody has confirmed it yet."))


def _text(given: Mapping[str, Any], name: str) -> str:
    return str(given.get(name) or "").strip()


def _error(field: str, sentence: str) -> Problem:
    return Problem(field, sentence, True)


def _unless_draft(given: Mapping[str, Any], field: str, sentence: str) -> Problem:
    """What is missing stops a listing from being public, not a draft from being kept until it is known."""
    return Problem(field, sentence, given.get("status") != "draft")


def _warning(field: str, sentence: str) -> Problem:
    return Problem(field, sentence, False)
