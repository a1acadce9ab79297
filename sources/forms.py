from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sources import identifiers
from sources.models import Source
from sources.names import NamesField


class SourceForm(forms.ModelForm):
    key = forms.CharField(
        label=_("key"),
        required=False,
        max_length=60,
        help_text=_("What texts call this source. Leave empty: redig2013 is made for you."),
    )
    csl_type = forms.ChoiceField(label=_("kind of work"), choices=Source.Kind)
    authors = NamesField(label=_("authors"), required=False)
    editors = NamesField(label=_("editors"), required=False)

    class Meta:
        model = Source
        fields = [
            *("csl_type", "title", "authors", "year", "month", "day", "evidence", "key"),
            *("container_title", "container_title_short", "volume", "issue", "page"),
            *("doi", "pmid", "pmcid", "url", "accessed"),
            *("publisher", "edition", "editors", "isbn", "status", "notes"),
        ]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "container_title": forms.Textarea(attrs={"rows": 1, "class": "vLargeTextField"}),
            "notes": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        current = self.instance.csl_type
        if "csl_type" in self.fields and current not in Source.Kind.values:
            self.fields["csl_type"].choices = [*Source.Kind.choices, (current, current)]

    def clean_doi(self):
        return self._identifier(
            "doi", _("This is no DOI. A DOI starts with 10. and has a slash: 10.1111/joim.12084")
        )

    def clean_pmid(self):
        return self._identifier("pmid", _("This is no PubMed number: up to eight digits."))

    def clean_pmcid(self):
        return self._identifier("pmcid", _("This is no PubMed Central number: PMC and digits."))

    def clean_isbn(self):
        return self._identifier("isbn", _("This is no ISBN: check its digits."))

    def _identifier(self, kind, message):
        text = (self.cleaned_data[kind] or "").strip()
        if not text:
            return ""
        prefixed = f"pmid:{text}" if kind == "pmid" else text
        found = [one.value for one in identifiers.find(prefixed) if one.kind == kind]
        if len(found) != 1:
            raise ValidationError(message)
        return found[0]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("key") and not self.instance.pk:
            item = {
                name: cleaned.get(column) for name, column in {"title": "title", "author": "authors"}.items()
            }
            if cleaned.get("year"):
                item["issued"] = {"date-parts": [[cleaned["year"]]]}
            cleaned["key"] = Source.objects.free_key({name: value for name, value in item.items() if value})
        return cleaned
