"""Change forms for staff who may view but not change: readable values, and no fields meant for typing."""

from django.db import models


class ReadableAdmin:
    """Django shows every field in the fieldsets with its stored value. For somebody who may only view, that means the
    HTML source of a text, a list of names as JSON, and a row for each field that exists only in the form."""

    # A field stored as HTML, JSON or a code -> the method of this admin that shows it in words.
    read_as: dict[str, str] = {}

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            return fieldsets
        shown = [
            (title, options | {"fields": self._readable(options["fields"])}) for title, options in fieldsets
        ]
        return [(title, options) for title, options in shown if options["fields"]]

    def _readable(self, entries) -> list:
        """The fieldset entries, without fields that have nothing to read."""
        rows = [[entry] if isinstance(entry, str) else entry for entry in entries]
        shown = [[self.read_as.get(name, name) for name in row if self._says_something(name)] for row in rows]
        kept = dict.fromkeys(tuple(row) for row in shown if row)  # two fields may be shown as one
        return [row[0] if len(row) == 1 else row for row in kept]

    def _says_something(self, name: str) -> bool:
        field = next((one for one in self.opts.get_fields() if one.name == name), None)
        if isinstance(field, models.Field):
            return field.editable
        return hasattr(self, name) or hasattr(self.model, name)
