"""Fields that pick other objects. A value that can't be a key gets the form's error instead of an exception."""

from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, ModelChoiceField, ModelMultipleChoiceField

from editing.keys import is_key


class _KeysOnly:
    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if is_key(key)], attrs)


class PickerSelect(_KeysOnly, AutocompleteSelect):
    pass


class PickerSelectMultiple(_KeysOnly, AutocompleteSelectMultiple):
    pass


class PickerChoice(ModelChoiceField):
    loaded = None  # an object that its form has loaded already, and need not look up again

    def to_python(self, value):
        if self.loaded is not None and value == str(self.loaded.pk):
            return self.loaded
        return super().to_python(value)


class PickerMultipleChoice(ModelMultipleChoiceField):
    loaded = ()  # the objects that its form has loaded already

    def _check_values(self, value):
        if self.loaded and sorted(map(str, value)) == sorted(str(row.pk) for row in self.loaded):
            return self.loaded
        for key in value if isinstance(value, list | tuple) else []:
            if not is_key(key):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": str(key)[:40]})
        return super()._check_values(value)


class PickerAdmin:
    """A mixin for admins and inlines; list it before ModelAdmin or InlineModelAdmin.

    Beside a picker are only the ways to add what is missing and to correct what is chosen: nobody means to delete a
    person from the form of an article."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
            if isinstance(field.widget.widget, CheckboxSelectMultiple):
                field.widget.can_add_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", PickerChoice)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickerSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", PickerMultipleChoice)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickerSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
