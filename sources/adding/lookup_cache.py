"""Look up an identifier in the name of this site, and cache the record for a day."""

import dataclasses
import datetime

from django.conf import settings

from editing.text import storable
from sources import checking, identifiers
from sources.integrity import NoticeKind, NoticeReport
from sources.lookup import Fetcher, look_up
from sources.models import CachedLookup, Source

KEPT_FOR = datetime.timedelta(days=1)
LONGEST_RAW = 1_000_000


def fetcher() -> Fetcher:
    """Tests give `settings.LOOKUP` the address of a server of their own."""
    return Fetcher(site=settings.SITE_ADDRESS, contact=settings.CONTACT_EMAIL, **settings.LOOKUP)


def get(text: str, *, at: datetime.datetime) -> CachedLookup:
    """The record of the identifier in this text: from today's cache, or looked up and cached now.

    Raises LookUpFailed, whose `sentence` says what an editor can do.
    """
    for identifier in identifiers.find(text)[:1]:
        cached = CachedLookup.objects.filter(kind=identifier.kind, value=identifier.value).first()
        if cached and cached.fetched_at > at - KEPT_FOR:
            return cached
    record = look_up(text, fetcher())
    cached, _is_new = CachedLookup.objects.update_or_create(
        kind=record.identifier.kind,
        value=record.identifier.value,
        defaults={
            "service": record.service,
            "item": record.item,
            "warnings": record.warnings,
            "reports": [_as_dict(report) for report in record.reports],
            "reports_notices": record.reports_notices,
            "raw": storable(record.raw)[:LONGEST_RAW],
            "fetched_at": record.fetched_at,
        },
    )
    return cached


def add_source(record: CachedLookup) -> Source:
    """A saved source of a cached record, with the notices that the record reports."""
    source = Source.objects.add(record.item)
    names = {identifiers.Identifier(record.kind, record.value).name}
    checking.record_notices(
        source, reports(record), identifiers=names & source.identifier_names, at=record.fetched_at
    )
    if record.reports_notices:
        checking.record_answers(source, names, at=record.fetched_at)
    return source


def reports(record: CachedLookup) -> list[NoticeReport]:
    return [_from_dict(report) for report in record.reports]


def _as_dict(report: NoticeReport) -> dict:
    return dataclasses.asdict(report) | {"on": report.on.isoformat() if report.on else None}


def _from_dict(report: dict) -> NoticeReport:
    on = datetime.date.fromisoformat(report["on"]) if report["on"] else None
    return NoticeReport(**report | {"kind": NoticeKind(report["kind"]), "on": on})
