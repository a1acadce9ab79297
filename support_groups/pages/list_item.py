"""A group as one entry of a list: when it meets next, where, how far away, for whom. In words, for one visitor."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from support_groups.listings.confirmation import Freshness
from support_groups.models import Group, GroupSearch
from support_groups.models.venue import PublicPlace
from support_groups.schedules import Meeting, words, zones

KM_IN_A_MILE = 1.609344  # exactly: international yard and pound agreement, 1959
IN_MILES = ("US", "PR", "GU", "VI", "GB")
FAR_AHEAD = datetime.timedelta(days=300)  # from here on a date without its year could be mistaken


@dataclass(frozen=True)
class Line:
    """`zone` is the visitor's, "" if nobody knows; `number` is that of its pin on the map, None without one."""

    group: Group
    at: datetime.datetime
    zone: str = ""
    number: int | None = None
    country: str = "US"  # the visitor's: which unit she thinks in

    @cached_property
    def coming(self) -> list[Meeting]:
        """The dates up to the next one that takes place: cancelled ones, then it, if it has one."""
        found = []
        for meeting in self.group.meetings(self.at):
            found.append(meeting)
            if not meeting.is_canceled or len(found) == 10:
                break
        return found

    @cached_property
    def next(self) -> Meeting | None:
        return self.coming[-1] if self.coming and not self.coming[-1].is_canceled else None

    @property
    def cancelled(self) -> list[str]:
        """What a visitor who knows the usual day must hear: that it is off."""
        told = []
        for meeting in self.coming:
            if meeting.is_canceled:
                sentence = _("No meeting on %(day)s") % {
                    "day": words.say_day(meeting.starts.date(), self._language)
                }
                told.append(f"{sentence}: {meeting.reason}" if meeting.reason else f"{sentence}.")
        return told

    @cached_property
    def is_near(self) -> bool:
        """Whether the visitor would go there, so that its own clock counts."""
        return self.place is not None and (self.group.way.is_only_in_person or is_there(self.group))

    @cached_property
    def shown_zone(self) -> str:
        return self.group.zone if self.is_near or not self.zone else self.zone

    @cached_property
    def starts(self) -> datetime.datetime | None:
        if not self.next or self.is_always_open:
            return None
        return self.next.starts.astimezone(ZoneInfo(self.shown_zone))

    @cached_property
    def day(self) -> str:
        """Today, Tuesday, December 1."""
        on = self.starts.date()
        said = words.say_day(on, self._language, with_year=on - self._today > FAR_AHEAD)
        days = (on - self._today).days
        if days == 0:
            evening = self.next.has_time and self.starts.hour >= 17
            return f"{_('Tonight') if evening else _('Today')}, {said}"
        return f"{_('Tomorrow')}, {said}" if days == 1 else said[:1].upper() + said[1:]

    @property
    def is_today(self) -> bool:
        return self.starts is not None and self.starts.date() == self._today

    @cached_property
    def hours(self) -> str:
        """6:30 to 8 pm; "" when no time is known."""
        if not self.starts or not self.next.has_time:
            return ""
        return words.say_hours(self.starts, self.next.minutes, self._language)

    @cached_property
    def is_always_open(self) -> bool:
        return self.group.is_always_open

    @cached_property
    def zone_label(self) -> str:
        return zones.label(self.shown_zone, self._language)

    @property
    def regularly(self) -> list[str]:
        return [] if self.is_always_open else self.group.schedule_words(self._language)

    @cached_property
    def place(self) -> PublicPlace | None:
        return self.group.place

    @property
    def distance_km(self) -> float | None:
        """Within the radius that was asked for; None beyond it, and without a place."""
        return getattr(self.group, "distance", None)

    @cached_property
    def distance(self) -> str:
        """About 3 miles from you."""
        if self.distance_km is None:
            return ""
        if self.is_in_miles:
            miles = round(self.distance_km / KM_IN_A_MILE)
            if miles < 1:
                return _("less than a mile from you")
            return ngettext("about %d mile from you", "about %d miles from you", miles) % miles
        return _("about %d km from you") % max(1, round(self.distance_km))

    @property
    def where(self) -> str:
        """The place and how far it is, or how to be there without going anywhere."""
        way = self.group.way
        if not self.place:
            return "" if way.is_in_person else str(way.where)
        return way.where % ", ".join(filter(None, [self.place.name, self.place.town_line, self.distance]))

    @property
    def who(self) -> str:
        """For whom, who leads it, what it costs."""
        audiences = ", ".join(term.label for term in self.group.audiences.all())
        told = [audiences or self.group.get_stage_fit_display()]
        if self.group.led_by:
            told.append(_("Led by %s") % self.group.get_led_by_display())
        if self.group.cost:
            told.append(self.group.get_cost_display())
        return " ".join(f"{part.rstrip('.')}." for part in told)

    @property
    def other_languages(self) -> list[str]:
        """Languages spoken there besides the one of this page."""
        return [term.label for term in self.group.languages.all() if term.code != self._language[:2]]

    @property
    def lang(self) -> str:
        """The language of the listing where it is not that of the page."""
        return "" if self._language.startswith(self.group.language) else self.group.language

    @property
    def paused_until(self) -> datetime.date | None:
        until = self.group.paused_until
        return until if self.group.status == Group.Status.PAUSED and until and until > self._today else None

    @property
    def is_in_miles(self) -> bool:
        return self.country in IN_MILES

    @cached_property
    def freshness(self) -> Freshness:
        return self.group.freshness(self._today)

    @property
    def anchor(self) -> str:
        return f"group-{self.group.pk}"

    # A pin of the map: where visitors may know it to be, and the entry of the list it leads to.

    @property
    def latitude(self) -> float | None:
        return self.group.place.latitude

    @property
    def longitude(self) -> float | None:
        return self.group.place.longitude

    @property
    def href(self) -> str:
        return f"#{self.anchor}"

    @property
    def label(self) -> str:
        return self.group.name

    @cached_property
    def _today(self) -> datetime.date:
        return self.at.astimezone(ZoneInfo(self.shown_zone)).date()

    @property
    def _language(self) -> str:
        return get_language() or "en"


def lines(groups, at: datetime.datetime, *, zone: str = "", country: str = "US") -> list[Line]:
    """One line for each group. Those in the place that was searched go on its map, numbered: a far group that can
    also be joined by video would make it a map of the continent."""
    found, number = [], 0
    for group in groups:
        has_pin = is_there(group) and group.place is not None and group.place.latitude is not None
        number += has_pin
        found.append(Line(group, at, zone, number if has_pin else None, country))
    return found


def is_there(group: Group) -> bool:
    """Whether a search found it within the radius, or in the state or country that was asked for."""
    return getattr(group, "distance", None) is not None or getattr(group, "is_there", False)


def meeting_soon(at: datetime.datetime, count: int = 3) -> list[Line]:
    """The next MBC-only meetings that can be joined from anywhere, by groups that take people as they come."""
    rows = GroupSearch.objects.findable(at).open_to_all()
    rows.refresh_stale(at)
    rows = rows.filter(next_at__isnull=False).with_next_at(at).order_by("meets_at", "pk")
    keys = list(rows.values_list("pk", flat=True)[:count])
    return [line for line in lines(Group.objects.for_lists().in_order(keys), at) if line.starts]
