"""Django's choices of other rows, but a value that is no key gets the form's error instead of an exception."""

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField

from support_groups.keys import is_key
from support_groups.models.vocabulary import Term


class TolerantSelect(AutocompleteSelect):
    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if is_key(one)], attrs)


class TolerantMultipleChoice(ModelMultipleChoiceField):
    def _check_values(self, value):
        for one in value if isinstance(value, list | tuple) else []:
            if not is_key(one):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": str(one)[:40]})
        return super()._check_values(value)


class TolerantChoices:
    """Mixed into an admin or an inline."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Words are kept in lists of their own, and nobody deletes a venue from a group's form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            is_word = issubclass(db_field.related_model, Term)
            field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_add_related &= not is_word
            field.widget.can_change_related &= not is_word
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", TolerantSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", TolerantMultipleChoice)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
