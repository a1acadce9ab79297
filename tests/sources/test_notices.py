"""A notice is stored once, whichever services report it."""

from datetime import UTC, date, datetime

import pytest

from sources.checking import record_notices
from sources.integrity import IntegrityState, NoticeKind, NoticeReport
from sources.models import Notice, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CROSSREF = NoticeReport(NoticeKind.RETRACTION, notice_doi="10.1000/n", source="crossref")
PUBMED = NoticeReport(NoticeKind.RETRACTION, notice_pmid="777", on=date(2021, 2, 3), source="pubmed")
WATCH = NoticeReport(NoticeKind.RETRACTION, "10.1000/n", "777", date(2021, 2, 3), "retraction-watch")


@pytest.fixture
def source():
    return make_source(doi="10.1000/bad", pmid="123")


@pytest.mark.parametrize("later", [WATCH, CROSSREF, NoticeReport(NoticeKind.WITHDRAWAL, "10.1000/n", "777")])
def test_a_second_report_is_not_new_and_fills_in_what_was_missing(source, later):
    record_notices(source, [CROSSREF], identifiers=["doi:10.1000/bad"], at=AT)

    new = record_notices(source, [later], identifiers=["pmid:123"], at=AT)

    notice = source.notices.get()
    assert new == []
    assert (notice.kind, notice.doi, notice.pmid) == ("retraction", "10.1000/n", later.notice_pmid)
    assert notice.published_on == later.on
    assert notice.identifiers == ["doi:10.1000/bad", "pmid:123"]


def test_a_report_with_both_numbers_joins_two_notices(source):
    record_notices(source, [CROSSREF, PUBMED], at=AT)
    source.notices.filter(pmid="777").update(acknowledged_at=AT, reason="Cited as retracted.", notified_at=AT)
    assert source.notices.count() == 2

    assert record_notices(source, [WATCH], at=AT) == []

    notice = source.notices.get()
    assert (notice.doi, notice.pmid, notice.reason, notice.notified_at) == (
        "10.1000/n",
        "777",
        "Cited as retracted.",
        AT,
    )


@pytest.mark.parametrize(
    "other",
    [
        NoticeReport(NoticeKind.RETRACTION, notice_doi="10.1000/second"),
        NoticeReport(NoticeKind.CORRECTION, notice_doi="10.1000/n"),
        NoticeReport(NoticeKind.PARTIAL_RETRACTION, notice_doi="10.1000/n"),
        NoticeReport(NoticeKind.ERRATUM),
    ],
)
def test_a_different_notice_is_stored_separately(source, other):
    record_notices(source, [CROSSREF], at=AT)

    assert len(record_notices(source, [other], at=AT)) == 1
    assert source.notices.count() == 2


TITLE = NoticeReport(NoticeKind.RETRACTION, source="title")


@pytest.mark.parametrize(("first", "second"), [(TITLE, CROSSREF), (CROSSREF, TITLE), (TITLE, PUBMED)])
def test_a_title_and_its_notice_are_reported_and_decided_once(source, first, second):
    record_notices(source, [first], at=AT)
    source.notices.update(notified_at=AT, acknowledged_at=AT, reason="Cited as retracted.")

    assert record_notices(source, [second], at=AT) == []

    notice = source.notices.get()
    numbered = second if first == TITLE else first
    assert (notice.url, notice.service) == (numbered.notice_url, numbered.source)
    assert not Notice.objects.to_announce().exists()
    assert not Source.objects.undecided().exists()


def test_a_title_does_not_join_two_notices(source):
    record_notices(source, [CROSSREF, PUBMED], at=AT)
    source.notices.filter(pmid="777").update(acknowledged_at=AT, reason="Cited as retracted.")

    record_notices(source, [TITLE], at=AT)

    assert source.notices.count() == 2
    assert list(Source.objects.undecided()) == [source]


def test_a_more_serious_notice_reopens_an_acknowledged_source(source):
    record_notices(source, [NoticeReport(NoticeKind.PARTIAL_RETRACTION, notice_doi="10.1000/n")], at=AT)
    source.notices.update(acknowledged_at=AT, reason="That part is not what we cite.")
    assert not Source.objects.undecided().exists()

    record_notices(source, [CROSSREF], at=AT)

    assert list(Source.objects.undecided()) == [source]


def test_a_less_serious_notice_does_not_reopen_it(source):
    record_notices(source, [CROSSREF], at=AT)
    source.notices.update(acknowledged_at=AT, reason="Cited as retracted.")

    record_notices(source, [NoticeReport(NoticeKind.ERRATUM, notice_doi="10.1000/e")], at=AT)

    assert Source.objects.get().integrity == IntegrityState.RETRACTED
    assert not Source.objects.undecided().exists()
