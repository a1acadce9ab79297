"""What became of a group since a number of its public record, for whoever holds its page or a sheet on paper."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.models import Group, PublicChange
from support_groups.models.public_facts import DATES, Days, different, different_days, facts
from support_groups.models.related_rows import related_rows
from support_groups.pages import paragraphs
from support_groups.pages.next_dates import NextDate, no_meeting, said

LONGEST_NUMBER = 9  # digits
MOST_DATES = 30
AHEAD = datetime.timedelta(days=366)
# What is told in one sentence wherever the page itself says the rest. The others are told with what holds now.
SENTENCES = {
    "joining": gettext_lazy("How to join has changed."),
    "contact": gettext_lazy("Whom to call or write to has changed."),
    "whom": gettext_lazy("Who it is for has changed."),
    "details": gettext_lazy("Other details on its page have changed."),
}


def parsed(number: str) -> int | None:
    """A number as it stands in an address; None if it is none, or absurd."""
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return int(number) if is_number else None


class ChangesSince:
    """A public group, fetched with its `public_changes`, on a day, compared with what was public under a number."""

    def __init__(self, group: Group, printed: PublicChange | None, *, at: datetime.datetime, language: str):
        self.group, self.printed, self.at, self.language = group, printed, at, language
        self.today = timezone.localdate(at)
        self.newest: PublicChange | None = next(iter(group.public_changes.all()), None)

    @classmethod
    def since_number(cls, group: Group, number: str, **more) -> "ChangesSince":
        """Since a number of the group itself."""
        numbered = {change.number: change for change in group.public_changes.all()}
        return cls(group, numbered.get(parsed(number)), **more)

    @classmethod
    def since_key(cls, group: Group, key: int, **more) -> "ChangesSince":
        """Since the newest entry up to a key: a number of the whole directory's record."""
        return cls(group, next((each for each in group.public_changes.all() if each.pk <= key), None), **more)

    @cached_property
    def _now(self) -> dict:
        return facts(self.group, related_rows([self.group])[self.group.pk])

    @cached_property
    def aspects(self) -> list[str]:
        return different(self.printed.facts, self._now, self.today) if self.printed else []

    @property
    def is_closed(self) -> bool:
        return self.group.status == Group.Status.CLOSED

    @property
    def standing(self) -> str:
        """Whether it still meets."""
        if self.is_closed:
            return _("This group has stopped meeting.")
        if self.group.status == Group.Status.PAUSED and self.group.paused_until > self.today:
            day = date_format(self.group.paused_until, "F j, Y")
            return _("It’s paused now and meets again starting %s.") % day
        if self.group.status == Group.Status.UNCONFIRMED:
            return _("We don’t know whether it still meets.")
        return _("As far as we know, it still meets.")

    @property
    def confirmation(self) -> str:
        return "" if self.is_closed else self.group.freshness(self.today).detailed + "."

    @property
    def nothing_has_changed(self) -> bool:
        """Apart from a new confirmation, which only makes what was printed surer."""
        return self.printed is not None and not set(self.aspects) - {"confirmed"}

    @property
    def sentences(self) -> list[str]:
        """What is different, with what holds now; nothing of what was said before, which may be private today."""
        if self.is_closed:
            return []
        return [sentence for aspect in self.aspects if (sentence := self._sentence(aspect))]

    def _sentence(self, aspect: str) -> str:
        match aspect:
            case "name":
                return _("It is now called “%s”.") % self.group.name
            case "times":
                words = "; ".join(self.group.schedule_words(self.language))
                return paragraphs.tied(_("When it meets has changed. Now: %s.") % (words or _("ask")))
            case "way":
                return _("How people meet has changed. Now: %s.") % self.group.way.label
            case "place":
                return self._place()
        return str(SENTENCES.get(aspect, ""))

    def _place(self) -> str:
        place = self.group.place
        if place is None:
            return _("It no longer meets at the place it named.")
        return _("The place, or what we know about it, has changed. Now: %s.") % ", ".join(place.lines)

    @property
    def dates(self) -> list[NextDate]:
        """Every coming date of which something else is said now: canceled, moved, extra, or on again."""
        if DATES not in self.aspects or self.is_closed:
            return []
        days = different_days(self.printed.facts, self._now, self.today)
        found = {date.starts: date for first, last in days for date in self._dates_of((first, last))}
        return [found[starts] for starts in sorted(found)][:MOST_DATES]

    def _dates_of(self, days: Days) -> Iterator[NextDate]:
        first, last = max(days[0], self.today), min(days[1], self.today + AHEAD)
        meetings = list(islice(self.group.meetings_between(first, last), MOST_DATES)) if last >= first else []
        for date in said(self.group, meetings, self.at, self.language):
            yield date if date.note else replace(date, note=_("Takes place as usual"))
        held = {meeting.starts.date() for meeting in meetings}
        for day in dict.fromkeys(days):
            if day >= self.today and day not in held:
                yield no_meeting(day, self.at, self.language)
