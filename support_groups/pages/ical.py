"""Calendars to subscribe to: a group's own, and that of a search (RFC 5545; names and refreshing, RFC 7986).

The same data always gives the same bytes, so that a calendar that asks every few hours is answered with 304.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from support_groups.models import originals_with_patterns
from support_groups.pages import ical_lines
from support_groups.pages.ical_lines import END, line, text, times
from support_groups.pages.ical_zones import zone_lines
from support_groups.schedules import Effect
from support_groups.schedules.entries import Entry, Period, entries

REFRESH = datetime.timedelta(hours=12)
YEARS_AHEAD = 3  # exceptions and rules of time zones go until the end of the third year from now
MOST_GROUPS = 200
MOST_DAYS_OFF = 20
DIFFERENT = {
    Effect.MOVED: gettext_lazy("Moved from its usual date or time"),
    Effect.EXTRA: gettext_lazy("Extra meeting"),
    Effect.PLACE: gettext_lazy("Different place or link than usual"),
}
Absolute = Callable[[str], str]
Found = list[tuple]  # groups, each with an entry of its calendar


def of_group(group, *, at: datetime.datetime, absolute: Absolute) -> bytes:
    """A public group's calendar. A closed one's has no meetings, and says why."""
    about = group.summary
    if group.status == group.Status.CLOSED:
        about = _("This group has stopped meeting.")
    head = _head(group.name, about, absolute(group.get_absolute_url()))
    original = originals_with_patterns([group]).get(group.pk, group)
    found = [(group, entry) for entry in _entries(group, original, at)]
    return _written(head, found, at, absolute, zone=group.clock)


def of_search(
    groups: Iterable,
    *,
    at: datetime.datetime,
    absolute: Absolute,
    address: str,
    about: str = "",
    is_cut: bool = False,
) -> bytes:
    """The calendar of a search: `about` says it in words, `address` is where to change it; `is_cut`, if it finds more."""
    groups = sorted(groups, key=lambda group: group.pk)  # not by their next dates, which go by
    name = ": ".join(filter(None, [_("Support groups"), about]))
    sentence = ngettext(
        "The meetings of %d support group.", "The meetings of %d support groups.", len(groups)
    )
    if is_cut:
        sentence = _("Meetings of the first %d groups in this search. Add a filter to see the others.")
    head = _head(name, sentence % len(groups), address)
    originals = originals_with_patterns(groups)
    found = [
        (group, entry) for group in groups for entry in _entries(group, originals.get(group.pk, group), at)
    ]
    return _written(head, found, at, absolute, zone=settings.TIME_ZONE)


def _head(name: str, about: str, address: str) -> list[str]:
    # RFC 7986 has names for these; Apple, Google and Microsoft still read the older ones.
    return [
        text("PRODID", f"-//{_host()}//support groups//EN"),
        "VERSION:2.0",
        "METHOD:PUBLISH",
        text("NAME", name),
        text("X-WR-CALNAME", name),
        text("DESCRIPTION", about),
        text("X-WR-CALDESC", about),
        line("URL", address),
        ical_lines.duration("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ical_lines.duration("X-PUBLISHED-TTL", REFRESH),
    ]


def _written(head: list[str], found: Found, at: datetime.datetime, absolute: Absolute, *, zone: str) -> bytes:
    """`zone` is for a calendar without any meeting."""
    entries = [entry for _group, entry in found]
    zones = zone_lines(entries, at=at, years_ahead=YEARS_AHEAD, otherwise=zone)
    addresses = {group.pk: absolute(group.get_absolute_url()) for group, _entry in found}
    events = [text for group, entry in found for text in _event(group, entry, at.year, addresses[group.pk])]
    return END.join(["BEGIN:VCALENDAR", *head, *zones, *events, "END:VCALENDAR", ""]).encode()


def _entries(group, original, at: datetime.datetime) -> list[Entry]:
    """`original` names the entries: a group is the same one in every language of its listings."""
    if group.status == group.Status.CLOSED:
        return []
    period = Period(
        since=timezone.localdate(group.created_at),
        until=datetime.date(at.year + YEARS_AHEAD, 12, 31),
        resumes_on=group.paused_until if group.status == group.Status.PAUSED else None,
    )
    # What is open day and night would fill every day of a calendar, and has no beginning to be reminded of.
    # Nor has a time on a clock that nobody chose a moment.
    rows = [row for row in group.meeting_patterns.all() if not row.pattern.is_always_on]
    rows = [row for row in rows if row.pattern.begins is None or row.pattern.in_zone(group.zone).zone]
    names = _names(group, original)
    plans = [(names[row.uid], row.pattern) for row in rows]
    return entries(plans, group.date_exceptions, period, uid=str(original.uid), zone=group.clock)


def _names(group, original) -> dict[uuid.UUID, str]:
    """Pattern -> the same one of the original, or that in its place; one that the original lacks keeps its own name."""
    own, theirs = list(group.meeting_patterns.all()), list(original.meeting_patterns.all())
    names = {row.uid: str(row.uid) for row in own}
    for row in list(own):
        pattern = row.pattern.in_zone(group.zone)
        same = next((other for other in theirs if other.pattern.in_zone(original.zone) == pattern), None)
        if same:
            names[row.uid] = str(same.uid)
            own.remove(row)
            theirs.remove(same)
    return names | {row.uid: str(other.uid) for row, other in zip(own, theirs, strict=False)}


def _event(group, entry: Entry, this_year: int, address: str) -> Iterator[str]:
    changed = _changed_at(group)
    description = "\n\n".join(filter(None, _description(group, entry, this_year, address)))
    yield "BEGIN:VEVENT"
    yield text("UID", f"{entry.uid}@{_host()}")
    yield f"DTSTAMP:{changed:%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{changed:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{max(0, int((changed - group.created_at).total_seconds()))}"
    yield from _dates(entry)
    yield text("SUMMARY", _summary(group, entry))
    yield text("DESCRIPTION", description)
    yield text("LOCATION", _location(group, entry))
    yield line("URL", address)
    place = group.place
    if place and place.has_door and not entry.place:
        yield f"GEO:{float(place.latitude)};{float(place.longitude)}"
    if entry.is_canceled:
        yield "STATUS:CANCELLED"
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _dates(entry: Entry) -> Iterator[str]:
    yield times("DTSTART", [entry.starts])
    if entry.minutes and isinstance(entry.starts, datetime.datetime):
        # Not DTEND: a duration is the same also in the night in which the clocks change (3.3.6).
        yield ical_lines.duration("DURATION", datetime.timedelta(minutes=entry.minutes))
    if entry.replaces:
        yield times("RECURRENCE-ID", [entry.replaces])
    if entry.rule:
        yield ical_lines.rule(entry.rule)
    if entry.excluded:
        yield times("EXDATE", entry.excluded)


def _summary(group, entry: Entry) -> str:
    if not entry.is_canceled:
        return group.name
    if entry.reason:
        return _("Canceled: %(name)s (%(reason)s)") % {"name": group.name, "reason": entry.reason}
    return _("Canceled: %s") % group.name


def _description(group, entry: Entry, this_year: int, address: str) -> Iterator[str]:
    """What is special that day, which days are off, how to join as far as everybody may know, and where to read on."""
    if entry.is_canceled:
        yield _("There is no meeting on this day.")
    elif entry.effect:
        yield ": ".join(filter(None, [str(DIFFERENT[entry.effect]), entry.reason]))
    off = [(day, reason) for day, reason in entry.canceled_days if day.year >= this_year][:MOST_DAYS_OFF]
    if off:
        days = [f"{date_format(day, 'F j, Y')}{': ' if reason else ''}{reason}" for day, reason in off]
        yield "\n".join([_("No meeting on:"), *days])
    if not entry.is_canceled:
        yield group.schedule_note
        yield "\n".join(_joining(group, entry))
    yield _("Details and changes: %s") % address


def _joining(group, entry: Entry) -> Iterator[str]:
    joining = group.how_to_join
    link = entry.link if entry.link and group.is_link_public else joining.link
    yield from filter(None, [joining.words.strip()])
    for label, value in (
        (_("Link"), link),
        (_("Number to dial"), joining.dial_in),
        (_("Passcode"), joining.passcode),
    ):
        if value:
            yield f"{label}: {value}"
    if joining.is_withheld:
        yield _("The link isn’t public. The group’s page says who to ask.")


def _location(group, entry: Entry) -> str:
    if entry.place:
        return entry.place
    place = group.place
    if place:
        lines = ", ".join(place.lines)
        return lines if place.is_exact else _("%s (ask for the address)") % lines
    return str(group.way.label)


def _changed_at(group) -> datetime.datetime:
    """When anything last changed that its events say, in UTC and whole seconds."""
    moments = [thing.updated_at for thing in (group, group.venue, group.organization) if thing]
    return max(moments).astimezone(datetime.UTC).replace(microsecond=0)


def _host() -> str:
    """The domain of the uids. It stays the same if the site moves to another host name."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
