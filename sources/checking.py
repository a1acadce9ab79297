"""Ask the services about sources, and keep what they say: notices, links. Who is told is decided elsewhere."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sources.integrity import NoticeKind, NoticeReport
from sources.lookup import Fetcher, LookUpFailed, NotFound, look_up
from sources.models import Notice, Source
from web import links

AGAIN_AFTER = datetime.timedelta(days=7)
CAN_BE_ASKED_ABOUT = ~Q(doi="") | ~Q(pmid="")


def due(at: datetime.datetime) -> QuerySet[Source]:
    """Sources that, or a source merged into which, the services have not answered for within a week. The longest
    unasked come first, whatever came of asking: one that no service knows waits its turn like the others."""
    unanswered = Q(integrity_checked_at=None) | Q(integrity_checked_at__lte=at - AGAIN_AFTER)
    merged = Source.objects.filter(CAN_BE_ASKED_ABOUT, unanswered, merged_into=OuterRef("pk"))
    return (
        Source.objects.listed()
        .filter((CAN_BE_ASKED_ABOUT & unanswered) | Exists(merged))
        .order_by(F("integrity_attempted_at").asc(nulls_first=True), "pk")
    )


def check_source(source: Source, fetcher: Fetcher, *, at: datetime.datetime) -> list[Notice]:
    """New notices about this source from Crossref and PubMed, asked by its identifiers and by those of the sources
    merged into it.

    Raises LookUpFailed when none of them was answered, NotFound when that is because nobody knows them.
    """
    source = source.merged_into or source
    asked = {name: text for row in source.rows for name, text in row.lookup_queries.items()}
    answered, told, failures, new = set(), set(), [], []
    for name, text in asked.items():
        try:
            answer = look_up(text, fetcher)
        except LookUpFailed as failure:
            failures.append(failure)
            continue
        answered.add(name)
        told |= {answer.identifier.name} if answer.reports_notices else set()
        new += record_notices(source, answer.reports, about=[name], at=at)
    if asked:
        record_answers(source, told, at=at)
    if failures and not answered:
        raise next((one for one in failures if not isinstance(one, NotFound)), _nobody_knows())
    return new


def _nobody_knows() -> NotFound:
    return NotFound(_("The services know no work with these identifiers. Are they right?"))


def record_notices(
    source: Source, reports: Iterable[NoticeReport], *, about: Iterable[str] = (), at: datetime.datetime
) -> list[Notice]:
    """Store what was found about a source by identifiers of it, or of one merged into it (`Source.names`); returns the
    notices that were not known before."""
    source = source.merged_into or source
    with transaction.atomic():
        if not Source.objects.select_for_update().filter(pk=source.pk).exists():
            return []  # deleted while the services were asked
        received = [Notice.objects.receive(source, report, about=about, at=at) for report in reports]
        source.refresh_integrity()
        return list(Notice.objects.applying().filter(pk__in=[one.pk for one, is_new in received if is_new]))


def record_answers(source: Source, told: Collection[str], *, at: datetime.datetime) -> None:
    """Keep that services were asked about a source, and for which identifiers one that can tell has answered.

    Only when all of a row were answered for is it checked; otherwise what was known before stands, and it stays due.
    Not `save`: nobody edited it, so its history gets no new version.
    """
    with transaction.atomic():
        rows = list(Source.objects.select_for_update().filter(Q(pk=source.pk) | Q(merged_into=source.pk)))
        if not rows:
            return
        checked = [row.pk for row in rows if row.lookup_queries and row.lookup_queries.keys() <= set(told)]
        Source.objects.filter(pk__in=checked).update(integrity_checked_at=at)
        Source.objects.filter(pk=source.pk).update(integrity_attempted_at=at)
        source.refresh_integrity()


def record_title_mark(source: Source, *, at: datetime.datetime) -> None:
    """A title that began with RETRACTED when it was imported says so at once; the services are asked in their turn."""
    custom = source.extra.get("custom")
    if isinstance(custom, dict) and custom.get("retracted-in-title") is True:
        record_notices(source, [NoticeReport(NoticeKind.RETRACTION, source="title")], at=at)


def record_retraction_watch(
    by_identifier: Mapping[str, list[NoticeReport]], *, at: datetime.datetime
) -> list[Notice]:
    """What a Retraction Watch file says of the sources that are here. A file knows only what it lists, so no source is
    thereby checked."""
    new = []
    sources = Source.objects.listed().prefetch_related("merged_from")
    for source in sources.iterator(chunk_size=500):
        for name in [name for row in source.rows for name in row.lookup_queries]:
            if reports := by_identifier.get(name.partition(":")[2]):
                new += record_notices(source, reports, about=[name], at=at)
    return new


def links_due(today: datetime.date) -> QuerySet[Source]:
    due_on = today - AGAIN_AFTER
    return (
        Source.objects.listed()
        .exclude(url="")
        .filter(Q(link_checked_on=None) | Q(link_checked_on__lte=due_on))
        .order_by(F("link_checked_on").asc(nulls_first=True), "pk")
    )


def check_link(source: Source, user_agent: str, *, today: datetime.date, **options) -> links.LinkState:
    """Visit a source's web address and keep what that says of it."""
    answer = links.check(source.url, user_agent=user_agent, **options)
    before = links.LinkState(links.LinkStatus(source.link), source.link_failed_on)
    after = links.next_state(before, answer, today)
    source.link, source.link_failed_on, source.link_checked_on = after.state, after.failing_since, today
    Source.objects.filter(pk=source.pk, url=source.url).update(  # another address has not been visited
        link=after.state, link_failed_on=after.failing_since, link_checked_on=today
    )
    return after
