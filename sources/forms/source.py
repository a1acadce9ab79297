from calendar import monthrange

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources import identifiers
from sources.adding import duplicates
from sources.csl import PARTS_OF_BOOKS
from sources.forms.names import NamesField
from sources.models import Source


class SourceForm(forms.ModelForm):
    key = forms.CharField(
        label=_("Key"),
        required=False,
        max_length=60,
        help_text=_("Texts use this key to cite the source. Leave empty to create one, such as redig2013."),
    )
    csl_type = forms.ChoiceField(label=_("Kind of source"), choices=Source.Kind)
    authors = NamesField(label=_("Authors"), required=False)
    editors = NamesField(label=_("Editors"), required=False)
    # Room for what is pasted: a whole address, of which the identifier is kept.
    doi = forms.CharField(label=_("DOI"), required=False, max_length=1000)
    pmid = forms.CharField(label=_("PubMed number"), required=False, max_length=1000)
    pmcid = forms.CharField(label=_("PubMed Central number"), required=False, max_length=1000)
    isbn = forms.CharField(label=_("ISBN"), required=False, max_length=1000)
    save_anyway = forms.BooleanField(
        label=_("Save anyway: this is a different work"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Source
        fields = [
            *("csl_type", "title", "authors", "year", "month", "day", "season", "evidence", "key"),
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
        for role in {"authors", "editors"} & self.fields.keys():
            self.fields[role].known = getattr(self.instance, role)

    def clean_doi(self):
        return self._identifier(
            "doi", _("This is not a valid DOI. A DOI starts with 10. and has a slash: 10.1111/joim.12084")
        )

    def clean_pmid(self):
        return self._identifier("pmid", _("This is not a valid PubMed number. It has up to eight digits."))

    def clean_pmcid(self):
        return self._identifier(
            "pmcid", _("This is not a valid PubMed Central number. It starts with PMC, followed by digits.")
        )

    def clean_isbn(self):
        return self._identifier("isbn", _("This is not a valid ISBN. Check its digits."))

    def _identifier(self, kind, message):
        text = (self.cleaned_data[kind] or "").strip()
        if not text:
            return ""
        prefixed = f"pmid:{text}" if kind == "pmid" else text
        values = [one.value for one in identifiers.find(prefixed) if one.kind == kind]
        if len(values) != 1:
            raise ValidationError(message)
        if kind != "isbn":  # that of a book is the same in each of its chapters: see `clean`
            others = Source.objects.exclude(pk=self.instance.pk).select_related("merged_into")
            self._refuse_second(others.with_identifier(kind, values[0]).first())
        return values[0]

    def _refuse_second(self, first):
        if first and first.merged_into == self.instance:
            sentence = gettext(
                "{} has it, which was merged into this source. To have it here, restore that one from its history and "
                "merge this source into it."
            )
            link = format_html('<a href="{}">{}</a>', _address(first), first.key)
            raise ValidationError(format_html(sentence, link), code="unique")
        if first:
            first = first.merged_into or first
            link = format_html('<a href="{}">{}</a>', _address(first), first)
            raise ValidationError(format_html(gettext("This work is already here: {}"), link), code="unique")

    def clean(self):
        cleaned = super().clean()
        self._refuse_impossible_date(cleaned)
        self._refuse_second_book(cleaned)
        self._warn_of_near_duplicates(cleaned)
        if not cleaned.get("key") and not self.instance.pk:
            item = {
                name: cleaned.get(column) for name, column in {"title": "title", "author": "authors"}.items()
            }
            if cleaned.get("year"):
                item["issued"] = {"date-parts": [[cleaned["year"]]]}
            cleaned["key"] = Source.objects.free_key({name: value for name, value in item.items() if value})
        return cleaned

    def _refuse_second_book(self, cleaned):
        """Only when it is typed: an import may have decided that two books with one ISBN are two works."""
        if cleaned.get("csl_type") in PARTS_OF_BOOKS or not {"isbn", "csl_type"} & set(self.changed_data):
            return
        others = Source.objects.exclude(pk=self.instance.pk).select_related("merged_into")
        try:
            self._refuse_second(others.books_with(cleaned.get("isbn", "")).first())
        except ValidationError as refusal:
            self.add_error("isbn", refusal)

    def _refuse_impossible_date(self, cleaned):
        date = {part: cleaned.get(part) for part in ("year", "month", "day", "season")}
        if problem := _date_problem(**date):
            self.add_error(*problem)

    def _warn_of_near_duplicates(self, cleaned):
        """Once, and only when what tells works apart was typed or changed; then it is the editor's decision."""
        telling = {"title", "authors", "year", "volume", "page"}
        if self.errors or cleaned.get("save_anyway") or not telling & set(self.changed_data):
            return
        self.alike = duplicates.near(cleaned, besides=self.instance if self.instance.pk else None)
        if self.alike:
            self.fields["save_anyway"].widget = forms.CheckboxInput()
            links = format_html_join(
                "",
                '<br><a href="{}" target="_blank">{}</a>',
                ((_address(source), source.reference_text) for source in self.alike),
            )
            sentence = gettext("This could be a duplicate. If it is a different work, check the box. {}")
            self.add_error("save_anyway", format_html(sentence, links))


def _address(source: Source) -> str:
    return reverse("admin:sources_source_change", args=[source.pk])


def _date_problem(year, month, day, season) -> tuple[str, str] | None:
    """The field that is wrong and what to do, or None."""
    if year is not None and not -9999 <= year <= 9999:
        return "year", _("A year has at most four digits.")
    if month is not None and not 1 <= month <= 12:
        return "month", _("A month is a number from 1 to 12.")
    if year is None and (month is not None or season is not None):
        return "year", _("Enter a year too. A month or a season needs one.")
    if season is not None:
        has_day = month is not None or day is not None
        return ("season", _("Enter a month or a season, not both.")) if has_day else None
    if day is not None and not _exists(year, month, day):
        return "day", _("This day doesn’t exist.")
    return None


def _exists(year, month, day) -> bool:
    if month is None:
        return False
    leap_year_before_christ = 2024 if year < 1 else year  # as the constraint on the model has it
    return 1 <= day <= monthrange(leap_year_before_christ, month)[1]
