"""The ways in which groups meet, and everything that depends on the way, in one table.

To add a way, such as "by letter", add its entry to WAYS. `Group.Attendance`, the rules of a listing, the
finder, pages, calendars and file formats follow.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class WayToMeet:
    """`code` is published: it is in the addresses of searches and in exported files."""

    code: str
    label: str | Promise
    where: str | Promise = ""  # in a list; “%s” is the group's place
    trusted_days: int = 120  # after this many days, somebody must confirm the listing again
    joined_by: tuple[str, ...] = ()  # fields of Group; visitors need one of them to know how to join
    join_error: str | Promise = ""  # what to tell staff if there is none
    join_label: str | Promise = ""  # the button that opens its link
    ask_label: str | Promise = ""  # the button that asks for a link or number which isn't public
    is_in_person: bool = False  # needs a venue, and its times are on the venue's clock
    is_remote: bool = False  # can be joined from anywhere, so its times are on the visitor's clock
    has_video: bool = False
    has_times: bool = True
    includes: tuple[str, ...] = ()  # codes of other ways: a search for one of them finds these groups, too
    is_on_home_page: bool = False  # one of the choices in the short form
    file_words: str = ""  # what other people's files call it, "|" between

    @property
    def is_only_in_person(self) -> bool:
        return self.is_in_person and not self.is_remote

    @property
    def event_mode(self) -> str:
        """schema.org/eventAttendanceMode."""
        if self.is_only_in_person:
            return "OfflineEventAttendanceMode"
        return "MixedEventAttendanceMode" if self.is_in_person else "OnlineEventAttendanceMode"


WAYS = (
    WayToMeet(
        code="in-person",
        label=_("In person"),
        where="%s",
        trusted_days=180,  # rooms stay, links and circles of people do not
        is_in_person=True,
        is_on_home_page=True,
        file_words="in person|inperson|physical|face to face|on site|onsite|presencial|en persona|false",
    ),
    WayToMeet(
        code="online",
        label=_("Online, by video"),
        where=_("Online, by video"),
        joined_by=("join_link", "dial_in", "joining"),
        join_error=_("An online group needs a link, a number to dial, or instructions for joining."),
        join_label=_("Join by video"),
        ask_label=_("Ask for the link"),
        is_remote=True,
        has_video=True,
        is_on_home_page=True,
        file_words="virtual|video|zoom|online by video|remote|web|en linea|por video|por zoom|true",
    ),
    WayToMeet(
        code="telephone",
        label=_("By telephone"),
        where=_("By telephone, from any phone"),
        joined_by=("dial_in", "joining"),
        join_error=_("A telephone group needs a number to dial, or instructions for joining."),
        join_label=_("Open the link"),
        ask_label=_("Ask for the number"),
        is_remote=True,
        is_on_home_page=True,
        file_words="phone|by phone|by telephone|conference call|call|por telefono|telefono|telefonico|telefonica",
    ),
    WayToMeet(
        code="hybrid",
        label=_("In person or by video"),
        where=_("%s. You can also join by video."),
        trusted_days=150,
        joined_by=("join_link", "dial_in", "joining"),
        join_error=_("An online group needs a link, a number to dial, or instructions for joining."),
        join_label=_("Join by video"),
        ask_label=_("Ask for the link"),
        is_in_person=True,
        is_remote=True,
        has_video=True,
        includes=("in-person", "online"),
        file_words="in person or by video|both|in person and online|mixed|hibrido|hibrida|mixto|presencial y en linea",
    ),
    WayToMeet(
        code="text",
        label=_("In writing: forum or chat"),
        where=_("In writing, from anywhere"),
        trusted_days=180,
        joined_by=("join_link", "joining", "website"),
        join_error=_("A group in writing needs a link, a web page, or instructions for joining."),
        join_label=_("Start writing"),
        ask_label=_("Ask for the link"),
        is_remote=True,
        has_times=False,
        file_words="in writing|forum|chat|text chat|message board|in writing forum or chat",
    ),
)
UNKNOWN = WayToMeet(code="", label="")


def way(code: str | None) -> WayToMeet:
    """The way with this code, UNKNOWN if there is none."""
    return next((way for way in WAYS if way.code == code), UNKNOWN)


def codes(**facts: bool) -> list[str]:
    """
    >>> codes(is_in_person=True)
    ['in-person', 'hybrid']
    """
    return [way.code for way in WAYS if all(getattr(way, name) == value for name, value in facts.items())]


def choices() -> list[tuple[str, str | Promise]]:
    return [(way.code, way.label) for way in WAYS]


def members() -> list[tuple[str, tuple[str, str | Promise]]]:
    """For an enum of choices: IN_PERSON = "in-person", "In person"."""
    return [(way.code.upper().replace("-", "_"), (way.code, way.label)) for way in WAYS]


def offering(code: str) -> list[str]:
    """The ways that suit somebody who would like to meet in this way.

    >>> offering("online"), offering("hybrid")
    (['online', 'hybrid'], ['hybrid'])
    """
    return [way.code for way in WAYS if code in (way.code, *way.includes)]


def guess(*, has_place: bool, has_link: bool, has_number: bool = False) -> str:
    """What a file must mean that does not say how people meet, from what it has; "" if that can't be told.

    >>> guess(has_place=True, has_link=True), guess(has_place=False, has_link=False)
    ('hybrid', '')
    """
    if has_place or has_link:
        return next(iter(codes(is_in_person=has_place, has_video=has_link, has_times=True)), "")
    return next((way.code for way in WAYS if has_number and way.joined_by[:1] == ("dial_in",)), "")
