"""Whether shared texts and the organization's numbers read as they did when an edition came out."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.markup.shared import placeholders_in, slots_in
from articles.models import Edition, SharedText, Wording
from articles.models.wording import of_placeholder, of_text

PLACEHOLDERS = {
    "emergency number": gettext_lazy("The emergency number"),
    "crisis line": gettext_lazy("The crisis line"),
    "call or text": gettext_lazy("What the crisis line answers"),
    "country": gettext_lazy("The country of these numbers"),
}


class Change(StrEnum):
    CHANGED = "changed"
    GONE = "gone"  # the text is not there any more
    FOR_A_WHILE = "for_a_while"  # it read otherwise in between: copies printed then do
    NOT_RECORDED = "not_recorded"  # the edition is older than the record


@dataclass(frozen=True)
class WordingChange:
    """`title` is that of a shared text, `placeholder` the name of a number; the other one is empty."""

    change: Change
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    title: str = ""
    placeholder: str = ""

    @property
    def name(self) -> str:
        return _("“%s”") % self.title if self.title else str(PLACEHOLDERS[self.placeholder])

    @property
    def is_of_one_day(self) -> bool:
        return timezone.localdate(self.since) == timezone.localdate(self.until)


@dataclass(frozen=True)
class WordingChanges:
    changes: tuple[WordingChange, ...] = ()
    cited: tuple[str, ...] = ()  # keys of the sources that the texts have cited since then

    @property
    def are_certain(self) -> bool:
        return any(change.change in (Change.CHANGED, Change.GONE) for change in self.changes)


def wording_changes(edition: Edition, texts: Mapping[str, SharedText]) -> WordingChanges:
    """`texts` are those that the edition shows, by key, as they are now. One query, none if it shows no such thing."""
    shown = [edition.html, *edition.key_points_html, *(text.html for text in texts.values())]
    names = [placeholder.strip("[]") for placeholder in placeholders_in(*shown)]
    keys = slots_in(edition.html)
    rows = Wording.objects.by_subject([*map(of_text, keys), *map(of_placeholder, names)])
    at = edition.published_at
    changes = [
        *(_of_text(texts.get(key), rows.get(of_text(key), []), at) for key in keys),
        *(_of_placeholder(name, rows.get(of_placeholder(name), []), at) for name in names),
    ]
    return WordingChanges(tuple(filter(None, changes)), tuple(_cited(rows.values(), at)))


def _of_text(text: SharedText | None, rows: Sequence[Wording], at: datetime.datetime) -> WordingChange | None:
    if text is None:
        return WordingChange(Change.GONE) if rows else None
    if not rows:
        is_untouched = text.updated_at <= at
        return None if is_untouched else WordingChange(Change.NOT_RECORDED, text.updated_at, title=text.title)
    found = change_since(rows, at, now=text.words.digest)
    return found and WordingChange(
        found.change, found.since or text.updated_at, found.until, title=text.title
    )


def _of_placeholder(name: str, rows: Sequence[Wording], at: datetime.datetime) -> WordingChange | None:
    found = change_since(rows, at, now=rows[-1].digest) if rows else None
    return found and WordingChange(found.change, found.since, found.until, placeholder=name)


def change_since(rows: Sequence[Wording], at: datetime.datetime, *, now: str) -> WordingChange | None:
    """What became of one subject since then; None if every copy printed since then reads as it does now.

    `rows` is its record, at least one row, the oldest first; `now` is the digest of its present words.
    """
    read = _read_since(rows, at)
    is_recorded = rows[0].since <= at or rows[0].is_known_before
    turns = [later.since for earlier, later in pairwise(read) if earlier.digest != later.digest]
    if read[0].digest != now:
        since = turns[-1] if turns and read[-1].digest == now else None
        return WordingChange(Change.CHANGED, since)
    if not is_recorded:
        return WordingChange(Change.NOT_RECORDED, turns[-1] if turns else rows[0].since)
    return WordingChange(Change.FOR_A_WHILE, turns[0], turns[-1]) if turns else None


def _read_since(rows: Sequence[Wording], at: datetime.datetime) -> Sequence[Wording]:
    """The row that held then, or else the first one, and all after it."""
    passed = sum(row.since <= at for row in rows)
    return rows[max(passed - 1, 0) :]


def _cited(records: Iterable[Sequence[Wording]], at: datetime.datetime) -> Iterable[str]:
    return dict.fromkeys(key for rows in records for row in _read_since(rows, at) for key in row.cited)
