"""A printed search: each group in as few lines as somebody needs to find it and ask about it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support_groups.listings import confirmation
from support_groups.models import Group, PublicChange
from support_groups.models.choices import words_for
from support_groups.models.scheduling import UNKNOWN_CLOCK
from support_groups.pages.days_off import days_off, named
from support_groups.pages.list_item import ListItem, audience_words, town_or_ask
from support_groups.schedules import Meeting, Pattern, PatternKind
from support_groups.schedules.other_clocks import on_clock
from support_groups.schedules.words import say_hours
from support_groups.schedules.zones import full_label, label

MOST = 200
MOST_LOOKED_AT = 60  # meetings, for the next one of a pattern


@dataclass(frozen=True)
class SheetEntry:
    group: Group
    facts: str
    when: str
    where: str
    contact: str
    confirmed: str
    number: int | None  # of the newest entry in its public record

    @property
    def lang(self) -> str:
        """The language of the listing, if it is not English."""
        return "" if self.group.language == "en" else self.group.language

    @property
    def fit(self) -> str:
        return words_for(Group.StageFit, self.group.stage_fit)

    @property
    def is_mbc_only(self) -> bool:
        return self.group.stage_fit == Group.StageFit.MBC


def sheet_entries(
    groups: Iterable[Group], *, at: datetime.datetime, language: str, zone: str = ""
) -> list[SheetEntry]:
    """Groups as `for_lists` gives them, with their contacts; `zone` is the searcher's, "" if unknown."""
    today, numbers = timezone.localdate(at), PublicChange.objects.numbers(groups)
    return [
        SheetEntry(
            group,
            _facts(group),
            _when(ListItem(group, at, zone), language),
            _where(group),
            _contact(group),
            confirmation.in_short(group.status, group.confirmed_on, today)[1],
            numbers.get(group.pk),
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
    audiences = ", ".join(audience_words(group))
    languages = ", ".join([term.label for term in group.languages.all()])
    return " · ".join(filter(None, [audiences, str(group.way.label), languages]))


def _when(item: ListItem, language: str) -> str:
    group, today = item.group, timezone.localdate(item.at)
    words = _regularly(item, language, today)
    if group.status == Group.Status.PAUSED and group.paused_until > today:
        back = _("paused until %s") % date_format(group.paused_until, "F j, Y")
        return f"{words} ({back})"
    off = _off(item, language)
    return f"{words} ({off})" if off else words


def _regularly(item: ListItem, language: str, today: datetime.date) -> str:
    patterns = item.group.patterns
    if not patterns:
        return _("Ask when it meets") if item.group.way.has_times else _("Whenever you like")
    schedule = [_words(item, pattern, language, today) for pattern in patterns]
    return "; ".join(dict.fromkeys(schedule))


def _words(item: ListItem, pattern: Pattern, language: str, today: datetime.date) -> str:
    """A pattern on the searcher's clock; if no pattern fits there, on the group's, with the next date on the searcher's."""
    if pattern.is_always_on:
        return _("Whenever you like")
    if pattern.kind == PatternKind.APPOINTMENT:
        return _("Whenever you like, by appointment")
    if item.group.way.is_only_in_person:  # people who go there use its clock
        return replace(pattern, zone="").words(language)
    if item.keeps_own_clock or not item.zone:
        return pattern.words(language)
    if moved := on_clock(pattern, item.shown_zone, today):
        return moved.words(language)
    return f"{pattern.words(language)}{_next(item, pattern, language)}"


def _next(item: ListItem, pattern: Pattern, language: str) -> str:
    """The next meeting of this pattern on the searcher's clock; the group may have another before."""
    zone = ZoneInfo(item.shown_zone)
    for meeting in islice(item.group.meetings(item.at), MOST_LOOKED_AT):
        if meeting.is_canceled or not meeting.has_time or not _belongs(meeting, pattern):
            continue
        starts = meeting.starts.astimezone(zone)
        return " " + _("(next for you: %(day)s, %(hours)s %(zone)s)") % {
            "day": date_format(starts, "F j"),
            "hours": say_hours(starts, meeting.minutes, language),
            "zone": label(item.shown_zone, language),
        }
    return ""


def _belongs(meeting: Meeting, pattern: Pattern) -> bool:
    planned = meeting.moved_from or meeting.starts
    day = planned.astimezone(ZoneInfo(pattern.zone or UNKNOWN_CLOCK)).date()
    return planned in pattern.dates(day, day)


def _off(item: ListItem, language: str) -> str:
    """Upcoming days without a meeting despite the pattern, because print doesn't show that one is canceled."""
    if not item.group.date_exceptions or item.group.is_always_open:  # only an exception cancels
        return ""
    days = days_off(item.group.meetings(item.at), item.at, zone=item.shown_zone)
    return _("not on %s") % named(days, language) if days else ""


def _where(group: Group) -> str:
    place = group.place
    if place is None:
        return ""
    return ", ".join(filter(None, [place.called, place.street, town_or_ask(place)]))


def _contact(group: Group) -> str:
    """A public phone number or address: of a person, or else of the organization."""
    contacts = [(contact.name, contact.phone or contact.email) for contact in group.public_contacts]
    if group.organization:
        contacts.append((group.organization.name, group.organization.phone or group.organization.email))
    contact = next((f"{name}, {address}" for name, address in contacts if address), "")
    if contact:
        return _("Ask: %s") % contact
    website = group.website or (group.organization.website if group.organization else "")
    return website.removeprefix("https://").removeprefix("http://").rstrip("/")
