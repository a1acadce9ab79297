"""A file of groups into the directory, in steps that each can be broken off and gone on with.

`receive` keeps the file, `stage` reads it as a person said, `compare_some` tells what is new, changed, the same or
alike, and, once somebody has confirmed, `save_some` makes groups of rows. A row says what came of it, so no step does
anything twice.
"""

import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.staged_import.models import KEEP_FOR
from support_groups.exchange import comparison, fields, formats, translations
from support_groups.exchange.formats import (
    ColumnMapping,
    Listing,
    RowProblem,
    Severity,
    normalization,
    vocabulary,
)
from support_groups.exchange.group_values import group_values
from support_groups.exchange.storage import GroupStore
from support_groups.models import Group, GroupImport, GroupImportRow
from support_groups.models.vocabulary import VOCABULARIES
from support_groups.places import Place, of_address

AT_ONCE = 250  # rows compared with one set of questions to the database
A_STEP = 100  # rows saved before the page reports progress
READ = (
    *("format", "is_own", "in_lines", "columns", "defaults", "arrival", "problems", "unused", "read_at"),
)  # the fields of an import that `stage` fills in
NEEDED = {
    "stage_fit": gettext_lazy("The file does not say who it fits. Choose it for all rows that do not."),
    "attendance": gettext_lazy("The file does not say how people meet. Choose it for all rows that do not."),
}
RowStatus, Choice, Status = GroupImportRow.Status, GroupImportRow.Choice, Group.Status


def receive(data: bytes, *, name: str, by=None, at: datetime.datetime) -> GroupImport:
    """Keep a file until somebody has said how it is to be read. Raises formats.UnknownFormat if it cannot be.

    Files hold addresses of people: after thirty days they go, rows and all.
    """
    try:
        reading = formats.read(data)
        name_of_format, is_own = reading.format, reading.is_own
    except formats.UnknownFormat:
        if formats.columns_of(data) is None:
            raise
        name_of_format, is_own = "CSV", False  # a table whose columns somebody must name
    with transaction.atomic():
        GroupImport.objects.filter(made_at__lt=at - KEEP_FOR).delete()
        return GroupImport.objects.create(
            name=name.replace("\x00", "")[-200:] or _("file"),
            data=data,
            format=name_of_format,
            is_own=is_own,
            made_by=by,
        )


def stage(staged_import: GroupImport, mapping: ColumnMapping, *, arrival: str, at: datetime.datetime) -> None:
    """Its rows, waiting to be compared. Raises formats.UnknownFormat. Staged again, it begins again."""
    reading = formats.read(bytes(staged_import.data), mapping)
    translations.check(reading.listings)
    same, alike = comparison.duplicates([(listing.where, listing.values) for listing in reading.listings])
    for index, where in same.items():
        reading.listings[index].add_error("id", _("The file has this group before, at %d.") % where)
    staged_import.format, staged_import.is_own = reading.format, reading.is_own
    staged_import.in_lines, staged_import.arrival = reading.in_lines, arrival
    staged_import.columns, staged_import.defaults = mapping.columns or {}, dict(mapping.defaults)
    staged_import.problems = [list(problem) for problem in reading.problems]
    staged_import.unused, staged_import.read_at = dict(reading.unused), at
    rows = [_row(staged_import, listing, alike.get(index)) for index, listing in enumerate(reading.listings)]
    with transaction.atomic():  # everything has been read by now, so others can save in the meantime
        staged_import.lock()
        if GroupImport.objects.filter(pk=staged_import.pk).exclude(confirmed_at=None).exists():
            return
        staged_import.rows.all().delete()
        staged_import.save(update_fields=READ)
        GroupImportRow.objects.bulk_create(rows, batch_size=500)


def _row(staged_import: GroupImport, listing: Listing, earlier_position: int | None) -> GroupImportRow:
    return GroupImportRow(
        staged_import=staged_import,
        position=listing.where,
        values=listing.values,
        problems=_stored_problems(listing.problems),
        earlier_position=earlier_position,
    )


def _stored_problems(problems: list[RowProblem]) -> list[list[str]]:
    return [[problem.column, problem.sentence, problem.severity.value] for problem in problems]


# --- Compare --------------------------------------------------------------------------------------------


def compare_some(staged_import: GroupImport, *, at: datetime.datetime, most: int = AT_ONCE) -> int:
    """Compare the next waiting rows with what is here; returns how many rows still wait."""
    rows = list(staged_import.rows.waiting()[:most])
    Comparison(staged_import, rows, at).run()
    updated = ["values", "problems", "changes", "status", "reason", "match"]
    return staged_import.store_comparison(rows, updated)


class Comparison:
    """Some rows held against the directory."""

    def __init__(self, staged_import: GroupImport, rows: list[GroupImportRow], at: datetime.datetime):
        self.staged_import, self.rows, self.today = staged_import, rows, timezone.localdate(at)
        self.index = comparison.GroupIndex() if rows else None
        self.terms = terms()

    def run(self) -> None:
        prepared = [(row, self._prepared(row)) for row in self.rows]
        found = {row.pk: self.index.find(row.values, is_own=self.staged_import.is_own) for row in self.rows}
        pks = [one.pk for one in found.values() if one]
        here = {group.pk: group for group in Group.objects.for_exchange().filter(pk__in=pks)}
        taken = set(self.staged_import.rows.filter(match__in=pks).values_list("match", flat=True))
        for row, listing in prepared:
            hit = found[row.pk]
            self._judge(
                row, listing, hit, here.get(hit.pk) if hit else None, hit is not None and hit.pk in taken
            )
            row.problems, row.reason = _stored_problems(listing.problems), row.reason[:300]
            if row.match is not None:
                taken.add(row.match.pk)

    def _prepared(self, row: GroupImportRow) -> Listing:
        listing = Listing(
            row.position, row.values, [RowProblem(c, s, Severity(w)) for c, s, w in row.problems]
        )
        was_phrased = bool(row.values.get("schedule")) and not row.values.get("rrule")
        normalization.normalize(
            listing,
            is_own=self.staged_import.is_own,
            terms=self.terms,
            zone=zone_of(row.values, self.staged_import),
            today=self.today,
        )
        if was_phrased:
            listing.values["_phrased"] = True
        return listing

    def _judge(self, row, listing: Listing, hit, group: Group | None, is_taken: bool) -> None:
        if group is not None and hit.is_same and not is_taken:
            self._against(row, listing, group, hit.why)
        else:
            _check_new(listing, self.staged_import)
            row.status = RowStatus.NEW
            if group is not None:
                row.status, row.match, row.reason = RowStatus.MAYBE, group, hit.why
                row.changes = changes_of(listing.values, group, self.staged_import)
            elif row.earlier_position is not None:
                row.status, row.reason = (
                    RowStatus.MAYBE,
                    _("the same name, organization and town as at %d") % row.earlier_position,
                )
        if any(problem.severity == Severity.ERROR for problem in listing.problems):
            row.status = RowStatus.INVALID

    def _against(self, row, listing: Listing, group: Group, why: str) -> None:
        row.match, row.reason = group, why
        row.changes = changes_of(listing.values, group, self.staged_import)
        row.status = RowStatus.CHANGES if row.changes else RowStatus.SAME
        if row.changes:
            whole = group_values(group, private=True) | {column: new for column, _old, new in row.changes}
            changed = _copy(group)
            fields.assign(changed, {column: new for column, _old, new in row.changes})
            for problem in fields.problems(changed, whole):
                listing.add(problem)


def _copy(group: Group) -> Group:
    return Group(**{field.attname: getattr(group, field.attname) for field in Group._meta.concrete_fields})


def terms() -> vocabulary.Terms:
    return {
        column: vocabulary.known(list(model.objects.values_list("code", "name", "name_es")))
        for column, model in VOCABULARIES.items()
    }


def changes_of(values: dict[str, Any], group: Group, staged_import: GroupImport) -> list[list[Any]]:
    """What a row would change in a group.

    Other people's files change neither its web address nor its status nor what staff noted; people they name are
    added to those whom staff know.
    """
    whole = group_values(group, private=True)
    if not staged_import.is_own:
        values = {name: value for name, value in values.items() if name not in ("slug", "status", "notes")}
        known = [*whole["contacts"], *whole["private_contacts"]]
        others = [text for text in values.get("private_contacts", []) if text not in known]
        values["private_contacts"] = [*whole["private_contacts"], *others]
    return comparison.differences(values, whole, group_values(group))


def complete(listing: Listing, staged_import: GroupImport) -> dict[str, Any]:
    """The values of a new group. Of other people's files, its place and zone are looked up; nothing is sent anywhere."""
    values = normalization.completed(listing.values, staged_import.defaults, listing)
    if staged_import.is_own:
        return values
    values["time_zone"] = zone_of(values, staged_import)
    place = _place_of(values)
    if place and values.get("latitude") is None and values.get("longitude") is None:
        values |= {"latitude": place.latitude, "longitude": place.longitude}
    return values


def zone_of(values: dict[str, Any], staged_import: GroupImport) -> str:
    """What the row says, or the person who imports, or where its town lies."""
    if zone := values.get("time_zone") or staged_import.defaults.get("time_zone"):
        return zone
    place = None if staged_import.is_own else _place_of({**staged_import.defaults, **values})
    return place.zone if place else Group._meta.get_field("zone").default


def _place_of(values: dict[str, Any]) -> Place | None:
    return of_address(
        *(values.get(name) or "" for name in ("street", "town", "region", "postcode", "country"))
    )


def _check_new(listing: Listing, staged_import: GroupImport) -> None:
    values = complete(listing, staged_import)
    group = Group()
    fields.assign(group, values)
    group.status = status_of(values, listing.problems, staged_import)
    for column, sentence in NEEDED.items():
        if not values.get(column):
            listing.add_error(column, str(sentence))
            setattr(
                group, column, Group._meta.get_field(column).choices[0][0]
            )  # said; the rest is still checked
    for problem in fields.problems(group, values):
        listing.add(problem)


def status_of(values: dict[str, Any], problems: list[RowProblem], staged_import: GroupImport) -> str:
    """Listed only if staff chose so and nothing is open; what our own file calls closed or paused stays so."""
    has_questions = any(problem.severity == Severity.QUESTION for problem in problems)
    if staged_import.arrival == GroupImport.Arrival.DRAFT or has_questions:
        return Status.DRAFT
    return (values.get("status") if staged_import.is_own else "") or Status.LISTED


# --- Save -----------------------------------------------------------------------------------------------


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
    _tie_translations(staged_import)


def _save_row(row: GroupImportRow, staged_import: GroupImport, store: GroupStore) -> None:
    """One row whole, or not at all and why."""
    is_update = row.status == RowStatus.CHANGES or row.choice == Choice.UPDATE
    try:
        row.result = _changed(row, staged_import, store) if is_update else _added(row, staged_import, store)
        row.status, row.reason = (RowStatus.UPDATED if is_update else RowStatus.ADDED), ""
    except Overtaken as reason:
        row.status, row.reason = RowStatus.FAILED, str(reason)[:300]
    except (DataError, IntegrityError):  # only faults of this row, not a database that is down
        row.status, row.reason = RowStatus.FAILED, _("The database did not take this row.")
    row.save(update_fields=["status", "reason", "result"])


class Overtaken(Exception):
    """Somebody was quicker. `str()` of it is a sentence."""


def _added(row: GroupImportRow, staged_import: GroupImport, store: GroupStore) -> Group:
    if row.values.get("id") and Group.objects.filter(uid=row.values["id"]).exists():
        raise Overtaken(_("This group was added meanwhile."))
    listing = Listing(row.position, row.values, [RowProblem(c, s, Severity(w)) for c, s, w in row.problems])
    values = complete(listing, staged_import)
    return store.add(values, status=status_of(values, listing.problems, staged_import))


def _changed(row: GroupImportRow, staged_import: GroupImport, store: GroupStore) -> Group:
    group = Group.objects.for_exchange().filter(pk=row.match_id).first()
    if group is None:
        raise Overtaken(_("This group was deleted meanwhile."))
    if changes_of(row.values, group, staged_import) != row.changes:
        raise Overtaken(_("Somebody changed this group after you looked at it. Import the file again."))
    new = {column: value for column, _old, value in row.changes}
    return store.change(group, row.values | new, set(new))


def _tie_translations(staged_import: GroupImport) -> None:
    """Listings that are the same group in another language, now that both are here."""
    rows = staged_import.rows.filter(status__in=[RowStatus.ADDED, RowStatus.UPDATED]).exclude(result=None)
    rows = [row for row in rows if row.values.get("translation_of")]
    uids = {row.values["translation_of"] for row in rows}
    here = dict(Group.objects.filter(uid__in=uids).values_list("uid", "pk")) if uids else {}
    known = {str(uid): pk for uid, pk in here.items()}
    for row in rows:
        original = known.get(row.values["translation_of"])
        reason = Group(pk=row.result_id, translation_of_id=original).translation_problem
        if reason:
            row.problems.append(["translation_of", str(reason), Severity.NOTE.value])
            row.save(update_fields=["problems"])
        elif original:
            Group.objects.filter(pk=row.result_id).update(translation_of=original)
