"""A filter by a related record offers few choices or none, and a link to a filtered list always works."""

import pytest
from django.urls import reverse

from editing import related_filter
from tests.factories import make_article, make_group, make_organization, make_person, make_topic

pytestmark = pytest.mark.django_db

GROUPS = reverse("admin:support_groups_group_changelist")
ARTICLES = reverse("admin:articles_article_changelist")


@pytest.fixture
def organizations():
    """Two that lead a group each, and one that leads none."""
    found = [make_organization(name=name) for name in ("Alder", "Birch", "Cedar")]
    for organization in found[:2]:
        make_group(name=f"Circle of {organization}", organization=organization)
    return found


def seen(client, address: str) -> tuple[list[str], list[str]]:
    """The choices of the filter by organization, and the records that are left."""
    changelist = client.get(address).context["cl"]
    filters = [spec for spec in changelist.filter_specs if spec.title == "organization"]
    choices = [choice["display"] for spec in filters for choice in spec.choices(changelist)]
    return choices, sorted(map(str, changelist.result_list))


def test_it_offers_what_the_list_has(as_grace, organizations):
    choices, _groups = seen(as_grace, GROUPS)

    assert choices == ["All", "Alder", "Birch", "-"]


def test_it_offers_nothing_if_nobody_would_read_it_all(as_grace, organizations, monkeypatch):
    monkeypatch.setattr(related_filter, "MOST_CHOICES", 1)

    assert seen(as_grace, GROUPS) == ([], ["Circle of Alder", "Circle of Birch"])


def test_the_chosen_one_filters_and_is_named_even_then(as_grace, organizations, monkeypatch):
    monkeypatch.setattr(related_filter, "MOST_CHOICES", 1)

    address = f"{GROUPS}?organization__id__exact={organizations[1].pk}"

    assert seen(as_grace, address) == (["All", "Birch", "-"], ["Circle of Birch"])


@pytest.mark.parametrize("most", [1, 200])
def test_an_impossible_choice_is_refused_and_not_ignored(as_grace, organizations, monkeypatch, most):
    monkeypatch.setattr(related_filter, "MOST_CHOICES", most)

    response = as_grace.get(f"{GROUPS}?organization__id__exact=abc")

    assert (response.status_code, response["Location"]) == (302, f"{GROUPS}?e=1")


def test_articles_are_filtered_by_the_topics_and_reviewers_that_they_have(as_ada):
    make_topic(title="Unused"), make_person(name="Writer")
    make_article(title="Bones", topics=[make_topic(title="Pain")], reviewer=make_person(name="Dr. Roe"))

    changelist = as_ada.get(ARTICLES).context["cl"]
    offered = {
        str(spec.title): [choice["display"] for choice in spec.choices(changelist)][1:]
        for spec in changelist.filter_specs
    }

    assert offered["topics"] == ["Pain", "-"]
    assert offered["medical reviewer"] == ["Dr. Roe", "-"]


def test_no_list_counts_each_choice_of_its_filters(as_grace, organizations):
    as_grace.get(GROUPS)

    assert as_grace.get(f"{GROUPS}?_facets=True").context["cl"].add_facets is False
