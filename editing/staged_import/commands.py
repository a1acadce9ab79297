"""Management commands that import a file, all or nothing, and report what happened."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from editing.staged_import.models import StagedImport, StagedRow


def read_file(file: Path, *, largest: int) -> bytes:
    """Raises CommandError."""
    try:
        if file.stat().st_size > largest:
            raise CommandError(f"{file}: the file is larger than {largest // 1024**2} MB.")
        return file.read_bytes()
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror}.") from problem


class StagedImportCommand(BaseCommand):
    """Hooks raise CommandError with a message for the person who gave the file.

    After any exception, no import is left.
    """

    similar_help: str  # of --add-similar

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument("--add-similar", action="store_true", help=self.similar_help)

    def receive(self, file: Path) -> StagedImport:
        raise NotImplementedError

    def stage(self, staged_import, file: Path, **options) -> None:
        """Make rows, if `receive` has not."""

    def compare_some(self, staged_import) -> int:
        raise NotImplementedError

    def decide(self, staged_import, *, add_similar: bool, **options) -> None:
        """Choose for rows that could be the same as a record here."""
        if add_similar:
            possible = staged_import.rows.filter(status=StagedRow.Status.MAYBE)
            possible.update(choice=StagedRow.Choice.ADD)

    def check_rows(self, staged_import, file: Path, **options) -> None:
        """Called before and after saving; raise CommandError to undo everything."""

    def save_some(self, staged_import) -> int:
        raise NotImplementedError

    def finish(self) -> None:
        """What follows a change."""

    def report(self, staged_import) -> Iterable[str]:
        raise NotImplementedError

    def handle(self, *args, file: Path, dry_run: bool, add_similar: bool, **options):
        staged_import = self.receive(file)
        try:
            self.stage(staged_import, file, **options)
            while self.compare_some(staged_import):  # in short transactions: others can save in between
                pass
            self.decide(staged_import, add_similar=add_similar, **options)
            if not dry_run:
                self._save(staged_import, file, **options)
            report = list(self.report(staged_import))
        except BaseException:
            staged_import.delete()
            raise
        if dry_run:
            staged_import.delete()
            report.append("Nothing was changed: this was a dry run.")
        self.finish()
        for line in report:  # after it is done: a reader that hangs up (`| head`) undoes nothing
            self.stdout.write(line)

    def _save(self, staged_import, file: Path, **options) -> None:
        self.check_rows(staged_import, file, **options)
        with transaction.atomic():
            staged_import.confirm(at=now())
            while self.save_some(staged_import):
                pass
            self.check_rows(staged_import, file, **options)
