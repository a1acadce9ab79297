from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _


class UploadField(forms.FileField):
    """A file of at most `largest` bytes. `advice` says what to do with a larger one; `{size}` in the help text is the
    limit in MB."""

    def __init__(self, *, largest: int, advice: str, help_text: str, **kwargs):
        self.largest, self.advice = largest, advice
        super().__init__(help_text=format_lazy(help_text, size=largest // 1024**2), **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and value.size > self.largest:
            sentence = _("The file is larger than %d MB.") % (self.largest // 1024**2)
            raise ValidationError(f"{sentence} {self.advice}")
