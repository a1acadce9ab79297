"""A file or list of references: uploaded, compared, decided on, and added in steps that show how far they are."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editing.keys import is_key
from sources.adding import importing
from sources.ama import to_html
from sources.forms import ImportForm
from sources.models import Import, ImportRow

ROWS = 50
MOST_PROBLEMS_SHOWN = 200
Verdict, Choice = ImportRow.Verdict, ImportRow.Choice


class ImportingViews:
    """Mixed into the source admin.

    Looking at an import goes on with it, a few hundred rows at a time, and the Refresh header looks again: so the
    browser drives it, without a script. What is compared changes no source; what is added was confirmed by a POST.
    """

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="sources_source_import"),
            path("import/<int:pk>/", view(self.import_detail_view), name="sources_source_import_detail"),
            path(
                "import/<int:pk>/decide/",
                view(require_POST(self.decide_view)),
                name="sources_source_import_decide",
            ),
            *super().get_urls(),
        ]

    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_valid() and (batch := form.stage(by=request.user, at=now())):
            return _to(batch)
        unfinished = Import.objects.filter(finished_at=None)[:10]
        return self._page(request, "import", _("Import sources"), form=form, unfinished=unfinished)

    def import_detail_view(self, request, pk):
        batch = self._batch(request, pk)
        if batch.rows.waiting().exists():
            left = importing.compare_some(batch)
            if left:
                return self._progress(request, batch, left, of=batch.rows.count(), doing=_("Comparing"))
        if batch.confirmed_at and not batch.finished_at:
            left = importing.add_some(batch, by=request.user, at=now())
            done = batch.rows.filter(verdict__in=[Verdict.ADDED, Verdict.FAILED]).count()
            if left:
                return self._progress(request, batch, left, of=done + left, doing=_("Adding"))
            batch.refresh_from_db()
        return self._shown(request, batch)

    def _progress(self, request, batch, left, *, of, doing):
        response = self._page(
            request,
            "import_progress",
            _("Import: %s") % batch.name,
            batch=batch,
            doing=doing,
            done=of - left,
            of=of,
        )
        response.headers["Refresh"] = "0"
        return response

    def _shown(self, request, batch):
        """The rows to decide on, or what came of them."""
        counts = batch.rows.counts()
        verdict = request.GET.get("show", "")
        rows = batch.rows.select_related("match", "twin", "source", "twin__source")
        if verdict in Verdict.values:
            rows = rows.filter(verdict=verdict)
        page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        for row in page:
            row.reference = to_html(row.item)
            row.twin_reference = to_html(row.twin.item) if row.twin and not row.match else ""
        return self._page(
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
            number_of_new=batch.rows.to_add().count(),
            undecided=batch.rows.undecided().count(),
        )

    def decide_view(self, request, pk):
        """Keeps what was chosen on one page of the preview, then goes where the button says."""
        batch = self._batch(request, pk)
        if batch.confirmed_at is None:
            _keep_choices(batch, request.POST)
            if "all" in request.POST and request.POST["all"] in Choice.values:
                batch.rows.filter(verdict=Verdict.MAYBE).update(choice=request.POST["all"])
            if "confirm" in request.POST:
                importing.confirm(batch, at=now())
                return _to(batch)
        wanted = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
        if "tab" in request.POST:
            wanted = {"show": request.POST["tab"]}
        return _to(batch, **wanted)

    def _batch(self, request, pk) -> Import:
        if not self.has_add_permission(request):
            raise PermissionDenied
        batch = Import.objects.filter(pk=pk).first() if pk < 2**63 else None
        if batch is None:
            raise Http404
        return batch

    def _page(self, request, name, title, **context):
        context |= self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/sources/source/{name}.html", context)


def _keep_choices(batch: Import, posted) -> None:
    """`row-<pk>` is a choice; `new-<pk>` was on the page with a box, which is ticked if `add-<pk>` came along."""
    shown = {name.removeprefix("new-") for name in posted if name.startswith("new-")}
    chosen = {pk: Choice.ADD if f"add-{pk}" in posted else Choice.SKIP for pk in shown}
    chosen |= {name.removeprefix("row-"): value for name, value in posted.items() if name.startswith("row-")}
    for choice in Choice.values:
        pks = [int(pk) for pk, value in chosen.items() if value == choice and is_key(pk)]
        batch.rows.filter(pk__in=pks, verdict__in=[Verdict.NEW, Verdict.MAYBE]).update(choice=choice)


def _to(batch: Import, **query) -> HttpResponseRedirect:
    address = reverse("admin:sources_source_import_detail", args=[batch.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address)
