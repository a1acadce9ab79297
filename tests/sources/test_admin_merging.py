"""The same work twice: shown side by side, merged by a POST, and undone from the history."""

import pytest
import reversion
from django.urls import reverse
from reversion.models import Version

from sources.models import Source
from tests.factories import cite, make_article, make_published, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

LIST = "admin:sources_source_changelist"
SAME = {"although": "title"}  # what differs in the pair, as the page lists it


@pytest.fixture
def pair():
    old = make_source(key="old2013", title="Resting cells", doi="10.1000/old")
    return old, make_source(key="new2013", title="Resting cells, again")


def merge_page(*sources) -> str:
    return reverse("admin:sources_source_merge") + "?" + "&".join(f"pk={source.pk}" for source in sources)


def test_the_action_leads_to_a_page_that_shows_each_and_where_it_is_used(as_ada, pair):
    make_article(title="On dormancy", body=f"<p>Cancer can rest.{cite('old2013')}</p>")
    make_article(title="Further", further_reading=[pair[0]])
    chosen = {"action": "merge_selected", "_selected_action": [source.pk for source in pair]}

    response = as_ada.post(reverse(LIST), chosen, follow=True)

    page = response.content.decode()
    assert "Resting cells, again." in page
    assert "DOI 10.1000/old" in page
    assert "Used in 2 places" in page
    assert "On dormancy: “Cancer can rest.”" in page
    assert "Not used anywhere." in page
    assert "other identifiers are not moved: each stays on the record that has it." in " ".join(page.split())
    assert not Source.objects.exclude(merged_into=None).exists()


def test_identifiers_stay_where_they_are_and_lead_to_the_source_that_is_kept(as_ada, pair):
    """As the page says."""
    old, new = pair

    as_ada.post(merge_page(*pair), {"stays": new.pk, **SAME})

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.doi, new.doi) == ("10.1000/old", "")
    [found] = as_ada.get(reverse("admin:sources_source_find"), {"q": "10.1000/old"}).json()["results"]
    assert found["key"] == "new2013"


def test_the_list_keeps_its_filter(as_ada, pair):
    filtered = reverse(LIST) + "?q=resting&standing=active"
    chosen = {"action": "merge_selected", "_selected_action": [source.pk for source in pair]}

    asked = as_ada.post(filtered, chosen, follow=True)
    page = asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"]
    assert f'href="{filtered.replace("&", "&amp;")}"' in asked.content.decode()
    merged = as_ada.post(page, {"stays": pair[0].pk, **SAME})
    assert merged.headers["Location"] == filtered
    assert as_ada.get(page).headers["Location"] == filtered

    elsewhere = merge_page() + "&_changelist_filters=//example.org/"
    assert as_ada.get(elsewhere).headers["Location"] == reverse(LIST) + "?//example.org/"


@pytest.mark.parametrize("number", [1, 21])
def test_the_action_needs_2_to_20_sources(as_ada, number):
    sources = [make_source() for _ in range(number)]
    chosen = {"action": "merge_selected", "_selected_action": [source.pk for source in sources]}

    page = as_ada.post(reverse(LIST), chosen, follow=True).content.decode()

    assert "Select 2 to 20 sources" in page


def test_merging_leaves_one_source_for_all(as_ada, pair, visitor):
    article = make_published(body=f"<p>Cancer can rest.{cite('old2013')}</p>")
    old, new = pair
    third = make_source(key="third2013")

    response = as_ada.post(merge_page(old, new, third), {"stays": new.pk, **SAME}, follow=True)

    page = response.content.decode()
    assert "Merged: third2013, old2013." in page
    assert reverse("admin:sources_source_change", args=[new.pk]) in page
    assert set(Source.objects.filter(merged_into=new)) == {old, third}
    assert "Resting cells, again" in visitor.get(article.get_absolute_url()).content.decode()


def test_nothing_is_merged_by_viewing_or_without_a_choice(as_ada, pair):
    as_ada.get(merge_page(*pair))

    page = as_ada.post(merge_page(*pair), {}).content.decode()

    assert "Choose the source to keep." in page
    assert not Source.objects.exclude(merged_into=None).exists()


def test_a_second_click_finds_nothing_left_to_merge(as_ada, pair):
    as_ada.post(merge_page(*pair), {"stays": pair[1].pk, **SAME})

    page = as_ada.post(merge_page(*pair), {"stays": pair[1].pk, **SAME}, follow=True).content.decode()

    assert "There are no longer two sources to merge." in page


@pytest.mark.parametrize("query", ["", "?pk=x&pk=²", "?pk=1&pk=" + "9" * 18])
def test_an_invalid_address_redirects_to_the_list(as_ada, query):
    response = as_ada.get(reverse("admin:sources_source_merge") + query)

    assert response.headers["Location"] == reverse(LIST)


def test_a_merged_source_is_shown_as_such_and_filtered(as_ada, pair):
    as_ada.post(merge_page(*pair), {"stays": pair[1].pk, **SAME})

    listed = as_ada.get(reverse(LIST), {"standing": "merged"}).content.decode()
    form = as_ada.get(reverse("admin:sources_source_change", args=[pair[0].pk])).content.decode()

    assert "merged into new2013" in listed
    assert ">1 source<" in listed.replace("\n", "")
    assert "This source was merged." in form
    assert "Sample AB. Resting cells, again." in form
    assert "history" in form


@pytest.mark.parametrize("has_history", [True, False])
def test_a_merge_is_undone_from_the_history_of_the_merged_source(as_ada, pair, has_history):
    old, new = pair
    article = make_article(body=f"<p>Cancer can rest.{cite('old2013')}</p>")
    if has_history:
        with reversion.create_revision():
            reversion.add_to_revision(old)
    as_ada.post(merge_page(old, new), {"stays": new.pk, **SAME})
    version = Version.objects.get_for_object(old).last()

    address = reverse("admin:sources_source_revision", args=[old.pk, version.pk])
    as_ada.post(address, as_submitted(as_ada.get(address)))

    old.refresh_from_db()
    assert old.merged_into is None
    assert article.citations.get().source == old


@pytest.mark.parametrize("many", [True, False])
def test_a_merged_source_cannot_be_deleted_because_its_key_may_be_in_use(as_ada, pair, many):
    old, new = pair
    make_article(body=f"<p>Cancer can rest.{cite('old2013')}</p>")
    as_ada.post(merge_page(old, new), {"stays": new.pk, **SAME})

    if many:
        chosen = {"action": "delete_selected", "_selected_action": [old.pk], "post": "yes"}
        page = as_ada.post(reverse(LIST), chosen).content.decode()
    else:
        page = as_ada.post(
            reverse("admin:sources_source_delete", args=[old.pk]), {"post": "yes"}
        ).content.decode()
        assert "Archive it instead" not in page

    assert "“old2013” was merged into “new2013”, so links to its key must still work." in page
    assert Source.objects.canonical_keys(["old2013"]) == {"old2013": "new2013"}


def test_merging_needs_permission_to_change_sources(as_rosalind, as_vera, visitor, pair):
    for client in (as_rosalind, as_vera):
        assert client.post(merge_page(*pair), {"stays": pair[0].pk, **SAME}).status_code == 403
    assert visitor.post(merge_page(*pair)).headers["Location"].startswith(reverse("admin:login"))
    chosen = {"action": "merge_selected", "_selected_action": [source.pk for source in pair]}
    as_rosalind.post(reverse(LIST), chosen)

    assert not Source.objects.exclude(merged_into=None).exists()
