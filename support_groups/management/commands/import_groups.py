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

Verdict, Choice, Arrival = GroupImportRow.Verdict, GroupImportRow.Choice, GroupImport.Arrival
NOT_ALL = (Verdict.BAD, Verdict.FAILED)
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
        batch = self._received(data, file)
        try:
            self._compare(batch, file, how, Arrival.LISTED if options["listed"] else Arrival.DRAFT)
            if options["add_similar"]:
                batch.rows.filter(verdict=Verdict.MAYBE).update(choice=Choice.ADD)
            if not dry_run:
                self._save(batch, file, skip_bad=options["skip_bad"])
            report = list(self._report(batch))
        except BaseException:
            batch.delete()
            raise
        if dry_run:
            batch.delete()
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

    def _compare(self, batch: GroupImport, file: Path, how: formats.ColumnMapping, arrival: str) -> None:
        """In short transactions: others save meanwhile."""
        try:
            importing.stage(batch, how, arrival=arrival, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason
        while importing.compare_some(batch, at=now()):
            pass

    def _save(self, batch: GroupImport, file: Path, *, skip_bad: bool) -> None:
        """All or nothing, in one transaction."""
        if not skip_bad:
            self._stop_at_bad(batch, file)
        with transaction.atomic():
            importing.confirm(batch, at=now())
            while importing.save_some(batch, at=now()):
                pass
            if not skip_bad:
                self._stop_at_bad(batch, file)

    def _stop_at_bad(self, batch: GroupImport, file: Path) -> None:
        found = list(self._bad(batch))
        if found:
            more = f"\n  … and {len(found) - MOST_NAMED} more." if len(found) > MOST_NAMED else ""
            named = "".join(f"\n  {line}" for line in found[:MOST_NAMED])
            raise CommandError(
                f"{file}: nothing was changed.{named}{more}\nUse --skip-bad to leave these rows out."
            )

    def _bad(self, batch: GroupImport) -> Iterator[str]:
        where = _where(batch)
        for line, sentence in batch.problems:
            yield f"{where} {line}: {sentence}"
        for row in batch.rows.filter(verdict__in=NOT_ALL):
            errors = [(column, sentence) for column, sentence, weight in row.troubles if weight == "error"]
            for column, sentence in errors or [("row", row.why)]:
                yield f"{where} {row.where}: {column}: {sentence}"

    def _report(self, batch: GroupImport) -> Iterator[str]:
        counts, where = batch.rows.counts(), _where(batch)
        yield (
            f"{batch.format}: {counts[Verdict.ADDED] + counts[Verdict.NEW]} new, "
            f"{counts[Verdict.UPDATED] + counts[Verdict.CHANGES]} changed, {counts[Verdict.SAME]} the same, "
            f"{counts[Verdict.MAYBE]} could be the same and are left out, "
            f"{counts[Verdict.BAD] + counts[Verdict.FAILED] + len(batch.problems)} not understood."
        )
        for row in batch.rows.select_related("match"):
            if row.verdict == Verdict.MAYBE:
                yield f"{where} {row.where}: {row.get_verdict_display()}: {row.why}"
            for column, old, new in row.changes if row.verdict != Verdict.MAYBE else ():
                yield f"{where} {row.where}: {column}: {old!r} → {new!r}"
            for column, sentence, weight in row.troubles if row.verdict not in NOT_ALL else ():
                yield f"{where} {row.where}: {weight}: {column}: {sentence}"
        yield from self._bad(batch)
        for name, number in batch.unused.items():
            yield f"not read: {name} (in {number} rows)"


def _where(batch: GroupImport) -> str:
    return "line" if batch.in_lines else "record"


def _zipped(folder: Path) -> bytes:
    """The tables of a folder as the zip file that `formats.read` knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table in sorted(folder.glob("*.csv")):
            if table.stat().st_size > formats.LARGEST:
                raise CommandError(f"{table}: the file is larger than {formats.LARGEST // 1024**2} MB.")
            archive.write(table, table.name)
    return buffer.getvalue()
