"""One correction, every article."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles import retractions
from articles.models import Article, SharedText
from articles.publishing import publishing_problems
from mbc_site.models import OrganizationDetails
from sources.adding.duplicates import DIFFERING, merge
from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from tests.factories import cite, make_article, make_page, make_person, make_published, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

SHOWS = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'


def make_shared(**fields) -> SharedText:
    values = {"key": "signs", "title": "Signs", "body": "<p>Call [emergency number].</p>"}
    return SharedText.objects.create(**values | fields)


def read(visitor, thing) -> str:
    return visitor.get(thing.get_absolute_url()).content.decode()


def test_a_correction_shows_in_every_edition_without_changing_their_rows(visitor):
    text = make_shared()
    first, second = (make_published(body=f"<p>So.</p>{SHOWS}") for _ in range(2))
    page = make_page(body=SHOWS)
    before = [article.current_edition.html for article in (first, second)]

    text.title, text.body = "Signs now", "<p>Call your team.</p>"
    text.save()

    for thing in (first, second, page):
        assert "<p>Call your team.</p>" in read(visitor, thing)
    assert '<a href="#shared-signs">Signs now</a>' in read(visitor, first)
    assert [article.current_edition.html for article in (first, second)] == before


def test_an_organization_elsewhere_has_its_own_numbers(visitor):
    OrganizationDetails.objects.create(emergency_number="112", crisis_line="116 123", country="Ireland")
    make_shared(body="<p>In [country]: [emergency number], [crisis line].</p>")
    article = make_published(body=SHOWS, key_points="Call [emergency number].")

    shown = read(visitor, article)

    assert '<p>In Ireland: <a href="tel:112">112</a>, <a href="tel:116123">116 123</a>.</p>' in shown
    assert '<li>Call <a href="tel:112">112</a>.</li>' in shown


@pytest.mark.parametrize(("takes_texts", "words"), [(True, "call or text"), (False, "call")])
def test_readers_are_never_asked_to_text_a_line_that_takes_no_texts(visitor, takes_texts, words):
    OrganizationDetails.objects.create(crisis_line="116 123", crisis_line_takes_texts=takes_texts)
    article = make_published(body="<p>Please [call or text] [crisis line].</p>")

    assert f'<p>Please {words} <a href="tel:116123">116 123</a>.</p>' in read(visitor, article)


@pytest.mark.parametrize(("body", "queries"), [("<p>So.</p>", 3), (SHOWS, 4), (SHOWS * 2, 4)])
def test_shared_texts_cost_one_query(visitor, django_assert_num_queries, body, queries):
    make_page()
    make_shared()
    article = make_published(body=body, topics=[])

    with django_assert_num_queries(queries):  # without sources one less than an article takes
        visitor.get(article.get_absolute_url())


def test_a_missing_shared_text_is_hidden_from_visitors_and_reported_to_staff(visitor, as_ada):
    article = make_published(body=f"<p>So.</p>{SHOWS}")
    preview = as_ada.get(reverse("admin:articles_article_preview", args=[article.pk])).content.decode()

    shown = read(visitor, article)

    assert "shared-signs" not in shown
    assert "The shared text" not in shown
    assert "The shared text “signs” is missing." in preview
    assert publishing_problems(article) == [
        "The shared text “signs” no longer exists. Remove it from the text."
    ]
    make_shared()
    assert publishing_problems(article) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {"body": "<p>Call [emergency nummer].</p>"},
            "“[emergency nummer]” is not a placeholder, so readers would see it as typed.",
        ),
        (
            {"key_points": "Call [the crisis line]."},
            "“[the crisis line]” is not a placeholder, so readers would see it as typed.",
        ),
        (
            {"summary": "Call [crisis line]."},
            "[crisis line] works only in the text and the key points.",
        ),
    ],
)
def test_an_unknown_placeholder_stops_publishing(fields, problem):
    (words,) = publishing_problems(make_article(**fields))

    assert words.startswith(problem)


def test_editors_can_change_a_shared_text_and_reviewers_can_view_it(as_ada, as_rosalind, as_vera):
    text = make_shared()
    change = reverse("admin:articles_sharedtext_change", args=[text.pk])
    find = reverse("admin:articles_sharedtext_find")

    as_ada.post(change, as_submitted(as_ada.get(change), title="Signs now", reviewed_on="2026-11-30"))

    assert SharedText.objects.get().title == "Signs now"
    assert as_ada.get(find).json() == {"results": [{"key": "signs", "title": "Signs now"}]}
    assert as_rosalind.get(change).status_code == 200
    assert as_rosalind.post(change, {"title": "No"}).status_code == 403
    assert as_vera.get(change).status_code == 403
    assert as_vera.get(find).status_code == 403


def test_a_new_wording_needs_a_new_review(as_ada):
    text = make_shared(reviewed_on=datetime.date(2026, 1, 2))
    change = reverse("admin:articles_sharedtext_change", args=[text.pk])
    new = {"body": "<p>Call.</p>"}

    refused = as_ada.post(change, as_submitted(as_ada.get(change), **new))
    assert "Enter who reviewed it" in refused.context["adminform"].form.errors["reviewed_on"][0]
    as_ada.post(change, as_submitted(as_ada.get(change), **new, is_small_edit="on"))

    assert SharedText.objects.get().body == "<p>Call.</p>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<p>Go.{cite('nobody')}</p>", "No source is called “nobody”."),
        (
            "<p>[emergancy number]</p><p>[crisis-line]</p>",
            "“[crisis-line]” is not a placeholder, so readers would see it as typed.",
        ),
        ("<table><tbody><tr><td>x</td></tr></tbody></table>", "A shared text can’t contain callouts"),
        (SHOWS, "A shared text can’t contain callouts"),
        ("", "This field is required."),
    ],
)
def test_what_a_shared_text_cannot_contain_is_named_beside_the_text(as_ada, body, words):
    text = make_shared()
    change = reverse("admin:articles_sharedtext_change", args=[text.pk])

    response = as_ada.post(change, as_submitted(as_ada.get(change), body=body, is_small_edit="on"))

    assert words in " ".join(response.context["adminform"].form.errors["body"])
    assert SharedText.objects.get().body == text.body


def test_an_empty_text_is_refused_by_the_database_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_shared(body="<p></p>")


def test_a_shared_text_in_use_cannot_be_deleted(as_ada):
    text = make_shared()
    article = make_article(body=SHOWS)
    delete = reverse("admin:articles_sharedtext_delete", args=[text.pk])

    assert "Article: " in as_ada.get(delete).content.decode()
    as_ada.post(delete, {"post": "yes"})
    assert SharedText.objects.exists()

    Article.objects.filter(pk=article.pk).update(body="<p>So.</p>")
    as_ada.post(delete, {"post": "yes"})
    assert not SharedText.objects.exists()


def test_sources_of_a_shared_text_are_protected_listed_and_follow_merges():
    source, twin = make_source(key="house", title="Old"), make_source(key="twin", title="Twin")
    text = make_shared(body=f"<p>Call.{cite('house')}</p>")
    with pytest.raises(ProtectedError):
        source.delete()

    source.title = "New"
    source.save()
    text.refresh_from_db()
    assert "New</a>" in text.html
    merge(source, twin, although=DIFFERING)
    text.refresh_from_db()

    assert "Twin</a>" in text.html
    assert [use.source for use in text.uses.all()] == [twin]


def test_a_page_of_a_source_says_which_articles_show_it(visitor):
    source = make_source(key="house")
    make_shared(body=f"<p>Call [emergency number].{cite('house')}</p>")
    article = make_published(title="All about it", body=SHOWS)
    make_published(title="Something else")

    shown = read(visitor, source)

    assert f'href="{article.get_absolute_url()}#shared-signs">All about it</a>' in shown
    assert "Call 911." in shown
    assert "Something else" not in shown


def test_an_article_that_shows_a_retracted_source_is_not_published_again():
    source = make_source(key="house")
    text = make_shared(body=f"<p>Call.{cite('house')}</p>")
    article = make_published(body=SHOWS)
    record_notices(
        source,
        [NoticeReport(NoticeKind.RETRACTION, notice_doi="10.1000/notice", source="crossref")],
        at=timezone.now(),
    )

    (problem,) = retractions.publishing_problems(article)

    assert f"the shared text “{text}” cites it." in problem
    assert [(one.article, one.is_public) for one in retractions.reliances(source)] == [(article, True)]
    draft, takes_it_out, _ = make_article(body=SHOWS), make_published(body=SHOWS), make_published()
    Article.objects.filter(pk=takes_it_out.pk).update(body="<p>So.</p>")
    resting = Article.objects.citing_retracted_sources()
    assert set(resting) == {article, draft, takes_it_out}


def test_a_shared_text_names_its_reviewer_and_date():
    text = make_shared(
        reviewer=make_person(name="Rosalind", credentials="RN"), reviewed_on=datetime.date(2026, 11, 30)
    )

    assert "Reviewed November 30, 2026 by Rosalind, RN." in text.html
