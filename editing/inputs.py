"""Dates and times are the browser's own inputs, which know the calendar and the clock of whoever types."""

from django import forms
from django.db import models


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class NativeInputAdmin:
    """A mixin for admins and inlines; list it before ModelAdmin or InlineModelAdmin."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
            kwargs.setdefault("widget", DayInput())
        elif isinstance(db_field, models.TimeField):
            kwargs.setdefault("widget", ClockInput())
        return super().formfield_for_dbfield(db_field, request, **kwargs)
