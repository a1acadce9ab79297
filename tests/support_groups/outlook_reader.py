"""A calendar program that knows of a zone only TZID, DTSTART, RRULE and the two offsets, as Outlook does.

It shares nothing with the site: it reads lines, and has no time zone data of its own. `moments` follows every part of a
VTIMEZONE; with `approximate=True` it takes, as Outlook may ([MS-OXCICAL], 2.1.3.1.1.19), of several STANDARD or DAYLIGHT
parts only the one that begins last, and repeats it in every year.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import takewhile

from dateutil.rrule import rrulestr

DAY, MONTH = r";BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)", r";BYMONTH=\d+"
YEARLY = re.compile(f"FREQ=YEARLY({DAY}{MONTH}|{MONTH}{DAY})")


@dataclass(frozen=True)
class Part:
    kind: str
    starts: datetime
    rule: str
    before: timedelta
    after: timedelta

    def last_onset(self, wall: datetime) -> datetime | None:
        if not self.rule:
            return self.starts if self.starts <= wall else None
        return max((onset for onset in self.onsets if onset <= wall), default=None)

    @cached_property
    def onsets(self) -> list[datetime]:
        return rrulestr(self.rule, dtstart=self.starts).between(self.starts, datetime(2031, 1, 1), inc=True)


def moments(data: bytes, start: datetime, end: datetime, *, approximate: bool = False) -> list[datetime]:
    """When the timed events begin, in UTC, from `start` to `end` (aware), in order."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    zones = {value(zone, "TZID"): _parts(zone) for zone in components(lines, "VTIMEZONE")}
    if approximate:
        zones = {name: _approximated(parts) for name, parts in zones.items()}
    found = []
    for event in components(lines, "VEVENT"):
        zone = next(line for line in event if line.startswith("DTSTART;TZID=")).split(":")[0].split("=")[1]
        for wall in _walls(event, end.replace(tzinfo=None) + timedelta(days=1)):
            found.append((wall - offset(zones[zone], wall)).replace(tzinfo=UTC))
    return sorted(moment for moment in found if start <= moment <= end)


def components(lines: list[str], name: str) -> list[list[str]]:
    found: list[list[str]] = []
    inside = False
    for line in lines:
        if line == f"BEGIN:{name}":
            inside = True
            found.append([])
        elif line == f"END:{name}":
            inside = False
        elif inside:
            found[-1].append(line)
    return found


def value(lines: list[str], name: str) -> str:
    return next((line.split(":", 1)[1] for line in lines if re.match(rf"{name}[;:]", line)), "")


def offset(parts: list[Part], wall: datetime) -> timedelta:
    """That of the part whose onset is the latest; before all of them, what applied before the first."""
    onsets = [(onset, part.after) for part in parts if (onset := part.last_onset(wall))]
    return max(onsets)[1] if onsets else min(parts, key=lambda part: part.starts).before


def _parts(zone: list[str]) -> list[Part]:
    found = []
    for kind in ("STANDARD", "DAYLIGHT"):
        for lines in components(zone, kind):
            rule = value(lines, "RRULE")
            assert not rule or YEARLY.fullmatch(rule), rule  # Outlook reads no other
            starts = datetime.strptime(value(lines, "DTSTART"), "%Y%m%dT%H%M%S")
            offsets = (_offset(value(lines, name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
            found.append(Part(kind, starts, rule, *offsets))
    return found


def _approximated(parts: list[Part]) -> list[Part]:
    latest = {part.kind: part for part in sorted(parts, key=lambda part: part.starts)}
    standard = latest["STANDARD"]
    if "DAYLIGHT" not in latest:
        return [Part("STANDARD", datetime(1601, 1, 1), "", standard.after, standard.after)]
    return [_yearly(part) for part in latest.values()]


def _yearly(part: Part) -> Part:
    nth, starts = (part.starts.day - 1) // 7 + 1, part.starts
    day = "MO TU WE TH FR SA SU".split()[starts.weekday()]
    rule = part.rule or f"FREQ=YEARLY;BYMONTH={starts.month};BYDAY={-1 if nth == 5 else nth}{day}"
    return Part(part.kind, starts.replace(year=1970, day=1), rule, part.before, part.after)


def _offset(text: str) -> timedelta:
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -size if text[0] == "-" else size


def _walls(event: list[str], end: datetime) -> list[datetime]:
    starts = datetime.strptime(value(event, "DTSTART"), "%Y%m%dT%H%M%S")
    rule = value(event, "RRULE")
    if not rule:
        return [starts]
    return list(takewhile(lambda at: at <= end, rrulestr(rule, dtstart=starts)))
