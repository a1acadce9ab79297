"""The file on its way in: received, then read into rows that wait to be compared."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from editing.staged_import.models import KEEP_FOR
from editing.text import storable
from support_groups.exchange import comparison, formats, translations
from support_groups.exchange.formats import ColumnMapping, ParsedFile
from support_groups.exchange.importing.staged_rows import stored_problems
from support_groups.models import GroupImport, GroupImportRow

STAGED_FIELDS = (
    *("format", "is_own", "in_lines", "columns", "defaults", "arrival", "problems", "unused", "read_at"),
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


def stage(staged_import: GroupImport, mapping: ColumnMapping, *, arrival: str, at: datetime.datetime) -> None:
    """Store its rows to be compared. Raises formats.UnknownFormat. A second call replaces the rows of the first."""
    parsed = formats.read(bytes(staged_import.data), mapping)
    translations.check(parsed.listings)
    rows = _rows(staged_import, parsed)
    staged_import.format, staged_import.is_own = parsed.format, parsed.is_own
    staged_import.in_lines, staged_import.arrival = parsed.in_lines, arrival
    staged_import.columns, staged_import.defaults = mapping.columns or {}, dict(mapping.defaults)
    staged_import.problems = [list(problem) for problem in parsed.problems]
    staged_import.unused, staged_import.read_at = dict(parsed.unused), at
    with transaction.atomic():  # everything has been read by now, so others can save in the meantime
        staged_import.lock()
        if GroupImport.objects.filter(pk=staged_import.pk).exclude(confirmed_at=None).exists():
            return
        staged_import.rows.all().delete()
        staged_import.save(update_fields=STAGED_FIELDS)
        GroupImportRow.objects.bulk_create(rows, batch_size=500)


def _rows(staged_import: GroupImport, parsed: ParsedFile) -> list[GroupImportRow]:
    same, similar = comparison.duplicates([(listing.position, listing.values) for listing in parsed.listings])
    for index, position in same.items():
        parsed.listings[index].add_error("id", _("The same group is already in this file, at %d.") % position)
    return [
        GroupImportRow(
            staged_import=staged_import,
            position=listing.position,
            values=listing.values,
            problems=stored_problems(listing),
            earlier_position=similar.get(index),
        )
        for index, listing in enumerate(parsed.listings)
    ]
