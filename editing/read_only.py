"""Change forms for staff who may view but not change: readable values, and no fields meant for typing."""

from collections.abc import Callable

from django.db import models


class ReadableAdmin:
    """Django shows every field in the fieldsets with its stored value. For somebody who may only view, that means the
    HTML source of a text, a list of names as JSON, and a row for each field that exists only in the form."""

    # A field stored as HTML, JSON or a code -> the method of this admin that shows it in words, given object and request.
    read_as: dict[str, str] = {}

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            return fieldsets
        methods = {name: self._asking(name, request) for name in set(self.read_as.values())}
        said = {name: methods[method] for name, method in self.read_as.items()}
        shown = [
            (title, options | {"fields": self._readable(options["fields"], said)})
            for title, options in fieldsets
        ]
        return [(title, options) for title, options in shown if options["fields"]]

    def _asking(self, name: str, request) -> Callable:
        """The method as a field, which Django calls with the object alone: what a text shows may hang on the request."""
        method = getattr(self, name)

        def field(obj):
            return method(obj, request)

        field.__name__, field.short_description = name, method.short_description
        return field

    def _readable(self, entries, said: dict[str, Callable]) -> list:
        """The fieldset entries, without fields that have nothing to read."""
        rows = [[entry] if isinstance(entry, str) else entry for entry in entries]
        shown = [[said.get(name, name) for name in row if self._says_something(name)] for row in rows]
        kept = dict.fromkeys(tuple(row) for row in shown if row)  # two fields may be shown as one
        return [row[0] if len(row) == 1 else row for row in kept]

    def _says_something(self, name: str) -> bool:
        field = next((one for one in self.opts.get_fields() if one.name == name), None)
        if isinstance(field, models.Field):
            return field.editable
        return hasattr(self, name) or hasattr(self.model, name)
