"""When pages change by themselves, without anybody changing the site: pure functions of the present moment.

A page of now is right until the moment that is returned, and no longer.
"""

import datetime

from django.utils import timezone

from web.page_cache.public import Moment

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
A_MINUTE, A_QUARTER = 60, 15 * 60  # seconds
A_DAY = datetime.timedelta(days=1)
INSTANT = datetime.timedelta(microseconds=1)

_of_counters: dict[str, list[Moment]] = {}


def also_changes(counter: str, moment: Moment) -> None:
    """Every page that names this counter changes at this moment, too: an app says so for what it shows."""
    _of_counters.setdefault(counter, []).append(moment)


def of_counter(counter: str, at: datetime.datetime) -> datetime.datetime | None:
    """The first of them."""
    found = (moment(at) for moment in _of_counters.get(counter, ()))
    return min(filter(None, found), default=None)


def next_tick(at: datetime.datetime, seconds: int) -> datetime.datetime:
    """The next multiple of so many seconds since 1970, in UTC.

    What begins then is still to come at that very moment and is over right after it, so such a page lasts an instant.

    >>> next_tick(datetime.datetime(2026, 12, 1, 18, 7, tzinfo=datetime.UTC), 900).isoformat()
    '2026-12-01T18:15:00+00:00'
    >>> next_tick(datetime.datetime(2026, 12, 1, 18, 15, tzinfo=datetime.UTC), 900).isoformat()
    '2026-12-01T18:15:00.000001+00:00'
    """
    step = datetime.timedelta(seconds=seconds)
    gone = (at - EPOCH) % step
    return at + (step - gone if gone else INSTANT)


def next_minute(at: datetime.datetime) -> datetime.datetime:
    """For pages that name meetings of any group: those begin, and days end, on a whole minute."""
    return next_tick(at, A_MINUTE)


def next_midnight(at: datetime.datetime) -> datetime.datetime:
    """The end of the day on the site's clock or in UTC, whichever comes first."""
    return min(_next_midnight(at, timezone.get_default_timezone()), _next_midnight(at, datetime.UTC))


def _next_midnight(at: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    tomorrow = at.astimezone(zone).date() + A_DAY
    return datetime.datetime.combine(tomorrow, datetime.time(), zone).astimezone(datetime.UTC)
