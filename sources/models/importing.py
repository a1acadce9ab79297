"""A file of references on its way in."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.staged_import.models import StagedImport, StagedRow
from sources import csl
from sources.formats.name_forms import doubtful
from sources.models.source import Source


def notes_on(item: dict) -> list[str]:
    """Notes for whoever imports the item, about values that were kept but not understood."""
    date = _("We couldn’t read all of the date “%s”, so it is kept as written. Please check it.")
    name = _("“%s” was read as one name, but may be several. Please check it.")
    people = [one for role in ("author", "editor") for one in item.get(role) or () if doubtful(one)]
    return [
        *(date % words for words in csl.dates_not_taken(item)),
        *(name % csl.name_text(one) for one in people),
    ]


FORMATS = {
    "bibtex": "BibTeX",
    "csl-json": "CSL-JSON",
    "endnote-xml": "EndNote XML",
    "nbib": "PubMed (.nbib)",
    "pubmed-xml": "PubMed (XML)",
    "references": _("a list of references"),
    "ris": "RIS",
}


class SourceImport(StagedImport):
    unused = models.JSONField(default=dict)  # fields that were not taken over -> in how many records

    class Meta(StagedImport.Meta):
        verbose_name = _("import of sources")
        verbose_name_plural = _("imports of sources")

    @property
    def format_shown(self) -> str:
        return str(FORMATS.get(self.format, self.format))

    @property
    def in_lines(self) -> bool:
        """Whether problems are numbered by lines, not by records."""
        return self.format != "csl-json"

    def confirm(self, *, at: datetime.datetime) -> None:
        """What was here when it was compared, and has been deleted since, is new."""
        gone = self.rows.filter(status=StagedRow.Status.SAME, match=None, earlier_row=None)
        gone.update(status=StagedRow.Status.NEW, reason="")
        super().confirm(at=at)


class SourceImportRow(StagedRow):
    staged_import = models.ForeignKey(SourceImport, models.CASCADE, related_name="rows")
    item = models.JSONField()  # CSL
    match = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    # An earlier row of the same file that is the same work, or could be.
    earlier_row = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    result = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(StagedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["staged_import", "position"], name="import_row_once")]

    def __str__(self):
        return f"{self.position}: {self.item.get('title', '')[:60]}"

    @property
    def notes(self) -> list[str]:
        return notes_on(self.item)
