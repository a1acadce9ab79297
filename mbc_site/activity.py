"""What all staff did, for administrators: a list with filters, and the same list as CSV. Nothing can be changed here."""

import csv
import datetime
from functools import cache, partial

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import get_default_timezone, localdate, localtime
from django.utils.translation import gettext_lazy as _

from editing.moments import in_words
from editing.text import one_line
from history.models import Entry
from support_groups.exchange.formats.csv_writer import guarded

PERMISSION = "history.view_entry"
ENTRIES_ON_PAGE = 100
COLUMNS = ("time", "who", "kind", "record type", "record key", "record", "what happened", "IP address")
ONE_DAY = datetime.timedelta(days=1)


class ActivityFilter(forms.Form):
    who = forms.CharField(label=_("Who"), required=False, max_length=255)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    type = forms.ChoiceField(label=_("Type of record"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, types: list[tuple[str, str]], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["kind"].choices = [("", _("All")), *Entry.Kind.choices]
        self.fields["type"].choices = [("", _("All")), *types]

    def clean_who(self):
        return one_line(self.cleaned_data["who"])

    def clean(self):
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a day that is not before the first one."))
        return values

    def entries(self):
        """What the filters leave; nothing while one of them has an error."""
        if not self.is_valid():
            return Entry.objects.none()
        values = self.cleaned_data
        wanted = {
            "by_name__icontains": values["who"],
            "kind": values["kind"],
            "record_type": values["type"],
            "at__gte": _midnight(values["since"]),
            "at__lt": _midnight(values["until"], later=ONE_DAY),
        }
        return Entry.objects.filter(**{name: value for name, value in wanted.items() if value})

    def kept_query(self) -> str:
        """The filters in force, for links to other pages of the list."""
        kept = self.data.copy()
        kept.pop("page", None)
        return f"{kept.urlencode()}&" if kept else ""


def _midnight(day: datetime.date | None, later=datetime.timedelta(0)) -> datetime.datetime | None:
    """The beginning of a day on this site's clock, or of one after it; None if no calendar has it."""
    if day is None:
        return None
    try:
        midnight = datetime.datetime.combine(day + later, datetime.time.min, get_default_timezone())
        midnight.astimezone(datetime.UTC)
    except OverflowError:
        return None
    return midnight


def activity(request, admin_site):
    """The list; with `format=csv`, all of it as a file."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    query = request.GET.copy()
    wants_file = query.pop("format", [""])[-1] == "csv"
    names = cache(partial(_type_name, admin_site))
    form = ActivityFilter(query, types=_types(admin_site))
    entries = form.entries()
    if wants_file and form.is_valid():
        return _as_csv(entries, names)
    page = Paginator(entries, ENTRIES_ON_PAGE).get_page(query.get("page"))
    context = admin_site.each_context(request) | {
        "title": _("Activity"),
        "form": form,
        "page": page,
        "rows": [(entry, in_words(entry.at), names(entry.record_type), _address(entry)) for entry in page],
        "kept_query": form.kept_query(),
    }
    return TemplateResponse(request, "admin/activity.html", context)


def _types(admin_site) -> list[tuple[str, str]]:
    """Those that staff add, change or delete. Entries of the history are none of them."""
    codes = [model._meta.label_lower for model in admin_site._registry if model is not Entry]
    types = [(code, _type_name(admin_site, code)) for code in codes]
    return sorted(types, key=lambda pair: pair[1].lower())


def _type_name(admin_site, record_type: str) -> str:
    """As staff call such a record."""
    if not record_type:
        return ""
    try:
        model = apps.get_model(record_type)
    except (LookupError, ValueError):
        return str(_("something this site no longer has"))
    owner = admin_site._registry.get(model)
    return str(getattr(owner, "as_record", "") or (owner.opts if owner else model._meta).verbose_name)


def _address(entry: Entry) -> str:
    """Of the record's history; "" if it was deleted in this entry or has no page."""
    if not entry.record_type or entry.kind == Entry.Kind.DELETED:
        return ""
    try:
        return reverse(f"admin:{entry.record_type.replace('.', '_')}_history", args=[entry.record_id])
    except NoReverseMatch:
        return ""


def _as_csv(entries, names) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_csv_lines(entries, names), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="activity-{localdate():%Y-%m-%d}.csv"'
    return response


class _Line:
    """What csv.writer writes to: the line comes back from `writerow`."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(entries, names):
    writer, kinds = csv.writer(_Line()), dict(Entry.Kind.choices)
    yield writer.writerow(COLUMNS).encode()
    for entry in entries.iterator(chunk_size=2000):
        cells = (
            *(localtime(entry.at).isoformat(timespec="seconds"), entry.by_name, kinds.get(entry.kind, "")),
            *(
                names(entry.record_type),
                entry.record_id,
                entry.record_name,
                entry.words,
                entry.ip_address or "",
            ),
        )
        yield writer.writerow([guarded(str(cell)) for cell in cells]).encode()
