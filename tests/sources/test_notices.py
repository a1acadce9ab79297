"""One notice is there once, whoever reported it."""

from datetime import UTC, date, datetime

import pytest

from sources.checking import keep
from sources.integrity import Finding, Kind, State
from sources.models import Notice, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CROSSREF = Finding(Kind.RETRACTION, notice_doi="10.1000/n", source="crossref")
PUBMED = Finding(Kind.RETRACTION, notice_pmid="777", on=date(2021, 2, 3), source="pubmed")
WATCH = Finding(Kind.RETRACTION, "10.1000/n", "777", date(2021, 2, 3), "retraction-watch")


@pytest.fixture
def source():
    return make_source(doi="10.1000/bad", pmid="123")


@pytest.mark.parametrize("later", [WATCH, CROSSREF, Finding(Kind.WITHDRAWAL, "10.1000/n", "777")])
def test_a_second_report_is_not_new_and_fills_in_what_was_missing(source, later):
    keep(source, [CROSSREF], about=["doi:10.1000/bad"], at=AT)

    new = keep(source, [later], about=["pmid:123"], at=AT)

    notice = source.notices.get()
    assert new == []
    assert (notice.kind, notice.doi, notice.pmid) == ("retraction", "10.1000/n", later.notice_pmid)
    assert notice.published_on == later.on
    assert notice.about == ["doi:10.1000/bad", "pmid:123"]


def test_who_knows_both_numbers_makes_one_notice_of_two(source):
    keep(source, [CROSSREF, PUBMED], at=AT)
    source.notices.filter(pmid="777").update(acknowledged_at=AT, reason="Cited as retracted.", told_at=AT)
    assert source.notices.count() == 2

    assert keep(source, [WATCH], at=AT) == []

    notice = source.notices.get()
    assert (notice.doi, notice.pmid, notice.reason, notice.told_at) == (
        "10.1000/n",
        "777",
        "Cited as retracted.",
        AT,
    )


@pytest.mark.parametrize(
    "other",
    [
        Finding(Kind.RETRACTION, notice_doi="10.1000/second"),
        Finding(Kind.CORRECTION, notice_doi="10.1000/n"),
        Finding(Kind.PARTIAL_RETRACTION, notice_doi="10.1000/n"),
        Finding(Kind.ERRATUM),
    ],
)
def test_another_notice_is_another(source, other):
    keep(source, [CROSSREF], at=AT)

    assert len(keep(source, [other], at=AT)) == 1
    assert source.notices.count() == 2


TITLE = Finding(Kind.RETRACTION, source="title")


@pytest.mark.parametrize(("first", "second"), [(TITLE, CROSSREF), (CROSSREF, TITLE), (TITLE, PUBMED)])
def test_what_a_title_says_and_the_notice_itself_are_told_and_decided_once(source, first, second):
    keep(source, [first], at=AT)
    source.notices.update(told_at=AT, acknowledged_at=AT, reason="Cited as retracted.")

    assert keep(source, [second], at=AT) == []

    notice = source.notices.get()
    numbered = second if first == TITLE else first
    assert (notice.url, notice.service) == (numbered.notice_url, numbered.source)
    assert not Notice.objects.untold().exists()
    assert not Source.objects.undecided().exists()


def test_what_a_title_says_makes_no_one_of_two_notices(source):
    keep(source, [CROSSREF, PUBMED], at=AT)
    source.notices.filter(pmid="777").update(acknowledged_at=AT, reason="Cited as retracted.")

    keep(source, [TITLE], at=AT)

    assert source.notices.count() == 2
    assert list(Source.objects.undecided()) == [source]


def test_a_graver_notice_asks_again_on_a_source_that_was_acknowledged(source):
    keep(source, [Finding(Kind.PARTIAL_RETRACTION, notice_doi="10.1000/n")], at=AT)
    source.notices.update(acknowledged_at=AT, reason="That part is not what we cite.")
    assert not Source.objects.undecided().exists()

    keep(source, [CROSSREF], at=AT)

    assert list(Source.objects.undecided()) == [source]


def test_a_lesser_notice_does_not_ask_again(source):
    keep(source, [CROSSREF], at=AT)
    source.notices.update(acknowledged_at=AT, reason="Cited as retracted.")

    keep(source, [Finding(Kind.ERRATUM, notice_doi="10.1000/e")], at=AT)

    assert Source.objects.get().integrity == State.RETRACTED
    assert not Source.objects.undecided().exists()
