"""Files of groups: the import of one, and the whole directory as one for staff."""

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editing.staged_import.models import StagedRow
from editing.staged_import.views import StagedImportViews
from support_groups.admin.import_words import contacts_in_words, schedule_of
from support_groups.exchange import exports, importing, sample
from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.csv_writer import cell
from support_groups.exchange.formats.listings import Severity
from support_groups.exchange.importing.answers import AskedPhrase, answer, asked_phrases
from support_groups.exchange.importing.row_clock import clock_of
from support_groups.forms.column_labels import column_label, what_to_write
from support_groups.forms.importing import MappingForm, UploadForm
from support_groups.models import Group, GroupImport


class GroupImportViews(StagedImportViews):
    import_model = GroupImport
    import_form = UploadForm
    import_title = gettext_lazy("Import groups")
    import_choices = StagedRow.Choice
    import_deferred = ("data",)
    first_import_page = "mapping"

    def get_urls(self):
        view, name = self.admin_site.admin_view, self.import_url_name
        return [
            path("import/<int:pk>/mapping/", view(self.import_mapping_view), name=f"{name}_mapping"),
            path("import/sample.csv", view(self.sample_view), name=f"{name}_sample"),
            path("import/columns/", view(self.columns_view), name=f"{name}_columns"),
            path("export-private.csv", view(self.private_csv_view), name="support_groups_group_private_csv"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def is_import_read(self, staged_import):
        return staged_import.read_at is not None

    def compare_import(self, staged_import):
        return importing.compare_some(staged_import, at=now())

    def save_import(self, staged_import, request):
        return importing.save_some(staged_import, by=request.user, at=now())

    def describe_rows(self, rows):
        for row in rows:
            row.asked_phrases = _asked_phrases(row)
            row.schedule_read, row.contacts_read = schedule_of(row, now()), contacts_in_words(row)
            names = [row.values.get("organization"), row.values.get("town")]
            row.positions_in_words = _positions_in_words(row)
            row.organization_and_town = ", ".join(name for name in names if name)
            row.clock_in_words = _clock_in_words(row)
            row.problems_in_words = [
                (column_label(column), sentence, severity)
                for column, sentence, severity in sorted(row.problems, key=_by_severity)
            ]
            row.changes_in_words = [
                (column_label(column), *_in_words(column, old, new)) for column, old, new in row.changes
            ]

    def keep_answers(self, staged_import, posted):
        if "answer" in posted:
            answer(staged_import, posted["answer"], now())

    def import_mapping_view(self, request, pk):
        staged_import = self.get_import(request, pk)
        if staged_import.confirmed_at:
            return self.to_import(staged_import)
        posted = (request.POST,) if request.method == "POST" else ()
        form = MappingForm(*posted, staged_import=staged_import)
        if form.is_valid() and form.stage(at=now()):
            return self.to_import(staged_import)
        title = _("Import: %s") % staged_import.name
        return self.import_page(request, "mapping", title, staged_import=staged_import, form=form)

    def sample_view(self, request):
        """A file to start from, which can be imported as it is."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        response = StreamingHttpResponse(sample.lines(localdate()), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="sample.csv"'
        return response

    def columns_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        columns = [(name, column_label(name), what_to_write(name)) for name in NAMED]
        return self.import_page(request, "columns", _("The columns of a file"), columns=columns)

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


def _clock_in_words(row) -> str:
    """The time zone of a new group that its row names. Any other is among the problems, with its reason."""
    is_new = row.status in (StagedRow.Status.NEW, StagedRow.Status.MAYBE)
    clock = clock_of(row.values)
    return clock.sentence if is_new and not clock.severity else ""


def _asked_phrases(row) -> list[AskedPhrase]:
    """Of a row that is already here, only those left open last time, which its notes for staff still have."""
    phrases = [] if row.staged_import.confirmed_at else asked_phrases(row, now())
    if row.status == StagedRow.Status.SAME and row.match:
        return [phrase for phrase in phrases if phrase.text in row.match.notes]
    return phrases


def _by_severity(problem: tuple[str, str, str]) -> int:
    """Errors and questions before what is only said."""
    _column, _sentence, severity = problem
    return list(Severity).index(Severity(severity))


def _positions_in_words(row) -> str:
    """Where in the file the row is, or all the meetings that became one row."""
    positions = row.all_positions
    if row.staged_import.in_lines:
        words = ngettext("Line %s of the file", "Lines %s of the file", len(positions))
    else:
        words = ngettext("Record %s of the file", "Records %s of the file", len(positions))
    return words % ", ".join(map(str, positions))


def _in_words(column: str, *values) -> list[str]:
    """Values as a spreadsheet would show them; rules in words."""
    if column == "rrule":
        values = tuple(
            [schedule_text.read_pattern(text, "").words(complete=True) for text in texts] for texts in values
        )
    return [cell(NAMED[column], {column: value}) for value in values]
