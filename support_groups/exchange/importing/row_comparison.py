"""Rows of an import compared with the directory: new, changed, the same, possibly the same, or not understood."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange import comparison, validation
from support_groups.exchange.comparison import GroupMatch
from support_groups.exchange.formats import Listing
from support_groups.exchange.group_values import group_values
from support_groups.exchange.importing.preparation import Preparation, check_new
from support_groups.exchange.importing.staged_rows import (
    changes_of,
    listing_of,
    stored_problems,
)
from support_groups.exchange.unsaved_rows import assign
from support_groups.models import Group, GroupImport, GroupImportRow

AT_ONCE = 250  # rows compared with one set of queries
COMPARED_FIELDS = ["values", "problems", "changes", "status", "reason", "match"]
RowStatus = GroupImportRow.Status


def compare_some(staged_import: GroupImport, *, at: datetime.datetime, most: int = AT_ONCE) -> int:
    """Compare the next waiting rows with the directory; returns how many rows still wait."""
    rows = list(staged_import.rows.waiting()[:most])
    RowComparison(staged_import, rows, at).run()
    return staged_import.store_comparison(rows, COMPARED_FIELDS)


class RowComparison:
    """Some rows, compared in memory: nothing is stored."""

    def __init__(self, staged_import: GroupImport, rows: list[GroupImportRow], at: datetime.datetime):
        self.staged_import, self.rows = staged_import, rows
        self.index = comparison.GroupIndex() if rows else None
        self.preparation = Preparation(staged_import, at)

    def run(self) -> None:
        listings = [self._normalized(row) for row in self.rows]
        matches = [self.index.find(row.values, is_own=self.staged_import.is_own) for row in self.rows]
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

    def _normalized(self, row: GroupImportRow) -> Listing:
        listing = listing_of(row)
        self.preparation.normalize(listing)
        return listing

    def _compare(
        self, row: GroupImportRow, listing: Listing, match: GroupMatch, group: Group, *, is_taken: bool
    ) -> None:
        """With the group it matches. A second row for the same group is for a person to decide."""
        row.match, row.reason = group, match.why
        if match.is_same and not is_taken:
            row.changes = changes_of(listing.values, group, self.staged_import)
            row.status = RowStatus.CHANGES if row.changes else RowStatus.SAME
            _check_changed(listing, group, row.changes)
        else:
            check_new(listing, self.staged_import)
            row.changes = changes_of(listing.values, group, self.staged_import)
            row.status = RowStatus.MAYBE

    def _compare_within_file(self, row: GroupImportRow, listing: Listing) -> None:
        check_new(listing, self.staged_import)
        row.status = RowStatus.NEW
        if row.earlier_position is not None:
            row.status = RowStatus.MAYBE
            row.reason = _("the same name, organization and town as at %d") % row.earlier_position


def _check_changed(listing: Listing, group: Group, changes: list[list[Any]]) -> None:
    """Add what the models object to in the group as it would be."""
    if not changes:
        return
    new = {column: value for column, _old, value in changes}
    changed = Group(**{field.attname: getattr(group, field.attname) for field in Group._meta.concrete_fields})
    assign(changed, new)
    for problem in validation.problems(changed, group_values(group, private=True) | new):
        listing.add(problem)
