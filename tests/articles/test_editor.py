"""What keeps CKEditor 4 acceptable (docs/adr/0002-ckeditor-4.md), and what its texts are stored as."""

import json
import posixpath
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.utils.translation import override
from lxml import html as lxml_html

from articles import symbols
from articles.editor import BodyField, BodyFormField, EditorWidget
from articles.models import Article
from tests.factories import make_article

DIRTY = '<p onclick="x()">One<script>alert(1)</script> <b>two</b></p>'
CLEAN = "<p>One <strong>two</strong></p>"
UNWANTED = {
    *("preview", "print", "newpage", "save", "templates", "iframe", "flash", "forms", "smiley", "scayt"),
    *(
        "wsc",
        "exportpdf",
        "image",
        "uploadimage",
        "pagebreak",
        "bidi",
        "language",
        "colorbutton",
        "font",
        "about",
    ),
}


@pytest.fixture
def drawn():
    """The textarea as the browser gets it."""
    return lxml_html.fromstring(EditorWidget().render("body", CLEAN, {"id": "id_body"})).find(".//textarea")


@pytest.fixture
def config(drawn):
    return json.loads(drawn.get("data-config"))


def test_the_editor_keeps_its_default_content_filter(config):
    assert "allowedContent" not in config
    assert "fullPage" not in config
    assert "*" not in config["extraAllowedContent"]
    assert not re.search(r"\b(?:script|style|iframe|object|embed|img|svg)\b", config["extraAllowedContent"])


def test_scripts_styles_frames_and_handlers_are_forbidden_as_well(config):
    assert set(config["disallowedContent"].split(";")) == {
        *("script", "style", "iframe", "object", "embed"),
        *("*[on*]", "*{*}"),
    }


def test_plugins_that_upload_embed_or_call_home_are_removed(config):
    assert set(config["removePlugins"].split(",")) >= UNWANTED
    assert config["versionCheck"] is False
    assert "ckeditor_uploader" not in settings.INSTALLED_APPS
    assert not [name for name in config if name.startswith("filebrowser") and name.endswith("Url")]


def test_word_and_citations_may_be_pasted(config):
    assert "forcePasteAsPlainText" not in config
    assert config["pasteFilter"] is None


def test_what_is_pasted_is_read_by_our_plugin_alone_with_the_tables_of_symbol_fonts(config):
    assert set(config["removePlugins"].split(",")) >= {
        "pastefromword",
        "pastefromgdocs",
        "pastefromlibreoffice",
    }
    assert config["symbolFonts"] == {"tables": symbols.TABLES, "aliases": symbols.ALIASES}


def test_only_known_styles_of_letters_and_our_own_stylesheet(config):
    assert config["format_tags"] == "p;h2;h3;h4"
    assert config["contentsCss"] == ["/static/editor/contents.css"]


def test_our_plugins_are_loaded_from_files_that_exist(config, drawn):
    resources = json.loads(drawn.get("data-external-plugin-resources"))

    names = [name for name, _path, _file in resources]
    assert config["extraPlugins"].split(",") == ["widget", *names]
    for _name, path, file in resources:
        assert file == ""
        assert (Path(settings.BASE_DIR) / path.lstrip("/")).is_file()


def test_the_dialogs_know_where_to_search_and_where_to_add(config):
    assert config["citationSearchUrl"] == "/admin/sources/source/find/"
    assert config["citationAddUrl"] == "/admin/sources/source/add/"
    assert config["figureSearchUrl"] == "/admin/articles/image/find/"
    assert config["figureAddUrl"] == "/admin/articles/image/add/"


def test_the_skin_changes_colors_of_the_one_that_is_bundled_and_is_found_by_the_editor(config):
    name, path = config["skin"].split(",")
    folder = Path(settings.BASE_DIR) / path.lstrip("/")

    assert f'CKEDITOR.skin.name = "{name}"' in (folder / "skin.js").read_text()
    for part in ("editor.css", "dialog.css"):
        addresses = re.findall(r'@import url\("([^"]+)"\)', (folder / part).read_text())
        found = [finders.find(posixpath.normpath(posixpath.join("editor/skin", one))) for one in addresses]
        assert len(found) >= 1
        assert all(found), part


def test_one_form_does_not_change_the_configuration_of_another():
    first = EditorWidget()
    first.config["height"] = 1

    assert EditorWidget().config["height"] == 560


def test_the_editor_is_drawn_where_no_language_is_active():
    with override(None):
        assert "data-config" in EditorWidget().render("body", "", {"id": "id_body"})


def test_the_text_is_escaped_in_the_form():
    drawn = EditorWidget().render("body", "</textarea><script>alert(1)</script>", {"id": "id_body"})

    assert "<script>" not in drawn
    assert (
        lxml_html.fromstring(drawn).find(".//textarea").text.strip() == "</textarea><script>alert(1)</script>"
    )


def test_a_saved_text_is_clean(db):
    article = make_article(body=DIRTY)

    assert article.body == CLEAN
    article.refresh_from_db()
    assert article.body == CLEAN


def test_a_text_created_in_bulk_is_clean(db):
    Article.objects.bulk_create([Article(title="A", slug="a", body=DIRTY)])

    assert Article.objects.get(slug="a").body == CLEAN


def test_a_text_updated_in_bulk_is_clean(db):
    article = make_article()

    Article.objects.filter(pk=article.pk).update(body=DIRTY)

    article.refresh_from_db()
    assert article.body == CLEAN


def test_a_text_updated_by_bulk_update_is_clean(db):
    article = make_article()
    article.body = DIRTY

    Article.objects.bulk_update([article], ["body"])

    article.refresh_from_db()
    assert article.body == CLEAN


STORED = (
    '<p>One<br>two<sup class="citation" data-source="a1" data-locator="p. 4">A</sup></p>\n'
    '<aside class="callout" data-kind="word"><p>Three</p></aside>'
)


@pytest.mark.parametrize(
    "spelling",
    [
        STORED.replace("\n", "\r\n"),
        STORED.replace("<br>", "<br />") + "\n",
        STORED.replace("</p>\n", "</p>\n\n"),
        STORED.replace("<p>Three</p>", "\n\t<p>Three</p>\n"),
        STORED.replace('data-source="a1" data-locator="p. 4"', 'data-locator="p. 4" data-source="a1"'),
        STORED + "<p>&nbsp;</p>",
    ],
)
def test_equivalent_markup_is_not_a_change(spelling):
    assert not BodyFormField().has_changed(STORED, spelling)


@pytest.mark.parametrize(
    "edited",
    [
        STORED.replace("Three", "Four"),
        STORED.replace("One<br>two", "Onetwo"),
        STORED.replace("One<br>", "One <br>"),
        STORED.replace("p. 4", "p. 5"),
        STORED.replace('"word"', '"care"'),
        "",
    ],
)
def test_different_words_formatting_or_kind_is_a_change(edited):
    assert BodyFormField().has_changed(STORED, edited)


def test_an_empty_text_and_none_are_the_same():
    assert not BodyFormField().has_changed(None, "<p>&nbsp;</p>")


def test_migrations_never_mention_the_editor():
    _name, path, _args, _kwargs = BodyField().deconstruct()

    assert path == "django.db.models.TextField"
    for migration in Path(settings.BASE_DIR).glob("*/migrations/*.py"):
        assert not re.search(r"articles\.editor|ckeditor|BodyField", migration.read_text()), migration


def test_no_migration_is_missing(db):
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)
