"""How long what is said of one group stays right by itself."""

import datetime
from collections.abc import Iterator
from math import gcd

from support_groups.models import Group
from web.page_cache.moments import A_QUARTER, next_tick


def lasts_until(group: Group, at: datetime.datetime) -> datetime.datetime:
    """Days end on a quarter of an hour in every time zone of today, and meetings begin on the minutes of its patterns
    and exceptions. So what a page says of its days and meetings changes at most at every common divisor of these.
    """
    return next_tick(at, gcd(A_QUARTER, *map(_seconds, _times(group))))


def _times(group: Group) -> Iterator[datetime.time]:
    for pattern in group.patterns:
        yield pattern.begins
    for exception in group.date_exceptions:
        yield exception.begins
        yield exception.to_time


def _seconds(time: datetime.time | None) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second if time else 0
