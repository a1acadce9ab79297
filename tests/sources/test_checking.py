"""When a source counts as checked, and which sources are due."""

from datetime import UTC, datetime, timedelta

import pytest

from sources import checking
from sources.adding import lookup_cache
from sources.integrity import IntegrityState, NoticeKind, NoticeReport
from sources.lookup import LookUpFailed, NotFound
from sources.models import Notice, Source
from tests.factories import make_source
from tests.web.services import for_the_site

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOI, OTHER_DOI, PMID = "10.1000/one", "10.1000/two", "123"
EFETCH, EXPORTER = "/entrez/eutils/efetch.fcgi", "/lit/ctxp/v1/pubmed/"
MEDLINE = f"\nPMID- {PMID}\nTI  - Resting cells.\nPT  - Journal Article\n"
RECORD = {"PMID": PMID, "type": "article-journal", "title": "Resting cells"}


@pytest.fixture
def services(settings):
    with for_the_site(settings) as service:
        yield service


def work(doi, **fields):
    return {"message": {"DOI": doi, "type": "journal-article", "title": ["Resting cells"]} | fields}


def retraction(notice="10.1000/n"):
    return {"updated-by": [{"DOI": notice, "type": "retraction", "updated": {"date-parts": [[2021, 2, 3]]}}]}


def check(source, at=AT):
    try:
        return checking.check_source(source, lookup_cache.fetcher(), at=at)
    finally:
        source.refresh_from_db()


def is_due(source, at=AT) -> bool:
    return source in checking.due(at)


def test_a_source_is_checked_when_each_of_its_identifiers_was_answered_for(services):
    source = make_source(doi=DOI, pmid=PMID)
    services.answer(f"/works/{DOI}", work(DOI))
    services.answer(EFETCH, MEDLINE)

    check(source)

    assert (source.integrity, source.integrity_checked_at, source.integrity_attempted_at) == ("clean", AT, AT)
    assert not is_due(source, AT + timedelta(days=6))
    assert is_due(source, AT + timedelta(days=7))


@pytest.mark.parametrize("status", [404, 503])
def test_a_source_is_not_clean_when_only_one_of_its_identifiers_was_answered_for(services, status):
    source = make_source(doi=DOI, pmid=PMID)
    services.answer(f"/works/{DOI}", work(DOI))
    services.answer(EFETCH, "", status=status)
    services.answer(EXPORTER, "", status=status)

    assert check(source) == []

    assert (source.integrity, source.integrity_attempted_at) == ("not_checked", AT)
    assert is_due(source)


def test_an_answer_of_the_citation_exporter_does_not_count_as_a_check(services):
    source = make_source(pmid=PMID)
    services.answer(EFETCH, "", status=503)
    services.answer(EXPORTER, RECORD)

    check(source)

    assert source.integrity == IntegrityState.NOT_CHECKED
    assert is_due(source)


def test_a_record_of_another_registry_does_not_count_as_a_check(services):
    source = make_source(doi=DOI)
    services.answer(f"/{DOI}", {"DOI": DOI, "type": "dataset", "title": "Data"})

    check(source)

    assert source.integrity == IntegrityState.NOT_CHECKED
    assert is_due(source)


def test_the_earlier_result_stays_while_no_service_answers(services):
    source = make_source(pmid=PMID)
    services.answer(EFETCH, MEDLINE)
    services.answer(EFETCH, "", status=503)
    services.answer(EXPORTER, RECORD)
    check(source)
    assert source.integrity == IntegrityState.CLEAN

    later = AT + timedelta(days=8)
    check(source, at=later)

    assert (source.integrity, source.integrity_checked_at) == (IntegrityState.CLEAN, AT)
    assert is_due(source, later)


def test_a_retraction_is_kept_even_if_the_other_service_fails(services):
    source = make_source(doi=DOI, pmid=PMID)
    services.answer(f"/works/{DOI}", work(DOI, **retraction()))
    services.answer(EFETCH, "", status=503)

    assert [notice.doi for notice in check(source)] == ["10.1000/n"]
    assert source.integrity == IntegrityState.RETRACTED
    assert is_due(source)


def test_identifiers_of_merged_sources_are_looked_up_too(services):
    source = make_source(doi=DOI)
    merged = make_source(doi=OTHER_DOI, merged_into=source)
    services.answer(f"/works/{DOI}", work(DOI))
    services.answer(f"/works/{OTHER_DOI}", work(OTHER_DOI, **retraction()))

    [notice] = check(source)

    assert (notice.source, notice.identifiers) == (source, [f"doi:{OTHER_DOI}"])
    assert source.integrity == IntegrityState.RETRACTED
    merged.refresh_from_db()
    assert (source.integrity_checked_at, merged.integrity_checked_at) == (AT, AT)


def test_a_source_without_identifiers_is_due_for_those_of_a_source_merged_into_it(services):
    source = make_source()
    make_source(doi=DOI, merged_into=source)
    services.answer(f"/works/{DOI}", work(DOI))
    assert list(checking.due(AT)) == [source]

    check(source)

    assert source.integrity == IntegrityState.CLEAN
    assert not checking.due(AT).exists()


def test_the_same_notice_from_two_services_is_new_once(services):
    source = make_source(doi=DOI, pmid=PMID)
    services.answer(f"/works/{DOI}", work(DOI, **retraction()))
    told = f"{MEDLINE}PT  - Retracted Publication\nRIN - J X. 2021 Feb 3. doi: 10.1000/N. PMID: 777\n"
    services.answer(EFETCH, told)

    [notice] = check(source)

    notice.refresh_from_db()
    assert (notice.doi, notice.pmid, notice.service) == ("10.1000/n", "777", "crossref")
    assert Notice.objects.count() == 1


def test_a_work_unknown_to_all_services_is_reported_and_not_clean(services):
    source = make_source(doi=DOI)

    with pytest.raises(NotFound, match="No service knows a work with these identifiers"):
        check(source)

    assert (source.integrity, source.integrity_attempted_at) == ("not_checked", AT)


def test_a_failing_service_is_named_before_one_that_does_not_know_it(services):
    source = make_source(doi=DOI, pmid=PMID)
    services.answer(EFETCH, "", status=503)
    services.answer(EXPORTER, "", status=503)

    with pytest.raises(LookUpFailed, match="PubMed is too busy"):
        check(source)


def test_the_longest_unchecked_sources_come_first_whatever_the_result():
    unknown, failing, checked, new = (make_source(doi=f"10.1000/{n}") for n in range(4))
    days = {unknown: 2, failing: 1, checked: 8}
    for source, ago in days.items():
        Source.objects.filter(pk=source.pk).update(integrity_attempted_at=AT - timedelta(days=ago))
    Source.objects.filter(pk=checked.pk).update(integrity_checked_at=AT - timedelta(days=8))

    assert list(checking.due(AT)) == [new, checked, unknown, failing]


def test_a_result_for_an_identifier_corrected_meanwhile_is_discarded():
    source = make_source(doi=DOI)
    Source.objects.update(doi=OTHER_DOI)

    new = checking.record_notices(
        source, [NoticeReport(NoticeKind.RETRACTION)], identifiers=[f"doi:{DOI}"], at=AT
    )
    checking.record_answers(source, {f"doi:{DOI}"}, at=AT)

    source.refresh_from_db()
    assert new == []
    assert (source.integrity, source.integrity_checked_at) == (IntegrityState.NOT_CHECKED, None)


def test_an_address_corrected_during_the_check_has_not_failed(services):
    source = make_source(url=f"{services.url}/gone")
    Source.objects.filter(pk=source.pk).update(url=f"{services.url}/moved")

    checking.check_link(source, "site", today=AT.date(), guard=services.guard)

    source.refresh_from_db()
    assert (source.link, source.link_failed_on, source.link_checked_on) == ("unchecked", None, None)


def test_a_source_deleted_during_the_check_is_no_error(services):
    source = make_source(doi=DOI)
    services.answer(f"/works/{DOI}", work(DOI, **retraction()))
    Source.objects.all().delete()

    assert checking.check_source(source, lookup_cache.fetcher(), at=AT) == []


@pytest.mark.parametrize("listed", ["10.1000/two", "123"])
def test_a_retraction_watch_file_is_searched_for_what_merged_sources_are_known_by(listed):
    source = make_source(doi=DOI)
    make_source(doi=OTHER_DOI, pmid=PMID, merged_into=source)
    report = NoticeReport(NoticeKind.RETRACTION, "10.1000/n", source="retraction-watch")

    [notice] = checking.record_retraction_watch({listed: [report]}, at=AT)

    source.refresh_from_db()
    assert notice.source == source
    assert (source.integrity, source.integrity_checked_at) == (IntegrityState.RETRACTED, None)


@pytest.mark.parametrize(
    ("text", "path", "answer", "state"),
    [
        (DOI, f"/works/{DOI}", work(DOI), IntegrityState.CLEAN),
        (f"PMID {PMID}", EFETCH, MEDLINE, IntegrityState.CLEAN),
        (f"PMID {PMID}", EFETCH, f"{MEDLINE}AID - {DOI} [doi]\n", IntegrityState.NOT_CHECKED),
        (f"PMID {PMID}", EXPORTER, RECORD, IntegrityState.NOT_CHECKED),
        (DOI, f"/{DOI}", {"DOI": DOI, "title": "Data"}, IntegrityState.NOT_CHECKED),
    ],
)
def test_an_added_source_is_clean_only_if_its_record_counts_as_a_check(services, text, path, answer, state):
    services.answer(path, answer)
    if path == EXPORTER:
        services.answer(EFETCH, "", status=503)

    source = lookup_cache.add_source(lookup_cache.get(text, at=AT))

    assert source.integrity == state
    assert Source.objects.get().integrity == state
