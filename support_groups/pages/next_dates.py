"""The next dates of a group in words for its page, each with what is different that day."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.pages.begun import begun_words
from support_groups.pages.paragraphs import tied, tied_day
from support_groups.schedules import Effect, Meeting
from support_groups.schedules.words import say_day, say_hours
from support_groups.schedules.zones import label

SHOWN = 6
EVENING = 17  # the hour from which on a meeting today is tonight
SOON = 13  # days within which "in 5 days" says more than the date


@dataclass(frozen=True)
class NextDate:
    """`day`, `hours` and `zone` are words; `starts` and `ends` are for machines; `yours` is the same moment in the zone
    that the visitor chose. `lead` ("Tonight") and `away` ("in 5 days") say how near the next one is, `begun` that it is
    on; `absence` is a sentence about a canceled one.
    """

    on: datetime.date
    day: str
    hours: str
    zone: str
    starts: str
    ends: str
    note: str = ""
    link: str = ""
    lead: str = ""
    away: str = ""
    begun: str = ""
    yours: str = ""
    absence: str = ""
    is_off: bool = False
    is_next: bool = False
    is_elsewhere: bool = False
    moved_from: datetime.date | None = None

    @property
    def hours_after_day(self) -> str:
        return f", {self.hours}" if self.hours else ""

    @property
    def line(self) -> str:
        """Tonight, Tuesday, December 1, 7 to 8:30 pm; while it is on: Started at 7 pm, until 8:30 pm."""
        return self.begun or ", ".join(filter(None, [self.lead, self.day])) + self.hours_after_day

    @property
    def css_class(self) -> str:
        return "off" if self.is_off else ""


def next_dates(group, at: datetime.datetime, language: str, *, elsewhere: str = "") -> list[NextDate]:
    """The next six dates, including canceled ones, and at least one that takes place, if there is any.

    `elsewhere` is an IANA zone in which the times are repeated.
    """
    meetings = group.next_meetings(at, SHOWN)
    if meetings and all(meeting.is_canceled for meeting in meetings):
        meetings += filter(None, [group.next_held(at)])
    held = next((meeting for meeting in meetings if not meeting.is_canceled), None)
    return [_date(group, meeting, at, language, elsewhere, is_next=meeting is held) for meeting in meetings]


def said(group, meetings: Iterable[Meeting], at: datetime.datetime, language: str) -> list[NextDate]:
    """Any of its meetings in words."""
    return [_date(group, meeting, at, language, "", is_next=False) for meeting in meetings]


def no_meeting(on: datetime.date, at: datetime.datetime, language: str) -> NextDate:
    """A day on which it does not meet, although it once was said that it does."""
    day = _day(on, at.date(), language)
    return NextDate(on, day, "", "", on.isoformat(), "", note=_("No meeting"), is_off=True)


def _date(group, meeting: Meeting, at, language: str, elsewhere: str, *, is_next: bool) -> NextDate:
    starts, ends = meeting.starts, meeting.ends
    here = at.astimezone(starts.tzinfo).date()
    days = (starts.date() - here).days
    return NextDate(
        on=starts.date(),
        day=_day(starts.date(), here, language),
        hours=_hours(meeting, language),
        zone=_zone(group, meeting, language),
        starts=starts.isoformat(timespec="minutes") if meeting.has_time else starts.date().isoformat(),
        ends=ends.isoformat(timespec="minutes") if meeting.has_time and ends else "",
        note=_note(group, meeting, here, language),
        link=meeting.link if group.is_link_public and not meeting.is_canceled else "",
        lead=_lead(meeting, days) if is_next else "",
        away=_away(days) if is_next else "",
        begun=begun_words(meeting, starts, at, language) if is_next else "",
        yours=_elsewhere(meeting, elsewhere, here, language),
        absence=_absence(meeting, here, language),
        is_off=meeting.is_canceled,
        is_next=is_next,
        is_elsewhere=bool(meeting.place) and not meeting.is_canceled,
        moved_from=meeting.moved_from.date() if meeting.moved_from else None,
    )


def _absence(meeting: Meeting, today: datetime.date, language: str) -> str:
    """No meeting today: the floors are being waxed."""
    if not meeting.is_canceled:
        return ""
    day = _day(meeting.starts.date(), today, language)
    if meeting.moved_to:
        new = _day(meeting.moved_to.date(), today, language)
        sentence = _("Moved from %(day)s to %(new)s") % {"day": day, "new": new}
    elif meeting.starts.date() == today:
        sentence = _("No meeting today")
    else:
        sentence = _("No meeting on %(day)s") % {"day": day}
    return f"{sentence}: {meeting.reason}" if meeting.reason else f"{sentence}."


def _day(on: datetime.date, today: datetime.date, language: str) -> str:
    """Tuesday, December 8: no line ends within the date."""
    return tied_day(say_day(on, language, with_year=on.year != today.year))


def _hours(meeting: Meeting, language: str) -> str:
    return tied(say_hours(meeting.starts, meeting.minutes, language)) if meeting.has_time else ""


def _zone(group, meeting: Meeting, language: str) -> str:
    zone = str(meeting.starts.tzinfo)
    is_known = bool(group.zone) or zone != group.clock
    return label(zone, language) if is_known and meeting.has_time and not meeting.is_canceled else ""


def _lead(meeting: Meeting, days: int) -> str:
    if days == 1:
        return _("Tomorrow")
    if days > 1:
        return ""
    return _("Tonight") if meeting.has_time and meeting.starts.hour >= EVENING else _("Today")


def _away(days: int) -> str:
    if days > SOON:
        return ""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %d day", "in %d days", days) % days


def _elsewhere(meeting: Meeting, zone: str, today: datetime.date, language: str) -> str:
    """The same moment on another clock, with its day, since it may be another one."""
    if not zone or not meeting.has_time or meeting.is_canceled:
        return ""
    there = meeting.starts.astimezone(ZoneInfo(zone))
    day, hours = _day(there.date(), today, language), say_hours(there, meeting.minutes, language)
    return tied(f"{day}, {hours} {label(zone, language)}")


def _note(group, meeting: Meeting, today: datetime.date, language: str) -> str:
    """What is different that day, and why."""
    words = ". ".join(filter(None, _differences(group, meeting, today, language)))
    if not words or not meeting.reason:
        return words or meeting.reason
    return f"{words} ({meeting.reason})" if ":" in words else f"{words}: {meeting.reason}"


def _differences(group, meeting: Meeting, today: datetime.date, language: str) -> Iterator[str]:
    yield _change(meeting, today, language)
    if meeting.is_canceled:
        return
    if meeting.place:
        yield _("This time: %s") % meeting.place
    if meeting.link and not group.is_link_public:
        yield _("Different link this time: ask for it")
    elif meeting.link:
        yield _("Different link this time")


def _change(meeting: Meeting, today: datetime.date, language: str) -> str:
    if meeting.moved_to:
        return _("Moved to %s") % _day(meeting.moved_to.date(), today, language)
    if meeting.is_canceled:
        return _("No meeting")
    if meeting.effect == Effect.EXTRA:
        return _("Extra meeting")
    return _moved(meeting, today, language) if meeting.moved_from else ""


def _moved(meeting: Meeting, today: datetime.date, language: str) -> str:
    usual = meeting.moved_from
    if usual.date() != meeting.starts.date():
        return _("Instead of %s") % _day(usual.date(), today, language)
    if meeting.starts == usual:
        return ""
    return _("Later than usual") if meeting.starts > usual else _("Earlier than usual")
