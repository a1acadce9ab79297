"""Days and times in lists, as people say them: “Nov 30, 11:30 pm”. The foot of the page names the time zone."""

from collections.abc import Callable

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from editing.moments import day_in_words, time_in_words


class ListColumnsAdmin:
    """A mixin; list it before ModelAdmin. `SaveFirstAdmin` contains it."""

    def get_list_display(self, request):
        return [self._in_words(column) for column in super().get_list_display(request)]

    def _in_words(self, column):
        try:
            field = self.opts.get_field(column) if isinstance(column, str) else None
        except FieldDoesNotExist:
            return column  # a method
        if not isinstance(field, models.DateField) or column in self.list_editable:
            return column
        words = time_in_words if isinstance(field, models.DateTimeField) else day_in_words
        return _column(field, words)


def _column(field: models.Field, words: Callable) -> Callable:
    """What Django needs to show, name and sort a column that is no field."""

    def column(record) -> str | None:
        value = getattr(record, field.attname)
        return value and words(value)

    column.__name__ = field.name
    column.short_description = field.verbose_name
    column.admin_order_field = field.name
    return column
