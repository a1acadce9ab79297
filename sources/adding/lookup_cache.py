"""One question to the services, in the name of this site, and the answer kept with its date."""

import dataclasses
import datetime

from django.conf import settings

from sources import checking, identifiers
from sources.integrity import NoticeKind, NoticeReport
from sources.lookup import Fetcher, look_up
from sources.models import CachedLookup, Source

KEPT_FOR = datetime.timedelta(days=1)
LONGEST_RAW = 1_000_000


def fetcher() -> Fetcher:
    """Tests give `settings.LOOKUP` the address of a server of their own."""
    return Fetcher(site=settings.SITE_ADDRESS, contact=settings.CONTACT_EMAIL, **settings.LOOKUP)


def ask(text: str, *, at: datetime.datetime) -> CachedLookup:
    """The record of the identifier in this text: from today's kept answers, or asked now and kept.

    Raises LookUpFailed, whose `sentence` says what an editor can do.
    """
    for identifier in identifiers.find(text)[:1]:
        kept = CachedLookup.objects.filter(kind=identifier.kind, value=identifier.value).first()
        if kept and kept.fetched_at > at - KEPT_FOR:
            return kept
    found = look_up(text, fetcher())
    answer, _is_new = CachedLookup.objects.update_or_create(
        kind=found.identifier.kind,
        value=found.identifier.value,
        defaults={
            "service": found.service,
            "item": found.item,
            "warnings": found.warnings,
            "reports": [_as_dict(report) for report in found.reports],
            "reports_notices": found.reports_notices,
            "raw": found.raw.replace("\x00", "")[:LONGEST_RAW],
            "fetched_at": found.fetched_at,
        },
    )
    return answer


def add(answer: CachedLookup) -> Source:
    """A saved source of a kept answer, with what the answer said of retraction and the like."""
    source = Source.objects.add(answer.item)
    asked = {identifiers.Identifier(answer.kind, answer.value).name}
    checking.record_notices(source, reports(answer), about=asked & source.names, at=answer.fetched_at)
    if answer.reports_notices:
        checking.record_answers(source, asked, at=answer.fetched_at)
    return source


def reports(answer: CachedLookup) -> list[NoticeReport]:
    return [_from_dict(report) for report in answer.reports]


def _as_dict(report: NoticeReport) -> dict:
    return dataclasses.asdict(report) | {"on": report.on.isoformat() if report.on else None}


def _from_dict(report: dict) -> NoticeReport:
    on = datetime.date.fromisoformat(report["on"]) if report["on"] else None
    return NoticeReport(**report | {"kind": NoticeKind(report["kind"]), "on": on})
