import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.timezone import now

from editing.staged_import.commands import StagedImportCommand, read_file
from support_groups.exchange import formats, importing
from support_groups.models import GroupImport, GroupImportRow, GroupSearch
from support_groups.models.data_source import LONGEST_NAME, validate_source_name

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
        parser.add_argument(
            "--data-source",
            default="",
            help="the list or feed the file comes from, always by the same name; without it, the file's name without "
            "its extension. Identifiers mean something only within their data source",
        )
        parser.add_argument(
            "--update-similar",
            action="store_true",
            help="groups that could be the same as one we have are that group: change it",
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

    def stage(
        self, staged_import: GroupImport, file: Path, *, mapping, listed, data_source="", **options
    ) -> None:
        arrival = Arrival.LISTED if listed else Arrival.DRAFT
        try:
            if data_source:
                validate_source_name(data_source)
            importing.stage(
                staged_import,
                _mapping(mapping),
                arrival=arrival,
                at=now(),
                data_source=data_source[:LONGEST_NAME],
            )
        except formats.UnknownFormat as reason:
            raise CommandError(f"{file}: {reason}") from reason
        except ValidationError as invalid:
            raise CommandError(f"--data-source: {' '.join(invalid.messages)}") from invalid

    def compare_some(self, staged_import: GroupImport) -> int:
        return importing.compare_some(staged_import, at=now())

    def decide(self, staged_import: GroupImport, *, add_similar, update_similar, **options) -> None:
        if add_similar and update_similar:
            raise CommandError("Use --add-similar or --update-similar, not both.")
        super().decide(staged_import, add_similar=add_similar)
        if update_similar:
            possible = staged_import.rows.filter(status=Status.MAYBE).exclude(match=None)
            possible.update(choice=GroupImportRow.Choice.UPDATE)

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
        for line, sentence in staged_import.problems:
            yield f"{_where(staged_import, [line])}: {sentence}"
        for row in staged_import.rows.filter(status__in=NOT_SAVED):
            errors = [
                (column, sentence) for column, sentence, severity in row.problems if severity == "error"
            ]
            for column, sentence in errors or [("row", row.reason)]:
                yield f"{_where(staged_import, row.all_positions)}: {column}: {sentence}"

    def report(self, staged_import: GroupImport) -> Iterator[str]:
        counts = staged_import.rows.counts()
        yield (
            f"{staged_import.format}: {counts[Status.ADDED] + counts[Status.NEW]} new, "
            f"{counts[Status.UPDATED] + counts[Status.CHANGES]} changed, {counts[Status.SAME]} the same, "
            f"{counts[Status.MAYBE]} could be the same and are left out, "
            f"{counts[Status.INVALID] + counts[Status.FAILED] + len(staged_import.problems)} not understood."
        )
        if staged_import.data_source:
            yield f"data source: {staged_import.data_source}"
        for row in staged_import.rows.select_related("match"):
            where = _where(staged_import, row.all_positions)
            if row.status == Status.MAYBE:
                yield f"{where}: {row.get_status_display()}: {row.reason}"
            for column, old, new in row.changes if row.status != Status.MAYBE else ():
                yield f"{where}: {column}: {old!r} → {new!r}"
            for column, sentence, severity in row.problems if row.status not in NOT_SAVED else ():
                yield f"{where}: {severity}: {column}: {sentence}"
        yield from self._problems(staged_import)
        yield from _missing(staged_import)
        for name, number in staged_import.unused.items():
            yield f"not read: {name} (in {number} rows)"


def _missing(staged_import: GroupImport) -> Iterator[str]:
    for group, identifiers in staged_import.missing():
        ids = ", ".join(filter(None, identifiers))
        yield f"no longer in the file: {group} (id {ids})" if ids else f"no longer in the file: {group}"


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


def _where(staged_import: GroupImport, positions: list[int]) -> str:
    """
    >>> _where(GroupImport(in_lines=True), [2]), _where(GroupImport(in_lines=False), [2, 3, 5])
    ('line 2', 'records 2, 3 and 5')
    """
    word = "line" if staged_import.in_lines else "record"
    if len(positions) == 1:
        return f"{word} {positions[0]}"
    *most, last = positions
    return f"{word}s {', '.join(map(str, most))} and {last}"


def _zipped(folder: Path) -> bytes:
    """The tables of a folder as the zip file that `formats.read` knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table in sorted(folder.glob("*.csv")):
            archive.writestr(table.name, read_file(table, largest=formats.LARGEST))
    return buffer.getvalue()
