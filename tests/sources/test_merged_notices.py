"""Notices move when their source is merged, and move back when that is undone."""

import pytest
from reversion.models import Version

from sources.adding.duplicates import DIFFERING, merge
from sources.checking import record_notices
from sources.integrity import IntegrityState, NoticeKind, NoticeReport
from sources.models import Notice, Source
from tests.factories import make_source
from tests.sources.checked import AT, RETRACTION, make_checked, restore, state, versioned

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fields", [{}, {"doi": "10.1000/clean"}])
def test_the_retraction_of_a_merged_source_is_one_of_the_source_that_stands_for_it(fields):
    bad, other = make_checked(RETRACTION, doi="10.1000/bad"), make_checked(**fields)

    merge(bad, other, although=DIFFERING)

    assert (state(other), state(bad)) == (IntegrityState.RETRACTED, IntegrityState.RETRACTED)
    assert list(Source.objects.undecided()) == [other]
    assert Source.objects.get(pk=other.pk).integrity_notice == "https://doi.org/10.1000/notice"
    assert Notice.objects.get().source == other


def test_undoing_a_merge_gives_each_source_its_own_notices():
    bad, good = make_checked(RETRACTION, doi="10.1000/bad"), make_checked(doi="10.1000/good")
    before_the_merge = versioned(bad)
    merge(bad, good, although=DIFFERING)
    Notice.objects.update(acknowledged_at=AT, reason="Cited as retracted.", notified_at=AT)

    restore(before_the_merge)

    assert (state(bad), state(good)) == (IntegrityState.RETRACTED, IntegrityState.CLEAN)
    notice = Notice.objects.get()
    assert (notice.source, notice.reason, notice.notified_at) == (bad, "Cited as retracted.", AT)


def test_undoing_a_merge_leaves_a_notice_about_both_with_both():
    one = make_checked(RETRACTION, doi="10.1000/bad")
    two = make_checked(
        NoticeReport(NoticeKind.RETRACTION, "10.1000/notice", "777", source="pubmed"), pmid="123"
    )
    before_the_merge = versioned(one)
    merge(one, two, although=DIFFERING)
    assert Notice.objects.get().pmid == "777"
    Notice.objects.update(acknowledged_at=AT, reason="Cited as retracted.", notified_at=AT)

    restore(before_the_merge)

    assert (state(one), state(two)) == (IntegrityState.RETRACTED, IntegrityState.RETRACTED)
    assert {notice.source for notice in Notice.objects.all()} == {one, two}
    assert not Notice.objects.open().exists()
    assert not Notice.objects.to_announce().exists()


def test_undoing_a_merge_gives_back_what_was_found_while_it_lasted():
    bad, good = make_checked(doi="10.1000/bad"), make_checked(doi="10.1000/good")
    before_the_merge = versioned(bad)
    merge(bad, good, although=DIFFERING)
    record_notices(good, [RETRACTION], identifiers=["doi:10.1000/bad"], at=AT)
    assert state(good) == IntegrityState.RETRACTED

    restore(before_the_merge)

    assert (state(bad), state(good)) == (IntegrityState.RETRACTED, IntegrityState.CLEAN)


def test_notices_from_titles_are_given_back_too():
    bad, good = make_source(), make_checked(doi="10.1000/good")
    record_notices(bad, [NoticeReport(NoticeKind.RETRACTION, source="title")], at=AT)
    before_the_merge = versioned(bad)
    merge(bad, good, although=DIFFERING)
    assert state(good) == IntegrityState.RETRACTED

    restore(before_the_merge)

    assert (state(bad), state(good)) == (IntegrityState.RETRACTED, IntegrityState.CLEAN)


def test_sources_merged_before_bring_their_notices_along():
    first = make_checked(RETRACTION, doi="10.1000/bad")
    second, third = make_checked(doi="10.1000/second"), make_checked(doi="10.1000/third")
    merge(first, second, although=DIFFERING)
    merge(Source.objects.get(pk=second.pk), third, although=DIFFERING)

    assert [state(one) for one in (first, second, third)] == [IntegrityState.RETRACTED] * 3
    assert Notice.objects.get().source == third


def test_a_notice_about_both_is_merged_and_keeps_its_reason():
    one, two = make_checked(RETRACTION, doi="10.1000/bad"), make_checked(RETRACTION, pmid="123")
    one.notices.update(acknowledged_at=AT, reason="Cited as retracted.", notified_at=AT)

    merge(one, two, although=DIFFERING)

    notice = Notice.objects.get()
    assert (notice.source, notice.reason, notice.notified_at) == (two, "Cited as retracted.", AT)
    assert notice.identifiers == ["doi:10.1000/bad", "pmid:123"]
    assert not Source.objects.undecided().exists()


def test_merged_sources_are_clean_only_when_all_identifiers_were_looked_up():
    clean, unasked = make_checked(doi="10.1000/clean"), make_source(doi="10.1000/unasked")

    merge(unasked, clean, although=DIFFERING)

    assert state(clean) == IntegrityState.NOT_CHECKED


def test_deleting_a_merged_source_leaves_the_other_with_its_own_status():
    bad, good = make_checked(RETRACTION, doi="10.1000/bad"), make_checked(doi="10.1000/good")
    versioned(bad)
    merge(bad, good, although=DIFFERING)

    Source.objects.filter(pk=bad.pk).delete()
    assert state(good) == IntegrityState.CLEAN

    restore(Version.objects.get_deleted(Source).get())
    assert Source.objects.get(pk=bad.pk).merged_into == good
    assert state(good) == IntegrityState.RETRACTED


def test_undoing_a_merge_brings_back_what_had_been_merged_before():
    first, bad, last, other = (make_checked(key=key) for key in ("first", "bad", "last", "other"))
    merge(first, bad, although=DIFFERING)
    alone = versioned(Source.objects.get(pk=bad.pk))
    merge(other, last, although=DIFFERING)
    merge(Source.objects.get(pk=bad.pk), last, although=DIFFERING)

    restore(alone)

    keys = Source.objects.canonical_keys(["first", "bad", "other"])
    assert keys == {"first": "bad", "bad": "bad", "other": "last"}


def test_restoring_a_version_merged_into_a_merged_source_follows_the_chain():
    bad, middle, last = (make_checked(doi=f"10.1000/{name}") for name in ("bad", "middle", "last"))
    alone = versioned(bad)
    merge(bad, middle, although=DIFFERING)
    merged = versioned(Source.objects.get(pk=bad.pk))
    restore(alone)
    record_notices(bad, [RETRACTION], identifiers=["doi:10.1000/bad"], at=AT)
    merge(Source.objects.get(pk=middle.pk), last, although=DIFFERING)

    restore(merged)

    assert Source.objects.get(pk=bad.pk).merged_into == last
    assert [state(one) for one in (bad, middle, last)] == [IntegrityState.RETRACTED] * 3


def test_restoring_a_version_never_makes_a_circle_of_merges():
    one, two = make_checked(RETRACTION, doi="10.1000/one"), make_checked(doi="10.1000/two")
    alone = versioned(one)
    merge(one, two, although=DIFFERING)
    merged = versioned(Source.objects.get(pk=one.pk))
    restore(alone)
    merge(Source.objects.get(pk=two.pk), Source.objects.get(pk=one.pk), although=DIFFERING)

    restore(merged)

    assert list(Source.objects.listed()) == [one]
    assert state(one) == IntegrityState.RETRACTED


def test_sources_merged_into_a_source_follow_it_through_a_restore():
    bad, middle, last = (make_checked(doi=f"10.1000/{name}") for name in ("bad", "middle", "last"))
    alone = versioned(middle)
    merge(middle, last, although=DIFFERING)
    merged = versioned(Source.objects.get(pk=middle.pk))
    restore(alone)
    record_notices(bad, [RETRACTION], identifiers=["doi:10.1000/bad"], at=AT)
    merge(bad, Source.objects.get(pk=middle.pk), although=DIFFERING)

    restore(merged)

    assert list(Source.objects.listed()) == [last]
    assert state(last) == IntegrityState.RETRACTED
    assert Notice.objects.get().source == last
