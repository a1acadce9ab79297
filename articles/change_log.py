"""The public log of changes, grouped as people read it: by day, and within a day by kind of change."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import ngettext

from articles.models import Edition


@dataclass(frozen=True)
class Changes:
    """Changes of one kind on one day, in the order of the log."""

    kind: str
    editions: list[Edition]

    @property
    def words(self) -> str:
        """The kind, with the number of changes if there are several."""
        if len(self.editions) == 1:
            return str(Edition.ChangeKind(self.kind).label)
        number = len(self.editions)
        plurals = {
            "new": ngettext("%d new article", "%d new articles", number),
            "review": ngettext("%d full review", "%d full reviews", number),
            "update": ngettext("%d medical update", "%d medical updates", number),
            "correction": ngettext("%d correction", "%d corrections", number),
            "edit": ngettext("%d small edit", "%d small edits", number),
        }
        return plurals[self.kind] % number


@dataclass(frozen=True)
class Day:
    date: datetime.date
    changes: list[Changes]


def days_of(editions: Iterable[Edition]) -> list[Day]:
    """Editions of the log, newest first, by the day of the site's clock; corrections before what is new."""
    return [Day(day, _by_kind(list(of_day))) for day, of_day in groupby(editions, key=_day)]


def _day(edition: Edition) -> datetime.date:
    return timezone.localdate(edition.published_at)


def _by_kind(editions: list[Edition]) -> list[Changes]:
    found = [
        Changes(kind, [edition for edition in editions if edition.kind == kind])
        for kind in reversed(Edition.ChangeKind.values)
    ]
    return [changes for changes in found if changes.editions]
