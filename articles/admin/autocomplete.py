"""Django's choices of other rows, but a value that is no key gets the form's error instead of an exception."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField

LONGEST_NUMBER = 18  # digits that fit a 64-bit key


class _Tolerant:
    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [v for v in value if is_key(v)], attrs)


class TolerantSelect(_Tolerant, AutocompleteSelect):
    pass


class TolerantSelectMultiple(_Tolerant, AutocompleteSelectMultiple):
    pass


class TolerantMultipleChoice(ModelMultipleChoiceField):
    def _check_values(self, value):
        for one in value if isinstance(value, list | tuple) else []:
            if not is_key(one):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": str(one)[:40]})
        return super()._check_values(value)


def is_key(value) -> bool:
    """
    >>> is_key("12"), is_key("abc"), is_key(""), is_key("9" * 30)
    (True, False, False, False)
    """
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


class TolerantAutocomplete:
    """Mixed into an admin or an inline that has autocomplete_fields."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", TolerantSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", TolerantMultipleChoice)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", TolerantSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
