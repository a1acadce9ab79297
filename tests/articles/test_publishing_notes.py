"""What is named on the publish page and does not hold up publishing."""

import pytest
from django.urls import reverse

from articles.models import FurtherReading
from articles.publishing_notes import publishing_notes
from tests.factories import make_article, make_image, make_report, make_source, make_topic

pytestmark = pytest.mark.django_db


def make_tidy_article(**fields):
    article = make_article(**fields)
    article.topics.add(make_topic())
    return article


def test_a_tidy_article_has_none():
    assert publishing_notes(make_tidy_article()) == []


def test_a_missing_topic_is_named():
    assert publishing_notes(make_article()) == ["It has no topic, so it is in no list of a topic."]


def test_sources_of_the_manuscript_that_nothing_cites_are_named():
    cited, uncited = make_source(), make_source(authors=[{"family": "Doe", "given": "B."}])
    text = f'<p>So.<sup class="citation" data-source="{cited.key}">x</sup></p>'
    imported, written = make_tidy_article(body=text), make_tidy_article(body=text)
    make_report(imported)
    for article in (imported, written):
        for place, source in enumerate((cited, uncited)):
            FurtherReading.objects.create(article=article, source=source, position=place)

    assert publishing_notes(written) == []
    assert publishing_notes(imported) == [
        "1 source of the manuscript is cited nowhere in the text. "
        f"It is listed as additional reading: {uncited.label}."
    ]


def test_what_belongs_to_somebody_else_is_named_as_long_as_it_is_in_the_text():
    article = make_tidy_article(body="<h2>A Word From Maple Health</h2><p>Rest helps.</p>")

    (note,) = publishing_notes(article)
    assert note.startswith("“A Word From Maple Health” A box of another publisher")

    article.body = "<h2>Rest</h2><p>Rest helps.</p>"
    assert publishing_notes(article) == []


def test_a_picture_without_credit_and_license_is_named_once():
    unknown, known = make_image(title="Clinic"), make_image(credit="Drawing: Jane Doe")
    figures = "".join(f'<figure data-image="{image.key}"></figure>' for image in (unknown, known))
    article = make_tidy_article(image=unknown, body=f"<p>So.</p>{figures}")

    assert publishing_notes(article) == ["No credit and no license is recorded for the picture “Clinic”."]


def test_the_publish_page_names_them_and_offers_to_publish(as_ada):
    text = as_ada.get(reverse("admin:articles_article_publish", args=[make_article().pk])).content.decode()

    assert "It has no topic, so it is in no list of a topic." in text
    assert 'value="Publish"' in text


def test_words_that_look_like_a_tag_are_named_whole():
    article = make_tidy_article(body="<p>Photo by Jane &lt;b&gt; Doe</p>")

    (note,) = publishing_notes(article)

    assert note.startswith("“Photo by Jane <b> Doe”")
