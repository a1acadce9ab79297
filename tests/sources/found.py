"""Sources that were checked, and the versions of their history."""

from datetime import UTC, datetime

import reversion
from reversion.models import Version

from sources.checking import keep, note_answers
from sources.integrity import Finding, Kind
from sources.models import Source
from tests.factories import make_source

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
RETRACTION = Finding(Kind.RETRACTION, notice_doi="10.1000/notice", source="crossref")


def make_found(*findings, **fields):
    """A source that was asked about by all its identifiers, with what came of it."""
    source = make_source(**fields)
    keep(source, findings, about=source.asked_by, at=AT)
    note_answers(source, source.asked_by.keys(), at=AT)
    return source


def state(source) -> str:
    return Source.objects.get(pk=source.pk).integrity


def versioned(source):
    with reversion.create_revision():
        reversion.add_to_revision(source)
    return Version.objects.get_for_object(source).first()


def restore(version):
    with reversion.create_revision():
        version.revert()
