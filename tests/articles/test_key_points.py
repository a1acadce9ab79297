"""Key points: lines of inline HTML that can cite, cleaned on every way into the database."""

import json

import pytest
from lxml import html as lxml_html

from articles.key_points import KeyPointsField, KeyPointsFormField, KeyPointsWidget
from articles.models import Article
from tests.factories import cite, make_article, make_source

DIRTY = "Ask <b>early</b>.<script>alert(1)</script> \r\n\r\n<h2>Rest</h2><img src=x onerror=alert(1)>"
CLEAN = "Ask <strong>early</strong>.\nRest"


@pytest.fixture
def config():
    form = lxml_html.fromstring(KeyPointsWidget().render("key_points", "One.", {"id": "id_key_points"}))
    return json.loads(form.find(".//textarea").get("data-config"))


@pytest.mark.parametrize("way", ["save", "bulk_create", "update", "bulk_update"])
def test_key_points_are_clean_whichever_way_they_are_stored(db, way):
    article = make_article()
    if way == "save":
        article.key_points = DIRTY
        article.save()
    elif way == "bulk_create":
        (article,) = Article.objects.bulk_create([Article(title="A", slug="a", key_points=DIRTY)])
    elif way == "update":
        Article.objects.filter(pk=article.pk).update(key_points=DIRTY)
    else:
        article.key_points = DIRTY
        Article.objects.bulk_update([article], ["key_points"])

    article.refresh_from_db()
    assert article.key_points == CLEAN


def test_a_citation_of_a_key_point_is_stored_and_counted(db):
    make_source(key="redig2013")

    article = make_article(key_points=f"It can rest.{cite('redig2013', locator='p. 4')}\nAsk.")

    assert article.key_points == f"It can rest.{cite('redig2013', locator='p. 4')}\nAsk."
    assert [(row.key, row.locator, row.sentence) for row in article.citations.all()] == [
        ("redig2013", "p. 4", "It can rest.")
    ]


@pytest.mark.parametrize(
    "spelling",
    [
        "One.\r\nTwo.",
        "\nOne. \n\nTwo.\n",
        "<p>One.</p>\nTwo.",
    ],
)
def test_lines_written_in_another_way_are_no_change(spelling):
    assert not KeyPointsFormField().has_changed("One.\nTwo.", spelling)


@pytest.mark.parametrize("edited", ["One.\nThree.", "One. Two.", "Two.\nOne.", f"One.{cite('a1')}\nTwo.", ""])
def test_other_words_lines_order_or_citations_are_a_change(edited):
    assert KeyPointsFormField().has_changed("One.\nTwo.", edited)


def test_the_history_reads_one_line_a_point_without_markup():
    assert (
        KeyPointsFormField().to_plain_text(f"Ask <b>early</b>.{cite('a1')}\r\nRest.") == "Ask early.\nRest."
    )


def test_the_editor_of_key_points_offers_citing_and_undoing_alone(config):
    assert [name for group in config["toolbar"] for name in group] == ["Citation", "Undo", "Redo"]
    assert "allowedContent" not in config
    assert {"basicstyles", "format", "list", "link", "table", "sourcearea"} <= set(
        config["removePlugins"].split(",")
    )
    assert config["title"] == "Key points"
    assert "figure" not in config["extraPlugins"].split(",")


def test_migrations_know_key_points_as_plain_text():
    assert KeyPointsField().deconstruct()[1] == "django.db.models.TextField"
