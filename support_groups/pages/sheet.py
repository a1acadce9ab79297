"""A printed search: each group in as few lines as somebody needs to find it and ask about it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support_groups.models import Group
from support_groups.pages.list_item import Line
from support_groups.schedules import Meeting, Pattern, PatternKind
from support_groups.schedules.other_clocks import on_clock
from support_groups.schedules.words import say_hours
from support_groups.schedules.zones import full_label

MOST = 200
SOON = datetime.timedelta(days=31)  # as long as a sheet may lie in a clinic
MOST_DAYS = 3
MOST_LOOKED_AT = 60  # meetings, for the next one of a pattern
LIVING_WITH_MBC = "living-with-mbc"


@dataclass(frozen=True)
class SheetLine:
    group: Group
    facts: str
    when: str
    where: str
    ask: str
    checked: str

    @property
    def is_mbc_only(self) -> bool:
        return self.group.stage_fit == Group.StageFit.MBC


def lines(
    groups: Iterable[Group], *, at: datetime.datetime, language: str, zone: str = ""
) -> list[SheetLine]:
    """Groups as `for_lists` gives them, with their contacts; `zone` is the searcher's, "" if unknown."""
    today = timezone.localdate(at)
    return [
        SheetLine(
            group,
            _facts(group),
            _when(Line(group, at, zone), language),
            _where(group),
            _ask(group),
            group.freshness(today).short,
        )
        for group in groups
    ]


def about_times(zone: str, language: str) -> str:
    """Whose clock the times are on, unless it is each group's own."""
    if not zone:
        return ""
    return _("Video and phone groups: %s. In-person groups: local time.") % full_label(zone, language)


def _facts(group: Group) -> str:
    """Who it is for (besides the stage), how it meets, and in which languages."""
    terms = group.audiences.all()
    if group.stage_fit == Group.StageFit.MBC:
        terms = [term for term in terms if term.code != LIVING_WITH_MBC]  # “MBC only” already says so
    audiences = ", ".join(term.label for term in terms)
    languages = ", ".join(term.label for term in group.languages.all())
    return " · ".join(filter(None, [audiences, str(group.way.label), languages]))


def _when(line: Line, language: str) -> str:
    group, today = line.group, timezone.localdate(line.at)
    words = _regularly(line, language, today)
    if group.status == Group.Status.PAUSED and group.paused_until > today:
        back = _("paused until %s") % date_format(group.paused_until, "F j, Y")
        return f"{words} ({back})"
    off = _off(line)
    return f"{words} ({off})" if off else words


def _regularly(line: Line, language: str, today: datetime.date) -> str:
    patterns = line.group.patterns
    if not patterns:
        return _("Ask when it meets") if line.group.way.has_times else _("Whenever you like")
    told = [_words(line, pattern, language, today) for pattern in patterns]
    return "; ".join(dict.fromkeys(told))


def _words(line: Line, pattern: Pattern, language: str, today: datetime.date) -> str:
    """A pattern on the searcher's clock; if no pattern fits there, on the group's, with the next date on the searcher's."""
    if pattern.is_always_on:
        return _("Whenever you like")
    if pattern.kind == PatternKind.APPOINTMENT:
        return _("Whenever you like, by appointment")
    if line.group.way.is_only_in_person:  # people who go there use its clock
        return replace(pattern, zone="").words(language)
    if line.is_near or not line.zone:
        return pattern.words(language)
    if moved := on_clock(pattern, line.shown_zone, today):
        return moved.words(language)
    return f"{pattern.words(language)}{_next(line, pattern, language)}"


def _next(line: Line, pattern: Pattern, language: str) -> str:
    """The next meeting of this pattern on the searcher's clock; the group may have another before."""
    zone = ZoneInfo(line.shown_zone)
    for meeting in islice(line.group.meetings(line.at), MOST_LOOKED_AT):
        if meeting.is_canceled or not meeting.has_time or not _belongs(meeting, pattern):
            continue
        starts = meeting.starts.astimezone(zone)
        return " " + _("(next for you: %(day)s, %(hours)s %(zone)s)") % {
            "day": date_format(starts, "F j"),
            "hours": say_hours(starts, meeting.minutes, language),
            "zone": line.zone_label,
        }
    return ""


def _belongs(meeting: Meeting, pattern: Pattern) -> bool:
    planned = meeting.moved_from or meeting.starts
    day = planned.astimezone(ZoneInfo(pattern.zone)).date()
    return planned in pattern.dates(day, day)


def _off(line: Line) -> str:
    """Upcoming days without a meeting despite the pattern, because print doesn't show that one is canceled."""
    group, at = line.group, line.at
    if group.is_always_open:
        return ""
    soon = takewhile(lambda meeting: meeting.starts <= at + SOON, group.meetings(at))
    off = [meeting for meeting in soon if meeting.is_canceled]
    days = list(dict.fromkeys(_day(meeting, line.shown_zone) for meeting in off))
    told = ", ".join(date_format(day, "F j") for day in days[:MOST_DAYS])
    if len(days) > MOST_DAYS:
        return _("not on %s and other days") % told
    return _("not on %s") % told if told else ""


def _day(meeting, zone: str) -> datetime.date:
    return (meeting.starts.astimezone(ZoneInfo(zone)) if meeting.has_time else meeting.starts).date()


def _where(group: Group) -> str:
    place = group.place
    if place is None:
        return ""
    return ", ".join(filter(None, [place.name, place.street, place.town_line]))


def _ask(group: Group) -> str:
    """A number or address that everybody may know: of a person, else of the organization."""
    known = [(contact.name, contact.phone or contact.email) for contact in group.public_contacts]
    if group.organization:
        known.append((group.organization.name, group.organization.phone or group.organization.email))
    reached = next((f"{name}, {how}" for name, how in known if how), "")
    if reached:
        return _("Ask: %s") % reached
    website = group.website or (group.organization.website if group.organization else "")
    return website.removeprefix("https://").removeprefix("http://").rstrip("/")
