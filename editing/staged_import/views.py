"""The admin pages of a staged import, from the upload to the result. No script: the Refresh header drives long steps."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _

from editing.addresses import post_only
from editing.keys import is_key
from editing.staged_import.models import StagedImport, StagedRow

ROWS_ON_A_PAGE = 50
PROBLEMS_SHOWN = 200
Status, Choice = StagedRow.Status, StagedRow.Choice
DECIDABLE = (Status.NEW, Status.CHANGES, Status.MAYBE)
SAVED = (Status.ADDED, Status.UPDATED, Status.FAILED)


class StagedImportViews:
    """Mixed into the admin of the model that the rows become; list it before ModelAdmin.

    Each visit to an import continues it, a few hundred rows at a time. Comparing changes no record; what is saved was
    confirmed by a POST. Templates are those in admin/staged_import/, or, if it has its own, in the model's folder.
    """

    import_model: type[StagedImport]
    import_form: type  # with stage(by=, at=), which returns the import, or None and an error in the form
    import_title: str
    import_choices = (Choice.ADD, Choice.SKIP)
    import_related: tuple[str, ...] = ("match", "result")  # of a row
    import_deferred: tuple[str, ...] = ()  # large columns of the import that no page shows
    first_import_page = "detail"

    def compare_import(self, staged_import) -> int:
        """Compare some rows; returns how many still wait."""
        raise NotImplementedError

    def save_import(self, staged_import, request) -> int:
        """Save some rows; returns how many are left."""
        raise NotImplementedError

    def is_import_read(self, staged_import) -> bool:
        """Whether the file is in rows. If not, `first_import_page` asks what is needed for that."""
        return True

    def describe_rows(self, rows) -> None:
        """Add what the template of a row needs."""

    def keep_answers(self, staged_import, posted) -> None:
        """Keep what else was decided on one page of the preview."""

    def has_import_permission(self, request) -> bool:
        return self.has_add_permission(request)

    def get_urls(self):
        view, name = self.admin_site.admin_view, self.import_url_name
        return [
            path("import/", view(self.import_view), name=name),
            path("import/<int:pk>/", view(self.import_detail_view), name=f"{name}_detail"),
            path("import/<int:pk>/decide/", view(post_only(self.import_decide_view)), name=f"{name}_decide"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.import_form(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_valid() and (staged_import := form.stage(by=request.user, at=now())):
            return self.to_import(staged_import, self.first_import_page)
        unfinished = self.import_model.objects.filter(finished_at=None).defer(*self.import_deferred)[:10]
        return self.import_page(request, "upload", self.import_title, form=form, unfinished=unfinished)

    def import_detail_view(self, request, pk):
        """The next step if one is left, otherwise the rows to decide on or the result."""
        staged_import = self.get_import(request, pk)
        if not self.is_import_read(staged_import):
            return self.to_import(staged_import, self.first_import_page)
        rows = staged_import.rows
        if rows.waiting().exists() and (left := self.compare_import(staged_import)):
            return self._progress(request, staged_import, left, of=rows.count(), doing=_("Comparing"))
        if staged_import.confirmed_at and not staged_import.finished_at:
            if left := self.save_import(staged_import, request):
                of = left + rows.filter(status__in=SAVED).count()
                return self._progress(request, staged_import, left, of=of, doing=_("Saving"))
            staged_import.refresh_from_db(fields=["finished_at"])
        return self._rows_page(request, staged_import)

    def _progress(self, request, staged_import, left, *, of, doing):
        context = {"staged_import": staged_import, "doing": doing, "done": of - left, "of": of}
        response = self.import_page(request, "progress", _("Import: %s") % staged_import.name, **context)
        response.headers["Refresh"] = "0"
        return response

    def _rows_page(self, request, staged_import):
        counts = staged_import.rows.counts()
        status = request.GET.get("show", "")
        rows = staged_import.rows.select_related(*self.import_related)
        if status in Status.values:
            rows = rows.filter(status=status)
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        self.describe_rows(page)
        return self.import_page(
            request,
            "result" if staged_import.finished_at else "preview",
            _("Import: %s") % staged_import.name,
            staged_import=staged_import,
            rows=page,
            show=status,
            tabs=_tabs(counts),
            counts=counts,
            problems=staged_import.problems[:PROBLEMS_SHOWN],
            to_save=staged_import.rows.to_save().count(),
            undecided=staged_import.rows.undecided().count(),
        )

    def import_decide_view(self, request, pk):
        """Keep the choices made on one page of the preview, then go where the button says."""
        staged_import = self.get_import(request, pk)
        if staged_import.confirmed_at is None:
            self._keep_choices(staged_import, request.POST)
            self.keep_answers(staged_import, request.POST)
            if "confirm" in request.POST:
                staged_import.confirm(at=now())
                return self.to_import(staged_import)
        query = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
        if request.POST.get("on_page"):
            query = {"page": request.POST["on_page"]} | query
        if "tab" in request.POST:
            query = {"show": request.POST["tab"]}
        return self.to_import(staged_import, **query)

    def _keep_choices(self, staged_import, posted) -> None:
        choices = _posted_choices(posted)
        for choice in ("", *self.import_choices):
            pks = [pk for pk, value in choices.items() if value == choice]
            staged_import.rows.filter(pk__in=pks, status__in=DECIDABLE).update(choice=choice)
        if posted.get("all") in self.import_choices:
            staged_import.rows.filter(status=Status.MAYBE).update(choice=posted["all"])

    @property
    def import_url_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_import"

    def get_import(self, request, pk) -> StagedImport:
        if not self.has_import_permission(request):
            raise PermissionDenied
        if not is_key(pk):
            raise Http404
        return get_object_or_404(self.import_model.objects.defer(*self.import_deferred), pk=pk)

    def to_import(self, staged_import, page: str = "detail", /, **query) -> HttpResponseRedirect:
        address = reverse(f"admin:{self.import_url_name}_{page}", args=[staged_import.pk])
        return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address)

    def import_page(self, request, name: str, title: str, **context) -> TemplateResponse:
        folder = f"admin/{self.opts.app_label}/{self.opts.model_name}"
        context |= self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "import_url": f"admin:{self.import_url_name}",
            "row_template": f"{folder}/_import_row.html",
            "can_update": Choice.UPDATE in self.import_choices,
        }
        names = [f"{folder}/import_{name}.html", f"admin/staged_import/{name}.html"]
        return TemplateResponse(request, names, context)


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    tabs = [(value, label, counts[value]) for value, label in Status.choices if counts[value]]
    return [("", _("all"), sum(counts.values())), *tabs]


def _posted_choices(posted) -> dict[int, str]:
    """`row-<pk>` is a choice. `shown-<pk>` was on the page with a checkbox, checked if `save-<pk>` was sent too."""
    choices = {}
    for name, value in posted.items():
        field, _dash, pk = name.partition("-")
        if is_key(pk) and field == "shown":
            choices[int(pk)] = "" if f"save-{pk}" in posted else Choice.SKIP
        elif is_key(pk) and field == "row":
            choices[int(pk)] = value
    return choices
