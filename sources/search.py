"""The search form of the bibliography. It uses GET, so every search has an address that can be shared."""

from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editing.text import one_line
from sources.models import Source, SourceCount, SourceQuerySet

EVERYTHING = ("", _("All"))
COLUMNS = {"kind": "csl_type", "evidence": "evidence", "year": "year"}  # by which sources are counted, too


class PlainSelect(forms.Select):
    """Without groups, and without a template for each choice, which takes 150 calls."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = (
            (key, SafeString(" selected") if str(key) == chosen else "", words) for key, words in self.choices
        )
        shown = self.build_attrs(self.attrs, attrs)
        return format_html(
            '<select name="{}"{}>{}</select>',
            *(name, flatatt(shown), format_html_join("", '<option value="{}"{}>{}</option>', options)),
        )


class SourceSearch(forms.Form):
    """`narrow(sources)` applies each valid field; the others have an error beside them."""

    q = forms.CharField(
        label=_("Title, author, journal, DOI"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of source"), required=False, widget=PlainSelect(attrs={"class": "input"})
    )
    evidence = forms.ChoiceField(
        label=_("Kind of evidence"), required=False, widget=PlainSelect(attrs={"class": "input"})
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1000,
        max_value=2999,
        widget=forms.TextInput(attrs={"class": "input w-s", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter a four-digit year, such as 2013."),
            "min_value": _("Enter a four-digit year, such as 2013."),
            "max_value": _("Enter a four-digit year, such as 2013."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [EVERYTHING, *Source.Kind.choices]
        self.fields["evidence"].choices = [EVERYTHING, *Source.Evidence.choices]
        for field in self.fields.values():
            field.error_messages.setdefault("invalid_choice", "")
            field.error_messages["invalid_choice"] = _("This choice isn’t in the list. Choose another.")

    def clean_q(self):
        return one_line(self.cleaned_data["q"])

    def narrow(self, sources: SourceQuerySet) -> SourceQuerySet:
        self.is_valid()
        values = self.cleaned_data
        if values.get("q"):
            sources = sources.matching(values["q"])
        return sources.filter(**self._in_columns)

    @property
    def kept_count(self) -> int | None:
        """How many sources it finds, if that is known without counting them."""
        if any(value for name, value in self.cleaned_data.items() if name not in COLUMNS):
            return None
        return SourceCount.objects.filter(**self._in_columns).total()

    @property
    def _in_columns(self) -> dict[str, str | int]:
        values = self.cleaned_data
        return {column: values[name] for name, column in COLUMNS.items() if values.get(name)}

    @property
    def refusals(self) -> list[str]:
        """For exports, which show no form: each parameter that is not valid, and why."""
        sentence = _("Nothing was exported, because “%(name)s” in the address isn’t valid. %(why)s")
        return [sentence % {"name": name, "why": " ".join(why)} for name, why in self.errors.items()]

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
