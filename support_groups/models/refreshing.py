"""Keeps search rows up to date with what they are derived from (ADR 7).

A trigger adds a mark in the transaction of each write. After the commit, or in the next search, the marked groups are
derived again, a few at a time: lock the row, read the marks, read the sources, write the row, delete the marks. In
this order nothing is lost, however many processes do it at once: a later commit has a mark of its own.
"""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from support_groups.models.group import Group
from support_groups.models.meeting import Occurrence
from support_groups.models.search_mark import SearchMark
from support_groups.models.search_queryset import BY_REFRESH, GroupSearchQuerySet

AT_ONCE = 50  # groups in one transaction, which blocks other writers on SQLite for 0.1 or 0.2 s
MOST_AFTER_COMMIT, MOST_IN_A_SEARCH = (
    500,
    100,
)  # most groups that a person saving a form, or a visitor, waits for
PATIENCE, SEARCH_PATIENCE = 2.0, 0.1  # seconds to wait for another's lock: after a save, in a search
OLD = datetime.timedelta(weeks=4)  # rows cover ten weeks; `daily` refreshes them every day
AHEAD = datetime.timedelta(days=1)  # refreshed in the future, by a clock that was wrong

log = logging.getLogger(__name__)


class RefreshedQuerySet(GroupSearchQuerySet):
    def _by_refresh_alone(self, *args, **kwargs):
        raise TypeError(BY_REFRESH)

    update = delete = bulk_create = _by_refresh_alone

    def stale(self, at: datetime.datetime):
        """Rows whose dates are about to run out or were derived by a clock that was wrong, oldest first."""
        is_stale = models.Q(refreshed_at__lt=at - OLD) | models.Q(refreshed_at__gt=at + AHEAD)
        return self.filter(is_stale).order_by("refreshed_at", "pk")

    def refresh_stale(self, at: datetime.datetime) -> bool:
        """Call it before searching among these rows: refreshes marked and stale rows.

        It is limited and never fails: while somebody else writes, the search uses the rows as they are. Returns
        whether all rows were already up to date.
        """
        rows = self.model.objects
        if not rows.waiting(at)[:1]:
            return True
        try:
            rows.refresh_marked(at, most=MOST_IN_A_SEARCH, patience=SEARCH_PATIENCE)
            keys = list(self.stale(at).values_list("pk", flat=True)[:MOST_IN_A_SEARCH])
            for start in range(0, len(keys), AT_ONCE):
                rows.refresh_batch(keys[start : start + AT_ONCE], at, SEARCH_PATIENCE)
            if keys:
                log.warning("Dates of %d groups were about to run out; check that `daily` runs.", len(keys))
        except DatabaseError as reason:
            log.warning("Search rows could not be refreshed, so searches use the rows there are: %s", reason)
        return False


class GroupSearchManager(models.Manager.from_queryset(RefreshedQuerySet)):
    def refresh(self, groups: models.QuerySet | None = None, *, at: datetime.datetime | None = None) -> int:
        """Derive the rows and dates of these groups, or of all groups, again. Returns how many."""
        at = at or timezone.now()
        self._spread_marks(None)
        groups = Group.objects.all() if groups is None else groups
        keys = list(groups.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            self.refresh_batch(keys[start : start + AT_ONCE], at, None)
        return len(keys)

    def refresh_after_commit(self) -> None:
        """Refresh everything this transaction marks, once after the commit, however often this is called.

        Not before the commit: a venue that somebody else is changing is not visible yet.
        """
        waiting = transaction.get_connection().run_on_commit  # undocumented, but Django's own tests use it
        if not any(call[1] == self._refresh_marked_now for call in waiting):
            transaction.on_commit(self._refresh_marked_now, robust=True)

    def _refresh_marked_now(self) -> None:
        try:
            self.refresh_marked(timezone.now(), most=MOST_AFTER_COMMIT, patience=PATIENCE)
        except DatabaseError as reason:
            log.warning("The next search will refresh its rows: %s", reason)

    def refresh_marked(
        self, at: datetime.datetime, *, most: int | None = None, patience: float | None = None
    ) -> int:
        """Refresh groups that were marked; returns how many. Raises DatabaseError if it can't get a lock."""
        self._spread_marks(patience)
        done, marked = 0, SearchMark.objects.exclude(group=None).order_by("group")
        while most is None or done < most:
            keys = list(marked.values_list("group", flat=True).distinct()[:AT_ONCE])
            refreshed = self.refresh_batch(keys, at, patience) if keys else 0
            done += refreshed
            if not refreshed or len(keys) < AT_ONCE:
                break
        return done

    def waiting(self, at: datetime.datetime) -> models.QuerySet:
        """Keys of marks and stale rows, in one query, because every search checks whether there are any."""
        marks = SearchMark.objects.order_by().values_list("pk")
        return marks.union(self.stale(at).order_by().values_list("pk"), all=True)

    def _spread_marks(self, patience: float | None) -> None:
        """Replace a mark on a venue or organization with one on each of its groups, to refresh a few at a time."""
        houses = list(SearchMark.objects.filter(group=None))
        if not houses:
            return
        venues, organizations = ([getattr(m, name) for m in houses] for name in ("venue", "organization"))
        with promptly(patience):
            theirs = Group.objects.filter(
                models.Q(venue__in=filter(None, venues))
                | models.Q(organization__in=filter(None, organizations))
            )
            SearchMark.objects.bulk_create(
                [SearchMark(group=key) for key in theirs.values_list("pk", flat=True)], batch_size=500
            )
            SearchMark.objects.filter(pk__in=[mark.pk for mark in houses]).delete()

    def refresh_batch(self, keys: list[int], at: datetime.datetime, patience: float | None) -> int:
        """Refresh in one transaction. Returns how many rows it handled; it skips rows another process is refreshing."""
        rows = models.QuerySet(self.model)  # a plain QuerySet, which may write
        with promptly(patience):
            free = rows.select_for_update(skip_locked=patience is not None).filter(pk__in=keys).order_by("pk")
            held = list(free.values_list("pk", flat=True))
            if len(held) < len(keys):  # another process refreshes some, or some have no row
                held += set(keys).difference(rows.filter(pk__in=keys).values_list("pk", flat=True))
            marks = list(SearchMark.objects.filter(group__in=held).values_list("pk", flat=True))
            found = [
                self.model.derived(group, at) for group in Group.objects.filter(pk__in=held).for_search()
            ]
            self._write(rows, [row for row, _dates in found])
            Occurrence.objects.filter(group__in=held).delete()
            Occurrence.objects.bulk_create([date for _row, dates in found for date in dates])
            SearchMark.objects.filter(pk__in=marks).delete()
        return len(held)

    def _write(self, rows: models.QuerySet, found: list) -> None:
        columns = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        rows.bulk_create(found, update_conflicts=True, unique_fields=["group"], update_fields=columns)


@contextmanager
def promptly(seconds: float | None) -> Iterator[None]:
    """A transaction that fails instead of waiting longer than this for a lock. None waits as usual."""
    with _impatient_sqlite(seconds), transaction.atomic():
        if seconds is not None and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
        yield


@contextmanager
def _impatient_sqlite(seconds: float | None) -> Iterator[None]:
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
