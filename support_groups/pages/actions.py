"""What a visitor can do about a group at once: join, call, get directions, put its dates into a calendar, write."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from support_groups.models import Group
from support_groups.pages.next_dates import NextDate
from support_groups.pages.paragraphs import is_web_address
from web import telephones

MOST_FILLED = 2
# Which of them to fill: first where people can just come, then everywhere else.
LIKELY_AT_AN_OPEN_DOOR = ("directions", "join", "call", "email")
LIKELY = ("join", "call", "email", "website", "directions")
LONGEST_NUMBER = 16  # letters; a longer number would make its button the largest thing on a phone


@dataclass(frozen=True)
class Action:
    """A button. `code` and `icon` are for the template; `detail` may go on a line of its own."""

    code: str
    label: str
    href: str
    icon: str
    detail: str = ""
    is_filled: bool = False

    @property
    def leads_away(self) -> bool:
        return self.href.startswith(("http:", "https:"))


def actions(group: Group, date: NextDate | None, *, may_just_come: bool) -> list[Action]:
    """As far as visitors may know links, numbers and addresses; `date` is the next meeting.

    At most two are filled: those that the most visitors need.
    """
    found = list(_possible(group, date))
    codes = [action.code for action in found]
    likely = LIKELY_AT_AN_OPEN_DOOR if may_just_come else LIKELY
    filled = [code for code in likely if code in codes][:MOST_FILLED]
    return [replace(action, is_filled=action.code in filled) for action in found]


def _possible(group: Group, date: NextDate | None) -> Iterator[Action]:
    email = _first(group, "email")
    join = _join(group, date, email)
    yield from join
    yield from _call(group, is_second=any(action.href.startswith("tel:") for action in join))
    if group.place and group.place.is_exact and not (date and date.is_elsewhere):
        yield Action("directions", _("Get directions"), _directions(group.place), "arrow")
    if date:
        yield Action(
            "calendar",
            _("Add to calendar"),
            reverse("support_groups:calendar", args=[group.slug]),
            "calendar",
        )
    if email and not any(action.href.startswith("mailto:") for action in join):
        yield Action("email", _("Email"), _mail(group, email), "mail")
    if (
        is_web_address(group.website)
        and not email
        and not any(action.href == group.website for action in join)
    ):
        yield Action("website", _("Its web page"), group.website, "link")


def _join(group: Group, date: NextDate | None, email: str) -> list[Action]:
    """The link or number of the next meeting; if they aren't public, the way to ask for them."""
    joining, way = group.how_to_join, group.way
    if is_web_address(link := (date and date.link) or joining.link):
        return [Action("join", str(way.join_label) or _("Open the link"), link, "link")]
    if dialed := telephones.link(joining.dial_in):
        return [Action("join", _("Call to join"), dialed, "phone", _short(joining.dial_in))]
    if not way.has_times and is_web_address(group.website):
        return [Action("join", _("Go to its web page"), group.website, "link")]
    if email and joining.is_withheld:
        return [Action("join", str(way.ask_label) or _("Ask to join"), _mail(group, email), "mail")]
    if email and group.group_type != Group.GroupType.DROP_IN:
        return [Action("join", _("Ask to join"), _mail(group, email), "mail")]
    return []


def _call(group: Group, *, is_second: bool) -> Iterator[Action]:
    number = _first(group, "phone", telephones.link)
    if number:
        label = _("Ask by phone") if is_second else _("Call")
        yield Action("call", label, telephones.link(number), "phone", _short(number))


def _directions(place) -> str:
    """To the address on a map of a nonprofit. A geo: address opens nothing on an iPhone and on most computers."""
    address = ", ".join(filter(None, [place.street, place.town_line, place.postcode, place.country]))
    return "https://www.openstreetmap.org/directions?" + urlencode({"to": address}, quote_via=quote)


def _first(group: Group, field: str, works=bool) -> str:
    """The first of its public contacts' addresses or numbers that works, or else its organization's."""
    holders = [*group.public_contacts, *filter(None, [group.organization])]
    return next((value for value in (getattr(holder, field) for holder in holders) if works(value)), "")


def _short(number: str) -> str:
    return number if len(number) <= LONGEST_NUMBER else ""


def _mail(group: Group, email: str) -> str:
    return f"mailto:{email}?subject={quote(group.name)}"
