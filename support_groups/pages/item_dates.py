"""When a group in a list meets next, and how that repeats. In words, for one visitor."""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support_groups.models import Group
from support_groups.models.venue import PublicPlace
from support_groups.pages.begun import begun_words
from support_groups.pages.days_off import named
from support_groups.pages.paragraphs import tied, tied_day
from support_groups.schedules import Meeting, Pattern, words, zones

MOST_PATTERNS = 2  # said in full
FAR_AHEAD = datetime.timedelta(days=300)  # from here on a date without its year could be mistaken


@dataclass(frozen=True)
class Leaf:
    """A date as a calendar on the wall shows it: Tue 1 Dec."""

    weekday: str
    day: int
    month: str


@lru_cache(maxsize=1000)
def _leaf(on: datetime.date, language: str) -> Leaf:
    """In the language of the page; kept, since a list has the dates of a few weeks."""
    return Leaf(date_format(on, "D"), on.day, date_format(on, "M"))


@lru_cache(maxsize=10_000)
def _said(pattern: Pattern, language: str) -> str:
    """Kept, since many groups meet by the same pattern."""
    return pattern.words(language)


@dataclass(frozen=True)
class ItemDates:
    """`zone` is the visitor's, "" if unknown."""

    group: Group
    at: datetime.datetime
    zone: str = ""

    @cached_property
    def upcoming(self) -> list[Meeting]:
        """The canceled meetings before the next one that takes place, and that one, if there is any."""
        meetings = []
        for meeting in islice(self.group.meetings(self.at), 10):
            meetings.append(meeting)
            if not meeting.is_canceled:
                break
        return meetings

    @cached_property
    def next(self) -> Meeting | None:
        return self.upcoming[-1] if self.upcoming and not self.upcoming[-1].is_canceled else None

    @cached_property
    def canceled(self) -> str:
        """For visitors who know the usual day; the group's page gives the reasons."""
        days = [meeting.starts.date() for meeting in self.upcoming if meeting.is_canceled]
        return _("No meeting on %(day)s") % {"day": named(days, self._language)} + "." if days else ""

    @cached_property
    def keeps_own_clock(self) -> bool:
        """Whether the visitor would go there, so that times are on the group's clock."""
        return self.place is not None and (self.group.way.is_only_in_person or is_there(self.group))

    @cached_property
    def shown_zone(self) -> str:
        return self.group.clock if self.keeps_own_clock or not self.zone else self.zone

    @cached_property
    def starts(self) -> datetime.datetime | None:
        if not self.next or self.is_always_open:
            return None
        return self.next.starts.astimezone(ZoneInfo(self.shown_zone))

    @property
    def leaf(self) -> Leaf:
        """The day that the words say, which needn't be that day where the site is at home."""
        return _leaf(self.starts.date(), self._language)

    @cached_property
    def day(self) -> str:
        """Today, Tuesday, December 1."""
        on = self.starts.date()
        day = tied_day(words.say_day(on, self._language, with_year=on - self._today > FAR_AHEAD))
        days = (on - self._today).days
        if days == 0:
            is_tonight = self.next.has_time and self.starts.hour >= 17
            return f"{_('Tonight') if is_tonight else _('Today')}, {day}"
        return f"{_('Tomorrow')}, {day}" if days == 1 else day[:1].upper() + day[1:]

    @property
    def day_and_hours(self) -> str:
        if self.begun:
            return self.begun
        return f"{self.day}, {self.hours}" if self.hours else self.day

    @cached_property
    def begun(self) -> str:
        """Started at 7 pm, until 8:30 pm: while it is on."""
        return begun_words(self.next, self.starts, self.at, self._language) if self.starts else ""

    @property
    def is_today(self) -> bool:
        return bool(self.begun) or (self.starts is not None and self.starts.date() == self._today)

    @cached_property
    def hours(self) -> str:
        """6:30 to 8 pm; "" when no time is known."""
        if not self.starts or not self.next.has_time:
            return ""
        return tied(words.say_hours(self.starts, self.next.minutes, self._language))

    @cached_property
    def patterns(self) -> list[Pattern]:
        return self.group.patterns

    @cached_property
    def is_always_open(self) -> bool:
        return any(pattern.is_always_on for pattern in self.patterns)

    @cached_property
    def zone_label(self) -> str:
        """ "" when no time is known, or not on whose clock."""
        return zones.label(self.shown_zone, self._language) if self.hours and self.group.zone else ""

    @property
    def zone_suffix(self) -> str:
        return f" {self.zone_label}" if self.zone_label else ""

    @cached_property
    def schedule(self) -> str:
        """How it repeats, without what the next date says already."""
        patterns = [] if self.is_always_open else self.patterns
        if len(patterns) > MOST_PATTERNS:
            return _("At %d different times.") % len(patterns)
        return tied(" ".join(f"{self._regularly(pattern)}." for pattern in patterns))

    def _regularly(self, pattern: Pattern) -> str:
        if self._is_of_next(pattern):
            pattern = replace(pattern, begins=None, minutes=None, zone="")
        elif self.hours and pattern.zone == self.shown_zone:
            pattern = replace(pattern, zone="")
        return _said(pattern, self._language)

    def _is_of_next(self, pattern: Pattern) -> bool:
        """Whether the next date says the hours of a pattern, on a clock with the same days."""
        if not self.hours or pattern.begins is None:
            return False
        there = self.starts.astimezone(ZoneInfo(pattern.zone or self.group.clock))
        said = (self.starts.date(), pattern.begins, pattern.minutes)
        return (there.date(), there.time(), self.next.minutes) == said

    @cached_property
    def without_schedule(self) -> str:
        """What to say if there is no schedule."""
        if self.schedule:
            return ""
        if self.is_always_open or not self.group.way.has_times:
            return _("Whenever you like")
        return _("Ask the group for its times.")

    @cached_property
    def place(self) -> PublicPlace | None:
        return self.group.place

    @cached_property
    def _today(self) -> datetime.date:
        return self.at.astimezone(ZoneInfo(self.shown_zone)).date()

    @cached_property
    def _language(self) -> str:
        return get_language() or "en"


def is_there(group: Group) -> bool:
    """Whether a search found it within the radius, or in the state or country."""
    return getattr(group, "distance", None) is not None or getattr(group, "is_there", False)
