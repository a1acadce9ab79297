from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from sources import formats
from sources.adding import importing
from sources.formats.reading import LARGEST
from sources.models import Import, ImportRow

Verdict, Choice = ImportRow.Verdict, ImportRow.Choice


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
        batch = self._staged(data, file)
        try:
            self._compare(batch, file)
            if add_similar:
                batch.rows.filter(verdict=Verdict.MAYBE).update(choice=Choice.ADD)
            if not dry_run:
                self._save(batch)
            report = list(self._report(batch))
        except BaseException:
            batch.delete()
            raise
        if dry_run:
            batch.delete()
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

    def _staged(self, data: bytes, file: Path) -> Import:
        try:
            return importing.stage(data, name=file.name, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def _compare(self, batch: Import, file: Path) -> None:
        """In short transactions: others save meanwhile."""
        if not batch.rows.exists():
            lines = "".join(f"\n  {line}: {sentence}" for line, sentence in batch.problems)
            raise CommandError(f"{file}: no record in it could be used.{lines}")
        while importing.compare_some(batch):
            pass

    @transaction.atomic
    def _save(self, batch: Import) -> None:
        """All or nothing."""
        importing.confirm(batch, at=now())
        while importing.add_some(batch, at=now()):
            pass

    def _report(self, batch: Import) -> Iterator[str]:
        counts = batch.rows.counts()
        new = counts[Verdict.ADDED] or counts[Verdict.NEW]
        yield (
            f"{batch.format}: {new} new, {counts[Verdict.HERE]} already here, "
            f"{counts[Verdict.MAYBE]} could be the same and are left out, {counts[Verdict.FAILED]} could not be added."
        )
        for row in batch.rows.exclude(verdict__in=[Verdict.ADDED, Verdict.NEW]).select_related("match"):
            other = f" ({row.match.key})" if row.match else ""
            yield f"record {row.position}: {row.get_verdict_display()}: {row.why}{other}"
        for row in batch.rows.iterator():
            yield from (f"record {row.position}: {note}" for note in row.notes)
        where = "record" if batch.format == "csl-json" else "line"
        for line, sentence in batch.problems:
            yield f"{where} {line}: {sentence}"
