"""The identifiers of rows that became groups: kept, so that the next import knows the groups again."""

import datetime
from collections.abc import Mapping, Sequence

from support_groups.models import DataSource, ExternalIdentifier, Group, GroupImportRow


def record(row: GroupImportRow, group: Group, digests: dict[str, str], *, at: datetime.datetime) -> None:
    """Keep that its data source means this group. Identifiers of another group move: a person has decided so.

    Call it in the transaction that saves the group; raises IntegrityError if another import does so now.
    """
    if not row.identifiers:
        return
    _forget_outdated(row, group)
    record_new({row: group}, {row: digests}, at=at)


def record_new(
    groups: Mapping[GroupImportRow, Group],
    digests: Mapping[GroupImportRow, dict[str, str]],
    *,
    at: datetime.datetime,
) -> None:
    """Keep that the data source of these rows means these groups, which had no identifiers before."""
    rows = [row for row in groups if row.identifiers]
    if not rows:
        return
    source = DataSource.objects.get_or_make(rows[0].staged_import.data_source)
    ExternalIdentifier.objects.bulk_create(
        [
            ExternalIdentifier(
                data_source=source,
                value=value,
                group=groups[row],
                is_derived=row.is_identifier_derived,
                digests=digests[row],
                imported_at=at,
            )
            for row in rows
            for value in row.identifiers
        ],
        update_conflicts=True,
        unique_fields=["data_source", "value"],
        update_fields=["group", "is_derived", "digests", "imported_at"],
    )


def _forget_outdated(row: GroupImportRow, group: Group) -> None:
    """What was made of name, place and attendance is of no use once these have changed in the feed."""
    derived = row.staged_import.known_identifiers().filter(group=group, is_derived=True)
    others = set(derived.values_list("value", flat=True)) - set(row.identifiers)
    if others:
        derived.filter(value__in=others - row.staged_import.identifiers_in_file()).delete()


def lock_source(rows: Sequence[GroupImportRow]) -> None:
    """Until the transaction ends, no other import from the data source of these rows saves rows."""
    if any(row.identifiers for row in rows):
        source = DataSource.objects.get_or_make(rows[0].staged_import.data_source)
        DataSource.objects.select_for_update().get(pk=source.pk)


def groups_of(rows: Sequence[GroupImportRow]) -> dict[str, int]:
    """The groups that their data source knows by the identifiers of these rows."""
    values = {value for row in rows for value in row.identifiers}
    if not values:
        return {}
    known = rows[0].staged_import.known_identifiers().filter(value__in=values)
    return dict(known.values_list("value", "group_id"))


def known_digests(row: GroupImportRow, group: Group) -> list[dict[str, str]]:
    return list(_known(row).filter(group=group).values_list("digests", flat=True))


def _known(row: GroupImportRow):
    return row.staged_import.known_identifiers().filter(value__in=row.identifiers)
