"""The bibliography in the admin: sources are found from the editor, archived, and kept while a text cites them."""

import pytest
from django.urls import reverse

from sources.models import Source
from tests.factories import cite, make_article, make_published, make_source
from tests.sources.checked import RETRACTION, make_checked

pytestmark = pytest.mark.django_db

FIND = "admin:sources_source_find"


def found_keys(client, text: str) -> list[str]:
    return [source["key"] for source in client.get(reverse(FIND), {"q": text}).json()["results"]]


@pytest.fixture
def redig():
    make_source(key="other2013", title="Something else", year=2013, authors=[{"family": "Other"}])
    return make_source(
        key="redig2013",
        title="Breast cancer as a systemic disease",
        authors=[{"family": "Redig", "given": "A. J."}, {"family": "McAllister", "given": "S. S."}],
        year=2013,
        container_title="Journal of Internal Medicine",
        container_title_short="J Intern Med",
        doi="10.1111/joim.12084",
        pmid="23844915",
        pmcid="PMC3711377",
        url="https://www.example.org/redig/",
    )


@pytest.mark.parametrize(
    "text",
    [
        "systemic DISEASE",
        "mcallister",
        "redig 2013",
        "redig2013",
        "J Intern Med",
        "10.1111/JOIM.12084",
        "https://doi.org/10.1111/joim.12084",
        "23844915",
        "https://pubmed.ncbi.nlm.nih.gov/23844915/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3711377/",
        "https://www.example.org/redig/",
    ],
)
def test_a_source_is_found_by_any_of_its_details(as_ada, redig, text):
    assert found_keys(as_ada, text) == ["redig2013"]


def test_a_year_alone_finds_every_source_of_that_year(as_ada, redig):
    assert sorted(found_keys(as_ada, "2013")) == ["other2013", "redig2013"]


def test_the_answer_says_what_the_editor_shows(as_ada, redig):
    (result,) = as_ada.get(reverse(FIND), {"q": "redig"}).json()["results"]

    assert result["label"] == "Redig 2013"
    assert result["year"] == 2013
    assert result["reference"].startswith("Redig AJ, McAllister SS. Breast cancer as a systemic disease.")


def test_archived_and_merged_sources_are_not_offered(as_ada, redig):
    make_source(key="old2013", title="An old systemic view", status="archived")
    make_source(key="same2013", title="A systemic double", merged_into=redig)

    assert found_keys(as_ada, "systemic") == ["redig2013"]


def test_the_source_search_needs_permission_to_view_sources(as_rosalind, as_vera, visitor, redig):
    assert found_keys(as_rosalind, "redig") == ["redig2013"]
    refused = as_vera.get(reverse(FIND), {"q": "redig"})
    assert refused.status_code == 403
    assert b"redig2013" not in refused.content
    assert visitor.get(reverse(FIND)).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("place", ["working copy", "old edition", "reading", "reading of an edition"])
def test_a_source_that_is_used_cannot_be_deleted_and_says_where(as_ada, redig, place):
    body = f"<p>Cancer can rest for years.{cite('redig2013')}</p>"
    match place:
        case "working copy":
            make_article(title="On dormancy", body=body)
        case "old edition":
            article = make_published(title="On dormancy", body=body)
            article.body = "<p>Nothing.</p>"
            article.save()
        case "reading":
            make_article(title="On dormancy", further_reading=[redig])
        case "reading of an edition":
            make_published(title="On dormancy", further_reading=[redig]).further_reading.all().delete()
    address = reverse("admin:sources_source_delete", args=[redig.pk])

    for page in (as_ada.get(address), as_ada.post(address, {"post": "yes"})):
        text = page.content.decode()
        assert "can’t be deleted while these use it" in text
        assert "On dormancy" in text
        assert ("Cancer can rest for years." in text) is ("reading" not in place)
    chosen = {"action": "delete_selected", "_selected_action": [redig.pk], "post": "yes"}
    as_ada.post(reverse("admin:sources_source_changelist"), chosen)
    assert Source.objects.filter(pk=redig.pk).exists()


def test_an_unused_source_can_be_deleted_with_permission(as_ada, as_rosalind, redig):
    address = reverse("admin:sources_source_delete", args=[redig.pk])

    assert as_rosalind.post(address, {"post": "yes"}).status_code == 403
    assert Source.objects.filter(pk=redig.pk).exists()
    as_ada.post(address, {"post": "yes"})

    assert not Source.objects.filter(pk=redig.pk).exists()


def test_a_cited_source_can_be_archived_and_stays_readable(as_ada, visitor, redig):
    article = make_published(body=f"<p>So.{cite('redig2013')}</p>")
    chosen = {"action": "archive", "_selected_action": [redig.pk]}

    response = as_ada.post(reverse("admin:sources_source_changelist"), chosen, follow=True)

    assert "1 sources changed." in response.content.decode()
    redig.refresh_from_db()
    assert redig.is_archived
    assert "systemic disease" in visitor.get(article.get_absolute_url()).content.decode()
    assert "systemic disease" in visitor.get(redig.get_absolute_url()).content.decode()


def test_archiving_needs_permission_to_change(as_rosalind, redig):
    chosen = {"action": "archive", "_selected_action": [redig.pk]}

    as_rosalind.post(reverse("admin:sources_source_changelist"), chosen)

    redig.refresh_from_db()
    assert not redig.is_archived


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(as_ada, django_assert_num_queries, rows):
    for _ in range(rows):
        make_source()
    as_ada.get(reverse("admin:sources_source_changelist"))

    with django_assert_num_queries(8):
        as_ada.get(reverse("admin:sources_source_changelist"))


def test_the_picker_of_additional_reading_warns_and_offers_only_what_may_be_cited_anew(as_ada):
    stays = make_checked(RETRACTION, title="Bone cells", doi="10.1000/bad")
    make_source(title="Bone pain", merged_into=stays)
    make_source(title="Bone dust", status=Source.Status.ARCHIVED)
    asked = {"app_label": "articles", "model_name": "furtherreading", "field_name": "source", "term": "bone"}

    offered = as_ada.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert [one["text"] for one in offered] == ["Sample 2020. Bone cells (retracted)"]
