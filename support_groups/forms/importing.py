"""A file of groups, and how it is to be read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support_groups.exchange import formats, importing
from support_groups.exchange.formats.columns import TARGETS
from support_groups.forms.inputs import ZoneSelect
from support_groups.models import Group, GroupImport, Language
from support_groups.models.group import is_iana_zone


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Our own CSV, any table saved as CSV, HSDS 3.0 (JSON, or its tables as a zip file) or a TSML feed (JSON), up to 20 MB. The name does not matter."
        ),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > formats.LARGEST:
            raise ValidationError(
                gettext("The file is larger than %d MB. Split it.") % (formats.LARGEST // 1024**2)
            )
        return upload

    def receive(self, *, by, at) -> GroupImport | None:
        """The import of the file; None, with the reason beside the field, if it cannot be read."""
        upload = self.cleaned_data["file"]
        try:
            return importing.receive(upload.read(), name=upload.name, by=by, at=at)
        except formats.UnknownFormat as reason:
            self.add_error("file", str(reason))
            return None


class ReadingForm(forms.Form):
    """What holds for rows that do not say it, and, for a table that is not ours, which column is what."""

    stage_fit = forms.ChoiceField(label=_("Who it fits"), required=False)
    attendance = forms.ChoiceField(label=_("How people meet"), required=False)
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=50,
        required=False,
        validators=[is_iana_zone],
        widget=ZoneSelect(_("that of the town"), has_all=True),
    )
    languages = forms.ChoiceField(label=_("Language spoken"), required=False)
    organization = forms.CharField(label=_("Organization"), required=False, max_length=200)
    town = forms.CharField(label=_("Town"), required=False, max_length=100)
    region = forms.CharField(label=_("State or province"), required=False, max_length=100)
    arrival = forms.ChoiceField(
        label=_("New groups arrive"), choices=GroupImport.Arrival, widget=forms.RadioSelect, initial="draft"
    )

    def __init__(self, *args, batch: GroupImport, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        nothing = [("", _("each row says it"))]
        for name in ("stage_fit", "attendance"):
            self.fields[name].choices = nothing + Group._meta.get_field(name).choices
        self.fields["languages"].choices = nothing + [
            (one.code, one.label) for one in Language.objects.offered()
        ]
        known = batch.defaults | {
            "arrival": batch.arrival,
            "languages": "".join(batch.defaults.get("languages", [])),
        }
        self.initial = {name: value for name, value in known.items() if name in self.fields}
        table = formats.columns_of(bytes(batch.data))
        self.guess, self.samples = table or ({}, {})
        self.headers = list(self.guess)
        said = batch.columns or self.guess
        choices = [("", _("not read")), *((name, name.replace("_", " ")) for name in TARGETS)]
        for number, header in enumerate(self.headers):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header or _("(no name)"), choices=choices, required=False, initial=said.get(header, "")
            )

    @property
    def general(self):
        return [self[name] for name in self.fields if not name.startswith("column-")]

    @property
    def table(self):
        """(field, first cells) of each column of the file."""
        return [(self[f"column-{n}"], self.samples.get(header, [])) for n, header in enumerate(self.headers)]

    def mapping(self) -> formats.ColumnMapping:
        data = self.cleaned_data
        columns = (
            {header: data[f"column-{n}"] for n, header in enumerate(self.headers)} if self.headers else None
        )
        defaults = {
            name: data[name] for name in self.fields if name != "arrival" and not name.startswith("column-")
        }
        defaults["languages"] = [data["languages"]] if data["languages"] else []
        return formats.ColumnMapping(columns, {name: value for name, value in defaults.items() if value})

    def stage(self, *, at) -> bool:
        """Whether the file could be read so; if not, the form says why."""
        try:
            importing.stage(self.batch, self.mapping(), arrival=self.cleaned_data["arrival"], at=at)
        except formats.UnknownFormat as reason:
            self.add_error(None, str(reason))
            return False
        return True
