"""What a listing must say, depending on how the group meets.

Used by form, import and API alike; pure. An error keeps a listing from being saved; a warning is shown to the
coordinator and in the list of incomplete groups. A warning that is asked about needs an answer before it is listed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.listings import reach, ways_to_meet
from support_groups.schedules.zones import is_same_clock, label
from web.meeting_links import MEETING_LINK

# What people call the stages, so that a search for one of the words finds the groups that fit.
STAGE_WORDS = {
    "mbc": "metastatic secondary advanced mets stage 4 stage iv breast cancer mbc metastasico etapa 4",
    "advanced": "metastatic advanced mets stage 4 stage iv any cancer avanzado metastasico",
    "breast": "breast cancer any stage cancer de mama seno",
    "any": "any cancer all cancers cualquier cancer",
}

PASSCODE = re.compile(
    r"\b(?:pass ?code|passwor[dt]|pwd|(?:meeting|webinar|zoom) id|(?:access|conference) code|pin"
    r"|c[oó]digo(?: de acceso)?|contraseña|clave)\s{0,9}(?:is|es)?\s{0,9}(?:[:=#]\s{0,9}\S|[-–—(“\"]?\s*(?:\d{4}|\d{3}[ -]\d))",
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
OUT_OF_REACH = gettext_lazy(
    "Nobody can reach this group: visitors find no contact, web page, link or number, and no time and address to just come."
)
ZONE_MISSING = gettext_lazy("Choose the time zone: visitors must know on whose clock the group meets.")


@dataclass(frozen=True)
class Problem:
    """`field` is a field of Group, or of one of its rows: meetings, contacts, languages, audiences."""

    field: str
    sentence: str
    is_error: bool
    is_asked: bool = False  # visitors see the listing only after somebody has said "list it anyway"


def problems(values: Mapping[str, Any]) -> list[Problem]:
    """The problems of a listing, errors first. Keys are names of Group's fields, and, where known, `has_schedule`,
    `has_languages`, `has_audiences`, `has_contacts`, `has_street`, `has_country` (default True: what is not known is not complained
    about), `venue_zone`, `has_clock_times`, whether a group without a zone meets at hours that need one, and what
    `reach.is_out_of_reach` takes, with `names_contact` among it.

    >>> [p.field for p in problems({"attendance": "online", "status": "listed"}) if p.is_error]
    ['joining']
    """
    checks = (_reach, _joining, _place, _clock, _leaks, _status, _incomplete)
    return sorted(
        chain.from_iterable(check(values) for check in checks), key=lambda problem: not problem.is_error
    )


def opens_a_meeting(text: str) -> bool:
    """
    >>> opens_a_meeting("Passcode 4711"), opens_a_meeting("Ask Ann for the passcode.")
    (True, False)
    """
    return bool(MEETING_LINK.search(text) or PASSCODE.search(text))


def _reach(values: Mapping[str, Any]) -> Iterator[Problem]:
    if "names_contact" in values and values.get("status") != "closed" and reach.is_out_of_reach(values):
        yield Problem("contacts", str(OUT_OF_REACH), is_error=False, is_asked=True)


def _joining(values: Mapping[str, Any]) -> Iterator[Problem]:
    way = ways_to_meet.way(values.get("attendance"))
    if way.joined_by and not any(_text(values, name) for name in way.joined_by):
        yield _unless_draft(values, "joining", str(way.join_error))
    has_link = _text(values, "join_link") or _text(values, "dial_in")
    if values.get("link_visibility") == "on-request" and has_link and not _text(values, "joining"):
        yield _warning("joining", _("People must ask for the link. Say who to ask, and how."))


def _place(values: Mapping[str, Any]) -> Iterator[Problem]:
    is_in_person = ways_to_meet.way(values.get("attendance")).is_in_person
    if is_in_person and not values.get("venue"):
        sentence = _("A group that meets in person needs a venue, at least its town.")
        yield _unless_draft(values, "venue", sentence)
    if not is_in_person and values.get("venue"):
        yield _warning("venue", _("The group doesn’t meet in person, so visitors won’t see the venue."))
    if is_in_person and values.get("venue") and not values.get("has_country", True):
        yield _unless_draft(values, "country", _("Say in which country the venue is."))
    if is_in_person and values.get("venue") and not values.get("has_street", True):
        sentence = _(
            "The venue has no street, so visitors are told to ask for the address. Add it if you can."
        )
        yield _warning("street", sentence)
    zone, there = _text(values, "zone"), _text(values, "venue_zone")
    if is_in_person and zone and there and not is_same_clock(zone, there):
        sentence = _(
            "The venue’s town is on %(there)s time, but the meetings are in %(zone)s time. Is that right?"
        )
        yield _warning("zone", sentence % {"there": _called(there), "zone": _called(zone)})


def _clock(values: Mapping[str, Any]) -> Iterator[Problem]:
    """A group needs a zone unless it has no times: nobody should have to invent one for a forum."""
    has_times = ways_to_meet.way(values.get("attendance")).has_times or values.get("has_clock_times", False)
    if "zone" in values and not _text(values, "zone") and has_times:
        yield _unless_draft(values, "zone", str(ZONE_MISSING))


def _called(zone: str) -> str:
    """ "Eastern" as well as "Kathmandu time" without the word that the sentence says itself."""
    return label(zone).removesuffix(" time")


def _leaks(values: Mapping[str, Any]) -> Iterator[Problem]:
    """A link that is not public must not be in a public text either."""
    is_public = values.get("link_visibility") == "public"
    for name in PUBLIC_TEXTS:
        if not is_public and opens_a_meeting(_text(values, name)):
            yield _error(name, str(LEAK))
    if is_public and (_text(values, "passcode") or "pwd=" in _text(values, "join_link")):
        yield _warning(
            "link_visibility", _("The link and passcode are public, so anybody can join this meeting.")
        )


def _status(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("status") == "paused" and not values.get("paused_until"):
        yield _error("paused_until", _("Say until when the group is paused."))
    needs_schedule = ways_to_meet.way(values.get("attendance")).has_times
    is_shown = values.get("status") in ("listed", "unconfirmed")
    if is_shown and needs_schedule and not values.get("has_schedule", True):
        yield _warning(
            "meetings",
            _("The listing doesn’t say when the group meets. Add its schedule, or “by appointment”."),
        )


def _incomplete(values: Mapping[str, Any]) -> Iterator[Problem]:
    missing = {
        "languages": _("Add the languages spoken."),
        "audiences": _("Say who the group is for."),
        "contacts": _("Add a contact who can confirm the listing."),
    }
    for name, sentence in missing.items():
        if not values.get(f"has_{name}", True):
            yield _warning(name, sentence)
    if not values.get("confirmed_on", True) and values.get("status") == "listed":
        yield _warning("confirmed_on", _("The group is listed, but nobody has confirmed it yet."))


def _text(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "").strip()


def _error(field: str, sentence: str) -> Problem:
    return Problem(field, sentence, True)


def _unless_draft(values: Mapping[str, Any], field: str, sentence: str) -> Problem:
    """Missing details stop a listing from being public, but a draft can be saved without them."""
    return Problem(field, sentence, values.get("status") != "draft")


def _warning(field: str, sentence: str) -> Problem:
    return Problem(field, sentence, False)
