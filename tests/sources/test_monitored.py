"""Check results stay with the work through edits, restores and deletions."""

from datetime import date

import pytest

from sources.checking import record_answers, record_notices
from sources.integrity import IntegrityState, NoticeKind, NoticeReport
from sources.models import Notice, Source
from tests.factories import make_source
from tests.sources.checked import AT, RETRACTION, make_checked, restore, state, versioned

pytestmark = pytest.mark.django_db


def test_a_recovered_source_is_looked_up_again():
    source = make_checked(doi="10.1000/good")
    source.link = "broken"
    Source.objects.filter(pk=source.pk).update(link="broken")
    version = versioned(Source.objects.get())
    assert version.field_dict["integrity"] == IntegrityState.CLEAN
    source.delete()

    restore(version)

    source = Source.objects.get()
    assert (source.integrity, source.integrity_checked_at, source.link) == ("not_checked", None, "unchecked")


def test_a_recovered_source_with_a_retraction_prefix_gets_its_notice_again():
    source = make_source(extra={"custom": {"retracted-in-title": True}})
    version = versioned(source)
    source.delete()

    restore(version)

    assert Source.objects.get().integrity == IntegrityState.RETRACTED


@pytest.mark.parametrize(
    "changes", [{"doi": "10.1000/right"}, {"doi": ""}, {"pmid": "124"}, {"pmid": ""}, {"doi": "", "pmid": ""}]
)
def test_a_clean_result_does_not_apply_to_another_identifier(changes):
    source = make_checked(doi="10.1000/good", pmid="123")
    assert source.integrity == IntegrityState.CLEAN

    for name, value in changes.items():
        setattr(source, name, value)
    source.save(update_fields=list(changes))

    source = Source.objects.get()
    assert (source.integrity, source.integrity_checked_at, source.integrity_attempted_at) == (
        IntegrityState.NOT_CHECKED,
        None,
        None,
    )


def test_the_same_doi_in_other_letters_is_the_same():
    source = make_checked(doi="10.1000/good")

    source.doi = "10.1000/GOOD"
    source.save()

    assert state(source) == IntegrityState.CLEAN


def test_a_restored_identifier_is_not_clean_because_an_old_version_was():
    source = make_checked(doi="10.1000/old")
    version = versioned(source)
    source.doi = "10.1000/new"
    source.save()
    record_answers(source, ["doi:10.1000/new"], at=AT)
    assert state(source) == IntegrityState.CLEAN

    restore(version)

    source.refresh_from_db()
    assert (source.doi, source.integrity) == ("10.1000/old", IntegrityState.NOT_CHECKED)


def test_restoring_an_old_version_keeps_later_results():
    source = make_checked(doi="10.1000/bad")
    version = versioned(source)
    record_notices(source, [RETRACTION], identifiers=["doi:10.1000/bad"], at=AT)

    restore(version)

    assert state(source) == IntegrityState.RETRACTED


def test_saving_a_copy_that_was_read_before_a_check_keeps_what_it_found():
    source = make_source(doi="10.1000/bad")
    stale = Source.objects.get()
    record_notices(source, [RETRACTION], identifiers=source.lookup_queries, at=AT)
    Source.objects.update(link="broken", link_failed_on=date(2026, 11, 1))

    stale.notes = "Read this."
    stale.save()

    source.refresh_from_db()
    assert (source.notes, source.integrity, source.link) == ("Read this.", IntegrityState.RETRACTED, "broken")


def test_a_notice_of_another_paper_goes_with_the_mistyped_identifier_and_comes_back_with_it():
    source = make_checked(RETRACTION, doi="10.1000/typo")
    source.notices.update(acknowledged_at=AT, reason="Cited as retracted.")

    source.doi = "10.1000/right"
    source.save()
    assert (state(source), source.integrity_notice) == (IntegrityState.NOT_CHECKED, "")
    assert not Notice.objects.applying().exists()

    source.doi = "10.1000/typo"
    source.save()
    assert state(source) == IntegrityState.RETRACTED
    assert not Source.objects.undecided().exists()


def test_a_notice_stays_for_a_decision_when_its_identifier_is_only_cleared():
    source = make_checked(RETRACTION, doi="10.1000/bad", pmid="123")
    source.notices.update(identifiers=["doi:10.1000/bad"], acknowledged_at=AT, reason="Cited as retracted.")

    source.doi = ""
    source.save()
    assert (state(source), source.integrity_notice) == (
        IntegrityState.RETRACTED,
        "https://doi.org/10.1000/notice",
    )
    assert Source.objects.undecided().get() == source

    source.notices.update(acknowledged_at=AT, reason="The DOI was that of another paper.")
    source.refresh_integrity()
    assert state(source) == IntegrityState.NOT_CHECKED


@pytest.mark.parametrize(
    ("doi", "found"),
    [("10.1000/right", IntegrityState.NOT_CHECKED), ("10.1000/bad", IntegrityState.RETRACTED)],
)
def test_an_identifier_that_is_typed_after_the_other_was_cleared_decides(doi, found):
    source = make_checked(RETRACTION, doi="10.1000/bad")
    source.doi = ""
    source.save()

    source.doi = doi
    source.save()

    assert state(source) == found


def test_a_reinstatement_stays_with_the_retraction_it_clears():
    back = NoticeReport(NoticeKind.REINSTATEMENT, notice_doi="10.1000/back", source="crossref")
    source = make_checked(RETRACTION, back, doi="10.1000/bad", pmid="123")
    Notice.objects.update(identifiers=["doi:10.1000/bad"])

    source.doi = ""
    source.save()

    assert state(source) == IntegrityState.NOT_CHECKED
    assert Notice.objects.applying().count() == 2


def test_a_notice_that_another_identifier_found_too_stays():
    source = make_checked(RETRACTION, doi="10.1000/bad", pmid="123")

    source.doi = "10.1000/other"
    source.save()

    assert state(source) == IntegrityState.RETRACTED


def test_a_notice_that_does_not_apply_leaves_nothing_to_decide():
    source = make_checked(RETRACTION, doi="10.1000/typo", pmid="123")
    Notice.objects.update(identifiers=["doi:10.1000/typo"])
    record_notices(
        source, [NoticeReport(NoticeKind.RETRACTION, notice_pmid="9")], identifiers=["pmid:123"], at=AT
    )
    Notice.objects.filter(pmid="9").update(acknowledged_at=AT, reason="Cited as retracted.")
    source.doi = "10.1000/right"
    source.save()

    assert state(source) == IntegrityState.RETRACTED
    assert not Source.objects.undecided().exists()


@pytest.mark.parametrize("is_restored", [False, True])
def test_a_new_address_has_not_failed_yet(is_restored):
    source = make_source(url="https://old.example/")
    version = versioned(source)
    if is_restored:
        Source.objects.update(url="https://new.example/")
    Source.objects.update(link="broken", link_checked_on=date(2026, 11, 8), link_failed_on=date(2026, 11, 1))

    if is_restored:
        restore(version)
    else:
        source.url = "https://new.example/"
        source.save()

    source.refresh_from_db()
    assert (source.link, source.link_checked_on, source.link_failed_on) == ("unchecked", None, None)


def test_the_same_address_has_failed_whatever_else_is_saved():
    source = make_source(url="https://old.example/")
    Source.objects.update(link="failing", link_failed_on=date(2026, 11, 1))

    source.title = "Another title"
    source.save()

    source.refresh_from_db()
    assert (source.link, source.link_failed_on) == ("failing", date(2026, 11, 1))
