"""A file of groups: uploaded, mapped, looked through, and only then saved; and the directory as a file for staff."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editing.keys import is_key
from support_groups.exchange import exports, importing
from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.csv_writer import cell
from support_groups.forms.importing import FileForm, ReadingForm
from support_groups.models import Group, GroupImport, GroupImportRow

ROWS = 50
MOST_PROBLEMS_SHOWN = 200
Verdict, Choice = GroupImportRow.Verdict, GroupImportRow.Choice
DONE = (Verdict.ADDED, Verdict.UPDATED, Verdict.FAILED)
PREFIX = "admin:support_groups_group_import"


class ImportingViews:
    """Mixed into the group admin.

    Looking at an import goes on with it, some rows at a time, and the Refresh header looks again: so the browser
    drives it, without a script. What is compared changes no group; what is saved was confirmed by a POST.
    """

    def get_urls(self):
        view, name = self.admin_site.admin_view, PREFIX.removeprefix("admin:")
        decide = require_POST(self.decide_view)
        return [
            path("import/", view(self.import_view), name=name),
            path("import/<int:pk>/", view(self.import_detail_view), name=f"{name}_detail"),
            path("import/<int:pk>/reading/", view(self.import_reading_view), name=f"{name}_reading"),
            path("import/<int:pk>/decide/", view(decide), name=f"{name}_decide"),
            path("export-private.csv", view(self.private_csv_view), name="support_groups_group_private_csv"),
            *super().get_urls(),
        ]

    def private_csv_view(self, request):
        """With links, streets, private contacts and notes. The name says so, wherever the file ends up."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        chunks = exports.as_csv(Group.objects.order_by("name", "pk"), private=True)
        response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
        name = f"PRIVATE-support-groups-{localdate()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response

    def import_view(self, request):
        self._may_import(request)
        form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_valid() and (batch := form.receive(by=request.user, at=now())):
            return _to(batch, "reading")
        unfinished = GroupImport.objects.filter(finished_at=None).defer("data")[:10]
        return self._import_page(request, "import", _("Import groups"), form=form, unfinished=unfinished)

    def import_reading_view(self, request, pk):
        batch = self._batch(request, pk)
        if batch.confirmed_at:
            return _to(batch)
        form = ReadingForm(*((request.POST,) if request.method == "POST" else ()), batch=batch)
        if form.is_valid() and form.stage(at=now()):
            return _to(batch)
        return self._import_page(
            request, "import_reading", _("Import: %s") % batch.name, batch=batch, form=form
        )

    def import_detail_view(self, request, pk):
        batch = self._batch(request, pk)
        if batch.read_at is None:
            return _to(batch, "reading")
        if batch.rows.waiting().exists() and (left := importing.compare_some(batch, at=now())):
            return self._progress(request, batch, left, of=batch.rows.count(), doing=_("Comparing"))
        if batch.confirmed_at and not batch.finished_at:
            left = importing.save_some(batch, by=request.user, at=now())
            if left:
                done = batch.rows.filter(verdict__in=DONE).count()
                return self._progress(request, batch, left, of=done + left, doing=_("Saving"))
            batch.refresh_from_db()
        return self._shown(request, batch)

    def decide_view(self, request, pk):
        """Keeps what was chosen on one page of the preview, then goes where the button says."""
        batch = self._batch(request, pk)
        if batch.confirmed_at is None and batch.read_at is not None:
            _keep_choices(batch, request.POST)
            if request.POST.get("all") in Choice.values:
                batch.rows.filter(verdict=Verdict.MAYBE).update(choice=request.POST["all"])
            if "confirm" in request.POST:
                importing.confirm(batch, at=now())
                return _to(batch)
        wanted = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
        if "tab" in request.POST:
            wanted = {"show": request.POST["tab"]}
        return _to(batch, **wanted)

    def _shown(self, request, batch):
        """The rows to decide on, or what came of them."""
        counts = batch.rows.counts()
        verdict = request.GET.get("show", "")
        rows = batch.rows.select_related("match", "group")
        if verdict in Verdict.values:
            rows = rows.filter(verdict=verdict)
        page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        for row in page:
            row.told = [(_named(column), *_in_words(column, old, new)) for column, old, new in row.changes]
        return self._import_page(
            request,
            "import_result" if batch.finished_at else "import_preview",
            _("Import: %s") % batch.name,
            batch=batch,
            rows=page,
            show=verdict,
            tabs=[("", _("all"), sum(counts.values()))]
            + [(value, label, counts[value]) for value, label in Verdict.choices if counts[value]],
            counts=counts,
            problems=batch.problems[:MOST_PROBLEMS_SHOWN],
            to_save=batch.rows.to_save().count(),
            undecided=batch.rows.undecided().count(),
        )

    def _progress(self, request, batch, left, *, of, doing):
        title = _("Import: %s") % batch.name
        context = {"batch": batch, "doing": doing, "done": of - left, "of": of}
        response = self._import_page(request, "import_progress", title, **context)
        response.headers["Refresh"] = "0"
        return response

    def _may_import(self, request) -> None:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied

    def _batch(self, request, pk) -> GroupImport:
        self._may_import(request)
        batch = GroupImport.objects.defer("data").filter(pk=pk).first() if pk < 2**63 else None
        if batch is None:
            raise Http404
        return batch

    def _import_page(self, request, name, title, **context):
        context |= self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/support_groups/group/{name}.html", context)


def _named(column: str) -> str:
    return _("schedule") if column == "rrule" else column.replace("_", " ")


def _in_words(column: str, *values) -> list[str]:
    """Values as a spreadsheet would show them; rules in words."""
    if column == "rrule":
        values = tuple(
            [schedule_text.read_pattern(text, "").words(complete=True) for text in texts] for texts in values
        )
    return [cell(NAMED[column], {column: value}) for value in values]


def _keep_choices(batch: GroupImport, posted) -> None:
    """`row-<pk>` is a choice; `shown-<pk>` was on the page with a box, which is ticked if `save-<pk>` came along."""
    shown = {name.removeprefix("shown-") for name in posted if name.startswith("shown-")}
    chosen = {pk: "" if f"save-{pk}" in posted else Choice.SKIP for pk in shown}
    chosen |= {name.removeprefix("row-"): value for name, value in posted.items() if name.startswith("row-")}
    undecided = [Verdict.NEW, Verdict.CHANGES, Verdict.MAYBE]
    for choice in ("", *Choice.values):
        pks = [int(pk) for pk, value in chosen.items() if value == choice and is_key(pk)]
        batch.rows.filter(pk__in=pks, verdict__in=undecided).update(choice=choice)


def _to(batch: GroupImport, page: str = "detail", /, **query) -> HttpResponseRedirect:
    address = reverse(f"{PREFIX}_{page}", args=[batch.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address)
