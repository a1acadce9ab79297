from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editing.staged_import.forms import UploadField
from sources import formats
from sources.adding import importing
from sources.formats.reading import LARGEST


class ImportForm(forms.Form):
    file = UploadField(
        label=_("File"),
        required=False,
        largest=LARGEST,
        advice=_("Export fewer records at a time."),
        help_text=_(
            "BibTeX, RIS, PubMed (.nbib or XML), EndNote XML or CSL-JSON, up to {size} MB. The name doesn’t matter."
        ),
    )
    text = forms.CharField(
        label=_("Or paste text"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        help_text=_(
            "A list of references as printed at the end of an article, or the content of such a file."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text")
        if not self.errors and upload and text:
            raise ValidationError(_("Choose a file or paste a text, not both."))
        if not self.errors and not (upload or text):
            raise ValidationError(_("Choose a file or paste a text."))
        return cleaned

    def stage(self, *, by, at):
        """The staged import; None, with the reason beside the field, if its format is not recognized."""
        upload, text = self.cleaned_data["file"], self.cleaned_data["text"]
        data, name = (upload.read(), upload.name) if upload else (text.encode() + b"\n", "")
        try:
            return importing.stage(data, name=name, by=by, at=at)
        except formats.UnknownFormat as reason:
            self.add_error("file" if upload else "text", str(reason))
            return None
