"""On whose clock the group of a row meets: what the file says, or its place, or what somebody chose. Never a guess.

The order: the row's own column; a zone in its schedule ("7 pm ET"); its address and coordinates; what the uploader chose
for rows that don't say, unless the place contradicts it. Otherwise the row asks, and its group is a draft without a zone.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support_groups.exchange.formats import Listing, RowProblem, Severity, schedule_text
from support_groups.listings import ways_to_meet
from support_groups.places import Basis, Clocks, Finding, of_place
from support_groups.schedules import InvalidPattern, Pattern, from_phrase, languages
from support_groups.schedules.zones import distinct_clocks, full_label, is_same_clock

Values = Mapping[str, Any]
ADDRESS = ("street", "town", "region", "postcode", "country")
MOST_RULES = 200  # a row with more is refused
MOST_NAMED = 4  # time zones in one sentence


@dataclass(frozen=True)
class RowClock:
    """`zone` is IANA, "" if nobody knows. `sentence` says why, or asks; `severity` is "" for what the file says itself."""

    zone: str
    sentence: str = ""
    severity: str = ""
    is_spoken: bool = False  # the schedule itself names the zone: "7 pm ET"

    @property
    def problem(self) -> RowProblem | None:
        return RowProblem("time_zone", self.sentence, Severity(self.severity)) if self.severity else None

    def stored(self) -> dict[str, str]:
        """As the values of a row keep it."""
        return asdict(self)


def row_clock(values: Values, defaults: Values, *, today: datetime.date, is_ours: bool = False) -> RowClock:
    """`values` are those of the row alone, `defaults` what somebody chose for rows that leave something open. `is_ours`:
    the row is a group of this directory, whose zone staff chose, so that a contradiction is only noted.
    """
    is_trusted = is_ours or _is_somewhere_else(values, defaults)
    place = clocks_of(
        {**defaults, **{name: value for name, value in values.items() if value not in ("", None)}}
    )
    if own := str(values.get("time_zone") or ""):
        return _stated(own, place, is_trusted, is_in_column=True)
    patterns = list(_patterns(values, today))
    spoken = distinct_clocks(pattern.zone for pattern in patterns if pattern.zone)
    if len(spoken) == 1:
        return _stated(spoken[0], place, is_trusted, is_in_column=False)
    has_place = any(values.get(name) not in ("", None) for name in (*ADDRESS, "latitude", "longitude"))
    if (said := values.get("_zone")) and _is_somewhere_else(values, defaults):
        return _asked(_("It says “%s”.") % said)
    default = "" if said else str(defaults.get("time_zone") or "")  # it says, in unknown words
    known = _from_place(place, default, has_place=has_place)
    has_times = _way(values, defaults).has_times or any(pattern.is_on_a_clock for pattern in patterns)
    return known if known.zone or has_times else RowClock("")


def clock_of(values: Values) -> RowClock:
    """The one that a row settled on."""
    return RowClock(**values.get("_clock", {"zone": values.get("time_zone") or ""}))


def settle(meetings: Sequence[Listing]) -> None:
    """In place: rows that are meetings of one group agree on its clock. If they don't, each of their rules names the
    zone of its row, so that no meeting changes its hour, and the group's own zone is asked about.
    """
    zones = [clock_of(listing.values).zone for listing in meetings]
    if (all(zones) and len(distinct_clocks(zones)) == 1) or not any(zones):
        return
    named = [_named(zone) for zone in distinct_clocks(filter(None, zones))]
    unknown = [] if all(zones) else [_("unknown")]
    asked = _asked(_("The rows of this group say: %s.") % ", ".join([*named, *unknown]))
    for listing, zone in zip(meetings, zones, strict=True):
        listing.values["_clock"] = asked.stored()
        if rules := listing.values.get("rrule"):
            listing.values["rrule"] = [_moved(rule, zone, "") for rule in rules]


def on_clock_of(zone: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a compared row as a group in this zone has them: a rule names its zone only where it differs."""
    clock, rules = clock_of(values), values.get("rrule")
    if not rules or not zone or values.get("time_zone"):
        return values  # a zone of its own comes with the rules
    its_zone = clock.zone if clock.is_spoken and not is_same_clock(clock.zone, zone) else ""
    return values | {"rrule": [_moved(rule, its_zone, zone) for rule in rules]}


def _moved(rule: str, zone: str, to: str) -> str:
    """A rule for a group in one zone, written for a group in another. Unreadable ones stay as they are."""
    try:
        pattern = schedule_text.read_pattern(rule, "").in_zone(zone)
        return schedule_text.write_pattern(replace(pattern, zone="") if pattern.zone == to else pattern, to)
    except InvalidPattern:
        return rule


def question_of_change(before: Values, after: Values) -> str:
    """What to ask if a change of zone or place makes them contradict each other; "" otherwise.

    A point that stayed behind while the address changed is that of the old place.
    """
    changed = {
        name
        for name in ("time_zone", "latitude", "longitude", *ADDRESS)
        if before.get(name) != after.get(name)
    }
    if not changed or _is_somewhere_else(after, {}):
        return ""
    has_old_point = changed & set(ADDRESS) and not changed & {"latitude", "longitude"}
    place = {**after, "latitude": None, "longitude": None} if has_old_point else after
    sentence = contradiction(str(after.get("time_zone") or ""), clocks_of(place))
    return _asked(sentence).sentence if sentence else ""


def clocks_of(values: Values) -> Clocks:
    """The clocks of the place that the values describe."""
    texts = {name: str(values.get(name) or "") for name in ADDRESS}
    return of_place(**texts, **{name: _degrees(values.get(name)) for name in ("latitude", "longitude")})


def contradiction(zone: str, place: Clocks) -> str:
    """A sentence if people at the place keep another clock; "" otherwise."""
    if not zone or place.allows(zone) or not place.source:
        return ""
    names = {"zone": _named(zone), "place": _described(place.source), "others": _listed(place.source.zones)}
    return _("It says %(zone)s, but people in %(place)s keep %(others)s.") % names


def _stated(zone: str, place: Clocks, is_trusted: bool, *, is_in_column: bool) -> RowClock:
    """What the file says holds; where people go to the place, and staff did not choose the zone, both must agree."""
    if sentence := contradiction(zone, place):
        if is_trusted:
            return RowClock(zone, sentence, Severity.NOTE.value, is_spoken=not is_in_column)
        asked = _asked(sentence)
        return replace(asked, zone=zone, is_spoken=not is_in_column)
    if is_in_column:
        return RowClock(zone, _("%s, as the file says.") % _named(zone))
    return RowClock(zone, _("%s, from its schedule.") % _named(zone), Severity.NOTE.value, is_spoken=True)


def _from_place(place: Clocks, default: str, *, has_place: bool) -> RowClock:
    """`default` is what the uploader chose, or ""; `has_place`, whether the row says anything of a place."""
    if place.zone:
        return _of_place(place, default)
    if place.is_contradictory:
        parts = "; ".join(f"{_described(part)}: {_listed(part.zones)}" for part in place.findings)
        return _asked(_("The parts of its address don’t agree (%s).") % parts)
    if default and place.allows(default):
        return _chosen(place, default, has_unknown_place=has_place)
    if not place.zones:
        return _asked(_("Neither the file nor its place says."))
    names = {"place": _described(place.source), "others": _listed(place.zones)}
    if not default:
        return _asked(_("%(place)s may be on %(others)s.") % names)
    names["default"] = _named(default)
    return _asked(
        _("%(default)s was chosen for rows that don’t say, but %(place)s may be on %(others)s.") % names
    )


def _of_place(place: Clocks, default: str) -> RowClock:
    names = {"zone": _named(place.zone), "place": _described(place.source)}
    sentence = _("%(zone)s, from %(place)s.")
    if default and not is_same_clock(place.zone, default):
        names["default"] = _named(default)
        sentence = _(
            "%(zone)s, from %(place)s, and not %(default)s, which was chosen for rows that don’t say."
        )
    return RowClock(place.zone, sentence % names, Severity.NOTE.value)


def _chosen(place: Clocks, default: str, *, has_unknown_place: bool) -> RowClock:
    sentence, names = _("%(zone)s, chosen for rows that don’t say."), {"zone": _named(default)}
    if has_unknown_place:
        sentence = _("%(zone)s, chosen for rows that don’t say. We don’t know which clock its place keeps.")
    if place.zones:
        names |= {"place": _described(place.source), "others": _listed(place.zones)}
        sentence = _("%(zone)s, chosen for rows that don’t say. %(place)s may be on %(others)s.")
    return RowClock(default, sentence % names, Severity.NOTE.value)


def _asked(reason: str) -> RowClock:
    question = _("Which time zone?")
    return RowClock("", f"{question} {reason}", Severity.QUESTION.value)


def _patterns(values: Values, today: datetime.date) -> Iterator[Pattern]:
    """What the row says of its times so far, each with a zone only if it names one."""
    for text in values.get("rrule", [])[:MOST_RULES]:
        try:
            yield schedule_text.read_pattern(text, "")
        except InvalidPattern:
            continue
    if not values.get("rrule"):
        for phrase in values.get("schedule", [])[:MOST_RULES]:
            yield from from_phrase(phrase, today=today).patterns


def _way(values: Values, defaults: Values) -> ways_to_meet.WayToMeet:
    return ways_to_meet.way(values.get("attendance") or defaults.get("attendance"))


def _is_somewhere_else(values: Values, defaults: Values) -> bool:
    """Whether people take part from anywhere, so that the address is only that of whoever runs it."""
    way = _way(values, defaults)
    return way.is_remote and not way.is_in_person


def _degrees(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _described(part: Finding) -> str:
    if part.basis == Basis.COORDINATES:
        return _("the area of its coordinates (%s)") % part.place
    return part.place


def _named(zone: str) -> str:
    return full_label(zone, languages.supported(get_language()))


def _listed(zones: tuple[str, ...]) -> str:
    named = [_named(zone) for zone in zones[:MOST_NAMED]]
    if len(zones) > MOST_NAMED:
        return _("%s or another") % ", ".join(named)
    *most, last = named
    return _("%(most)s or %(last)s") % {"most": ", ".join(most), "last": last} if most else last
