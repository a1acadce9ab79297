from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from editing.staged_import.views import StagedImportViews
from sources.adding import importing
from sources.ama import to_html
from sources.forms import ImportForm
from sources.models import SourceImport


class SourceImportViews(StagedImportViews):
    import_model = SourceImport
    import_form = ImportForm
    import_title = _("Import sources")
    import_related = ("match", "earlier_row", "result", "earlier_row__result")

    def compare_import(self, staged_import):
        return importing.compare_some(staged_import)

    def save_import(self, staged_import, request):
        return importing.save_some(staged_import, by=request.user, at=now())

    def describe_rows(self, rows):
        for row in rows:
            row.reference = to_html(row.item)
            row.earlier_reference = to_html(row.earlier_row.item) if row.earlier_row and not row.match else ""
