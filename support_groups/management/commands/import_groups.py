import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from support_groups.exchange import formats, importing
from support_groups.models import GroupImport, GroupImportRow, GroupSearch

Status, Choice, Arrival = GroupImportRow.Status, GroupImportRow.Choice, GroupImport.Arrival
NOT_ALL = (Status.INVALID, Status.FAILED)
MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Adds and changes the groups of a file (our own CSV, any table as CSV, HSDS 3.0 as JSON, as a zip file or a "
        "folder of tables, a TSML feed) and reports what was not understood. One bad row and nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument(
            "--mapping",
            type=Path,
            help='a JSON file: {"columns": {"header in the file": "our column"}, "defaults": {"our column": "value"}}',
        )
        parser.add_argument("--skip-bad", action="store_true", help="leave bad rows out and save the others")
        parser.add_argument(
            "--add-similar", action="store_true", help="also add what could be a group that is here"
        )
        parser.add_argument(
            "--listed",
            action="store_true",
            help="new groups arrive as listed where nothing is missing, not as drafts",
        )

    def handle(self, *args, file: Path, dry_run: bool, mapping: Path | None, **options):
        data, how = self._read(file), self._mapping(mapping)
        staged_import = self._received(data, file)
        try:
            self._compare(staged_import, file, how, Arrival.LISTED if options["listed"] else Arrival.DRAFT)
            if options["add_similar"]:
                staged_import.rows.filter(status=Status.MAYBE).update(choice=Choice.ADD)
            if not dry_run:
                self._save(staged_import, file, skip_bad=options["skip_bad"])
            report = list(self._report(staged_import))
        except BaseException:
            staged_import.delete()
            raise
        if dry_run:
            staged_import.delete()
        GroupSearch.objects.refresh_marked(now())
        for line in report:  # after it is done: a reader that hangs up (`| head`) undoes nothing
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")

    def _read(self, file: Path) -> bytes:
        try:
            if file.is_dir():
                return _zipped(file)
            if file.stat().st_size > formats.LARGEST:
                raise CommandError(f"{file}: the file is larger than {formats.LARGEST // 1024**2} MB.")
            return file.read_bytes()
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from problem

    def _mapping(self, file: Path | None) -> formats.ColumnMapping:
        if file is None:
            return formats.ColumnMapping()
        try:
            said = json.loads(file.read_text())
            return formats.ColumnMapping(said.get("columns"), dict(said.get("defaults", {})))
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from problem
        except (ValueError, AttributeError, TypeError, RecursionError) as problem:
            raise CommandError(f"{file}: this is no mapping: {problem}") from problem

    def _received(self, data: bytes, file: Path) -> GroupImport:
        try:
            return importing.receive(data, name=file.name, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def _compare(
        self, staged_import: GroupImport, file: Path, how: formats.ColumnMapping, arrival: str
    ) -> None:
        """In short transactions: others save meanwhile."""
        try:
            importing.stage(staged_import, how, arrival=arrival, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason
        while importing.compare_some(staged_import, at=now()):
            pass

    def _save(self, staged_import: GroupImport, file: Path, *, skip_bad: bool) -> None:
        """All or nothing, in one transaction."""
        if not skip_bad:
            self._stop_at_bad(staged_import, file)
        with transaction.atomic():
            staged_import.confirm(at=now())
            while importing.save_some(staged_import, at=now()):
                pass
            if not skip_bad:
                self._stop_at_bad(staged_import, file)

    def _stop_at_bad(self, staged_import: GroupImport, file: Path) -> None:
        found = list(self._bad(staged_import))
        if found:
            more = f"\n  … and {len(found) - MOST_NAMED} more." if len(found) > MOST_NAMED else ""
            named = "".join(f"\n  {line}" for line in found[:MOST_NAMED])
            raise CommandError(
                f"{file}: nothing was changed.{named}{more}\nUse --skip-bad to leave these rows out."
            )

    def _bad(self, staged_import: GroupImport) -> Iterator[str]:
        where = _where(staged_import)
        for line, sentence in staged_import.problems:
            yield f"{where} {line}: {sentence}"
        for row in staged_import.rows.filter(status__in=NOT_ALL):
            errors = [
                (column, sentence) for column, sentence, severity in row.problems if severity == "error"
            ]
            for column, sentence in errors or [("row", row.reason)]:
                yield f"{where} {row.position}: {column}: {sentence}"

    def _report(self, staged_import: GroupImport) -> Iterator[str]:
        counts, where = staged_import.rows.counts(), _where(staged_import)
        yield (
            f"{staged_import.format}: {counts[Status.ADDED] + counts[Status.NEW]} new, "
            f"{counts[Status.UPDATED] + counts[Status.CHANGES]} changed, {counts[Status.SAME]} the same, "
            f"{counts[Status.MAYBE]} could be the same and are left out, "
            f"{counts[Status.INVALID] + counts[Status.FAILED] + len(staged_import.problems)} not understood."
        )
        for row in staged_import.rows.select_related("match"):
            if row.status == Status.MAYBE:
                yield f"{where} {row.position}: {row.get_status_display()}: {row.reason}"
            for column, old, new in row.changes if row.status != Status.MAYBE else ():
                yield f"{where} {row.position}: {column}: {old!r} → {new!r}"
            for column, sentence, severity in row.problems if row.status not in NOT_ALL else ():
                yield f"{where} {row.position}: {severity}: {column}: {sentence}"
        yield from self._bad(staged_import)
        for name, number in staged_import.unused.items():
            yield f"not read: {name} (in {number} rows)"


def _where(staged_import: GroupImport) -> str:
    return "line" if staged_import.in_lines else "record"


def _zipped(folder: Path) -> bytes:
    """The tables of a folder as the zip file that `formats.read` knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table in sorted(folder.glob("*.csv")):
            if table.stat().st_size > formats.LARGEST:
                raise CommandError(f"{table}: the file is larger than {formats.LARGEST // 1024**2} MB.")
            archive.write(table, table.name)
    return buffer.getvalue()
