"""How lists once said what they say of a group: each word computed anew from rows that Django fetched. Slow and plain, to
compare with: `tests/support_groups/finder/test_lean_lists.py`.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from support_groups.listings.confirmation import Freshness
from support_groups.models import Families, Group
from support_groups.models.venue import PublicPlace
from support_groups.pages.begun import begun_words
from support_groups.pages.days_off import named
from support_groups.pages.paragraphs import tied, tied_day
from support_groups.schedules import Meeting, Pattern, words, zones

KM_IN_A_MILE = 1.609344  # exactly: international yard and pound agreement, 1959
IN_MILES = ("US", "PR", "GU", "VI", "GB")
IN_LANGUAGE = {"en": "in English", "es": "en español"}  # never translated
LIVING_WITH_MBC = "living-with-mbc"
MOST_PATTERNS = 2  # said in full
MOST_LABELS = 2  # audiences or languages that are named
FAR_AHEAD = datetime.timedelta(days=300)  # from here on a date without its year could be mistaken


def town_or_ask(place: PublicPlace) -> str:
    """The town, and what to do if nobody can find the door from there."""
    if place.is_exact:
        return place.town_line
    return _("%s (ask for the address)") % place.town_line


def audience_words(group: Group) -> list[str]:
    """Whom a group is for, besides what its stage says."""
    is_said = group.stage_fit == Group.StageFit.MBC  # “MBC only” says that it is for people living with MBC
    terms = group.audiences.all()
    return [term.label for term in terms if not (is_said and term.code == LIVING_WITH_MBC)]


def _first(labels: list[str]) -> str:
    """Men, Under 45, 3 more."""
    more = len(labels) - MOST_LABELS
    shown = [*labels[:MOST_LABELS], _("%d more") % more] if more > 0 else labels
    return ", ".join(shown)


@dataclass(frozen=True)
class ListItem:
    """`zone` is the visitor's, "" if unknown; `number` is that of its pin on the map, None without one."""

    group: Group
    at: datetime.datetime
    zone: str = ""
    number: int | None = None
    country: str = "US"  # the visitor's, for miles or kilometers
    versions: Sequence[Group] = ()  # the same group's listings in other languages

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

    @property
    def canceled(self) -> str:
        """For visitors who know the usual day; the group's page gives the reasons."""
        days = [meeting.starts.date() for meeting in self.upcoming if meeting.is_canceled]
        return _("No meeting on %(day)s") % {"day": named(days, self._language)} + "." if days else ""

    @cached_property
    def keeps_own_clock(self) -> bool:
        """Whether the visitor would go there, so that times are on the group's clock."""
        return self.place is not None and (self.group.way.is_only_in_person or _is_there(self.group))

    @cached_property
    def shown_zone(self) -> str:
        return self.group.clock if self.keeps_own_clock or not self.zone else self.zone

    @cached_property
    def starts(self) -> datetime.datetime | None:
        if not self.next or self.is_always_open:
            return None
        return self.next.starts.astimezone(ZoneInfo(self.shown_zone))

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

    @cached_property
    def begun(self) -> str:
        return begun_words(self.next, self.starts, self.at, self._language) if self.starts else ""

    @property
    def day_and_hours(self) -> str:
        if self.begun:
            return self.begun
        return f"{self.day}, {self.hours}" if self.hours else self.day

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
    def is_always_open(self) -> bool:
        return self.group.is_always_open

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
        patterns = [] if self.is_always_open else self.group.patterns
        if len(patterns) > MOST_PATTERNS:
            return _("At %d different times.") % len(patterns)
        return tied(" ".join(f"{self._regularly(pattern)}." for pattern in patterns))

    def _regularly(self, pattern: Pattern) -> str:
        if self._is_of_next(pattern):
            pattern = replace(pattern, begins=None, minutes=None, zone="")
        elif self.hours and pattern.zone == self.shown_zone:
            pattern = replace(pattern, zone="")
        return pattern.words(self._language)

    def _is_of_next(self, pattern: Pattern) -> bool:
        """Whether the next date says the hours of a pattern, on a clock with the same days."""
        if not self.hours or pattern.begins is None:
            return False
        there = self.starts.astimezone(ZoneInfo(pattern.zone or self.group.clock))
        said = (self.starts.date(), pattern.begins, pattern.minutes)
        return (there.date(), there.time(), self.next.minutes) == said

    @property
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
        return way.where % ", ".join(
            filter(None, [self.place.called, town_or_ask(self.place), self.distance])
        )

    @property
    def facts(self) -> list[str]:
        """For whom besides the stage, in which other languages, and what it costs."""
        cost = self.group.get_cost_display() if self.group.cost else ""
        return [*filter(None, [_first(audience_words(self.group)), _first(self.other_languages), cost])]

    @property
    def other_languages(self) -> list[str]:
        """Languages spoken there besides that of the page."""
        return [term.label for term in self.group.languages.all() if term.code != self._language[:2]]

    @property
    def lang(self) -> str:
        """The language of the listing, if it is not that of the page."""
        return "" if self._language.startswith(self.group.language) else self.group.language

    @property
    def other_versions(self) -> Iterator[tuple[Group, str]]:
        """Listings of the same group, each with words in its own language."""
        return ((group, IN_LANGUAGE[group.language]) for group in self.versions)

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

    @cached_property
    def _today(self) -> datetime.date:
        return self.at.astimezone(ZoneInfo(self.shown_zone)).date()

    @property
    def _language(self) -> str:
        return get_language() or "en"


def _is_there(group: Group) -> bool:
    return getattr(group, "distance", None) is not None or getattr(group, "is_there", False)


def other_listings(group: Group, families: Families) -> list[Group]:
    keys = [key for key in families.of(group.pk) if key != group.pk]
    found = Group.objects.public().exclude(status=Group.Status.CLOSED).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def reference_items(search, size: int) -> list[ListItem]:
    """The first page of a search."""
    families = Families.stored()
    country = search.place.country if search.place else "US"
    extra = "distance" if search.is_around else "is_there" if search.place else "pk"
    shown = dict(search.rows.values_list("pk", extra)[:size])
    items, number = [], 0
    for group in Group.objects.for_lists().in_order(list(shown)):
        setattr(group, extra, shown[group.pk])
        has_pin = _is_there(group) and group.place is not None and group.place.latitude is not None
        number += has_pin
        pin = number if has_pin else None
        items.append(ListItem(group, search.at, search.zone, pin, country, other_listings(group, families)))
    return items


TEMPLATE = """
{% load i18n %}
<li class="group" id="{{ item.anchor }}">
  <p class="when{% if item.is_today %} now{% endif %}" aria-hidden="true">
    {% if item.starts %}
      {{ item.starts.date|date:"D" }} <b>{{ item.starts.date|date:"j" }}</b> {{ item.starts.date|date:"M" }}
    {% endif %}
  </p>
  <div>
    <div class="pick">
      <h3>
        <a href="{{ item.group.get_absolute_url }}"
           {% if item.lang %}lang="{{ item.lang }}"{% endif %}>{{ item.group.name }}</a>
      </h3>
      {% if can_be_chosen %}
        <label>
          <span class="vh">{% blocktranslate with name=item.group.name %}Choose {{ name }}{% endblocktranslate %}</span>
          <input type="checkbox"
                 name="group"
                 value="{{ item.group.pk }}"
                 form="choose"{% if search.chosen %} checked{% endif %}>
        </label>
      {% endif %}
    </div>
    <p>
      {% if item.paused_until %}
        {% with day=item.paused_until|date:"F j" %}
          <b class="off">{% blocktranslate %}Paused until {{ day }}.{% endblocktranslate %}</b>
        {% endwith %}
      {% endif %}
      {% if item.canceled %}<b class="off">{{ item.canceled }}</b>{% endif %}
      {% if item.starts %}
        <b><time datetime="{{ item.starts.isoformat }}">{{ item.day_and_hours }}</time>{{ item.zone_suffix }}.</b>
      {% endif %}
      {{ item.schedule }}
      {% if item.without_schedule %}<b>{{ item.without_schedule }}</b>{% endif %}
    </p>
    <p>
      {% if item.number %}
        <span class="pinno"><span class="vh">{% translate "Map pin" %} </span>{{ item.number }}</span>
      {% endif %}
      {{ item.where }}
    </p>
    <p class="small">
      {% if item.group.stage_fit == "mbc" %}
        <b class="only">{{ item.group.get_stage_fit_display }}</b>
      {% else %}
        {{ item.group.get_stage_fit_display }}
      {% endif %}
      {% if item.facts %}· {{ item.facts|join:" · " }}{% endif %}
      {% if item.other_versions %}
        {% include "support_groups/_versions.html" with versions=item.other_versions only %}
      {% endif %}
      <span class="fresh{% if not item.freshness.is_fresh %} old{% endif %}">
        {% if item.freshness.is_fresh %}
          {% include "includes/icon.html" with name="check" %}
        {% endif %}
      {{ item.freshness.short }}</span>
    </p>
  </div>
</li>
"""
