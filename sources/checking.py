"""Look up sources for notices, visit their web addresses, and record the results. Who is notified is decided elsewhere."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sources.integrity import NoticeKind, NoticeReport
from sources.lookup import Fetcher, LookUpFailed, NotFound, look_up
from sources.models import Notice, Source
from web import links

RECHECK_AFTER = datetime.timedelta(days=7)
HAS_IDENTIFIER = ~Q(doi="") | ~Q(pmid="")  # one that services know


def due(at: datetime.datetime) -> QuerySet[Source]:
    """Sources that, or a source merged into which, the services have not answered for within a week. Those not tried
    for longest come first, so that one that no service knows waits its turn like the others."""
    unanswered = Q(integrity_checked_at=None) | Q(integrity_checked_at__lte=at - RECHECK_AFTER)
    merged = Source.objects.filter(HAS_IDENTIFIER, unanswered, merged_into=OuterRef("pk"))
    return (
        Source.objects.listed()
        .filter((HAS_IDENTIFIER & unanswered) | Exists(merged))
        .order_by(F("integrity_attempted_at").asc(nulls_first=True), "pk")
    )


def check_source(source: Source, fetcher: Fetcher, *, at: datetime.datetime) -> list[Notice]:
    """New notices about this source from Crossref and PubMed, looked up by its identifiers and by those of the sources
    merged into it.

    Raises LookUpFailed when no look-up was answered, NotFound when that is because no service knows the identifiers.
    """
    source = source.merged_into or source
    queries = {name: text for row in source.rows for name, text in row.lookup_queries.items()}
    answered: set[str] = set()
    failures: list[LookUpFailed] = []
    new: list[Notice] = []
    for name, text in queries.items():
        try:
            record = look_up(text, fetcher)
        except LookUpFailed as failure:
            failures.append(failure)
            continue
        if record.reports_notices:
            answered.add(record.identifier.name)
        new += record_notices(source, record.reports, identifiers=[name], at=at)
    if queries:
        record_answers(source, answered, at=at)
    if failures and len(failures) == len(queries):
        raise _most_telling(failures)
    return new


def _most_telling(failures: list[LookUpFailed]) -> LookUpFailed:
    """A service that didn't answer matters more than one that doesn't know the work."""
    unknown = NotFound(_("No service knows a work with these identifiers. Check them for typing errors."))
    return next((failure for failure in failures if not isinstance(failure, NotFound)), unknown)


def record_notices(
    source: Source,
    reports: Iterable[NoticeReport],
    *,
    identifiers: Iterable[str] = (),
    at: datetime.datetime,
) -> list[Notice]:
    """Store what services reported about a source under these names of it, or of one merged into it
    (`Source.identifier_names`); returns the notices that are new."""
    source = source.merged_into or source
    with transaction.atomic():
        if not Source.objects.select_for_update().filter(pk=source.pk).exists():
            return []  # deleted during the look-up
        received = [
            Notice.objects.receive(source, report, identifiers=identifiers, at=at) for report in reports
        ]
        source.refresh_integrity()
        new = [notice.pk for notice, is_new in received if is_new]
        return list(Notice.objects.applying().filter(pk__in=new))


def record_answers(source: Source, answered: Collection[str], *, at: datetime.datetime) -> None:
    """Record that services were tried for a source, and for which identifiers one that reports notices has answered.

    A row counts as checked only when all its identifiers were answered for; otherwise the earlier result still applies
    and the source stays due. This does not call `save`: nobody edited the source, so its history gets no new version.
    """
    with transaction.atomic():
        rows = list(Source.objects.select_for_update().filter(Q(pk=source.pk) | Q(merged_into=source.pk)))
        if not rows:
            return
        names = set(answered)
        checked = [row.pk for row in rows if row.lookup_queries and row.lookup_queries.keys() <= names]
        Source.objects.filter(pk__in=checked).update(integrity_checked_at=at)
        Source.objects.filter(pk=source.pk).update(integrity_attempted_at=at)
        source.refresh_integrity()


def record_title_mark(source: Source, *, at: datetime.datetime) -> None:
    """A title that began with RETRACTED when it was imported is a report already, before any service is looked up."""
    custom = source.extra.get("custom")
    if isinstance(custom, dict) and custom.get("retracted-in-title") is True:
        record_notices(source, [NoticeReport(NoticeKind.RETRACTION, source="title")], at=at)


def record_retraction_watch(
    by_identifier: Mapping[str, list[NoticeReport]], *, at: datetime.datetime
) -> list[Notice]:
    """Record what a Retraction Watch file says about our sources. A file knows only what it lists, so this does not
    make a source checked."""
    new = []
    sources = Source.objects.listed().prefetch_related("merged_from")
    for source in sources.iterator(chunk_size=500):
        for name in [name for row in source.rows for name in row.lookup_queries]:
            if reports := by_identifier.get(name.partition(":")[2]):
                new += record_notices(source, reports, identifiers=[name], at=at)
    return new


def links_due(today: datetime.date) -> QuerySet[Source]:
    due_on = today - RECHECK_AFTER
    return (
        Source.objects.listed()
        .exclude(url="")
        .filter(Q(link_checked_on=None) | Q(link_checked_on__lte=due_on))
        .order_by(F("link_checked_on").asc(nulls_first=True), "pk")
    )


def check_link(source: Source, user_agent: str, *, today: datetime.date, **options) -> links.LinkState:
    """Visit a source's web address and record the result."""
    answer = links.check(source.url, user_agent=user_agent, **options)
    before = links.LinkState(links.LinkStatus(source.link), source.link_failed_on)
    after = links.next_state(before, answer, today)
    source.link, source.link_failed_on, source.link_checked_on = after.state, after.failing_since, today
    Source.objects.filter(pk=source.pk, url=source.url).update(  # a new address has not been visited
        link=after.state, link_failed_on=after.failing_since, link_checked_on=today
    )
    return after
