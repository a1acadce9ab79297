"""Form fields as Django's templates draw them, without running a template for each option of each choice.

The form of a group has some two thousand options. Django includes two templates for each of them, which took more than
half of the time of the page. What the fields look like is still Django's: a test compares both, byte by byte.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
NAMES = (
    *("checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number", "password"),
    *("search", "tel", "text", "time", "url"),
)
INPUTS = frozenset(f"{WIDGETS}{name}.html" for name in NAMES)
SELECT, OPTION = f"{WIDGETS}select.html", f"{WIDGETS}select_option.html"


class FormRenderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request=None) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == SELECT and _has_plain_options(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _has_plain_options(widget: Mapping[str, Any]) -> bool:
    return all(
        option["template_name"] == OPTION for _, options, _ in widget["optgroups"] for option in options
    )


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    head = f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    return mark_safe(f"{head}{value}{_attributes(widget['attrs'])}>")  # noqa: S308  each part is escaped


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "".join(map(_group, widget["optgroups"]))
    head = f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>'
    return mark_safe(f"{head}{groups}\n</select>")  # noqa: S308  each part is escaped


def _group(group: tuple[Any, list[dict[str, Any]], int]) -> str:
    name, options, _index = group
    drawn = "".join(map(_option, options))
    return f'\n  <optgroup label="{_label(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option: Mapping[str, Any]) -> str:
    head = f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>'
    return f"\n  {head}{_label(option['label'])}</option>\n"


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(_said(attrs))


def _said(attrs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in attrs.items():
        if value is True:
            yield f" {conditional_escape(name)}"
        elif value is not False:
            yield f' {conditional_escape(name)}="{_text(value)}"'


def _text(value: object) -> str:
    """As the filter `stringformat` has it, escaped."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _label(value: object) -> str:
    """Numbers as the language of the page writes them, escaped."""
    return conditional_escape(localize(value))
