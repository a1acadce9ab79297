"""Change forms for staff who may view but not change: readable values, and no fields that are only for typing."""

from collections.abc import Callable

from django.db import models


class ReadableAdmin:
    """Django shows every field in the fieldsets with its stored value. For somebody who may only view, that means the
    HTML source of a text, a list of names as JSON, and a row for each field that exists only in the form."""

    # A field stored as HTML, JSON or a code -> the method of this admin that shows it in words, as method(obj, request).
    readable_fields: dict[str, str] = {}

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            return fieldsets
        methods = {name: self._bind_request(name, request) for name in set(self.readable_fields.values())}
        replacements = {name: methods[method] for name, method in self.readable_fields.items()}
        readable = [
            (title, options | {"fields": self._readable_entries(options["fields"], replacements)})
            for title, options in fieldsets
        ]
        return [(title, options) for title, options in readable if options["fields"]]

    def _bind_request(self, name: str, request) -> Callable:
        """A method as a field. Django calls a field with the object alone, but the text may depend on the request."""
        method = getattr(self, name)

        def field(obj):
            return method(obj, request)

        field.__name__, field.short_description = name, method.short_description
        return field

    def _readable_entries(self, entries, replacements: dict[str, Callable]) -> list:
        """The entries of a fieldset, without fields that have nothing to read."""
        rows = []
        for entry in entries:
            names = [entry] if isinstance(entry, str) else entry
            row = tuple(replacements.get(name, name) for name in names if self._is_readable(name))
            if row and row not in rows:  # one method may show two fields
                rows.append(row)
        return [row[0] if len(row) == 1 else row for row in rows]

    def _is_readable(self, name: str) -> bool:
        field = next((field for field in self.opts.get_fields() if field.name == name), None)
        if isinstance(field, models.Field):
            return field.editable
        return hasattr(self, name) or hasattr(self.model, name)
