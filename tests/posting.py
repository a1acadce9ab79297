"""What a browser would send when the form of an admin page is submitted as it is."""

import datetime

import reversion
from django.core.files import File
from django.forms import ModelMultipleChoiceField, MultiWidget, Select


def kept(thing) -> None:
    """A version of it as it is, such as an import makes. Saving a form that nobody changed makes none."""
    with reversion.create_revision():
        reversion.add_to_revision(type(thing)._default_manager.get(pk=thing.pk))


def as_submitted(response, **changes) -> dict:
    """The data of the change form (or plain form) on this page and its inlines, with changes. None leaves a field out."""
    context = response.context
    forms = [context["adminform"].form] if "adminform" in context else [context["form"]]
    for inline in context.get("inline_admin_formsets", []):
        forms += [inline.formset.management_form, *inline.formset.initial_forms, *inline.formset.extra_forms]
    data = {"opened": context["opened"]} if "opened" in context else {}
    for form in forms:
        for bound in form:
            data |= _sent(bound)
    return {name: value for name, value in (data | changes).items() if value is not None}


def _sent(bound) -> dict:
    sent = _inputs(bound)
    if bound.field.show_hidden_initial:
        sent |= {f"initial-{name}": value for name, value in sent.items()}
    return sent


def _inputs(bound) -> dict:
    value = bound.value()
    if value is None and type(bound.field.widget) is Select and bound.field.choices:
        value = next(iter(bound.field.choices))[0]  # a browser shows, and sends, the first
    if isinstance(bound.field.widget, MultiWidget):
        return _parts(bound, value)
    if value is False or isinstance(value, File):
        return {}
    if value is None:
        return {} if isinstance(bound.field, ModelMultipleChoiceField) else {bound.html_name: ""}
    return {bound.html_name: _as_text(bound, value)}


def _parts(bound, value) -> dict:
    widget = bound.field.widget
    values = value if isinstance(value, list) else widget.decompress(value)
    parts = enumerate(zip(widget.widgets, values, strict=True))
    return {f"{bound.html_name}_{place}": part.format_value(value) or "" for place, (part, value) in parts}


def _as_text(bound, value):
    if isinstance(value, datetime.date | datetime.time):
        return bound.field.widget.format_value(value)
    return [getattr(item, "pk", item) for item in value] if isinstance(value, list) else value
