"""Ask the services about sources, and keep what they say: notices, links. Who is told is decided elsewhere."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sources import links
from sources.integrity import Finding
from sources.lookup import Fetcher, LookUpFailed, NotFound, look_up
from sources.models import Notice, Source

AGAIN_AFTER = datetime.timedelta(days=7)


def due(at: datetime.datetime) -> QuerySet[Source]:
    """Sources with something to ask by, the longest unasked first."""
    return (
        Source.objects.listed()
        .filter(~Q(doi="") | ~Q(pmid=""))
        .filter(Q(integrity_checked_at=None) | Q(integrity_checked_at__lte=at - AGAIN_AFTER))
        .order_by(F("integrity_checked_at").asc(nulls_first=True), "pk")
    )


def check_source(source: Source, fetcher: Fetcher, *, at: datetime.datetime) -> list[Notice]:
    """New notices about this source from Crossref and PubMed. Raises LookUpFailed when neither could be asked."""
    findings: list[Finding] = []
    was_known, failure = False, None
    for identifier in [source.doi, f"PMID: {source.pmid}" if source.pmid else ""]:
        if not identifier:
            continue
        try:
            findings += look_up(identifier, fetcher).findings
            was_known = True
        except NotFound:
            continue
        except LookUpFailed as problem:
            failure = problem
    if failure and not was_known:
        raise failure
    return keep(source, findings, at=at) if was_known else []


def keep(source: Source, findings: Iterable[Finding], *, at: datetime.datetime) -> list[Notice]:
    """Store what was found about a source; returns the notices that were not known before."""
    new = []
    with transaction.atomic():
        for finding in findings:
            notice, is_new = Notice.objects.get_or_create(
                source=source,
                kind=finding.kind,
                doi=finding.notice_doi,
                pmid=finding.notice_pmid,
                defaults={"published_on": finding.on, "service": finding.source, "found_at": at},
            )
            new += [notice] if is_new else []
        source.integrity_checked_at = at
        source.settle_integrity()
        # Not `save`: nobody edited it, so its history gets no new version.
        Source.objects.filter(pk=source.pk).update(
            integrity_checked_at=at, integrity=source.integrity, integrity_notice=source.integrity_notice
        )
    return new


def keep_retraction_watch(by_identifier: dict, *, at: datetime.datetime) -> list[Notice]:
    """What a Retraction Watch file says of the sources that are here. A file knows only what it lists, so a source
    that is not in it is not thereby checked."""
    new = []
    for source in Source.objects.listed().filter(~Q(doi="") | ~Q(pmid="")).iterator(chunk_size=500):
        findings = [*by_identifier.get(source.doi.lower(), []), *by_identifier.get(source.pmid, [])]
        if findings:
            new += keep(source, dict.fromkeys(findings), at=at)
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
    before = links.LinkState(links.State(source.link), source.link_failed_on)
    after = links.next_state(before, answer, today)
    source.link, source.link_failed_on, source.link_checked_on = after.state, after.failing_since, today
    Source.objects.filter(pk=source.pk).update(
        link=after.state, link_failed_on=after.failing_since, link_checked_on=today
    )
    return after
