"""Keeps search rows up to date with what they are computed from (ADR 7).

A trigger adds a mark in the transaction of each write. After the commit, or in the next search, the marked groups are
refreshed, a few at a time: lock the row, delete the marks, read the sources, write the row. In this order nothing is
lost, however many processes do it at once: a later commit has a mark of its own.
"""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from editing.compiled_queries import CompiledQuery, moment
from support_groups.models.group import Group
from support_groups.models.meeting import Occurrence
from support_groups.models.public_change import PublicChange
from support_groups.models.related_rows import related_rows
from support_groups.models.search_mark import SearchMark
from support_groups.models.search_queryset import ONLY_BY_REFRESH, GroupSearchQuerySet
from web.page_cache.public import keep_nothing_of_this

AT_ONCE = 50  # groups in one transaction, which blocks other writers on SQLite for 0.1 or 0.2 s
MOST_AFTER_COMMIT = 500  # groups that somebody who saves a form waits for
MOST_IN_A_SEARCH = 100  # groups that a visitor waits for
LOCK_TIMEOUT, SEARCH_LOCK_TIMEOUT = 2.0, 0.1  # seconds to wait for a lock: after a save, in a search
OLD = datetime.timedelta(weeks=4)  # rows cover ten weeks; `daily` refreshes them every day
AHEAD = datetime.timedelta(days=1)  # refreshed in the future, by a clock that was wrong

log = logging.getLogger(__name__)


class RefreshedQuerySet(GroupSearchQuerySet):
    def _refuse(self, *args, **kwargs):
        raise TypeError(ONLY_BY_REFRESH)

    update = delete = bulk_create = _refuse

    def stale(self, at: datetime.datetime):
        """Rows whose dates are about to run out or were computed by a wrong clock, oldest first."""
        return self.refreshed_outside(at - OLD, at + AHEAD).order_by("refreshed_at", "pk")

    def refreshed_outside(self, before, after):
        return self.filter(models.Q(refreshed_at__lt=before) | models.Q(refreshed_at__gt=after))

    def refresh_stale(self, at: datetime.datetime) -> bool:
        """Call it before searching among these rows: refreshes marked and stale rows.

        It is limited and never fails: while somebody else writes, the search uses the rows as they are. Returns
        whether all rows were already up to date.
        """
        rows = self.model.objects
        if not rows.is_outdated(at):
            return True
        keep_nothing_of_this()
        try:
            rows.refresh_marked(at, most=MOST_IN_A_SEARCH, lock_timeout=SEARCH_LOCK_TIMEOUT)
            keys = list(self.stale(at).values_list("pk", flat=True)[:MOST_IN_A_SEARCH])
            for start in range(0, len(keys), AT_ONCE):
                rows.refresh_batch(keys[start : start + AT_ONCE], at, SEARCH_LOCK_TIMEOUT)
            if keys:
                log.warning("Dates of %d groups were about to run out; check that `daily` runs.", len(keys))
        except DatabaseError as reason:
            log.warning("Search rows could not be refreshed, so searches use the rows there are: %s", reason)
        return False


class GroupSearchManager(models.Manager.from_queryset(RefreshedQuerySet)):
    def refresh(self, groups: models.QuerySet | None = None, *, at: datetime.datetime | None = None) -> int:
        """Refresh the rows and dates of these groups, or of all groups. Returns how many."""
        at = at or timezone.now()
        self._mark_groups_of_owners(None)
        groups = Group.objects.all() if groups is None else groups
        keys = list(groups.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            self.refresh_batch(keys[start : start + AT_ONCE], at, None)
        return len(keys)

    def refresh_after_commit(self) -> None:
        """Refresh everything this transaction marks, once after the commit, however often this is called.

        Not before the commit: a venue that somebody else is changing is not visible yet.
        """
        callbacks = transaction.get_connection().run_on_commit  # undocumented, but Django's own tests use it
        if not any(callback[1] == self._refresh_marked_now for callback in callbacks):
            transaction.on_commit(self._refresh_marked_now, robust=True)

    def _refresh_marked_now(self) -> None:
        try:
            self.refresh_marked(timezone.now(), most=MOST_AFTER_COMMIT, lock_timeout=LOCK_TIMEOUT)
        except DatabaseError as reason:
            log.warning("The next search will refresh its rows: %s", reason)

    def refresh_marked(
        self, at: datetime.datetime, *, most: int | None = None, lock_timeout: float | None = None
    ) -> int:
        """Refresh groups that were marked; returns how many. Raises DatabaseError if it can't get a lock."""
        refreshed = 0
        while most is None or refreshed < most:
            keys = self._marked(lock_timeout)
            count = self.refresh_batch(keys, at, lock_timeout) if keys else 0
            refreshed += count
            if not count or len(keys) < AT_ONCE:
                break
        return refreshed

    def is_outdated(self, at: datetime.datetime) -> bool:
        """Whether there is a mark or a stale row, in one query, because every search asks."""
        return bool(_outdated(before=at - OLD, after=at + AHEAD))

    def _marked(self, lock_timeout: float | None) -> list[int]:
        """Keys of the next groups that were marked, or whose venue or organization was."""
        by_group = models.F("group").asc(nulls_first=True)
        marks = SearchMark.objects.order_by(by_group).values_list("group", flat=True).distinct()[:AT_ONCE]
        keys = list(marks)
        if keys[:1] == [None]:
            self._mark_groups_of_owners(lock_timeout)
            keys = list(marks.all())
        return [key for key in keys if key is not None]

    def _mark_groups_of_owners(self, lock_timeout: float | None) -> None:
        """Replace a mark on a venue or organization with one on each of its groups, to refresh a few at a time."""
        owners = list(SearchMark.objects.filter(group=None))
        if not owners:
            return
        venues = [mark.venue for mark in owners if mark.venue]
        organizations = [mark.organization for mark in owners if mark.organization]
        groups = Group.objects.filter(models.Q(venue__in=venues) | models.Q(organization__in=organizations))
        with atomic_with_lock_timeout(lock_timeout):
            marks = (SearchMark(group=key) for key in groups.values_list("pk", flat=True))
            SearchMark.objects.bulk_create(marks, batch_size=500)
            SearchMark.objects.filter(pk__in=[mark.pk for mark in owners]).delete()

    def refresh_batch(self, keys: list[int], at: datetime.datetime, lock_timeout: float | None) -> int:
        """Refresh in one transaction. Returns how many rows it handled; it skips rows another process is refreshing."""
        with atomic_with_lock_timeout(lock_timeout):
            held = self._lock(keys, skip_locked=lock_timeout is not None)
            SearchMark.objects.filter(group__in=held).delete()
            groups = list(Group.objects.filter(pk__in=held).for_record())
            rows = related_rows(groups)
            PublicChange.objects.record(groups, rows, at)
            refreshed = [self.model.computed(group, at, rows[group.pk]["languages"]) for group in groups]
            self._write([row for row, _dates in refreshed])
            Occurrence.objects.filter(group__in=held).delete()
            Occurrence.objects.bulk_create([date for _row, dates in refreshed for date in dates])
        return len(held)

    def _lock(self, keys: list[int], *, skip_locked: bool) -> list[int]:
        """Lock the rows of these groups, except those that another process holds. A deleted group has no row."""
        rows = models.QuerySet(self.model)  # a plain QuerySet, which may lock and write
        free = rows.select_for_update(skip_locked=skip_locked).filter(pk__in=keys).order_by("pk")
        held = list(free.values_list("pk", flat=True))
        if len(held) < len(keys):
            held += set(keys).difference(rows.filter(pk__in=keys).values_list("pk", flat=True))
        return held

    def _write(self, rows: list) -> None:
        columns = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        models.QuerySet(self.model).bulk_create(
            rows, update_conflicts=True, unique_fields=["group"], update_fields=columns
        )


def _mark_or_stale_row() -> models.QuerySet:
    rows = apps.get_model("support_groups", "GroupSearch").objects  # its module imports this one
    stale = rows.refreshed_outside(moment("before"), moment("after"))
    marks = SearchMark.objects.order_by().values_list("pk")
    return marks.union(stale.order_by().values_list("pk"), all=True)[:1]


_outdated = CompiledQuery(_mark_or_stale_row)


@contextmanager
def atomic_with_lock_timeout(seconds: float | None) -> Iterator[None]:
    """A transaction that fails instead of waiting longer than this for a lock. None waits as usual."""
    with _sqlite_lock_timeout(seconds), transaction.atomic():
        if seconds is not None and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
        yield


@contextmanager
def _sqlite_lock_timeout(seconds: float | None) -> Iterator[None]:
    """SQLite waits when the transaction begins, so set its time limit before that."""
    if seconds is None or connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
