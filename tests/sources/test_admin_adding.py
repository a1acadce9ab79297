"""A source by its identifier: looked up, shown, and only then added."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from sources.adding.duplicates import DIFFERING, merge
from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from sources.models import CachedLookup, Notice, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

PAGE = "admin:sources_source_look_up"
DOI = "10.1000/rest2020"
WORK = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Resting tumor cells"],
    "author": [{"given": "Ada", "family": "Sample", "sequence": "first"}],
    "container-title": ["Breast"],
    "issued": {"date-parts": [[2020]]},
}
RETRACTION = {"DOI": "10.1000/n", "type": "retraction", "updated": {"date-parts": [[2021, 2, 3]]}}


@pytest.fixture
def known(crossref):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})
    return crossref


def looked_up(client, text):
    return client.post(reverse(PAGE), {"text": text})


def accepted(client, choice="add"):
    data = {"text": DOI, "answer": CachedLookup.objects.get().pk, "choice": choice}
    return client.post(reverse(PAGE), data, follow=True)


def test_looking_up_shows_the_reference_and_saves_no_source(as_ada, known):
    page = looked_up(as_ada, f"see https://doi.org/{DOI}, please").content.decode()

    assert "Resting tumor cells. <i>Breast</i>. Published online 2020" in page
    assert "Add this source" in page
    assert not Source.objects.exists()


def test_the_second_step_adds_the_source_without_another_look_up(as_ada, ada, known):
    looked_up(as_ada, DOI)

    response = accepted(as_ada)

    source = Source.objects.get()
    assert response.redirect_chain == [(reverse("admin:sources_source_change", args=[source.pk]), 302)]
    assert (source.key, source.doi, source.integrity) == ("sample2020", DOI, "clean")
    assert len(known.asked) == 1
    assert LogEntry.objects.get().user == ada


def test_a_double_click_adds_it_once(as_ada, known):
    looked_up(as_ada, DOI)
    accepted(as_ada)

    page = accepted(as_ada).content.decode()

    assert "This source is already here, so nothing was added" in page
    assert Source.objects.count() == 1


def test_an_existing_source_is_shown_without_a_look_up(as_ada, known):
    source = make_source(title="The one that is here", doi=DOI)

    page = looked_up(as_ada, f"https://doi.org/{DOI.upper()}").content.decode()

    assert "This source is already here" in page
    assert reverse("admin:sources_source_change", args=[source.pk]) in page
    assert known.asked == []


def test_a_possible_duplicate_is_shown_and_needs_a_choice(as_ada, known):
    source = make_source(title="Resting Tumor Cells", authors=[{"family": "Other"}])

    page = looked_up(as_ada, DOI).content.decode()
    unchosen = accepted(as_ada, choice="").content.decode()

    assert "Other. Resting Tumor Cells." in page
    assert f'value="use-{source.pk}"' in page
    assert "Choose one: use the source" in unchosen
    assert "Resting tumor cells. <i>Breast</i>" in unchosen
    assert Source.objects.count() == 1


def test_the_existing_source_can_be_used_instead(as_ada, known):
    source = make_source(title="Resting Tumor Cells")
    looked_up(as_ada, DOI)

    response = accepted(as_ada, choice=f"use-{source.pk}")

    assert response.redirect_chain == [(reverse("admin:sources_source_change", args=[source.pk]), 302)]
    assert Source.objects.count() == 1


def test_another_work_with_the_same_title_can_be_added_anyway(as_ada, known):
    make_source(title="Resting Tumor Cells", authors=[{"family": "Other"}])
    looked_up(as_ada, DOI)

    accepted(as_ada, choice="add")

    assert Source.objects.count() == 2


def test_a_retraction_is_shown_before_adding_and_kept_afterwards(as_ada, crossref):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK | {"updated-by": [RETRACTION]}})

    page = looked_up(as_ada, DOI).content.decode()
    accepted(as_ada)

    assert "This work was retracted." in page
    assert Notice.objects.get().doi == "10.1000/n"
    assert Source.objects.get().integrity == "retracted"


def test_a_failure_keeps_the_text_and_leads_to_a_form_that_knows_the_identifier(as_ada, crossref):
    page = looked_up(as_ada, f"I mean {DOI}")

    text = page.content.decode()
    assert f"No DOI {DOI} is registered." in text
    assert page.context["form"]["text"].value() == f"I mean {DOI}"
    assert page.context["empty_form"] == f"{reverse('admin:sources_source_add')}?doi=10.1000%2Frest2020"
    form = as_ada.get(page.context["empty_form"]).context["adminform"].form
    assert form["doi"].value() == DOI


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This field is required."),
        ("no identifier here", "This contains no DOI, PubMed number, PMC number or ISBN."),
        ("a\x00b", "Null characters are not allowed."),
        ("x" * 5001, "Ensure this value has at most 5000 characters"),
        ("978-0-306-40615-7", "Crossref has no book with the ISBN 9780306406157."),
    ],
)
def test_a_text_that_cannot_be_looked_up_gets_a_sentence(as_ada, crossref, text, sentence):
    page = looked_up(as_ada, text)

    assert page.status_code == 200
    assert sentence in page.content.decode().replace("&#x27;", "'")
    assert not Source.objects.exists()


@pytest.mark.parametrize("answer", ["", "0", "9" * 30, "x", "²", "-1"])
def test_a_missing_answer_adds_nothing(as_ada, answer):
    response = as_ada.post(reverse(PAGE), {"text": "", "answer": answer, "choice": "add"})

    assert response.status_code == 200
    assert not Source.objects.exists()


def test_an_answer_too_long_for_a_column_is_reported(as_ada, crossref):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK | {"volume": "x" * 500}})

    page = looked_up(as_ada, DOI).content.decode()
    accepted(as_ada)

    assert "volume: Ensure this value has at most 100 characters" in page
    assert "Add this source" not in page
    assert not Source.objects.exists()


@pytest.mark.parametrize("name", ["look_up", "propose", "accept"])
def test_the_pages_need_permission_to_add_sources(name, as_rosalind, as_vera, visitor, known):
    address = reverse(f"admin:sources_source_{name}")

    for client in (as_rosalind, as_vera):
        assert client.post(address, {"text": DOI}).status_code == 403
    assert visitor.post(address).headers["Location"].startswith(reverse("admin:login"))
    assert known.asked == []


def test_the_dialog_gets_a_proposal_and_then_the_source(as_ada, known):
    proposal = as_ada.post(reverse("admin:sources_source_propose"), {"text": DOI}).json()
    result = as_ada.post(proposal["accept"], {"answer": proposal["answer"]}).json()["result"]

    assert proposal["reference"].startswith("Sample A. Resting tumor cells. Breast. Published online 2020.")
    assert (proposal["alike"], proposal["canAdd"], proposal["warning"]) == ([], True, "")
    assert result == as_ada.get(reverse("admin:sources_source_find"), {"q": DOI}).json()["results"][0]


@pytest.mark.parametrize("name", ["propose", "accept"])
def test_the_dialog_changes_things_by_post_with_a_token_only(name, as_ada, ada):
    address = reverse(f"admin:sources_source_{name}")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")

    refused = as_ada.get(address)
    assert (refused.status_code, refused["Allow"]) == (405, "POST")
    unsent = strict.post(address, {"text": DOI})
    assert (unsent.status_code, "This was not sent" in unsent.content.decode()) == (403, True)
    assert not Source.objects.exists()


def test_the_search_warns_of_a_retracted_source_with_the_reason_to_keep_it(as_ada, known):
    source = make_source(key="gone2010", doi="10.1000/gone", integrity="retracted", integrity_checked_at=None)
    notice = Notice(source=source, kind="retraction", found_at=source.created_at)
    notice.acknowledged_at, notice.reason = source.created_at, "Cited as retracted."
    notice.save()
    Source.objects.update(integrity="retracted")

    (result,) = as_ada.get(reverse("admin:sources_source_find"), {"q": "gone2010"}).json()["results"]

    assert result["warning"].startswith("This work was retracted.")
    assert "“Cited as retracted.”" in result["warning"]


def test_the_key_of_a_merged_source_is_warned_of_with_the_reason_too(as_ada):
    old, stays = make_source(key="old2010", doi="10.1000/old"), make_source(key="stays2010")
    record_notices(
        old,
        [NoticeReport(NoticeKind.RETRACTION, "10.1000/n")],
        identifiers=old.lookup_queries,
        at=old.created_at,
    )
    merge(old, stays, although=DIFFERING)
    stays.notices.update(acknowledged_at=old.created_at, reason="Cited as retracted.")

    (result,) = as_ada.get(reverse("admin:sources_source_find"), {"keys": "old2010"}).json()["results"]

    assert result["warning"].startswith("This work was retracted.")
    assert "“Cited as retracted.”" in result["warning"]


def test_the_search_finds_the_source_that_stands_for_a_merged_one_by_its_identifier(as_ada):
    stays = make_source(key="stays2020")
    make_source(key="gone2020", doi=DOI, merged_into=stays)

    results = as_ada.get(reverse("admin:sources_source_find"), {"q": DOI}).json()["results"]

    assert [result["key"] for result in results] == ["stays2020"]


BOOK = {"DOI": "10.1000/book", "type": "book", "title": ["On Bones"], "ISBN": ["9780306406157"]}


def test_a_book_with_a_known_isbn_is_not_added_again(as_ada, crossref):
    here = make_source(csl_type="book", title="Bones", isbn="9780306406157")

    page = looked_up(as_ada, "0-306-40615-2")

    assert page.context["proposal"].existing == here
    assert crossref.asked == []


def test_an_existing_chapter_does_not_count_as_its_book(as_ada, crossref):
    make_source(csl_type="chapter", title="A chapter", isbn="9780306406157")
    crossref.answer("/works", {"status": "ok", "message": {"items": [BOOK]}})

    proposal = looked_up(as_ada, "0-306-40615-2").context["proposal"]

    assert (proposal.existing, proposal.alike) == (None, [])
    assert proposal.record.item["title"] == "On Bones"


def test_a_book_whose_isbn_is_unknown_is_filled_in_as_a_book(as_ada, crossref):
    page = looked_up(as_ada, "0-306-40615-2")

    form = as_ada.get(page.context["empty_form"]).context["adminform"].form
    assert (form["isbn"].value(), form["csl_type"].value()) == ("9780306406157", "book")
