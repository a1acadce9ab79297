"""Notices on a source's form: shown, looked up, acknowledged with a reason. Cited sources are archived, not deleted."""

from datetime import UTC, date, datetime

import pytest
import reversion
from django.urls import reverse
from reversion.models import Version

from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from sources.models import Notice, Source
from tests.answers import is_not_found
from tests.factories import cite, make_article, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

DOI = "10.1000/rest2020"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORK = {"DOI": DOI, "type": "journal-article", "title": ["Resting tumor cells"]}
RETRACTION = {"DOI": "10.1000/n", "type": "retraction", "updated": {"date-parts": [[2021, 2, 3]]}}


@pytest.fixture
def source():
    return make_source(key="rest2020", title="Resting cells", doi=DOI)


@pytest.fixture
def notice(source):
    notice = source.notices.create(
        kind="retraction", doi="10.1000/n", published_on=date(2021, 2, 3), service="crossref", found_at=AT
    )
    source.save()
    return notice


def page(name: str, *args) -> str:
    return reverse(f"admin:sources_source_{name}", args=args)


def test_the_form_shows_the_state_and_each_notice(as_ada, source, notice):
    text = as_ada.get(page("change", source.pk)).content.decode()

    assert "This work was retracted. Replace it" in text
    assert "Retraction</strong>, February 3, 2021" in text
    assert 'href="https://doi.org/10.1000/n"' in text
    assert "found by Crossref" in text


def test_a_notice_is_acknowledged_with_a_reason(as_ada, ada, source, notice):
    as_ada.post(page("acknowledge", source.pk, notice.pk), {"reason": "We cite it as retracted."})

    notice.refresh_from_db()
    assert (notice.acknowledged_by, notice.reason) == (ada, "We cite it as retracted.")
    assert notice.acknowledged_at is not None
    text = as_ada.get(page("change", source.pk)).content.decode()
    assert "“We cite it as retracted.”" in text
    assert not Source.objects.undecided().exists()


def test_a_notice_whose_identifier_was_cleared_is_closed_by_an_explanation(as_ada, source, notice):
    Notice.objects.update(identifiers=[f"doi:{DOI}"])
    source.doi = ""
    source.save()

    asked = as_ada.get(page("acknowledge", source.pk, notice.pk)).content.decode()
    assert "an identifier that this source no longer has" in asked
    as_ada.post(page("acknowledge", source.pk, notice.pk), {"reason": "That was the DOI of another paper."})

    source.refresh_from_db()
    assert source.integrity == "not_checked"
    assert "so it doesn’t apply" in as_ada.get(page("change", source.pk)).content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "a\x00b", "x" * 2001])
def test_without_a_proper_reason_nothing_is_acknowledged(as_ada, source, notice, reason):
    response = as_ada.post(page("acknowledge", source.pk, notice.pk), {"reason": reason})

    assert response.context["form"].errors["reason"]
    notice.refresh_from_db()
    assert notice.acknowledged_at is None


def test_a_notice_of_another_source_is_404(as_ada, notice):
    other = make_source()

    for key in (other.pk, 10**30):
        assert is_not_found(as_ada.get(page("acknowledge", key, notice.pk)), notice.source.title)


def test_check_now_looks_up_the_source_and_reports_the_result(as_ada, crossref, source):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK | {"updated-by": [RETRACTION]}})

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "1 new notice was found." in text
    assert Notice.objects.get().doi == "10.1000/n"
    assert Source.objects.get().integrity == "retracted"


def test_check_now_says_that_nothing_is_new(as_ada, crossref, source):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "No new notices. The services we checked report no retraction" in text


def test_check_now_says_why_it_could_not(as_ada, crossref, source):
    crossref.answer(f"/works/{DOI}", status=503)

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "Crossref is too busy to answer now." in text
    assert Source.objects.get().integrity == "not_checked"


def test_check_now_of_an_unknown_work_is_not_clean(as_ada, crossref, source):
    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "No service knows a work with these identifiers." in text
    assert Source.objects.get().integrity == "not_checked"


def test_check_now_says_that_not_every_service_answered(as_ada, crossref, source):
    Source.objects.update(pmid="123")
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "Some services did not answer, so the earlier result still applies. Not checked yet" in text
    assert Source.objects.get().integrity == "not_checked"


def test_a_source_is_looked_up_by_identifiers_of_merged_sources(as_ada, crossref):
    source = make_source()
    make_source(doi=DOI, merged_into=source)
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "No new notices. The services we checked report no retraction" in text


def test_a_notice_found_by_an_identifier_that_was_corrected_is_set_aside(as_ada, source):
    record_notices(
        source, [NoticeReport(NoticeKind.RETRACTION, "10.1000/n")], identifiers=[f"doi:{DOI}"], at=AT
    )
    form = page("change", source.pk)
    as_ada.post(form, as_submitted(as_ada.get(form), doi="10.1000/right"))

    text = as_ada.get(form).content.decode()

    notice = source.notices.get()
    assert "found under an identifier that this source no longer has, so it doesn’t apply" in text
    assert page("acknowledge", source.pk, notice.pk) not in text
    assert as_ada.get(page("acknowledge", source.pk, notice.pk)).status_code == 404
    assert "Integrity: not checked" in text


def test_a_version_with_another_identifier_comes_back_unchecked(as_ada, source):
    with reversion.create_revision():
        source.save()
    version = Version.objects.get_for_object(source).get()
    Source.objects.update(doi="10.1000/other", integrity="clean", integrity_checked_at=AT, link="broken")
    address = page("revision", source.pk, version.pk)

    response = as_ada.post(address, as_submitted(as_ada.get(address)))

    source.refresh_from_db()
    assert response.status_code == 302
    assert (source.doi, source.integrity, source.integrity_checked_at) == (DOI, "not_checked", None)
    assert source.link == "broken"


def test_a_deleted_source_comes_back_unchecked(as_ada, source):
    with reversion.create_revision():
        source.integrity_checked_at, source.integrity = AT, "clean"
        Source.objects.update(integrity_checked_at=AT, integrity="clean")
        source.save()
    version = Version.objects.get_for_object(source).get()
    assert version.field_dict["integrity"] == "clean"
    source.delete()
    address = page("recover", version.pk)

    response = as_ada.post(address, as_submitted(as_ada.get(address)))

    assert response.status_code == 302
    assert (Source.objects.get().doi, Source.objects.get().integrity) == (DOI, "not_checked")


def test_a_source_without_an_identifier_cannot_be_looked_up(as_ada, crossref):
    source = make_source()

    text = as_ada.post(page("check", source.pk), follow=True).content.decode()

    assert "Add a DOI or PubMed number to check this source." in text
    assert crossref.asked == []


def test_a_cited_source_is_not_deleted_but_offered_to_the_archive(as_ada, source):
    make_article(title="On dormancy", body=f"<p>Cancer can rest.{cite('rest2020')}</p>")

    text = as_ada.get(page("delete", source.pk)).content.decode()
    as_ada.post(page("archive", source.pk))

    assert "On dormancy: “Cancer can rest.”" in text
    assert f'action="{page("archive", source.pk)}"' in text
    source.refresh_from_db()
    assert source.is_archived


def test_several_cited_sources_are_offered_to_the_archive(as_ada, source):
    make_article(body=f"<p>Cancer can rest.{cite('rest2020')}</p>")
    chosen = {"action": "delete_selected", "_selected_action": [source.pk]}

    text = as_ada.post(reverse("admin:sources_source_changelist"), chosen).content.decode()

    assert "Archive them instead" in text
    assert 'name="action" value="archive"' in text


def test_every_notice_action_needs_permission_to_change_sources(
    as_rosalind, as_vera, visitor, crossref, source, notice
):
    addresses = [
        page("check", source.pk),
        page("archive", source.pk),
        page("acknowledge", source.pk, notice.pk),
    ]

    for address in addresses:
        for client in (as_rosalind, as_vera):
            assert client.post(address, {"reason": "Because."}).status_code == 403
        assert visitor.post(address).headers["Location"].startswith(reverse("admin:login"))
    text = as_rosalind.get(page("change", source.pk)).content.decode()
    assert "This work was retracted." in text
    assert "Check now" not in text
    assert crossref.asked == []
    assert not Notice.objects.exclude(acknowledged_at=None).exists()
    assert not Source.objects.get().is_archived


@pytest.mark.parametrize("name", ["check", "archive"])
def test_changes_are_made_by_post_only(as_ada, source, name):
    response = as_ada.get(page(name, source.pk))

    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"use": "none"}, {"free", "reading-gone"}),
        ({"use": "some"}, {"cited", "reading"}),
        ({"integrity": "retracted"}, {"cited"}),
        ({"link": "broken"}, {"free"}),
        ({"standing": "archived"}, {"reading"}),
        ({"standing": "active"}, {"free", "cited", "reading-gone"}),
        ({"evidence": "guideline"}, {"free"}),
    ],
)
def test_the_list_can_be_filtered(as_ada, query, keys):
    make_source(key="free", link="broken", evidence="guideline")
    cited = make_source(key="cited")
    cited.notices.create(kind="retraction", found_at=AT, service="Crossref")
    cited.save()
    reading = make_source(key="reading", status="archived")
    make_source(key="reading-gone")
    make_article(body=f"<p>So.{cite('cited')}</p>", further_reading=[reading])

    found = as_ada.get(reverse("admin:sources_source_changelist"), query).context["cl"].queryset

    assert {source.key for source in found} == keys


def test_the_list_shows_retractions_and_broken_addresses(as_ada, source, notice):
    make_source(link="broken")

    text = as_ada.get(reverse("admin:sources_source_changelist")).content.decode()

    assert "<strong>retracted</strong>" in text
    assert "broken web address" in text
