import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.timezone import now

from editing.staged_import.commands import StagedImportCommand, read_file
from support_groups.exchange import formats, importing
from support_groups.models import GroupImport, GroupImportRow, GroupSearch

Status, Arrival = GroupImportRow.Status, GroupImport.Arrival
NOT_SAVED = (Status.INVALID, Status.FAILED)
MOST_NAMED = 20


class Command(StagedImportCommand):
    help = (
        "Adds and changes the groups of a file (our own CSV, any table as CSV, HSDS 3.0 as JSON, as a zip file or a "
        "folder of tables, a TSML feed, BMLT search results) and reports what was not understood. If one row is bad, nothing is changed."
    )
    similar_help = "also add groups that could be the same as one we have"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--mapping",
            type=Path,
            help='a JSON file: {"columns": {"header in the file": "our column"}, "defaults": {"our column": "value"}}',
        )
        parser.add_argument("--skip-bad", action="store_true", help="leave bad rows out and save the others")
        parser.add_argument(
            "--listed",
            action="store_true",
            help="new groups become listed, or drafts if something is missing; without it, all become drafts",
        )

    def receive(self, file: Path) -> GroupImport:
        data = _zipped(file) if file.is_dir() else read_file(file, largest=formats.LARGEST)
        try:
            return importing.receive(data, name=file.name, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def stage(self, staged_import: GroupImport, file: Path, *, mapping, listed, **options) -> None:
        arrival = Arrival.LISTED if listed else Arrival.DRAFT
        try:
            importing.stage(staged_import, _mapping(mapping), arrival=arrival, at=now())
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason

    def compare_some(self, staged_import: GroupImport) -> int:
        return importing.compare_some(staged_import, at=now())

    def save_some(self, staged_import: GroupImport) -> int:
        return importing.save_some(staged_import, at=now())

    def finish(self) -> None:
        GroupSearch.objects.refresh_marked(now())

    def check_rows(self, staged_import: GroupImport, file: Path, *, skip_bad: bool, **options) -> None:
        lines = [] if skip_bad else list(self._problems(staged_import))
        if lines:
            more = f"\n  … and {len(lines) - MOST_NAMED} more." if len(lines) > MOST_NAMED else ""
            named = "".join(f"\n  {line}" for line in lines[:MOST_NAMED])
            raise CommandError(
                f"{file}: nothing was changed.{named}{more}\nUse --skip-bad to leave these rows out."
            )

    def _problems(self, staged_import: GroupImport) -> Iterator[str]:
        where = _where(staged_import)
        for line, sentence in staged_import.problems:
            yield f"{where} {line}: {sentence}"
        for row in staged_import.rows.filter(status__in=NOT_SAVED):
            errors = [
                (column, sentence) for column, sentence, severity in row.problems if severity == "error"
            ]
            for column, sentence in errors or [("row", row.reason)]:
                yield f"{where} {row.position}: {column}: {sentence}"

    def report(self, staged_import: GroupImport) -> Iterator[str]:
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
            for column, sentence, severity in row.problems if row.status not in NOT_SAVED else ():
                yield f"{where} {row.position}: {severity}: {column}: {sentence}"
        yield from self._problems(staged_import)
        for name, number in staged_import.unused.items():
            yield f"not read: {name} (in {number} rows)"


def _mapping(file: Path | None) -> formats.ColumnMapping:
    if file is None:
        return formats.ColumnMapping()
    try:
        content = json.loads(file.read_text())
        return formats.ColumnMapping(content.get("columns"), dict(content.get("defaults", {})))
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror}.") from problem
    except (ValueError, AttributeError, TypeError, RecursionError) as problem:
        raise CommandError(f"{file}: this is not a mapping: {problem}") from problem


def _where(staged_import: GroupImport) -> str:
    return "line" if staged_import.in_lines else "record"


def _zipped(folder: Path) -> bytes:
    """The tables of a folder as the zip file that `formats.read` knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table in sorted(folder.glob("*.csv")):
            archive.writestr(table.name, read_file(table, largest=formats.LARGEST))
    return buffer.getvalue()
