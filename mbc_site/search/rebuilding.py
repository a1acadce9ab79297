"""Indexes everything anew while the site is served. Each record's documents are replaced in one transaction, so readers find
the old ones or the new ones, and what somebody publishes meanwhile is indexed as always."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from editing.pauses import Pauses
from mbc_site.search import indexing, triggers, vocabulary
from mbc_site.search.engines import engine
from mbc_site.search.models import SearchDocument
from mbc_site.search.watched import ALL

AT_ONCE = 20  # records in one transaction


def rebuild() -> Iterator[int]:
    """Yields how many records were indexed, a few at a time."""
    triggers.install()
    pauses = Pauses()
    for kind, model in ALL.items():
        present = model.objects.order_by("pk").values_list("pk", flat=True)
        indexed = SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True)
        for keys in _in_batches(sorted({*present, *indexed})):
            with _alone():
                indexing.write(kind, keys, timezone.now(), is_forced=True)
            yield len(keys)
            pauses.take()
    indexing.refresh()
    with _alone():
        engine().remove_orphans()
        vocabulary.count_anew(DEFAULT_DB_ALIAS)


@contextmanager
def _alone() -> Iterator[None]:
    with transaction.atomic():
        engine().lock()
        yield


def _in_batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
