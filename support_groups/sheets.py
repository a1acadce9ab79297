"""A search on paper: each group in as few lines as somebody needs to find it and to ask."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support_groups.models import Group

MOST = 200
SOON = datetime.timedelta(days=31)  # as long as a sheet may lie in a clinic
MOST_DAYS = 3


@dataclass(frozen=True)
class SheetLine:
    group: Group
    when: str
    where: str
    ask: str
    checked: str

    @property
    def is_mbc_only(self) -> bool:
        return self.group.stage_fit == Group.StageFit.MBC


def lines(groups: Iterable[Group], *, at: datetime.datetime, language: str) -> list[SheetLine]:
    """Groups as `for_lists` gives them, with their contacts."""
    today = timezone.localdate(at)
    return [
        SheetLine(group, _when(group, at, language), _where(group), _ask(group), _checked(group, today))
        for group in groups
    ]


def _when(group: Group, at: datetime.datetime, language: str) -> str:
    today = timezone.localdate(at)
    patterns = group.patterns
    if group.attendance == Group.Attendance.IN_PERSON:  # whoever goes there has its clock
        patterns = [replace(pattern, zone="") for pattern in patterns]
    words = "; ".join(pattern.words(language) for pattern in patterns) or _("Ask when it meets")
    if group.status == Group.Status.PAUSED and group.paused_until > today:
        back = _("paused until %s") % date_format(group.paused_until, "F j, Y")
        return f"{words} ({back})"
    off = _off(group, at)
    return f"{words} ({off})" if off else words


def _off(group: Group, at: datetime.datetime) -> str:
    """The days soon on which there is no meeting although the words say so; nobody sees on paper that one is off."""
    if group.is_always_open:
        return ""
    soon = takewhile(lambda meeting: meeting.starts <= at + SOON, group.meetings(at))
    days = list(dict.fromkeys(meeting.starts.date() for meeting in soon if meeting.is_cancelled))
    told = ", ".join(date_format(day, "F j") for day in days[:MOST_DAYS])
    if len(days) > MOST_DAYS:
        return _("not on %s and other days") % told
    return _("not on %s") % told if told else ""


def _where(group: Group) -> str:
    place = group.place
    if place is None:
        return ""
    return ", ".join(filter(None, [place.name, place.street, place.town_line]))


def _ask(group: Group) -> str:
    """A number or address that everybody may know: of a person, else of the organisation."""
    known = [(contact.name, contact.phone or contact.email) for contact in group.public_contacts]
    if group.organisation:
        known.append((group.organisation.name, group.organisation.phone or group.organisation.email))
    reached = next((f"{name}, {how}" for name, how in known if how), "")
    if reached:
        return _("Ask: %s") % reached
    website = group.website or (group.organisation.website if group.organisation else "")
    return website.removeprefix("https://").removeprefix("http://").rstrip("/")


def _checked(group: Group, today: datetime.date) -> str:
    standing = group.standing(today)
    if not standing.month:
        return _("Not confirmed yet")
    short = date_format(group.verified_on, "M Y")
    return _("Checked %s") % short if standing.is_fresh else _("Not confirmed since %s") % short
