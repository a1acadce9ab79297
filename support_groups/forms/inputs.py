"""Inputs that every browser brings along, and bounds for what is typed into them."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)  # as for patterns


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def is_of_our_time(day: datetime.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Years go from 1900 to 2199."))


def bound_dates(form: forms.Form) -> None:
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.validators = [*field.validators, is_of_our_time]


class Numbers(forms.TypedMultipleChoiceField):
    """Checkboxes for numbers: weekdays, months."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(coerce=int, required=False, initial=[], **options)
