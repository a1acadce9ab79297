"""The identifiers of rows that became groups: kept, so that the next import knows the groups again."""

import datetime

from support_groups.models import DataSource, ExternalIdentifier, Group, GroupImportRow


def record(row: GroupImportRow, group: Group, digests: dict[str, str], *, at: datetime.datetime) -> None:
    """Keep that its data source means this group. Identifiers of another group move: a person has decided so.

    Call it in the transaction that saves the group; raises IntegrityError if another import does so now.
    """
    if not row.identifiers:
        return
    _forget_outdated(row, group)
    source = DataSource.objects.get_or_make(row.staged_import.data_source)
    ExternalIdentifier.objects.bulk_create(
        [
            ExternalIdentifier(
                data_source=source,
                value=value,
                group=group,
                is_derived=row.is_identifier_derived,
                digests=digests,
                imported_at=at,
            )
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


def lock_source(row: GroupImportRow) -> None:
    """Until the transaction ends, no other import from this data source saves rows."""
    if row.identifiers:
        source = DataSource.objects.get_or_make(row.staged_import.data_source)
        DataSource.objects.select_for_update().get(pk=source.pk)


def groups_of(row: GroupImportRow) -> set[int]:
    """The groups that its data source knows by these identifiers."""
    return set(_known(row).values_list("group_id", flat=True))


def known_digests(row: GroupImportRow, group: Group) -> list[dict[str, str]]:
    return list(_known(row).filter(group=group).values_list("digests", flat=True))


def _known(row: GroupImportRow):
    return row.staged_import.known_identifiers().filter(value__in=row.identifiers)
