"""The JSON-LD of an article: valid JSON that can't break out of its element."""

from datetime import date

import pytest
from django.urls import reverse

from mbc_site.models import OrganizationDetails
from tests.descriptions import descriptions
from tests.factories import (
    cite,
    make_edition,
    make_image,
    make_person,
    make_published,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


def graph(client, article) -> tuple[dict, dict]:
    page = client.get(article.get_absolute_url()).content.decode()
    medical_page, breadcrumbs = descriptions(page)
    return medical_page, breadcrumbs


def test_an_article_describes_its_type_authors_reviewer_and_citations(visitor):
    OrganizationDetails.objects.create(name="Stillwater & Friends")
    redig = {"family": "Redig", "given": "Anna", "non-dropping-particle": "van der"}
    society = {"literal": "American Cancer Society"}
    make_source(
        key="redig2013", title="On <i>spread</i>", doi="10.1111/joim.12084", year=2013, authors=[redig]
    )
    make_source(
        key="page2020",
        csl_type="webpage",
        title="A page",
        url="https://example.org/a",
        year=None,
        authors=[society],
    )
    writer = make_person(name="Jane Doe", credentials="RN", role="nurse", slug="jane-doe")
    reviewer = make_person(name="June Roe", slug="june-roe")
    article = make_published(
        title="Bone pain",
        slug="bone-pain",
        summary="What helps.",
        body=f"<p>One two three.{cite('redig2013')} Four.{cite('page2020')}</p>",
        authors=[writer],
        reviewer=reviewer,
        reviewed_on=date(2026, 1, 2),
        image=make_image(),
        topics=[make_topic(title="Pain", slug="pain")],
    )
    make_published()

    page, breadcrumbs = graph(visitor, article)

    assert page["@type"] == "MedicalWebPage"
    assert page["url"] == page["@id"] == "http://testserver/articles/bone-pain/"
    assert (page["name"], page["description"], page["inLanguage"]) == ("Bone pain", "What helps.", "en")
    assert page["wordCount"] == 4
    assert page["publisher"]["name"] == "Stillwater & Friends"
    assert page["author"] == [
        {
            "@type": "Person",
            "name": "Jane Doe",
            "url": "http://testserver/people/jane-doe/",
            "honorificSuffix": "RN",
            "jobTitle": "nurse",
        }
    ]
    assert page["reviewedBy"]["name"] == "June Roe"
    assert page["lastReviewed"] == "2026-01-02"
    assert page["image"].startswith("http://testserver/media/images/")
    assert page["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "On spread",
            "author": [{"@type": "Person", "name": "Anna van der Redig"}],
            "sameAs": "https://doi.org/10.1111/joim.12084",
            "datePublished": "2013",
        },
        {
            "@type": "CreativeWork",
            "name": "A page",
            "author": [{"@type": "Organization", "name": "American Cancer Society"}],
            "url": "https://example.org/a",
        },
    ]
    edition = article.current_edition
    assert page["datePublished"] == page["dateModified"] == edition.published_at.isoformat()
    assert [(step["position"], step["name"]) for step in breadcrumbs["itemListElement"]] == [
        (1, "Home"),
        (2, "Understand MBC"),
        (3, "Pain"),
        (4, "Bone pain"),
    ]
    assert breadcrumbs["itemListElement"][2]["item"] == "http://testserver/articles/topics/pain/"


@pytest.mark.parametrize(("authors", "named"), [(0, 0), (6, 6), (7, 3)])
def test_a_cited_work_names_as_many_authors_as_its_reference(visitor, authors, named):
    make_source(key="redig2013", authors=[{"family": f"Name {n}", "given": "A"} for n in range(authors)])

    page, _breadcrumbs = graph(visitor, make_published(body=f"<p>So.{cite('redig2013')}</p>"))

    assert len(page["citation"][0].get("author", [])) == named


def test_an_article_nobody_reviewed_does_not_say_so(visitor):
    page, breadcrumbs = graph(visitor, make_published())

    assert not {"reviewedBy", "lastReviewed", "image"} & page.keys()
    assert len(breadcrumbs["itemListElement"]) == 3


def test_the_first_date_stays_when_an_article_is_updated(visitor):
    article = make_published()
    first = article.current_edition.published_at
    make_edition(article, kind="update", note="News.")

    page, _breadcrumbs = graph(visitor, article)

    assert page["datePublished"] == first.isoformat()
    assert page["dateModified"] == article.current_edition.published_at.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        'a "quoted" \\ word',
        "\u2028",
        "&lt;/script&gt;",
    ],
)
def test_no_text_breaks_out_of_the_description(visitor, text):
    make_source(key="redig2013", title=f"Bones {text}")
    author = make_person(name=f"Jane {text}"[:150])
    article = make_published(
        title=f"Bones {text}", summary=text, body=f"<p>So.{cite('redig2013')}</p>", authors=[author]
    )

    page, _breadcrumbs = graph(visitor, article)

    assert page["name"] == f"Bones {text}"
    assert page["author"][0]["name"] == f"Jane {text}"
    html = visitor.get(article.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in html
    assert "<!--<script>" not in html


def test_a_preview_describes_the_public_address(as_ada):
    article = make_published(slug="bones")

    page, _breadcrumbs = graph_of_preview(as_ada, article)

    assert page["url"] == "http://testserver/articles/bones/"


def graph_of_preview(client, article):
    article.get_absolute_url = lambda: reverse("admin:articles_article_preview", args=[article.pk])
    return graph(client, article)
