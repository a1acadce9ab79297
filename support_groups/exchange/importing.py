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

from editing.turns import Turns
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
KEPT_FOR = datetime.timedelta(days=30)
NEEDED = {
    "stage_fit": gettext_lazy("The file does not say who it fits. Choose it for all rows that do not."),
    "attendance": gettext_lazy("The file does not say how people meet. Choose it for all rows that do not."),
}
Verdict, Choice, Status = GroupImportRow.Verdict, GroupImportRow.Choice, Group.Status


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
        GroupImport.objects.filter(made_at__lt=at - KEPT_FOR).delete()
        return GroupImport.objects.create(
            name=name.replace("\x00", "")[-200:] or _("file"),
            data=data,
            format=name_of_format,
            is_own=is_own,
            made_by=by,
        )


def stage(batch: GroupImport, mapping: ColumnMapping, *, arrival: str, at: datetime.datetime) -> None:
    """Its rows, waiting to be compared. Raises formats.UnknownFormat. Staged again, it begins again."""
    reading = formats.read(bytes(batch.data), mapping)
    translations.check(reading.listings)
    same, alike = comparison.duplicates([(listing.where, listing.values) for listing in reading.listings])
    for index, where in same.items():
        reading.listings[index].add_error("id", _("The file has this group before, at %d.") % where)
    batch.format, batch.is_own, batch.in_lines = reading.format, reading.is_own, reading.in_lines
    batch.columns, batch.defaults, batch.arrival = mapping.columns or {}, dict(mapping.defaults), arrival
    batch.problems = [list(problem) for problem in reading.problems]
    batch.unused, batch.read_at = dict(reading.unused), at
    rows = [_row(batch, listing, alike.get(index)) for index, listing in enumerate(reading.listings)]
    with transaction.atomic():  # everything has been read by now, so others can save in the meantime
        GroupImport.objects.alone_with(batch)
        if GroupImport.objects.filter(pk=batch.pk).exclude(confirmed_at=None).exists():
            return
        batch.rows.all().delete()
        batch.save(update_fields=READ)
        GroupImportRow.objects.bulk_create(rows, batch_size=500)


def _row(batch: GroupImport, listing: Listing, twin: int | None) -> GroupImportRow:
    return GroupImportRow(
        batch=batch,
        where=listing.where,
        values=listing.values,
        troubles=_stored_problems(listing.problems),
        twin=twin,
    )


def _stored_problems(problems: list[RowProblem]) -> list[list[str]]:
    return [[problem.column, problem.sentence, problem.severity.value] for problem in problems]


# --- Compare --------------------------------------------------------------------------------------------


def compare_some(batch: GroupImport, *, at: datetime.datetime, most: int = AT_ONCE) -> int:
    """Give the next waiting rows their verdict; returns how many rows still wait.

    Only the verdicts are stored in a transaction. Rows that somebody else compared in the meantime are left alone: they
    may have been confirmed and saved by now.
    """
    rows = list(batch.rows.waiting()[:most])
    Comparison(batch, rows, at).run()
    updated = ["values", "troubles", "changes", "verdict", "why", "match"]
    with transaction.atomic():
        GroupImport.objects.alone_with(batch)
        waiting = set(
            batch.rows.waiting().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
        )
        GroupImportRow.objects.bulk_create(
            [row for row in rows if row.pk in waiting],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=updated,
        )
    return batch.rows.waiting().count()


class Comparison:
    """Some rows held against the directory."""

    def __init__(self, batch: GroupImport, rows: list[GroupImportRow], at: datetime.datetime):
        self.batch, self.rows, self.today = batch, rows, timezone.localdate(at)
        self.index = comparison.GroupIndex() if rows else None
        self.terms = terms()

    def run(self) -> None:
        prepared = [(row, self._prepared(row)) for row in self.rows]
        found = {row.pk: self.index.find(row.values, is_own=self.batch.is_own) for row in self.rows}
        pks = [one.pk for one in found.values() if one]
        here = {group.pk: group for group in Group.objects.for_exchange().filter(pk__in=pks)}
        taken = set(self.batch.rows.filter(match__in=pks).values_list("match", flat=True))
        for row, listing in prepared:
            hit = found[row.pk]
            self._judge(
                row, listing, hit, here.get(hit.pk) if hit else None, hit is not None and hit.pk in taken
            )
            row.troubles, row.why = _stored_problems(listing.problems), row.why[:300]
            if row.match is not None:
                taken.add(row.match.pk)

    def _prepared(self, row: GroupImportRow) -> Listing:
        listing = Listing(row.where, row.values, [RowProblem(c, s, Severity(w)) for c, s, w in row.troubles])
        was_phrased = bool(row.values.get("schedule")) and not row.values.get("rrule")
        normalization.normalize(
            listing,
            is_own=self.batch.is_own,
            terms=self.terms,
            zone=zone_of(row.values, self.batch),
            today=self.today,
        )
        if was_phrased:
            listing.values["_phrased"] = True
        return listing

    def _judge(self, row, listing: Listing, hit, group: Group | None, is_taken: bool) -> None:
        if group is not None and hit.is_same and not is_taken:
            self._against(row, listing, group, hit.why)
        else:
            _check_new(listing, self.batch)
            row.verdict = Verdict.NEW
            if group is not None:
                row.verdict, row.match, row.why = Verdict.MAYBE, group, hit.why
                row.changes = changes_of(listing.values, group, self.batch)
            elif row.twin is not None:
                row.verdict, row.why = (
                    Verdict.MAYBE,
                    _("the same name, organization and town as at %d") % row.twin,
                )
        if any(problem.severity == Severity.ERROR for problem in listing.problems):
            row.verdict = Verdict.BAD

    def _against(self, row, listing: Listing, group: Group, why: str) -> None:
        row.match, row.why = group, why
        row.changes = changes_of(listing.values, group, self.batch)
        row.verdict = Verdict.CHANGES if row.changes else Verdict.SAME
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


def changes_of(values: dict[str, Any], group: Group, batch: GroupImport) -> list[list[Any]]:
    """What a row would change in a group.

    Other people's files change neither its web address nor its status nor what staff noted; people they name are
    added to those whom staff know.
    """
    whole = group_values(group, private=True)
    if not batch.is_own:
        values = {name: value for name, value in values.items() if name not in ("slug", "status", "notes")}
        known = [*whole["contacts"], *whole["private_contacts"]]
        others = [text for text in values.get("private_contacts", []) if text not in known]
        values["private_contacts"] = [*whole["private_contacts"], *others]
    return comparison.differences(values, whole, group_values(group))


def complete(listing: Listing, batch: GroupImport) -> dict[str, Any]:
    """The values of a new group. Of other people's files, its place and zone are looked up; nothing is sent anywhere."""
    values = normalization.completed(listing.values, batch.defaults, listing)
    if batch.is_own:
        return values
    values["time_zone"] = zone_of(values, batch)
    place = _place_of(values)
    if place and values.get("latitude") is None and values.get("longitude") is None:
        values |= {"latitude": place.latitude, "longitude": place.longitude}
    return values


def zone_of(values: dict[str, Any], batch: GroupImport) -> str:
    """What the row says, or the person who imports, or where its town lies."""
    if zone := values.get("time_zone") or batch.defaults.get("time_zone"):
        return zone
    place = None if batch.is_own else _place_of({**batch.defaults, **values})
    return place.zone if place else Group._meta.get_field("zone").default


def _place_of(values: dict[str, Any]) -> Place | None:
    return of_address(
        *(values.get(name) or "" for name in ("street", "town", "region", "postcode", "country"))
    )


def _check_new(listing: Listing, batch: GroupImport) -> None:
    values = complete(listing, batch)
    group = Group()
    fields.assign(group, values)
    group.status = status_of(values, listing.problems, batch)
    for column, sentence in NEEDED.items():
        if not values.get(column):
            listing.add_error(column, str(sentence))
            setattr(
                group, column, Group._meta.get_field(column).choices[0][0]
            )  # said; the rest is still checked
    for problem in fields.problems(group, values):
        listing.add(problem)


def status_of(values: dict[str, Any], problems: list[RowProblem], batch: GroupImport) -> str:
    """Listed only if staff chose so and nothing is open; what our own file calls closed or paused stays so."""
    if batch.arrival == GroupImport.Arrival.DRAFT or any(
        problem.severity == Severity.QUESTION for problem in problems
    ):
        return Status.DRAFT
    return (values.get("status") if batch.is_own else "") or Status.LISTED


# --- Save -----------------------------------------------------------------------------------------------


def confirm(batch: GroupImport, *, at: datetime.datetime) -> None:
    """From now on its rows may become groups. What is undecided stays out."""
    GroupImport.objects.filter(pk=batch.pk, confirmed_at=None).exclude(read_at=None).update(confirmed_at=at)


def save_some(batch: GroupImport, *, by=None, at: datetime.datetime, most: int = A_STEP) -> int:
    """Make groups of the next rows; returns how many are left.

    Each row has a transaction of its own, so others can save in between, and an interrupted import continues with the
    first row that is not done. If two run at a time, each row is still saved only once.
    """
    if not GroupImport.objects.filter(pk=batch.pk, finished_at=None).exclude(confirmed_at=None).exists():
        return 0
    store = GroupStore(comment=_("Imported from %s") % batch.name, by=by, at=at)
    turns = Turns()
    for pk in list(batch.rows.to_save().values_list("pk", flat=True)[:most]):
        _save_row(batch, pk, store)
        turns.next()
    left = batch.rows.to_save().count()
    if not left:
        _finish(batch, at)
    return left


@transaction.atomic
def _save_row(batch: GroupImport, pk: int, store: GroupStore) -> None:
    GroupImport.objects.alone_with(batch)
    row = batch.rows.to_save().filter(pk=pk).first()
    if row is not None:  # nobody else has added it
        _settle(row, batch, store)
        row.save(update_fields=["verdict", "why", "group"])


@transaction.atomic
def _finish(batch: GroupImport, at: datetime.datetime) -> None:
    if GroupImport.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=at, data=b""):
        _tie_translations(batch)


def _settle(row: GroupImportRow, batch: GroupImport, store: GroupStore) -> None:
    """One row whole, or not at all and why."""
    is_update = row.verdict == Verdict.CHANGES or row.choice == Choice.UPDATE
    try:
        row.group = _changed(row, batch, store) if is_update else _added(row, batch, store)
        row.verdict = Verdict.UPDATED if is_update else Verdict.ADDED
    except Overtaken as reason:
        row.verdict, row.why = Verdict.FAILED, str(reason)[:300]
    except (DataError, IntegrityError):  # only faults of this row, not a database that is down
        row.verdict, row.why = Verdict.FAILED, _("The database did not take this row.")


class Overtaken(Exception):
    """Somebody was quicker. `str()` of it is a sentence."""


def _added(row: GroupImportRow, batch: GroupImport, store: GroupStore) -> Group:
    if row.values.get("id") and Group.objects.filter(uid=row.values["id"]).exists():
        raise Overtaken(_("This group was added meanwhile."))
    listing = Listing(row.where, row.values, [RowProblem(c, s, Severity(w)) for c, s, w in row.troubles])
    values = complete(listing, batch)
    return store.add(values, status=status_of(values, listing.problems, batch))


def _changed(row: GroupImportRow, batch: GroupImport, store: GroupStore) -> Group:
    group = Group.objects.for_exchange().filter(pk=row.match_id).first()
    if group is None:
        raise Overtaken(_("This group was deleted meanwhile."))
    if changes_of(row.values, group, batch) != row.changes:
        raise Overtaken(_("Somebody changed this group after you looked at it. Import the file again."))
    new = {column: value for column, _old, value in row.changes}
    return store.change(group, row.values | new, set(new))


def _tie_translations(batch: GroupImport) -> None:
    """Listings that are the same group in another language, now that both are here."""
    rows = batch.rows.filter(verdict__in=[Verdict.ADDED, Verdict.UPDATED]).exclude(group=None)
    rows = [row for row in rows if row.values.get("translation_of")]
    uids = {row.values["translation_of"] for row in rows}
    here = dict(Group.objects.filter(uid__in=uids).values_list("uid", "pk")) if uids else {}
    known = {str(uid): pk for uid, pk in here.items()}
    for row in rows:
        original = known.get(row.values["translation_of"])
        reason = Group(pk=row.group_id, translation_of_id=original).wrong_original
        if reason:
            row.troubles.append(["translation_of", str(reason), Severity.NOTE.value])
            row.save(update_fields=["troubles"])
        elif original:
            Group.objects.filter(pk=row.group_id).update(translation_of=original)
