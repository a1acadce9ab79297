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
    if hasattr(bound.field.widget, "decompress") and isinstance(bound.field.widget, MultiWidget):
        parts = value if isinstance(value, list) else bound.field.widget.decompress(value)
        widgets = zip(bound.field.widget.widgets, parts, strict=True)
        return {
            f"{bound.html_name}_{place}": widget.format_value(part) or ""
            for place, (widget, part) in enumerate(widgets)
        }
    if value is False or (value is None and isinstance(bound.field, ModelMultipleChoiceField)):
        return {}
    if value is None:
        return {bound.html_name: ""}
    if isinstance(value, datetime.date | datetime.time):
        return {bound.html_name: bound.field.widget.format_value(value)}
    if isinstance(value, list):
        return {bound.html_name: [getattr(item, "pk", item) for item in value]}
    if isinstance(value, File):
        return {}
    return {bound.html_name: value}
