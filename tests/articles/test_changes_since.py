"""What has changed since a printed article: an answer for every number, and every later edition in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles.models import Edition
from sources.models import Notice
from tests.descriptions import Head
from tests.factories import cite, make_article, make_edition, make_page, make_published, make_source
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
BEFORE, SOON = NOW - timedelta(days=9), NOW + timedelta(days=1)


def since(client, article, number, status=200) -> str:
    answer = client.get(reverse("articles:since", args=[article.slug, number]))
    assert answer.status_code == status
    return compact(answer.content.decode())


def retract(source, *, found_at=NOW, kind="retraction") -> None:
    Notice.objects.create(
        source=source,
        kind=kind,
        doi="10.5555/r",
        published_on="2026-11-20",
        found_at=found_at,
        service="Crossref",
    )
    source.refresh_integrity()


def test_the_newest_edition_has_not_changed(visitor):
    article = make_published(title="Bones", at=BEFORE)
    make_edition(article, kind="update", note="News.")

    text = since(visitor, article, 2)

    assert "You have edition 2" in text
    assert "Nothing has changed: it is the newest one." in text
    assert f'href="{article.get_absolute_url()}"' in text
    assert "newer edition" not in text


def test_every_later_edition_is_there_with_its_kind_and_sentence_the_newest_first(visitor):
    article = make_published(at=BEFORE)
    make_edition(article, kind="update", note="A new drug.")
    make_edition(article, kind="edit")
    make_edition(article, kind="correction", note="The dose was wrong.")

    text, later = since(visitor, article, 1), since(visitor, article, 3)

    assert "The newest is edition 4" in text
    assert "3 newer editions" in text
    order = [
        "Edition 4. <b>Correction.</b> The dose was wrong.",
        "Edition 3. <b>Small edit.</b>",
        "Edition 2. <b>Medical update.</b> A new drug.",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "The dose was wrong." in later
    assert "A new drug." not in later


def test_an_edition_that_waits_or_was_called_off_is_not_told(visitor):
    article = make_published(at=BEFORE)
    waiting = make_edition(article, kind="update", note="Tomorrow’s secret.", at=SOON)

    texts = [since(visitor, article, 1), since(visitor, article, 2, status=404)]
    Edition.objects.call_off(waiting, by=None)
    texts += [since(visitor, article, 1), since(visitor, article, 2, status=404)]

    assert "secret" not in "".join(texts)
    assert all("Nothing has changed" in text for text in texts[::2])
    assert all("There is no edition 2 of this article." in text for text in texts[1::2])


@pytest.mark.parametrize("number", ["0", "-1", "99", "9" * 30, "1.5", "x", "<b>", "%00", "٣", "1 "])
def test_a_number_that_was_never_an_edition_gets_a_page_with_words(visitor, number):
    article = make_published(at=BEFORE)

    answer = visitor.get(f"{article.get_absolute_url()}since/{number}/")

    assert answer.status_code in (400, 404) if number == "%00" else answer.status_code == 404
    if number != "%00":
        text = compact(answer.content.decode())
        assert "of this article." in text
        assert "The newest is edition 1" in text
        assert "<b>/" not in text


def test_a_source_retracted_since_then_is_named(visitor):
    kept, dropped, fine = make_source(key="kept"), make_source(key="dropped"), make_source(key="fine")
    article = make_published(at=BEFORE, body=f"<p>So.{cite('kept', 'fine')} And.{cite('dropped')}</p>")
    for source in (kept, dropped):
        retract(source)
    article.body = f"<p>So.{cite('fine')}</p>"
    article.save()

    first = since(visitor, article, 1)
    Notice.objects.update(acknowledged_at=NOW, reason="Known.")
    article.body = f"<p>So.{cite('fine')} And still.{cite('kept')}</p>"
    article.save()
    make_edition(article, kind="correction", note="Without it.")
    second = since(visitor, article, 1)

    assert "something it relies on has changed" in first
    assert "Nothing has changed" not in first
    assert fine.title not in first
    assert first.count("The notice is dated November 20, 2026. The article still names it.") == 2
    assert second.count("The article no longer relies on it.") == 1
    assert second.count("The article still names it.") == 1


def test_a_source_that_a_later_edition_brought_in_and_lost_is_named_too(visitor):
    make_source(key="fine")
    bad = make_source(key="bad")
    article = make_published(at=BEFORE, body=f"<p>So.{cite('fine')}</p>")
    article.body = f"<p>So.{cite('bad')}</p>"
    make_edition(article, kind="update", note="A study.", at=BEFORE + timedelta(days=1))
    retract(bad)

    assert bad.title in since(visitor, article, 1)


def test_a_source_that_was_known_to_be_retracted_is_no_news(visitor):
    source = make_source(key="old")
    retract(source, found_at=BEFORE - timedelta(days=1))
    Notice.objects.update(acknowledged_at=NOW, reason="Known.")
    article = make_published(at=BEFORE, body=f"<p>Once.{cite('old')}</p>")

    assert "Nothing has changed" in since(visitor, article, 1)


def test_a_correction_of_a_source_is_no_retraction(visitor):
    source = make_source(key="work")
    article = make_published(at=BEFORE, body=f"<p>So.{cite('work')}</p>")
    retract(source, kind="correction")

    assert "Nothing has changed" in since(visitor, article, 1)


def test_a_withdrawn_article_says_so_and_nothing_else(visitor):
    article = make_published(title="Secret remedy", at=BEFORE)
    make_edition(article, kind="update", note="More of it.")
    article.withdraw()

    for number in ("1", "2", "7"):
        text = compact(visitor.get(reverse("articles:since", args=[article.slug, number])).content.decode())

        assert "We have withdrawn this article. Please don’t rely on your copy." in text
        assert "Secret remedy" not in text
        assert "More of it." not in text


def test_a_draft_is_404_and_names_nothing(visitor):
    article = make_article(title="Secret")

    assert "Secret" not in since(visitor, article, 1, status=404)
    assert visitor.get("/articles/nowhere/since/1/").status_code == 404


def test_an_article_that_moved_leads_there(visitor):
    article = make_published(slug="old", at=BEFORE)
    article.slug = "new"
    article.save()

    answer = visitor.get("/articles/old/since/1/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/new/since/1/")


def test_search_engines_are_asked_to_stay_away(visitor):
    article = make_published(at=BEFORE)

    head = Head(visitor.get(reverse("articles:since", args=[article.slug, 1])).content.decode())

    assert head.meta["robots"] == "noindex"
    assert head.links("canonical") == []


def test_a_printed_article_says_which_edition_it_is_and_where_to_ask(visitor):
    article = make_published(slug="bones", at=BEFORE)
    make_edition(article, kind="update", note="News.")

    text = compact(visitor.get("/articles/bones/").content.decode())
    block = text.split('class="since on-paper"')[1].split("</div>")[0]

    assert "This is edition 2," in block
    assert "http://testserver/articles/bones/since/2/" in block
    assert 'class="qr"' in block


@pytest.mark.parametrize("rows", [1, 3])
def test_the_answer_takes_seven_queries_at_any_length(visitor, django_assert_num_queries, rows):
    make_page()
    keys = [f"work{n}" for n in range(rows)]
    sources = [make_source(key=key) for key in keys]
    article = make_published(at=BEFORE, body=f"<p>So.{cite(*keys)}</p>")
    for source in sources:
        retract(source)
    Notice.objects.update(acknowledged_at=NOW, reason="Known.")
    for number in range(rows):
        make_edition(article, kind="update", note=f"News {number}.")

    with django_assert_num_queries(7):
        since(visitor, article, 1)
