"""Confirmed rows of an import become groups: new ones some at a time, changed ones one by one."""

import datetime
import uuid
from collections.abc import Iterable, Iterator

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
from support_groups.exchange.leftovers import ASKED_NOTE
from support_groups.exchange.storage import GroupStore
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
        lambda rows: _save_rows(rows, staged_import, store),
        most=most,
        at=at,
        on_finish=lambda: _finish(staged_import),
    )


def _finish(staged_import: GroupImport) -> None:
    GroupImport.objects.filter(pk=staged_import.pk).update(data=b"")
    _link_translations(staged_import)


def _save_rows(rows: list[GroupImportRow], staged_import: GroupImport, store: GroupStore) -> None:
    for row in rows:
        row.staged_import = staged_import
    for some in _parts(rows):
        _save_part(some, store)
    GroupImportRow.objects.store(rows, ["status", "reason", "result", "is_unrecorded"])


def _parts(rows: Iterable[GroupImportRow]) -> Iterator[list[GroupImportRow]]:
    """New groups together, as long as no two of them could be one; every other row alone."""
    part: list[GroupImportRow] = []
    names: set[str] = set()
    for row in rows:
        own = {*row.identifiers, _uid(row)} - {""}
        if part and not (_is_new(row) and names.isdisjoint(own)):
            yield part
            part, names = [], set()
        part.append(row)
        names |= own
        if not _is_new(row):
            yield part
            part, names = [], set()
    if part:
        yield part


def _is_new(row: GroupImportRow) -> bool:
    is_of_another = row.status in (RowStatus.CHANGES, RowStatus.SAME) or row.choice == Choice.UPDATE
    return not is_of_another


def _save_part(rows: list[GroupImportRow], store: GroupStore) -> None:
    """Save whole rows with their identifiers. If one can't be saved, each is saved alone, to find out which."""
    try:
        with transaction.atomic():
            identifiers.lock_source(rows)
            (_add if _is_new(rows[0]) else _update)(rows, store)
    except (
        OutdatedRow,
        DataError,
        IntegrityError,
    ) as reason:  # only faults of rows, not a database that is down
        if len(rows) > 1:
            for row in rows:
                _save_part([row], store)
            return
        said = str(reason) if isinstance(reason, OutdatedRow) else _("The database refused this row.")
        for row in rows:
            row.status, row.reason, row.result = RowStatus.FAILED, said[:300], None
    else:
        for row in rows:
            row.reason, row.is_unrecorded = "", False


def _update(rows: list[GroupImportRow], store: GroupStore) -> None:
    """A row about a group that is here already."""
    (row,) = rows
    if row.status == RowStatus.CHANGES or row.choice == Choice.UPDATE:
        (row.result, said), row.status = _changed(row, store), RowStatus.UPDATED
    else:
        row.result, said = _unchanged(row), digests_of(row)
    identifiers.record(row, row.result, said, at=store.at)


def _add(rows: list[GroupImportRow], store: GroupStore) -> None:
    _refuse_known(rows)
    groups = store.add_all([_new_values(row) for row in rows])
    said = {row: digests_of(row) for row in rows}
    identifiers.record_new(dict(zip(rows, groups, strict=True)), said, at=store.at)
    for row, group in zip(rows, groups, strict=True):
        row.result, row.status = group, RowStatus.ADDED


def _refuse_known(rows: list[GroupImportRow]) -> None:
    """Raises OutdatedRow if somebody has added one of these groups since it was compared."""
    known = identifiers.groups_of(rows)
    uids = {_uid(row) for row in rows} - {""}
    here = (
        {str(uid) for uid in Group.objects.filter(uid__in=uids).values_list("uid", flat=True)} if uids else ()
    )
    for row in rows:
        others = {known[value] for value in row.identifiers if value in known} - {row.match_id}
        if others or _uid(row) in here:
            raise OutdatedRow(_("This group has been added in the meantime."))


def _uid(row: GroupImportRow) -> str:
    """The identifier of our own file, as the database gives it; "" for none."""
    uid = row.values.get("id") if row.staged_import.is_own else None
    return str(uuid.UUID(uid)) if uid else ""


def _new_values(row: GroupImportRow) -> tuple[dict, str]:
    """The values of a new group, and its status."""
    listing = listing_of(row)
    values = complete_values(listing, row.staged_import)
    values["_private"] = [*values.get("_private", []), *_asked(listing)]
    return values, status_of(values, listing.problems, row.staged_import)


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
