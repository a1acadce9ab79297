"""One question to the services, in the name of this site, and the answer kept with its date."""

import dataclasses
import datetime

from django.conf import settings

from sources import checking, identifiers
from sources.integrity import Finding, Kind
from sources.lookup import Fetcher, look_up
from sources.models import KeptAnswer, Source

KEPT_FOR = datetime.timedelta(days=1)
LONGEST_RAW = 1_000_000


def fetcher() -> Fetcher:
    """Tests give `settings.LOOKUP` the address of a server of their own."""
    return Fetcher(site=settings.SITE_ADDRESS, contact=settings.CONTACT_EMAIL, **settings.LOOKUP)


def ask(text: str, *, at: datetime.datetime) -> KeptAnswer:
    """The record of the identifier in this text: from today's kept answers, or asked now and kept.

    Raises LookUpFailed, whose `sentence` says what an editor can do.
    """
    for identifier in identifiers.find(text)[:1]:
        kept = KeptAnswer.objects.filter(kind=identifier.kind, value=identifier.value).first()
        if kept and kept.fetched_at > at - KEPT_FOR:
            return kept
    found = look_up(text, fetcher())
    answer, _is_new = KeptAnswer.objects.update_or_create(
        kind=found.identifier.kind,
        value=found.identifier.value,
        defaults={
            "service": found.service,
            "item": found.item,
            "warnings": found.warnings,
            "findings": [_as_dict(finding) for finding in found.findings],
            "can_tell": found.can_tell,
            "raw": found.raw.replace("\x00", "")[:LONGEST_RAW],
            "fetched_at": found.fetched_at,
        },
    )
    return answer


def add(answer: KeptAnswer) -> Source:
    """A saved source of a kept answer, with what the answer said of retraction and the like."""
    source = Source.objects.add(answer.item)
    asked = {identifiers.Identifier(answer.kind, answer.value).name}
    checking.keep(source, findings(answer), about=asked & source.names, at=answer.fetched_at)
    if answer.can_tell:
        checking.note_answers(source, asked, at=answer.fetched_at)
    return source


def findings(answer: KeptAnswer) -> list[Finding]:
    return [_from_dict(finding) for finding in answer.findings]


def _as_dict(finding: Finding) -> dict:
    return dataclasses.asdict(finding) | {"on": finding.on.isoformat() if finding.on else None}


def _from_dict(finding: dict) -> Finding:
    on = datetime.date.fromisoformat(finding["on"]) if finding["on"] else None
    return Finding(**finding | {"kind": Kind(finding["kind"]), "on": on})
