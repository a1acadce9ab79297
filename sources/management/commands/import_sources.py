from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.timezone import now

from editing.staged_import.commands import StagedImportCommand, read_file
from sources import formats
from sources.adding import importing
from sources.formats.reading import LARGEST
from sources.models import SourceImport, SourceImportRow

Status = SourceImportRow.Status


class Command(StagedImportCommand):
    help = (
        "Adds the new sources of a file (BibTeX, RIS, PubMed .nbib or XML, EndNote XML, CSL-JSON or a list of references "
        "as printed) and reports which are already here, which could be the same, and which could not be read."
    )
    similar_help = "also add sources that could be the same as one that is already here"

    def receive(self, file: Path) -> SourceImport:
        try:
            return importing.stage(read_file(file, largest=LARGEST), name=file.name, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def stage(self, staged_import: SourceImport, file: Path, **options) -> None:
        if not staged_import.rows.exists():
            lines = "".join(f"\n  {line}: {sentence}" for line, sentence in staged_import.problems)
            raise CommandError(f"{file}: it has no usable record.{lines}")

    def compare_some(self, staged_import: SourceImport) -> int:
        return importing.compare_some(staged_import)

    def save_some(self, staged_import: SourceImport) -> int:
        return importing.save_some(staged_import, at=now())

    def report(self, staged_import: SourceImport) -> Iterator[str]:
        counts = staged_import.rows.counts()
        new = counts[Status.ADDED] or counts[Status.NEW]
        yield (
            f"{staged_import.format}: {new} new, {counts[Status.SAME]} already here, "
            f"{counts[Status.MAYBE]} could be the same and are left out, {counts[Status.FAILED]} could not be added."
        )
        for row in staged_import.rows.exclude(status__in=[Status.ADDED, Status.NEW]).select_related("match"):
            other = f" ({row.match.key})" if row.match else ""
            yield f"record {row.position}: {row.get_status_display()}: {row.reason}{other}"
        for row in staged_import.rows.iterator():
            yield from (f"record {row.position}: {note}" for note in row.notes)
        for name, number in staged_import.unused.items():
            yield f"not read: {name}, in {number} records"
        where = "line" if staged_import.in_lines else "record"
        for line, sentence in staged_import.problems:
            yield f"{where} {line}: {sentence}"
