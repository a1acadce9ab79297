"""The life cycle of a notice: each status, and each change of the identifiers by which the notice was found."""

import pytest

from sources.integrity import NoticeKind, NoticeReport
from sources.models.notice import TRANSITIONS, IdentifierChange, Notice, NoticeStatus
from tests.factories import make_source
from tests.sources.checked import AT, RETRACTION, make_checked

pytestmark = pytest.mark.django_db

HERE, OTHER = {"doi:10.1000/bad"}, {"doi:10.1000/right"}


def test_every_status_has_its_transitions():
    assert set(TRANSITIONS) == set(NoticeStatus)
    assert {status for moves in TRANSITIONS.values() for status in moves.values()} == set(NoticeStatus)


@pytest.mark.parametrize(
    ("names", "removed_kinds", "acknowledged_at", "change"),
    [
        (HERE, [], None, IdentifierChange.PRESENT),
        (HERE, ["doi"], AT, IdentifierChange.PRESENT),
        (OTHER, ["doi"], None, IdentifierChange.REPLACED),
        (set(), [], None, IdentifierChange.REPLACED),
        (set(), ["doi"], None, IdentifierChange.REMOVED),
        (OTHER, ["doi", "pmid"], None, IdentifierChange.REMOVED),
        (set(), ["doi"], AT, IdentifierChange.DECIDED),
    ],
)
def test_the_change_follows_from_the_names_of_the_source(names, removed_kinds, acknowledged_at, change):
    notice = Notice(
        source=make_source(key="a"),
        identifiers=["doi:10.1000/bad"],
        removed_kinds=removed_kinds,
        acknowledged_at=acknowledged_at,
    )

    assert notice.identifier_change(names) == change


def change_doi(source, *dois) -> list[str]:
    statuses = []
    for doi in dois:
        source.doi = doi
        source.save()
        statuses.append(source.notices.get().status)
    return statuses


@pytest.mark.parametrize(
    ("dois", "statuses"),
    [
        (["10.1000/right", "10.1000/bad"], ["outdated", "applies"]),
        (["", "10.1000/bad"], ["pending", "applies"]),
        (["", "10.1000/right", ""], ["pending", "outdated", "pending"]),
        (["10.1000/right", ""], ["outdated", "outdated"]),
    ],
)
def test_a_notice_goes_through_its_statuses_as_the_doi_changes(dois, statuses):
    source = make_checked(RETRACTION, doi="10.1000/bad")
    assert Notice.objects.get().status == "applies"

    assert change_doi(source, *dois) == statuses


def test_a_pending_notice_is_outdated_once_it_is_acknowledged():
    source = make_checked(RETRACTION, doi="10.1000/bad")
    assert change_doi(source, "") == ["pending"]

    source.notices.update(acknowledged_at=AT, reason="The DOI was that of another paper.")
    source.refresh_integrity()

    assert Notice.objects.get().status == "outdated"


def test_a_merge_keeps_what_was_removed_from_either_source():
    one = make_checked(RETRACTION, doi="10.1000/bad")
    two = make_checked(NoticeReport(NoticeKind.RETRACTION, "10.1000/notice"), pmid="7")
    assert change_doi(one, "") == ["pending"]

    one.merged_into = two
    one.save()

    assert Notice.objects.get().removed_kinds == ["doi"]
    assert Notice.objects.get().status == "applies"
