"""The one module that knows which editor staff write in. Another editor would change this file only.

What is stored is editor-neutral (articles/markup). CKEditor 4 is past its end of life; the rules that
make it acceptable are in docs/adr/0002-ckeditor-4.md and are tested in tests/articles/test_editor.py.
"""

import copy
import re
from functools import lru_cache

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from articles import symbols
from articles.markup import callouts, clean, to_text
from articles.markup.cleaning import REMEMBERED
from articles.markup.described import FormattedWord, formatted_words
from articles.markup.tree import parse, serialize

# Name of a plugin -> its file in static/editor/. Each comes behind those that it is built on.
PLUGINS = {
    "toolkit": "toolkit/plugin.js",
    "citation": "citation/plugin.js",
    "callout": "callout/plugin.js",
    "figure": "figure/plugin.js",
    "tables": "tables/plugin.js",
    "pictures": "pictures/plugin.js",
    "pastestyles": "paste/styles.js",
    "pastelists": "paste/lists.js",
    "pastenotes": "paste/notes.js",
    "pasteformulas": "paste/formulas.js",
    "pastesymbols": "paste/symbols.js",
    "pastelinks": "paste/links.js",
    "pastewords": "paste/words.js",
    "pasteheadings": "paste/headings.js",
    "pastelines": "paste/lines.js",
    "pastereader": "paste/reader.js",
    "paste": "paste/plugin.js",
}
CONFIG = {
    "width": "100%",
    "height": 560,
    "toolbar": [
        ["Format", "Bold", "Italic", "Superscript", "Subscript", "RemoveFormat"],
        ["Citation", "Callout", "Figure", "Table"],
        ["Link", "Unlink"],
        ["BulletedList", "NumberedList", "Outdent", "Indent", "Blockquote"],
        ["Undo", "Redo", "Find", "Maximize", "Source"],
    ],
    "format_tags": "p;h2;h3;h4",
    "extraPlugins": ",".join(("widget", *PLUGINS)),
    "removePlugins": (
        "preview,print,newpage,save,templates,iframe,flash,forms,smiley,scayt,wsc,exportpdf,image,uploadimage,"
        "pagebreak,bidi,language,colorbutton,font,about,elementspath,"
        "pastefromword,pastefromgdocs,pastefromlibreoffice"  # ours reads all of them (static/editor/paste)
    ),
    # No `allowedContent`: the default filter admits what the toolbar and our plugins declare, and nothing else.
    "extraAllowedContent": "h2[id];h3[id];h4[id];span[!lang,dir];span[lang,!dir];abbr[title];ul(ask);ol[start,type];small;p(callout-title)",
    "disallowedContent": "script;style;iframe;object;embed;*[on*];*{*}",
    # The default filter for what is pasted from elsewhere knows no citations; the filter above still holds.
    "pasteFilter": None,
    "clipboard_handleImages": False,  # ours asks for a description first (static/editor/pictures)
    "coreStyles_bold": {"element": "strong", "overrides": "b"},
    "coreStyles_italic": {"element": "em", "overrides": "i"},
    "entities": False,
    "disableNativeSpellChecker": False,
    "removeDialogTabs": "link:advanced;link:target",
    "linkShowAdvancedTab": False,
    "dialog_backgroundCoverColor": "black",
    "linkDefaultProtocol": "https://",
    "versionCheck": False,
}

BLOCKS = "p|h[2-4]|[uo]l|li|blockquote|aside|figure|figcaption|img|table|caption|thead|tbody|tfoot|t[rhd]|hr"
AFTER_BREAK = re.compile(r"(<br[^>]*>)\n\s*")  # CKEditor starts a new source line there
AROUND_BLOCKS = re.compile(rf"\s*(</?(?:{BLOCKS})(?:\s[^>]*)?>)\s*")
AT_END_OF_BLOCK = re.compile(rf"\s*<br[^>]*>(?=</(?:{BLOCKS})>)")
SPACES = re.compile(r"[ \t\r\n]+")


class EditorWidget(CKEditorWidget):
    """Addresses are filled in when the widget is drawn, so that hashed static files and URL prefixes hold."""

    plugins = PLUGINS

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config = copy.deepcopy(CONFIG)

    def titled(self) -> str:
        """The name of the frame, for screen readers."""
        return gettext("Text")

    def get_context(self, name, value, attrs):
        self.external_plugin_resources = [
            (plugin, static(f"editor/{file}"), "") for plugin, file in self.plugins.items()
        ]
        self.config |= {
            "title": self.titled(),
            "skin": f"house,{static('editor/skin/')}",
            "contentsCss": [static("editor/contents.css")],
            "citationSearchUrl": reverse("admin:sources_source_find"),
            "citationAddUrl": reverse("admin:sources_source_add"),
            "figureSearchUrl": reverse("admin:articles_image_find"),
            "figureAddUrl": reverse("admin:articles_image_add"),
            "pictureAddUrl": reverse("admin:articles_image_paste"),
            "symbolFonts": {"tables": symbols.TABLES, "aliases": symbols.ALIASES},
            "calloutKinds": [
                {"code": kind.code, "label": str(kind.label), "hint": kind.guidance}
                for kind in callouts.KINDS
            ],
            "sharedTextsUrl": reverse("admin:articles_sharedtext_find"),
            "sharedTextsListUrl": reverse("admin:articles_sharedtext_changelist"),
        }
        with override(get_language() or "en"):  # the base class needs a language, a command may have none
            return super().get_context(name, value, attrs)

    def _render(self, template_name, context, renderer=None):
        """From templates/: Django's default form renderer knows the packages' own templates only."""
        return super()._render(template_name, context, TemplatesSetting())

    @property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["editor/admin.css"]}, js=["editor/places.js", "editor/advice.js"]
        )


@lru_cache(REMEMBERED)
def as_written(html: str) -> str:
    """The normal form of what would be stored."""
    return in_normal_form(clean(html))


def in_normal_form(html: str) -> str:
    """HTML for comparing: sorted attributes, no space around blocks, no line end after a break."""
    root = parse(html)
    for element in root.iterdescendants():
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(attributes)
    return AROUND_BLOCKS.sub(r"\1", AFTER_BREAK.sub(r"\1", serialize(root)))


def as_read(normal: str) -> str:
    """A normal form without what no browser shows: a second space in a row, a break at the end of a block."""
    return SPACES.sub(" ", AT_END_OF_BLOCK.sub("", normal))


class BodyFormField(forms.CharField):
    widget = EditorWidget

    def to_python(self, value):
        return clean(super().to_python(value))

    def normalize(self, text: str) -> str:
        return as_written(text)

    def to_plain_text(self, text: str) -> str:
        return to_text(as_written(text))

    def formatted_words(self, text: str) -> list[FormattedWord]:
        return formatted_words(as_written(text))

    def has_changed(self, initial, data):
        """CKEditor breaks lines, closes `<br />` and sorts attributes its own way; that is no change."""
        return as_written(initial or "") != as_written(data or "")


class BodyField(models.TextField):
    """HTML that is cleaned on its way into the database, from any source."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance, add):
        value = clean(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        """Also what `QuerySet.update()` writes; expressions pass."""
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": BodyFormField, **kwargs, "widget": EditorWidget})
