"""The public bibliography: every source, where we rely on it, and nothing of drafts or staff notes."""

import pytest
from django.urls import reverse

from mbc_site.bibliography import Bibliography
from sources.models import Source
from tests.answers import is_not_found
from tests.factories import cite, make_article, make_published, make_source

pytestmark = pytest.mark.django_db


def test_the_list_has_every_source_once(visitor):
    kept = make_source(title="The kept one")
    make_source(title="The archived one", status="archived")
    make_source(title="The merged one", merged_into=kept)

    page = visitor.get(reverse("sources:list")).content.decode()

    assert page.count(f'href="{kept.get_absolute_url()}"') == 1
    assert "The archived one" in page
    assert "The merged one" not in page


def test_a_source_page_lists_public_articles_with_the_citing_sentence(visitor):
    source = make_source(key="redig2013")
    make_published(title="On dormancy", body=f"<p>Cells can rest.{cite('redig2013')}</p>")
    make_article(title="A draft", body=f"<p>Half a thought.{cite('redig2013')}</p>")
    withdrawn = make_published(title="Taken back", body=f"<p>Not so.{cite('redig2013')}</p>")
    withdrawn.withdraw()
    rewritten = make_published(title="Rewritten", body=f"<p>Old words.{cite('redig2013')}</p>")
    rewritten.body = "<p>New words.</p>"
    rewritten.save()
    rewritten.publish(by=None, kind="edit")

    page = visitor.get(source.get_absolute_url()).content.decode()

    assert "On dormancy" in page
    assert "Cells can rest." in page
    assert "#cite-1a" in page
    for hidden in ("A draft", "Half a thought.", "Taken back", "Not so.", "Rewritten", "Old words."):
        assert hidden not in page


def test_a_source_page_lists_articles_of_merged_sources_too(visitor):
    kept = make_source(key="kept2020")
    old = make_source(key="old2020")
    reading = make_source(key="reading2020")
    make_published(title="Cites the old key", body=f"<p>So it is.{cite('old2020')}</p>")
    make_published(title="Lists the old one", further_reading=[reading])
    for source in (old, reading):
        source.merged_into = kept
        source.save()

    page = visitor.get(kept.get_absolute_url()).content.decode()

    assert "So it is." in page
    assert "Lists the old one" in page


def test_a_merged_source_leads_to_what_it_was_merged_into(visitor):
    kept = make_source(key="kept2020")
    old = make_source(key="old2020", merged_into=kept)

    response = visitor.get(old.get_absolute_url())

    assert (response.status_code, response.headers["Location"]) == (301, kept.get_absolute_url())


def test_notes_for_staff_are_not_public(visitor):
    source = make_source(notes="Do not trust the second table.")

    assert "second table" not in visitor.get(source.get_absolute_url()).content.decode()


def test_markup_in_a_source_does_not_run(visitor):
    source = make_source(
        title='<img src=x onerror="alert(1)"><i>Fine</i>',
        authors=[{"family": "<script>alert(2)</script>"}],
        container_title="</title><script>alert(3)</script>",
        publisher='"><svg onload=alert(4)>',
    )

    for address in (source.get_absolute_url(), reverse("sources:list")):
        page = visitor.get(address).content.decode()
        for harm in ("<img src=x", "<script>alert", "<svg onload"):
            assert harm not in page


def test_an_unknown_source_is_404(visitor):
    assert is_not_found(visitor.get(reverse("sources:source", args=["nobody1999"])))


def test_each_source_is_on_one_page_in_order_and_other_numbers_get_words(visitor, monkeypatch):
    monkeypatch.setattr(Bibliography, "paginate_by", 2)
    years = [1999, None, 2003, 2001, 2002]
    for n, year in enumerate(years):
        make_source(title=f"Work {n}", year=year)
    make_source(title="Work 9", year=1998, evidence="news")
    kept = Source.objects.get(title="Work 9")
    make_source(title="Merged", merged_into=kept)

    pages = [visitor.get("/sources/", {"page": number}).context["sources"] for number in (1, 2, 3)]
    missing = visitor.get("/sources/", {"page": "9", "evidence": "news"})

    assert [source.pk for page in pages for source in page] == [
        source.pk for source in Source.objects.listed()
    ]
    assert [len(page) for page in pages] == [2, 2, 2]
    assert missing.status_code == 404
    text = missing.content.decode()
    assert "<h1>There is no page 9</h1>" in text
    assert 'href="/sources/?evidence=news"' in text
    assert missing.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(visitor, django_assert_num_queries, rows):
    for _ in range(rows):
        make_source()

    with django_assert_num_queries(6):
        visitor.get(reverse("sources:list"))
