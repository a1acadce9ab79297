"""What a visitor asks of the bibliography, as a GET form: every search has an address that can be shared."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from editing.text import one_line
from sources.models import Source, SourceQuerySet


class SourceSearch(forms.Form):
    """`found(sources)` narrows by each field that was understood; the others are explained beside it."""

    q = forms.CharField(
        label=_("Title, author, journal, DOI"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of work"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    evidence = forms.ChoiceField(
        label=_("Kind of evidence"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1000,
        max_value=2999,
        widget=forms.TextInput(attrs={"class": "input w-s", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("A year is four digits: 2013."),
            "min_value": _("A year is four digits: 2013."),
            "max_value": _("A year is four digits: 2013."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        self.fields["kind"].choices = everything + Source.Kind.choices
        self.fields["evidence"].choices = everything + Source.Evidence.choices
        for field in self.fields.values():
            field.error_messages.setdefault("invalid_choice", "")
            field.error_messages["invalid_choice"] = _("This choice is not in the list any more.")

    def clean_q(self):
        return one_line(self.cleaned_data["q"])

    def found(self, sources: SourceQuerySet) -> SourceQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("q"):
            sources = sources.matching(asked["q"])
        if asked.get("kind"):
            sources = sources.filter(csl_type=asked["kind"])
        if asked.get("evidence"):
            sources = sources.filter(evidence=asked["evidence"])
        if asked.get("year"):
            sources = sources.filter(year=asked["year"])
        return sources

    @property
    def refusals(self) -> list[str]:
        """For whoever asks for a file and sees no form: each parameter that was not understood, and why."""
        told = _("Nothing was exported. The parameter “%(name)s” was not understood: %(why)s")
        return [told % {"name": name, "why": " ".join(why)} for name, why in self.errors.items()]

    @property
    def active(self) -> list[tuple[str, str]]:
        """Each filter in force: its parameter, and what it was set to in words."""
        chosen = []
        for name, value in getattr(self, "cleaned_data", {}).items():
            if value not in (None, ""):
                choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
                words = choices.get(value, value)
                chosen.append((name, str(words)))
        return chosen

    @property
    def removals(self) -> list[tuple[str, str, str]]:
        """Each filter in force, with the query of the same search without it."""
        kept = [(name, self.data.get(name)) for name, _words in self.active]
        return [
            (
                name,
                words,
                f"?{rest}" if (rest := urlencode([pair for pair in kept if pair[0] != name])) else "",
            )
            for name, words in self.active
        ]
