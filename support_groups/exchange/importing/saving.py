"""Confirmed rows of an import become groups, each in a transaction of its own."""

import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from support_groups.exchange.formats import Severity
from support_groups.exchange.formats.addresses.reader import PARTS
from support_groups.exchange.formats.listings import Listing
from support_groups.exchange.importing import identifiers
from support_groups.exchange.importing.staged_rows import (
    changes_of,
    complete_values,
    digests_of,
    listing_of,
    status_of,
    undisputed,
)
from support_groups.exchange.storage import ASKED_NOTE, GroupStore
from support_groups.models import Group, GroupImport, GroupImportRow

KEPT_ELSEWHERE = ("schedule", "time_zone", "address", "latitude", *PARTS)
A_STEP = 100  # rows saved before the page reports progress
RowStatus, Choice = GroupImportRow.Status, GroupImportRow.Choice


class OutdatedRow(Exception):
    """The directory has changed since the row was compared. `str()` of it is a sentence."""


def save_some(staged_import: GroupImport, *, by=None, at: datetime.datetime, most: int = A_STEP) -> int:
    """Make groups of the next rows; returns how many are left."""
    store = GroupStore(comment=_("Imported from %s") % staged_import.name, by=by, at=at)
    return staged_import.save_rows(
        staged_import.rows.to_save()[:most],
        lambda row: _save_row(row, staged_import, store),
        at=at,
        on_finish=lambda: _finish(staged_import),
    )


def _finish(staged_import: GroupImport) -> None:
    GroupImport.objects.filter(pk=staged_import.pk).update(data=b"")
    _link_translations(staged_import)


def _save_row(row: GroupImportRow, staged_import: GroupImport, store: GroupStore) -> None:
    """Save the whole row with its identifiers, or nothing of it and the reason why."""
    row.staged_import = staged_import
    try:
        with transaction.atomic():
            identifiers.lock_source(row)
            row.result, row.status, said = _saved(row, store)
            identifiers.record(row, row.result, said, at=store.at)
        row.reason, row.is_unrecorded = "", False
    except OutdatedRow as reason:
        row.status, row.reason, row.result = RowStatus.FAILED, str(reason)[:300], None
    except (DataError, IntegrityError):  # only faults of this row, not a database that is down
        row.status, row.reason, row.result = RowStatus.FAILED, _("The database refused this row."), None
    row.save(update_fields=["status", "reason", "result", "is_unrecorded"])


def _saved(row: GroupImportRow, store: GroupStore) -> tuple[Group, RowStatus, dict[str, str]]:
    """The group, what became of the row, and the digests by which the next import compares."""
    if row.status == RowStatus.CHANGES or row.choice == Choice.UPDATE:
        group, said = _changed(row, store)
        return group, RowStatus.UPDATED, said
    if row.status == RowStatus.SAME:
        return _unchanged(row), RowStatus.SAME, digests_of(row)
    return _added(row, store), RowStatus.ADDED, digests_of(row)


def _added(row: GroupImportRow, store: GroupStore) -> Group:
    staged_import = row.staged_import
    is_here = staged_import.is_own and Group.objects.filter(uid=row.values.get("id") or None).exists()
    if is_here or identifiers.groups_of(row) - {row.match_id}:
        raise OutdatedRow(_("This group has been added in the meantime."))
    listing = listing_of(row)
    values = complete_values(listing, staged_import)
    values["_private"] = [*values.get("_private", []), *_asked(listing)]
    return store.add(values, status=status_of(values, listing.problems, staged_import))


def _asked(listing: Listing) -> list[str]:
    """Questions for the notes for staff, which stay when the import is gone. Those about schedule, zone and place are there
    already: in what the file says of them, or in the form of the group."""
    questions = [problem for problem in listing.problems if problem.severity == Severity.QUESTION]
    return [
        str(ASKED_NOTE) % problem.sentence for problem in questions if problem.column not in KEPT_ELSEWHERE
    ]


def _unchanged(row: GroupImportRow) -> Group:
    if row.match is None:
        raise OutdatedRow(_("This group has been deleted in the meantime."))
    return row.match


def _changed(row: GroupImportRow, store: GroupStore) -> tuple[Group, dict[str, str]]:
    group = Group.objects.for_exchange().filter(pk=row.match_id).first()
    if group is None:
        raise OutdatedRow(_("This group has been deleted in the meantime."))
    known = identifiers.known_digests(row, group)
    changes = changes_of(row, group, known)
    if row.changes not in (changes, undisputed(changes, known)):
        raise OutdatedRow(_("Somebody changed this group after you looked at it. Import the file again."))
    new = {column: value for column, _old, value in row.changes}
    said = digests_of(row, [column for column, _old, _new in changes if column not in new], known)
    return (store.change(group, row.values | new, set(new)) if new else group), said


def _link_translations(staged_import: GroupImport) -> None:
    """Link listings of the same group in two languages, now that both are here."""
    rows = staged_import.rows.filter(status__in=[RowStatus.ADDED, RowStatus.UPDATED]).exclude(result=None)
    translations = {row: row.values["translation_of"] for row in rows if row.values.get("translation_of")}
    uids = set(translations.values())
    originals = {str(uid): pk for uid, pk in Group.objects.filter(uid__in=uids).values_list("uid", "pk")}
    for row, uid in translations.items():
        original = originals.get(uid)
        reason = Group(pk=row.result_id, translation_of_id=original).translation_problem
        if reason:
            row.problems.append(["translation_of", str(reason), Severity.NOTE.value])
            row.save(update_fields=["problems"])
        elif original:
            Group.objects.filter(pk=row.result_id).update(translation_of=original)
