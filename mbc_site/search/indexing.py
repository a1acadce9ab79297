"""Brings the index up to date with what was marked (ADR 32).

Usually the transaction of a write does it, before its commit (`before_commit`). What was written past Django is indexed by
the next search. On PostgreSQL whoever writes to the index holds a lock until the commit, so each reads what the one
before has written; SQLite has one writer anyway.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import blake2s

from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from django.utils import timezone

from mbc_site.search import vocabulary, weights
from mbc_site.search.engines import engine
from mbc_site.search.models import IndexMark, SearchDocument
from mbc_site.search.records import READ
from mbc_site.search.results import Kind
from mbc_site.search.texts import Passage, Text
from mbc_site.search.watched import RESOLVED
from support_groups.models.refreshing import atomic_with_lock_timeout

AT_ONCE = 100  # records
MARKS_AT_ONCE = 1000
MOST_IN_A_SEARCH = 200  # marks that a visitor waits for
PATIENCE = 0.1  # seconds that she waits for others
# Among equally good results, what explains comes first.
RANKS = {Kind.ARTICLE: 1, Kind.GROUP: 2, Kind.PAGE: 3, Kind.SOURCE: 4}

log = logging.getLogger(__name__)


def refresh(at: datetime.datetime | None = None) -> None:
    """Index all that was marked: within a transaction in it, else a thousand marks in each."""
    while _refresh_some(at or timezone.now(), MARKS_AT_ONCE):
        pass


def refresh_before_a_search(at: datetime.datetime | None = None) -> None:
    """Index a little that somebody wrote past Django. If somebody else does it now, or nobody may write, the index is
    used as it is."""
    if not IndexMark.objects.exists():
        return
    try:
        with atomic_with_lock_timeout(PATIENCE):
            _refresh_some(at or timezone.now(), MOST_IN_A_SEARCH, is_patient=False)
    except DatabaseError as problem:
        log.warning("A search could not bring its index up to date: %s", type(problem).__name__)


def _refresh_some(at: datetime.datetime, most: int, *, is_patient: bool = True) -> bool:
    """Returns whether there were any."""
    with transaction.atomic():
        if not engine().lock(is_patient=is_patient):
            return False
        marks = list(IndexMark.objects.order_by("pk")[:most])
        for kind, keys in _records(marks).items():
            for start in range(0, len(keys), AT_ONCE):
                _write_apart(kind, keys[start : start + AT_ONCE], at)
        IndexMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return bool(marks)


def _write_apart(kind: Kind, keys: list[int], at: datetime.datetime) -> None:
    """A record that can't be read, with an address that isn't one, keeps no other one from being found."""
    try:
        with transaction.atomic():
            write(kind, keys, at)
    except DatabaseError:
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("The search could not index %s %s", kind, keys[0])
            return
        for key in keys:
            _write_apart(kind, [key], at)


def _records(marks: Iterable[IndexMark]) -> dict[Kind, list[int]]:
    about = defaultdict(set)
    for mark in marks:
        about[mark.about].add(mark.key)
    found = defaultdict(set)
    for name, keys in about.items():
        for kind, resolve in RESOLVED[name].items():
            found[kind].update(resolve(sorted(keys)))
    return {kind: sorted(found[kind]) for kind in Kind if kind in found}


def write(kind: Kind, keys: list[int], at: datetime.datetime, *, is_forced: bool = False) -> None:
    """Replace the documents of these records by what their pages say now. What is the same is left alone, unless
    `is_forced`."""
    stored = SearchDocument.objects.filter(kind=kind, object_id__in=keys).defer("passages")
    before = {(row.object_id, row.shown_from): row for row in stored}
    after = {(text.object_id, text.shown_from): text for text in READ[kind](keys, at)}
    prints = {key: fingerprint(text) for key, text in after.items()}
    same = set() if is_forced else {key for key, row in before.items() if prints.get(key) == row.fingerprint}
    for key in same:
        if before[key].shown_until != after[key].shown_until:
            SearchDocument.objects.filter(pk=before[key].pk).update(shown_until=after[key].shown_until)
    gone = [row for key, row in before.items() if key not in same]
    replace(gone, [text for key, text in after.items() if key not in same])


def replace(gone: Sequence[SearchDocument], texts: Sequence[Text]) -> None:
    keys = [row.pk for row in gone]
    SearchDocument.objects.filter(pk__in=keys).delete()
    engine().remove(keys)
    read = [weights.indexed(text) for text in texts]
    rows = [_document(text, one.surfaces) for text, one in zip(texts, read, strict=True)]
    SearchDocument.objects.bulk_create(rows)
    engine().add((row.pk, one.tokens) for row, one in zip(rows, read, strict=True))
    vocabulary.change((row.words for row in gone), (row.words for row in rows), DEFAULT_DB_ALIAS)


def _document(text: Text, surfaces: set[tuple[str, str]]) -> SearchDocument:
    passages = [Passage(text.lead), *text.passages]
    return SearchDocument(
        kind=text.kind,
        object_id=text.object_id,
        rank=RANKS[text.kind],
        language=text.language,
        shown_from=text.shown_from,
        shown_until=text.shown_until,
        fingerprint=fingerprint(text),
        title=text.title,
        url=text.url,
        detail=text.detail,
        passages=[
            [one.text, one.heading, one.fragment, one.folded_away]
            for one in passages
            if one.heading or one.all_text
        ],
        words=vocabulary.joined(surfaces),
    )


def fingerprint(text: Text) -> str:
    """Of all that is stored of it, but for until when it is shown, and of how it is indexed."""
    values = asdict(text) | {"shown_until": None, "index": weights.INDEX}
    return blake2s(repr(sorted(values.items())).encode(), digest_size=16).hexdigest()
