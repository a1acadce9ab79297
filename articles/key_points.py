"""Key points: the short version of an article, one on each line, in which sources can be cited and nothing else is done.

They are stored as lines of inline HTML. The editor shows each line as a paragraph (static/editor/points); without a
script the lines are edited as they are.
"""

import copy

from django import forms
from django.db import models
from django.utils.translation import gettext

from articles.editor import CONFIG, PLUGINS, EditorWidget, as_written
from articles.markup import clean_lines, to_text
from articles.markup.described import FormattedWord, formatted_words

INLINE = "strong em sub small; a[!href]; abbr[title]; span[!lang,dir]; span[lang,!dir]"
# Whatever could make anything but words and citations. What an older point holds of it stays: see `INLINE`.
REMOVED = (
    "basicstyles,blockquote,filebrowser,find,format,horizontalrule,indent,indentblock,indentlist,link,list,liststyle,"
    "magicline,maximize,removeformat,sourcearea,specialchar,stylescombo,styles,table,tableselection,tabletools"
)
LEFT_OUT = {"callout", "figure", "tables", "pictures"}
CHANGES = {
    "height": 190,
    "toolbar": [["Citation"], ["Undo", "Redo"]],
    "removePlugins": f"{CONFIG['removePlugins']},{REMOVED}",
    "extraAllowedContent": INLINE,
    "pasteFilter": "p; sup(!citation)[!data-source,data-locator,data-labels]",
    "shiftEnterMode": 1,  # CKEDITOR.ENTER_P: a point has no second line
    "bodyClass": "points",
}


class KeyPointsWidget(EditorWidget):
    plugins = {name: file for name, file in PLUGINS.items() if name not in LEFT_OUT} | {
        "points": "points/plugin.js"
    }

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config |= copy.deepcopy(CHANGES)
        self.config["extraPlugins"] = ",".join(("widget", *self.plugins))

    def titled(self) -> str:
        return gettext("Key points")


class KeyPointsFormField(forms.CharField):
    widget = KeyPointsWidget

    def to_python(self, value):
        return clean_lines(super().to_python(value))

    def normalize(self, text: str) -> str:
        return "\n".join(as_written(line) for line in clean_lines(text).splitlines())

    def to_plain_text(self, text: str) -> str:
        return "\n".join(to_text(line) for line in clean_lines(text).splitlines())

    def formatted_words(self, text: str) -> list[FormattedWord]:
        return [word for line in clean_lines(text).splitlines() for word in formatted_words(line)]

    def has_changed(self, initial, data):
        """Blank lines, a browser's own line ends and the order of attributes are no change."""
        return self.normalize(initial or "") != self.normalize(data or "")


class KeyPointsField(models.TextField):
    """Lines of inline HTML, cleaned on their way into the database, from any source."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance, add):
        value = clean_lines(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        """Also what `QuerySet.update()` writes; expressions pass."""
        if isinstance(value, str):
            value = clean_lines(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": KeyPointsFormField, **kwargs, "widget": KeyPointsWidget})
