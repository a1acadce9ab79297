"""The values of a form as text: what a browser would send, what counts as the same text, and what people read.

A form field may define two methods for text that needs more than that, such as HTML from an editor:
`normalize(text)`, equal for texts that mean the same, and `to_plain_text(text)`, for people. `to_full_text(text)`, which
may ask the database, also names what the text refers to, such as sources. With `formatted_words(text)`, each word with its
formatting, texts that people read as the same words can still differ.
"""

import hashlib
import json
from collections.abc import Hashable
from itertools import chain

from django import forms
from django.core.files import File
from django.forms.models import InlineForeignKeyField
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from editing.keys import is_key


def touched_fields(form) -> list[str]:
    """The names of changed fields. Line endings (browsers) and spaces at the ends (forms) are no change."""
    return [name for name in form.changed_data if not _is_same_text(form, name)]


def is_touched(form) -> bool:
    return bool(touched_fields(form))


def _is_same_text(form, name: str) -> bool:
    if name not in form.fields:  # such as "DELETE"
        return False
    before, after = form[name].initial, form[name].data
    return isinstance(before, str) and isinstance(after, str) and _trim(before) == _trim(after)


def _trim(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def stored_fields(form) -> list[str]:
    """The fields that show something stored, without those that only ask something about this save."""
    return [
        name
        for name, field in form.fields.items()
        if name in form.initial and not field.disabled and not isinstance(field, InlineForeignKeyField)
    ]


def sent_values(form, names=None) -> dict[str, list[str]]:
    """What a browser would send of an unbound form: the name of each input with its values."""
    values = {}
    for name in names or form.fields:
        bound = form[name]
        values |= _widget_values(_inner_widget(bound.field), bound.html_name, bound.value())
    return values


def _inner_widget(field: forms.Field):
    """The widget itself, without the admin's links to add or change what it picks."""
    return getattr(field.widget, "widget", field.widget)


def has_several_lines(field: forms.Field) -> bool:
    is_multiple = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    return is_multiple or isinstance(_inner_widget(field), forms.Textarea)


def _widget_values(widget, html_name: str, value) -> dict[str, list[str]]:
    if not isinstance(widget, forms.MultiWidget):
        return {html_name: _texts(widget, value)}
    values = {}
    parts = value if isinstance(value, list) else widget.decompress(value)
    for part_widget, suffix, part in zip(widget.widgets, widget.widgets_names, parts, strict=True):
        values |= _widget_values(part_widget, html_name + suffix, part)
    return values


def _texts(widget, value) -> list[str]:
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, File):  # its name stands for it
        return [str(value)]
    formatted = widget.format_value(value)
    texts = formatted if isinstance(formatted, list) else [formatted]
    return [str(text) for text in texts if text is not None and text is not False]


def flatten(sent: dict[str, list[str]]) -> list[str]:
    """The values of several inputs, without the names of the inputs."""
    return list(chain.from_iterable(sent.values()))


def input_names(bound) -> list[str]:
    """The names under which a browser sends this field."""
    widget = _inner_widget(bound.field)
    if isinstance(widget, forms.MultiWidget):
        return [bound.html_name + suffix for suffix in widget.widgets_names]
    return [bound.html_name]


def normalize(field: forms.Field, values: list[str]) -> list[str]:
    """Equal for values that mean the same, whether they come from a browser or the database."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if any(value.lower() not in ("", "false") for value in values) else []
    trim = getattr(field, "normalize", _trim)
    return sorted(text for text in (trim(value) for value in values) if text)


def fingerprint(values) -> str:
    return hashlib.blake2s(json.dumps(values).encode(), digest_size=6).hexdigest()


def to_text(field: forms.Field, values: list[str]) -> str:
    """Values as people read them: the labels of choices, not their codes."""
    if hasattr(field, "queryset"):
        keys = [value for value in values if is_key(value)]
        return "\n".join(map(str, field.queryset.model._default_manager.filter(pk__in=keys)))
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if hasattr(field, "choices"):
        labels = dict(flatten_choices(field.choices))
        return "\n".join(str(labels.get(value, value)) for value in values if value)
    return "\n".join(map(getattr(field, "to_plain_text", str), values))


def formatted_words(field: forms.Field, values: list[str]) -> list[tuple[str, Hashable]]:
    """Each word with its formatting, of a field whose texts have any."""
    words = getattr(field, "formatted_words", lambda text: [])
    return list(chain.from_iterable(map(words, values)))


def to_full_text(field: forms.Field, values: list[str]) -> str:
    """The same for people who compare two of them: also what it refers to, by name."""
    if hasattr(field, "to_full_text"):
        return "\n".join(map(field.to_full_text, values))
    return to_text(field, values)
