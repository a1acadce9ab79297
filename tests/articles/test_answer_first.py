"""The head of an article: who checked it, the ways to the boxes that say when to call, and the short version."""

import datetime
import re

import pytest

from articles.models import SharedText
from tests.factories import make_person, make_published

pytestmark = pytest.mark.django_db

CARE = '<aside class="callout" data-kind="care"><p class="callout-title">{}</p><p>Call.</p></aside>'
SHARED = '<aside class="callout" data-kind="shared" data-text="{}"></aside>'


def head(visitor, **fields) -> str:
    page = visitor.get(make_published(**fields).get_absolute_url()).content.decode()
    return re.search(r'<header class="title">.*?</header>', page, re.DOTALL)[0]


def ways(html: str) -> list[tuple[str, str]]:
    """Where the links lead that are under the title, and their words."""
    found = re.findall(r'<a href="#([^"]+)">(.*?)</a>', html, re.DOTALL)
    return [(anchor, " ".join(re.sub("<[^>]+>", "", words).split())) for anchor, words in found]


def test_one_line_says_who_reviewed_it_and_when(visitor):
    reviewer = make_person(name="Theo <Specimen>", credentials="MD")

    found = head(visitor, reviewer=reviewer, reviewed_on=datetime.date(2026, 10, 1))

    assert ways(found) == [("h-byline", "Reviewed by Theo &lt;Specimen&gt;")]
    assert '<time class="nowrap" datetime="2026-10-01">October 2026</time>' in found


def test_an_article_that_nobody_reviewed_says_so_at_the_top(visitor):
    found = head(visitor, reviewer=None, reviewed_on=None)

    assert ways(found) == [("h-byline", "Not yet reviewed by a clinician")]
    assert "<time" not in found


@pytest.mark.parametrize(("days", "is_due"), [(0, False), (1, True)])
def test_an_overdue_review_is_told_at_the_top(visitor, days, is_due):
    due = datetime.date.today() - datetime.timedelta(days=days)

    found = head(visitor, reviewer=make_person(), reviewed_on="2020-01-02", next_review_on=due)

    assert ("A new review is due." in found) is is_due


def test_the_top_leads_to_the_first_box_of_the_article_and_the_first_shared_one(visitor):
    for key in ("signs", "crisis"):
        SharedText.objects.create(key=key, title=f"Shared {key}", body="<p>Call.</p>")
    body = (
        SHARED.format("signs")
        + CARE.format("When to call")
        + CARE.format("And who")
        + SHARED.format("crisis")
    )

    found = ways(head(visitor, body=body))[1:]

    assert found == [("shared-signs", "Shared signs"), ("when-to-call", "When to call")]


def test_without_such_a_box_the_top_leads_to_none(visitor):
    found = head(visitor, body=SHARED.format("gone") + "<h2>When to call</h2><p>x</p>")

    assert 'class="call"' not in found


def test_the_short_version_comes_before_the_summary_the_makers_and_the_contents(visitor):
    article = make_published(
        title="Bone pain",
        summary="What it is.",
        key_points="Ask early.",
        body="<h2>Why</h2><p>So.</p>",
        authors=[make_person(name="Marisol Example")],
    )

    page = visitor.get(article.get_absolute_url()).content.decode().partition("<main")[2]

    words = ["Bone pain</h1>", "Ask early.", "What it is.", "Marisol Example", "On this page", "So."]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_without_key_points_and_headings_there_is_no_empty_box_or_list(visitor):
    page = visitor.get(make_published(key_points="", body="<p>So.</p>").get_absolute_url()).content.decode()

    assert "The short version" not in page
    assert "On this page" not in page


def test_the_details_say_in_words_that_there_was_no_review(visitor):
    page = visitor.get(make_published(reviewer=None).get_absolute_url()).content.decode()
    details = re.search(r'<dl class="facts".*?</dl>', page, re.DOTALL)[0]

    assert "Medical review: not yet done" in " ".join(re.sub("<[^>]+>", "", details).split())
