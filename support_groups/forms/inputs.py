"""Native inputs of browsers, and limits for what is typed into them."""

import datetime
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support_groups.places import zones_offered
from support_groups.schedules import languages
from support_groups.schedules.zone_rules import is_former_name
from support_groups.schedules.zones import cities, is_zone, label_with_city

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)  # as for patterns


class ZoneSelect(forms.Select):
    """Time zones by what people call them. A value that is not among them is there too, and so is kept."""

    def __init__(self, empty=None, *, has_all: bool = False):
        super().__init__()
        self.empty, self.has_all = empty, has_all

    def optgroups(self, name, value, attrs=None):
        language = languages.supported(get_language())
        offered = zones_offered(language)
        known = dict(offered).keys()
        if self.has_all:
            rest = {
                zone: label_with_city(zone, language)
                for zone in set(cities().values()) - known
                if not is_former_name(zone)
            }
            known |= rest.keys()
            offered += [(_("Elsewhere"), sorted(rest.items(), key=lambda choice: choice[1]))]
        kept = [
            (one, label_with_city(one, language) if is_zone(one) else one)
            for one in value
            if one not in {"", *known}
        ]
        self.choices = [*([] if self.empty is None else [("", self.empty)]), *kept, *offered]
        return super().optgroups(name, value, attrs)


class YesNoSelect(forms.Select):
    """A yes or no in words: `words` are (False, …) and (True, …). What a checkbox sends is understood."""

    def __init__(self, words):
        super().__init__(choices=[(str(value), label) for value, label in words])

    def format_value(self, value):
        return super().format_value(str(value in (True, "True", "on")))


class PhraseLine(forms.TextInput):
    """A text, with what it is read as below it: `said` is the context of that template."""

    said: dict | None = None

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        said = render_to_string("admin/support_groups/group/_line.html", self.said or {})
        return format_html('{}<div class="said" role="status">{}</div>', field, said)


class Suggestions(forms.TextInput):
    """A text, with known ones to choose from."""

    offered: Iterable[str] = ()

    def render(self, name, value, attrs=None, renderer=None):
        key = f"{name}-offered"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.offered))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


def validate_year(day: datetime.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Enter a year from 1900 to 2199."))


def validate_years(row: models.Model) -> None:
    """The same for every date of a row that comes from no form."""
    for field in row._meta.concrete_fields:
        day = getattr(row, field.attname)
        if isinstance(field, models.DateField) and day is not None:
            validate_year(day)


def bound_dates(form: forms.Form) -> None:
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.validators = [*field.validators, validate_year]


class NumberCheckboxes(forms.TypedMultipleChoiceField):
    """Checkboxes for numbers: weekdays, months."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(coerce=int, required=False, initial=[], **options)
