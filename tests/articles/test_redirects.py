"""Published addresses keep working; unknown addresses are 404."""

import pytest

from articles.models import FormerAddress
from tests.factories import make_article, make_page, make_person, make_published, make_topic

pytestmark = pytest.mark.django_db


def renamed(thing, slug):
    thing.slug = slug
    thing.save()
    return thing


def test_the_old_address_of_a_published_article_leads_to_the_new_one(visitor):
    renamed(make_published(slug="old"), "new")

    response = visitor.get("/articles/old/?from=leaflet&page=2")

    assert response.status_code == 301
    assert response.headers["Location"] == "/articles/new/?from=leaflet&page=2"


def test_an_address_that_moved_twice_redirects_once(visitor):
    renamed(renamed(make_published(slug="a"), "b"), "c")

    for slug in "ab":
        assert visitor.get(f"/articles/{slug}/").headers["Location"] == "/articles/c/"


def test_an_article_that_moves_back_answers_and_the_other_address_leads_to_it(visitor):
    renamed(renamed(make_published(slug="a"), "b"), "a")

    assert visitor.get("/articles/a/").status_code == 200
    assert visitor.get("/articles/b/").headers["Location"] == "/articles/a/"
    assert FormerAddress.objects.count() == 1


def test_an_article_published_at_a_former_address_replaces_the_redirect(visitor):
    renamed(make_published(slug="pain", title="Old"), "bone-pain")
    make_published(slug="pain", title="New")

    assert "New" in visitor.get("/articles/pain/").content.decode()
    assert not FormerAddress.objects.exists()


def test_a_draft_at_a_former_address_leaves_the_redirect(visitor):
    renamed(make_published(slug="pain"), "bone-pain")
    make_article(slug="pain")

    assert visitor.get("/articles/pain/").headers["Location"] == "/articles/bone-pain/"


def test_changing_the_address_of_a_draft_makes_no_redirect(visitor):
    renamed(make_article(slug="old"), "new")

    assert visitor.get("/articles/old/").status_code == 404
    assert not FormerAddress.objects.exists()


def test_saving_other_columns_makes_no_redirect():
    article = make_published(slug="old")
    article.slug = "typed-but-not-saved"
    article.save(update_fields=["title"])

    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize(
    ("make", "prefix"),
    [(make_topic, "/articles/topics/"), (make_person, "/people/"), (make_page, "/about/")],
)
def test_topics_people_and_pages_get_redirects_too(visitor, make, prefix):
    thing = make(slug="old")
    if make is make_person:
        make_published(authors=[thing])
    renamed(thing, "new")

    assert visitor.get(f"{prefix}old/").headers["Location"] == f"{prefix}new/"
    assert visitor.get(f"{prefix}new/").status_code == 200


def test_a_page_that_is_not_public_gets_no_redirect(visitor):
    renamed(make_page(slug="old", is_published=False), "secret-plans")

    response = visitor.get("/about/old/")

    assert response.status_code == 404
    assert "Location" not in response.headers


def test_head_is_answered_like_get_and_post_is_not(visitor):
    renamed(make_published(slug="old"), "new")

    assert visitor.head("/articles/old/").headers["Location"] == "/articles/new/"
    response = visitor.post("/articles/old/", {"a": "b"})
    assert response.status_code in (404, 405)
    assert "Location" not in response.headers


def test_an_old_address_without_its_slash_still_redirects(visitor):
    renamed(make_published(slug="old"), "new")

    response = visitor.get("/articles/old", follow=True)

    assert response.redirect_chain[-1] == ("/articles/new/", 301)
    assert response.status_code == 200


def test_an_old_address_with_an_absurd_query_still_redirects(visitor):
    renamed(make_published(slug="old"), "new")

    response = visitor.get("/articles/old/?q=" + "x" * 10_000)

    assert response.headers["Location"] == "/articles/new/?q=" + "x" * 10_000


def test_redirects_never_lead_to_another_site(visitor):
    renamed(make_published(slug="old"), "new")

    for address in ("//evil.example/articles/old/", "/articles/old/?next=//evil.example", "/articles/old//"):
        location = visitor.get(address).headers.get("Location", "")
        assert not location.startswith(("//", "http://evil", "https://evil"))
