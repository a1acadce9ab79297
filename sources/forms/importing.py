from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources import formats
from sources.adding import importing
from sources.formats.reading import LARGEST


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "BibTeX, RIS, PubMed (.nbib or XML), EndNote XML or CSL-JSON, up to 50 MB. The name does not matter."
        ),
    )
    text = forms.CharField(
        label=_("or pasted text"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        help_text=_(
            "A list of references as printed at the end of an article, or the content of such a file."
        ),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > LARGEST:
            raise ValidationError(
                gettext("The file is larger than %d MB. Export fewer records at a time.")
                % (LARGEST // 1024**2)
            )
        return upload

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text")
        if self.errors:
            return cleaned
        if bool(upload) == bool(text):
            raise ValidationError(
                _("Choose a file or paste a text, not both.")
                if upload
                else _("Choose a file or paste a text.")
            )
        return cleaned

    def stage(self, *, by, at):
        """The import of what was given; None, with the reason beside the field, if nothing is recognised."""
        upload, text = self.cleaned_data["file"], self.cleaned_data["text"]
        try:
            return importing.stage(
                upload.read() if upload else text.encode(), name=upload.name if upload else "", by=by, at=at
            )
        except formats.UnknownFormat as reason:
            self.add_error("file" if upload else "text", str(reason))
            return None
