"""The file on its way in: received, then read into rows that wait to be compared."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from editing.staged_import.models import KEEP_FOR
from editing.text import storable
from support_groups.exchange import comparison, formats, translations
from support_groups.exchange.formats import ColumnMapping, Listing, ParsedFile, digests
from support_groups.exchange.importing import meetings
from support_groups.exchange.importing.meetings import FileRow, Identity
from support_groups.exchange.importing.preparation import Preparation
from support_groups.exchange.importing.staged_rows import stored_problems
from support_groups.models import GroupImport, GroupImportRow

STAGED_FIELDS = (
    *(
        "format",
        "is_own",
        "in_lines",
        "columns",
        "defaults",
        "arrival",
        "problems",
        "unused",
        "read_at",
        "data_source",
    ),
)  # the fields of an import that `stage` fills in


def receive(data: bytes, *, name: str, by=None, at: datetime.datetime) -> GroupImport:
    """Store a file until somebody has chosen how to read it. Raises formats.UnknownFormat if it cannot be read.

    Files hold personal addresses, so each import is deleted with its rows after thirty days.
    """
    try:
        parsed = formats.read(data)
        format_name, is_own = parsed.format, parsed.is_own
    except formats.UnknownFormat:
        if formats.columns_of(data) is None:
            raise
        format_name, is_own = "CSV", False  # a table whose columns somebody must name
    with transaction.atomic():
        GroupImport.objects.filter(made_at__lt=at - KEEP_FOR).delete()
        return GroupImport.objects.create(
            name=storable(name)[-200:] or _("file"),
            data=data,
            format=format_name,
            is_own=is_own,
            made_by=by,
        )


def stage(
    staged_import: GroupImport,
    mapping: ColumnMapping,
    *,
    arrival: str,
    at: datetime.datetime,
    data_source: str = "",
) -> None:
    """Store its rows to be compared. Raises formats.UnknownFormat. A second call replaces the rows of the first.

    `data_source` is where somebody else's file comes from; if it is not named, the file's name tells.
    """
    parsed = formats.read(bytes(staged_import.data), mapping)
    translations.check(parsed.listings)
    staged_import.format, staged_import.is_own = parsed.format, parsed.is_own
    staged_import.in_lines, staged_import.arrival = parsed.in_lines, arrival
    staged_import.columns, staged_import.defaults = mapping.columns or {}, dict(mapping.defaults)
    staged_import.problems = [list(problem) for problem in parsed.problems]
    staged_import.unused, staged_import.read_at = dict(parsed.unused), at
    staged_import.data_source = "" if parsed.is_own else data_source or staged_import.suggested_source
    rows = _rows(staged_import, parsed, at)
    with transaction.atomic():  # everything has been read by now, so others can save in the meantime
        staged_import.lock()
        if GroupImport.objects.filter(pk=staged_import.pk).exclude(confirmed_at=None).exists():
            return
        staged_import.rows.all().delete()
        staged_import.save(update_fields=STAGED_FIELDS)
        GroupImportRow.objects.bulk_create(rows, batch_size=500)


def _rows(staged_import: GroupImport, parsed: ParsedFile, at: datetime.datetime) -> list[GroupImportRow]:
    if parsed.is_own:
        file_rows = [FileRow(listing, [listing]) for listing in parsed.listings]
        identities = [Identity([], is_derived=False)] * len(file_rows)
    else:
        preparation = Preparation(staged_import, at)
        file_rows = meetings.merged(parsed.listings, staged_import, preparation, in_lines=parsed.in_lines)
        identities = meetings.identities(file_rows)
    similar = _check_duplicates(file_rows, identities)
    return [
        _staged_row(staged_import, row, identity, similar.get(index))
        for index, (row, identity) in enumerate(zip(file_rows, identities, strict=True))
    ]


def _check_duplicates(file_rows: list[FileRow], identities: list[Identity]) -> dict[int, int]:
    """Add an error to rows that are an earlier one by their identifiers; returns those that only could be."""
    good = [index for index, row in enumerate(file_rows) if not row.is_bad]
    listings = [file_rows[index].listing for index in good]
    rows = [
        (listing.position, listing.values, [] if identity.is_derived else identity.values)
        for listing, identity in zip(listings, (identities[index] for index in good), strict=True)
    ]
    same, similar = comparison.duplicates(rows)
    for index, position in same.items():
        listings[index].add_error("id", _("The same group is already in this file, at %d.") % position)
    return {good[index]: position for index, position in similar.items()}


def _staged_row(
    staged_import: GroupImport, row: FileRow, identity: Identity, earlier_position: int | None
) -> GroupImportRow:
    values = {name: value for name, value in row.listing.values.items() if name != "_ids"}
    problems = stored_problems(row.listing)
    is_merged = "_merged" in values
    is_phrased = any(map(_is_phrased, row.parts if is_merged else [row.listing]))
    parts = [(part.position, part.values, stored_problems(part)) for part in row.parts] if is_merged else []
    return GroupImportRow(
        staged_import=staged_import,
        position=row.listing.position,
        positions=row.positions,
        identifiers=identity.values,
        is_identifier_derived=identity.is_derived,
        digests={} if staged_import.is_own else digests.of_file(row.parts),
        values=values,
        problems=problems,
        as_staged={"values": values, "problems": problems, "parts": parts} if is_phrased else None,
        earlier_position=earlier_position,
    )


def _is_phrased(listing: Listing) -> bool:
    return bool(listing.values.get("schedule")) and not listing.values.get("rrule")
