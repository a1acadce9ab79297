"""Rows of an import compared with the directory: new, changed, the same, possibly the same, or not understood."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange import comparison, validation
from support_groups.exchange.comparison import GroupMatch
from support_groups.exchange.formats import Listing, Severity
from support_groups.exchange.group_values import group_values
from support_groups.exchange.identification import SourceIndex
from support_groups.exchange.importing import shared_groups
from support_groups.exchange.importing.meetings import merged_again
from support_groups.exchange.importing.preparation import Preparation, check_new
from support_groups.exchange.importing.row_clock import question_of_change
from support_groups.exchange.importing.staged_rows import (
    changes_of,
    is_known,
    listing_of,
    stored_problems,
    undisputed,
)
from support_groups.exchange.unsaved_rows import assign
from support_groups.listings import rules
from support_groups.models import Group, GroupImport, GroupImportRow

AT_ONCE = 250  # rows compared with one set of queries
COMPARED_FIELDS = [
    *("values", "problems", "changes", "status", "reason", "match"),
    *("is_match_certain", "is_unrecorded"),
]
PLACE = {"venue", "street", "town"}
RowStatus = GroupImportRow.Status


def compare_some(staged_import: GroupImport, *, at: datetime.datetime, most: int = AT_ONCE) -> int:
    """Compare the next waiting rows with the directory; returns how many rows still wait."""
    rows = list(staged_import.rows.waiting()[:most])
    RowComparison(staged_import, rows, at).run()
    return staged_import.store_comparison(rows, COMPARED_FIELDS)


class RowComparison:
    """Some rows, compared in memory. Nothing is stored but a doubt about rows that were compared before."""

    def __init__(self, staged_import: GroupImport, rows: list[GroupImportRow], at: datetime.datetime):
        self.staged_import, self.rows = staged_import, rows
        self.preparation = Preparation(staged_import, at)

    def run(self) -> None:
        listings = [self._normalized(row) for row in self.rows]
        matches = self._matches()
        pks = [match.pk for match in matches if match]
        groups = Group.objects.for_exchange().in_bulk(pks)
        taken = set(self.staged_import.rows.filter(match__in=pks).values_list("match", flat=True))
        for row, listing, match in zip(self.rows, listings, matches, strict=True):
            if match and match.pk in groups:
                self._compare(row, listing, match, groups[match.pk], is_taken=match.pk in taken)
                taken.add(match.pk)
            else:
                self._compare_within_file(row, listing)
            if listing.has_error:
                row.status = RowStatus.INVALID
            row.problems, row.reason = stored_problems(listing), row.reason[:300]
        if not self.staged_import.is_own:
            shared_groups.doubt(self.staged_import, self.rows)

    def _normalized(self, row: GroupImportRow) -> Listing:
        row.staged_import, row.is_match_certain, row.is_unrecorded = self.staged_import, False, False
        if row.answers and row.as_staged.get("parts"):
            listing = merged_again(row, self.preparation)
            row.values = listing.values
        else:
            listing = listing_of(row)
        self.preparation.normalize(listing, row.answers)
        return listing

    def _matches(self) -> list[GroupMatch | None]:
        if not self.rows:
            return []
        if self.staged_import.is_own:
            index = comparison.GroupIndex()
            return [index.find(row.values) for row in self.rows]
        source = SourceIndex(self.staged_import, self.rows)
        return [source.find_row(row) for row in self.rows]

    def _compare(
        self, row: GroupImportRow, listing: Listing, match: GroupMatch, group: Group, *, is_taken: bool
    ) -> None:
        """With the group it matches. A second row of our own files for the same group is for a person to decide."""
        is_own = self.staged_import.is_own
        row.match, row.reason, row.is_match_certain = group, match.why, match.is_by_identifier
        row.changes = changes_of(row, group, match.digests)
        if not match.is_same or (is_own and is_taken):
            self._check_new(listing)
            row.status = RowStatus.MAYBE
        elif row.changes:
            _check_changed(listing, group, row.changes)
            doubt = "" if is_own else _doubt(row, listing, group, match)
            if not is_own and not doubt:
                _hold_back_disputed(row, listing, match)
            row.status, row.reason = (RowStatus.MAYBE, doubt) if doubt else (RowStatus.CHANGES, match.why)
        else:
            row.status = RowStatus.SAME
            row.is_unrecorded = not is_own and not is_known(row, match.digests)
            if match.digests and not row.is_unrecorded:
                listing.problems.clear()  # they were said when it came with these words
            elif match.digests and _is_in_question(listing, group):
                row.status = RowStatus.MAYBE
                row.reason = _("the file now says something that raises a question")

    def _compare_within_file(self, row: GroupImportRow, listing: Listing) -> None:
        self._check_new(listing)
        row.status = RowStatus.NEW
        if row.earlier_position is not None:
            row.status = RowStatus.MAYBE
            row.reason = _("the same name, organization and town as at %d") % row.earlier_position

    def _check_new(self, listing: Listing) -> None:
        check_new(listing, self.staged_import)
        self.preparation.check_reach(listing)


def _doubt(row: GroupImportRow, listing: Listing, group: Group, match: GroupMatch) -> str:
    """Why a person must look at the changes before they are made; "" if nothing speaks against them."""
    columns = {column for column, _old, _new in row.changes}
    if match.is_by_identifier and "name" in columns and columns & PLACE:
        return _("the same identifier, but another name and place")
    if not undisputed(row.changes, match.digests):
        both = ", ".join(change[0].replace("_", " ") for change in row.changes)
        return _("changed in the file and by somebody here: %s") % both
    return _("a question about the change is open") if _is_in_question(listing, group) else ""


def _is_in_question(listing: Listing, group: Group) -> bool:
    """A draft waits for a person anyway."""
    return group.is_public and any(problem.severity == Severity.QUESTION for problem in listing.problems)


def _hold_back_disputed(row: GroupImportRow, listing: Listing, match: GroupMatch) -> None:
    """What the file and somebody here have both changed does not keep the rest from being changed; it stays open."""
    clear = undisputed(row.changes, match.digests)
    for column, _ours, theirs in row.changes:
        if all(column != change[0] for change in clear):
            said = "; ".join(map(str, theirs)) if isinstance(theirs, list) else str(theirs)
            sentence = _("Somebody here changed it, too, so ours is kept for now. The file says: %s")
            listing.add_note(column, sentence % (said[:200] or _("nothing")))
    row.changes = clear


def _check_changed(listing: Listing, group: Group, changes: list[list[Any]]) -> None:
    """Add what the models object to in the group as it would be."""
    if not changes:
        return
    new = {column: value for column, _old, value in changes}
    changed = Group(**{field.attname: getattr(group, field.attname) for field in Group._meta.concrete_fields})
    assign(changed, new)
    before = group_values(group, private=True)
    for problem in validation.problems(changed, before | new):
        listing.add(problem)
    if question := question_of_change(before, before | new):
        listing.add_question("time_zone", question)
    if validation.is_out_of_reach(changed, before | new) and not group.is_out_of_reach:
        listing.add_question("contacts", str(rules.OUT_OF_REACH))
