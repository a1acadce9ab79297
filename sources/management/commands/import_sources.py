from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from sources import formats
from sources.adding import importing
from sources.formats.reading import LARGEST
from sources.models import SourceImport, SourceImportRow

Status, Choice = SourceImportRow.Status, SourceImportRow.Choice


class Command(BaseCommand):
    help = (
        "Adds the new ones of a file of references (BibTeX, RIS, PubMed .nbib or XML, EndNote XML, CSL-JSON or a list "
        "as printed) and reports what is here already, what could be the same, and what was not understood."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument(
            "--add-similar",
            action="store_true",
            help="also add what could be the same as a source that is here",
        )

    def handle(self, *args, file: Path, dry_run: bool, add_similar: bool, **options):
        data = self._read(file)
        staged_import = self._staged(data, file)
        try:
            self._compare(staged_import, file)
            if add_similar:
                staged_import.rows.filter(status=Status.MAYBE).update(choice=Choice.ADD)
            if not dry_run:
                self._save(staged_import)
            report = list(self._report(staged_import))
        except BaseException:
            staged_import.delete()
            raise
        if dry_run:
            staged_import.delete()
        for line in report:  # after it is done: a reader that hangs up (`| head`) undoes nothing
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")

    def _read(self, file: Path) -> bytes:
        try:
            if file.stat().st_size > LARGEST:
                raise CommandError(f"{file}: the file is larger than {LARGEST // 1024**2} MB.")
            return file.read_bytes()
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from problem

    def _staged(self, data: bytes, file: Path) -> SourceImport:
        try:
            return importing.stage(data, name=file.name, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def _compare(self, staged_import: SourceImport, file: Path) -> None:
        """In short transactions: others save meanwhile."""
        if not staged_import.rows.exists():
            lines = "".join(f"\n  {line}: {sentence}" for line, sentence in staged_import.problems)
            raise CommandError(f"{file}: no record in it could be used.{lines}")
        while importing.compare_some(staged_import):
            pass

    @transaction.atomic
    def _save(self, staged_import: SourceImport) -> None:
        """All or nothing."""
        staged_import.confirm(at=now())
        while importing.save_some(staged_import, at=now()):
            pass

    def _report(self, staged_import: SourceImport) -> Iterator[str]:
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
        where = "line" if staged_import.in_lines else "record"
        for line, sentence in staged_import.problems:
            yield f"{where} {line}: {sentence}"
