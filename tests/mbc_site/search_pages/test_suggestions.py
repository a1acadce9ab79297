"""What is suggested while somebody types: public titles, headings and words, the same for everybody."""

import pytest
from django.urls import reverse

from mbc_site.search import indexing
from tests.asked import NO_CACHE, Made
from tests.factories import make_article, make_published

pytestmark = pytest.mark.django_db
SUGGEST = reverse("search_suggest")


@pytest.fixture
def site():
    make_published(
        title="Bone pain at night", slug="bone-pain", body='<h2 id="rest">Bones at rest</h2><p>So.</p>'
    )
    make_article(title="Bone secrets")
    indexing.refresh_before_a_search()  # as a commit does


def suggested(client, typed: str) -> list[dict]:
    return client.get(SUGGEST, {"q": typed}).json()["suggestions"]


def test_titles_and_words_are_suggested_with_where_they_lead(visitor, site):
    found = suggested(visitor, "bon")

    assert found[0] == {"words": "Bone pain at night", "url": "/articles/bone-pain/", "kind": "Article"}
    assert {"words": "bone", "url": "/search/?q=bone", "kind": ""} in found
    assert not any("secret" in one["words"] for one in found)
    assert suggested(visitor, "  BON ") == found


@pytest.mark.parametrize(
    "typed", ["", "b", " b ", "x" * 41, "parliament", "\ud800".encode("utf-8", "replace")]
)
def test_nothing_is_suggested_for_too_little_too_much_or_nothing(visitor, site, typed):
    assert suggested(visitor, typed) == []


@pytest.mark.parametrize(
    "query", ["", "?q=%ff", "?q=bo&q=on", "?q[]=bo", "?q=" + "x" * 100_000, "?q='%22*()"]
)
def test_whatever_is_asked_the_answer_is_a_list(visitor, site, query):
    response = visitor.get(SUGGEST + query)

    assert response.status_code == 200
    assert isinstance(response.json()["suggestions"], list)
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.fixture
def kept():
    site = Made()
    yield site
    site.close()


def times_made(site, address: str) -> int:
    before = len(site.paths)
    for _twice in range(2):
        assert site.ask(address).status == 200
    return len(site.paths) - before


def test_an_answer_is_kept_under_the_words_as_our_script_asks_for_them(site, kept):
    assert times_made(kept, f"{SUGGEST}?q=bon") == 1
    assert kept.ask(f"{SUGGEST}?q=bon").headers["cache-control"] == NO_CACHE
    assert times_made(kept, f"{SUGGEST}?q=bone%20pain") == 1


@pytest.mark.parametrize("typed", ["Bon", "+bon", "bon&q=bone", "b", "parliament", "bone++pain"])
def test_other_spellings_and_empty_answers_take_no_memory(site, kept, typed):
    assert times_made(kept, f"{SUGGEST}?q={typed}") == 2


def test_no_search_is_kept_but_the_page_without_words_is(site, kept):
    assert times_made(kept, "/search/?q=bone") == 2
    assert times_made(kept, "/search/?kind=group") == 2
    assert times_made(kept, "/search/") == 1
