"""Several rows of one file that lead to the same group of the directory."""

from collections import defaultdict

from django.utils.translation import gettext as _

from support_groups.models import GroupImport, GroupImportRow

RowStatus = GroupImportRow.Status


def doubt(staged_import: GroupImport, rows: list[GroupImportRow]) -> None:
    """No row changes a group that another row changes too, or that another row was only thought to be.

    A group whose meetings moved apart in the feed is such a case: which of the rows it is now, a person decides. Rows
    of an earlier step are told in the database, if nobody has confirmed the import in the meantime.
    """
    by_group: dict[int, list[GroupImportRow]] = defaultdict(list)
    pks = {row.match_id for row in rows if row.match_id}
    fields = ("pk", "position", "status", "match", "is_match_certain")
    for row in [*staged_import.rows.filter(match__in=pks).only(*fields), *rows]:
        if row.match_id and row.status in (RowStatus.CHANGES, RowStatus.SAME):
            by_group[row.match_id].append(row)
    ours = {row.pk for row in rows}
    for sharing in by_group.values():
        changing = [row for row in sharing if row.status == RowStatus.CHANGES]
        are_certain = all(row.is_match_certain for row in sharing)
        if len(sharing) > 1 and changing and not (are_certain and len(changing) == 1):
            _leave_to_a_person(staged_import, changing, sharing, ours)


def _leave_to_a_person(
    staged_import: GroupImport, changing: list[GroupImportRow], sharing: list[GroupImportRow], ours: set[int]
) -> None:
    positions = ", ".join(str(row.position) for row in sharing)[:200]
    reason = _("several rows of the file lead to this group: %s") % positions
    for row in changing:
        if row.pk in ours:
            row.status, row.reason = RowStatus.MAYBE, reason
    earlier = [row.pk for row in changing if row.pk not in ours]
    staged_import.rows.filter(pk__in=earlier, status=RowStatus.CHANGES).update(
        status=RowStatus.MAYBE, reason=reason
    )
