"""Sources that were checked, and the versions of their history."""

from datetime import UTC, datetime

import reversion
from reversion.models import Version

from sources.checking import record_answers, record_notices
from sources.integrity import NoticeKind, NoticeReport
from sources.models import Source
from tests.factories import make_source

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
RETRACTION = NoticeReport(NoticeKind.RETRACTION, notice_doi="10.1000/notice", source="crossref")


def make_checked(*reports, **fields):
    """A source that was looked up by all its identifiers, with the results."""
    source = make_source(**fields)
    record_notices(source, reports, identifiers=source.lookup_queries, at=AT)
    record_answers(source, source.lookup_queries.keys(), at=AT)
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
