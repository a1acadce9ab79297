"""The upload of a file of groups, and how to read it."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from editing.staged_import.forms import UploadField
from support_groups.exchange import formats, importing
from support_groups.exchange.formats.columns import TARGETS
from support_groups.forms.column_labels import column_label
from support_groups.forms.inputs import Suggestions, ZoneSelect
from support_groups.models import DataSource, Group, GroupImport, Language
from support_groups.models.data_source import LONGEST_NAME, validate_source_name
from support_groups.models.group import validate_zone
from support_groups.places import countries

NOT_COLUMNS = ("arrival", "data_source")


class UploadForm(forms.Form):
    file = UploadField(
        label=_("File"),
        largest=formats.LARGEST,
        advice=_("Split it."),
        help_text=_(
            "Our own CSV, any table saved as CSV, HSDS 3.0 (JSON, or its tables as a zip file), a TSML feed (JSON) or "
            "search results of a BMLT server (JSON or CSV), up to {size} MB. The name doesn’t matter."
        ),
    )

    def stage(self, *, by, at) -> GroupImport | None:
        """The import of the file; None, with the reason beside the field, if it cannot be read."""
        upload = self.cleaned_data["file"]
        try:
            return importing.receive(upload.read(), name=upload.name, by=by, at=at)
        except formats.UnknownFormat as reason:
            self.add_error("file", str(reason))
            return None


class MappingForm(forms.Form):
    """Where the file comes from, defaults for rows that leave something open, and, for a table that is not ours, what
    each column is."""

    data_source = forms.CharField(
        label=_("Data source"),
        required=False,
        max_length=LONGEST_NAME,
        validators=[validate_source_name],
        widget=Suggestions(),
        help_text=_(
            "The list or feed this file comes from. Use the same name every time, so that we recognize its groups. "
            "If you leave it empty, the file’s name is used."
        ),
    )
    stage_fit = forms.ChoiceField(label=_("Who it fits"), required=False)
    attendance = forms.ChoiceField(label=_("How people meet"), required=False)
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=50,
        required=False,
        validators=[validate_zone],
        widget=ZoneSelect(_("As each row or its place says"), has_all=True),
    )
    languages = forms.ChoiceField(label=_("Language spoken"), required=False)
    organization = forms.CharField(label=_("Organization"), required=False, max_length=200)
    town = forms.CharField(label=_("Town"), required=False, max_length=100)
    region = forms.CharField(label=_("State or province"), required=False, max_length=100)
    country = forms.ChoiceField(label=_("Country"), required=False)
    arrival = forms.ChoiceField(
        label=_("New groups become"), choices=GroupImport.Arrival, widget=forms.RadioSelect, initial="draft"
    )

    def __init__(self, *args, staged_import: GroupImport, **kwargs):
        super().__init__(*args, **kwargs)
        self.staged_import = staged_import
        self._offer_sources()
        self._offer_defaults()
        self._offer_columns()

    def _offer_sources(self) -> None:
        """Our own files need none: their groups have our identifiers."""
        if self.staged_import.is_own:
            del self.fields["data_source"]
            return
        field = self.fields["data_source"]
        field.initial = self.staged_import.data_source or self.staged_import.suggested_source
        field.widget.offered = DataSource.objects.values_list("name", flat=True)

    def _offer_defaults(self) -> None:
        nothing = [("", _("As each row says"))]
        for name in ("stage_fit", "attendance"):
            self.fields[name].choices = nothing + Group._meta.get_field(name).choices
        self.fields["country"].choices = nothing + countries()
        languages = [(language.code, language.label) for language in Language.objects.offered()]
        self.fields["languages"].choices = nothing + languages
        defaults = self.staged_import.defaults
        initial = defaults | {
            "arrival": self.staged_import.arrival,
            "languages": "".join(defaults.get("languages", [])),
        }
        self.initial = {name: value for name, value in initial.items() if name in self.fields}

    def _offer_columns(self) -> None:
        guess, self.samples = formats.columns_of(bytes(self.staged_import.data)) or ({}, {})
        self.headers = list(guess)
        columns = self.staged_import.columns or guess
        choices = [
            ("", _("Don’t read it")),
            *((name, capfirst(column_label(name))) for name in TARGETS),
        ]
        for number, header in enumerate(self.headers):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header or _("(no name)"),
                choices=choices,
                required=False,
                initial=columns.get(header, ""),
            )

    @property
    def general(self):
        return [
            self[name] for name in self.fields if not name.startswith("column-") and name != "data_source"
        ]

    @property
    def source(self):
        return [self["data_source"]] if "data_source" in self.fields else []

    @property
    def table(self):
        """(field, first cells) of each column of the file."""
        return [(self[f"column-{n}"], self.samples.get(header, [])) for n, header in enumerate(self.headers)]

    def mapping(self) -> formats.ColumnMapping:
        data = self.cleaned_data
        columns = {header: data[f"column-{n}"] for n, header in enumerate(self.headers)}
        defaults = {field.name: data[field.name] for field in self.general if field.name not in NOT_COLUMNS}
        defaults["languages"] = [data["languages"]] if data["languages"] else []
        return formats.ColumnMapping(columns, {name: value for name, value in defaults.items() if value})

    def stage(self, *, at) -> bool:
        """Whether the file could be read this way; if not, the form says why."""
        try:
            importing.stage(
                self.staged_import,
                self.mapping(),
                arrival=self.cleaned_data["arrival"],
                at=at,
                data_source=self.cleaned_data.get("data_source", ""),
            )
        except formats.UnknownFormat as reason:
            self.add_error(None, str(reason))
            return False
        return True
