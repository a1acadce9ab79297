"""The head of a group's page: when it meets next, where or how, how to join, and what a visitor can do at once."""

import datetime
from dataclasses import replace
from functools import cached_property
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from support_groups.models import Group
from support_groups.pages import paragraphs
from support_groups.pages.actions import Action, actions
from support_groups.pages.days_off import SOON, named
from support_groups.pages.next_dates import NextDate
from support_groups.schedules import Pattern
from support_groups.schedules.words import say_hours
from support_groups.schedules.zones import label

MOST_PATTERNS = 2  # said in full; of more, only how many there are
MOST_ABSENCES = 2  # sentences about canceled dates before the next one; more become one list of days
LETTERS, LETTERS_OF_NAME = 36, 19  # in a line of a phone of 390 px
ASKING, FROM_AFAR = (
    4,
    3,
)  # lines: of the offer to ask the group; of the visitor's clock and the other way to join
MOST_LINES = 15  # above the buttons; tests/browser/test_group_first_screen.py holds it
LONGEST = 130  # letters of a group's own words, about three lines of a phone


class AtAGlance:
    """`dates` are the next ones as `next_dates` gives them; `may_just_come` says whether nobody needs to be asked,
    `asks_us` whether the page offers to ask for the visitor.
    """

    def __init__(
        self,
        group: Group,
        dates: list[NextDate],
        *,
        at: datetime.datetime,
        language: str,
        may_just_come: bool,
        asks_us: bool = False,
    ):
        self.group, self.dates, self.at, self.language = group, dates, at, language
        self.may_just_come, self.asks_us = may_just_come, asks_us

    @cached_property
    def next(self) -> NextDate | None:
        return next((date for date in self.dates if date.is_next), None)

    @cached_property
    def absences(self) -> list[str]:
        """Sentences about the dates before the next one, all canceled; none about one that became the next."""
        before = self._before
        return [date.absence for date in before] if len(before) <= MOST_ABSENCES else []

    @property
    def not_on(self) -> str:
        """Not on December 8 and 15: the other canceled dates of the next weeks."""
        told = self._before if self.absences else []
        limit = (self.at + SOON).date()
        others = [
            date for date in self.dates if date.is_off and date not in told and not self._became_next(date)
        ]
        days = list(dict.fromkeys(date.on for date in others if date.on <= limit))
        return _("Not on %s.") % named(days, self.language) if days else ""

    @cached_property
    def later(self) -> list[NextDate]:
        """All dates but the next one, and those of which the head says everything."""
        told = self._before if self.absences else []
        return [date for date in self.dates if date not in (self.next, *told) and not self._became_next(date)]

    @cached_property
    def regularly(self) -> list[str]:
        """Every Tuesday: with the hours only where they are not those of the next date. Nothing for many patterns."""
        patterns = [] if self.group.is_always_open else self.group.patterns
        if len(patterns) > MOST_PATTERNS:
            return []
        return [f"{paragraphs.tied(self._words(pattern, len(patterns) == 1))}." for pattern in patterns]

    @property
    def around(self) -> str:
        """Eastern, in 5 days. Every Tuesday. Of many patterns, how many there are."""
        near = (
            [self.next.zone, "" if self.next.lead or self.next.begun else self.next.away] if self.next else []
        )
        first = ", ".join(filter(None, near))
        sentences = [f"{first[:1].upper()}{first[1:]}." if first else "", *self.regularly]
        times = len(self.group.patterns)
        if self.next and times > MOST_PATTERNS:
            sentences.append(_("One of %d meeting times.") % times)
        return " ".join(filter(None, sentences))

    @property
    def address(self) -> str:
        """Street, town and room, as far as visitors may know them."""
        place = self.group.place
        town = " ".join(filter(None, [place.town_line, place.postcode]))
        sentences = [", ".join(filter(None, [place.street, town])), place.room]
        return " ".join(f"{sentence}." for sentence in sentences if sentence)

    @property
    def note(self) -> str:
        """The group's own words about the times, if they are few."""
        note = self.group.schedule_note
        return note if len(note) <= LONGEST else ""

    @property
    def step(self) -> SafeString | str:
        """The first step of joining in the group's own words, if they are few."""
        steps = self.group.joining.splitlines()
        first = next((line.strip() for line in steps if line.strip()), "")
        return paragraphs.linked(first) if len(first) <= LONGEST else ""

    @property
    def lines(self) -> int:
        """About how many lines of a phone the words above the buttons take; a line of the name counts twice."""
        group, place, joining = self.group, self.group.place, self.group.how_to_join
        texts = [
            group.summary,
            *self.absences,
            *((self.next.line, self.next.note) if self.next else ()),
            *(self.around, self.not_on, self.note),
            *((place.called, self.address) if place else (str(group.way.where), "-")),
            *(self.step, joining.dial_in, joining.passcode),
            *(["-"] * ASKING if self.asks_us else ()),
            *(["-"] * FROM_AFAR if group.meets_remotely else ()),
        ]
        return 2 * ceil(len(group.name) / LETTERS_OF_NAME) + sum(ceil(len(text) / LETTERS) for text in texts)

    @property
    def is_long(self) -> bool:
        """Whether these words would push the buttons off the first screen of a phone: then the buttons come first."""
        return self.lines > MOST_LINES

    @cached_property
    def actions(self) -> list[Action]:
        return actions(self.group, self.next, may_just_come=self.may_just_come)

    @cached_property
    def _before(self) -> list[NextDate]:
        before = self.dates[: self.dates.index(self.next)] if self.next else self.dates
        return [date for date in before if not self._became_next(date)]

    def _became_next(self, date: NextDate) -> bool:
        """Whether the next meeting was moved from there: its own note says so."""
        return bool(self.next) and self.next.moved_from == date.on

    def _words(self, pattern: Pattern, is_only: bool) -> str:
        """Without what the next date says already: the zone, and of an only pattern the hours."""
        if self.next and (not pattern.zone or label(pattern.zone, self.language) == self.next.zone):
            pattern = replace(pattern, zone="")
        if is_only and self.next and self.next.hours == self._hours(pattern):
            pattern = replace(pattern, begins=None, minutes=None, zone="")
        return pattern.words(self.language)

    def _hours(self, pattern: Pattern) -> str:
        if pattern.begins is None:
            return ""
        starts = datetime.datetime.combine(self.next.on, pattern.begins)
        return paragraphs.tied(say_hours(starts, pattern.minutes, self.language))
