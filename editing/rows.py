"""Inline rows below a change form."""

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, HiddenInput

from editing.inputs import NativeInputAdmin
from editing.pickers import PickerAdmin, PickerChoice


class Rows(BaseInlineFormSet):
    """A row that a colleague deleted in the meantime stays deleted, instead of being an error nobody can correct.

    The `extra` empty rows are offered only where there are no others.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = {str(row.pk) for row in self.get_queryset()} if self.extra or self.is_bound else set()
        if present:
            self.extra = 0
        if self.is_bound:
            self.data = self.data.copy()
            for position in range(min(self.initial_form_count(), self.absolute_max)):
                prefix = self.add_prefix(position)
                if self.data.get(f"{prefix}-id") not in present:
                    self.data[f"{prefix}-DELETE"] = "on"

    def get_queryset(self):
        """Rows that the guard against stale saves has loaded (`StaleSaveAdmin`) are not loaded again."""
        loaded = getattr(self.instance, "loaded_rows", {})
        return loaded[self.prefix] if self.prefix in loaded else super().get_queryset()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self._pk_field.name
        key = form.fields[name]
        form.fields[name] = PickerChoice(
            key.queryset, initial=key.initial, required=False, widget=HiddenInput
        )
        form.fields[name].loaded = form.instance if form.instance.pk else None

    def get_unique_error_message(self, unique_check):
        """The sentence of the model's constraint, where there is one."""
        names = {*unique_check} | {self.fk.name}
        for constraint in self.model._meta.total_unique_constraints:
            if {*constraint.fields} == names:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)

    def clean(self):
        """A colleague may have added a row in the meantime. Django checks no constraint that includes the parent."""
        super().clean()
        for form in self.forms if self.instance.pk else ():
            if form.has_changed() and form.is_valid() and not self._should_delete_form(form):
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error)


class RowInline(PickerAdmin, NativeInputAdmin):
    """A mixin for inlines; list it before TabularInline or StackedInline."""

    formset = Rows
    extra = 0
