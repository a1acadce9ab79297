"""Which group a row of somebody else's file is about: an identifier counts only within its data source.

Equal web addresses of two sources prove nothing. A group that came from another source, or that staff typed, is only
possibly the same, whatever agrees.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.comparison import GroupIndex, GroupMatch, NamedGroup, folded_name, similar
from support_groups.models import ExternalIdentifier, GroupImport, GroupImportRow

Values = Mapping[str, Any]


class SourceIndex(GroupIndex):
    """The groups of the directory as one import knows them. Four queries, however many rows are looked up."""

    def __init__(self, staged_import: GroupImport, rows: list[GroupImportRow]) -> None:
        super().__init__()
        known = staged_import.known_identifiers()
        identifiers = list(known.values_list("value", "group_id", "is_derived"))
        self.by_identifier: dict[str, int] = {value: group for value, group, _is_derived in identifiers}
        self.of_this_source = set(self.by_identifier.values())
        self.called_by_it = {group for _value, group, is_derived in identifiers if not is_derived}
        self.of_any_source = set(ExternalIdentifier.objects.values_list("group_id", flat=True))
        in_file = staged_import.identifiers_in_file()
        self.claimed = {self.by_identifier[value] for value in in_file if value in self.by_identifier}
        wanted = [value for row in rows for value in row.identifiers if value in self.by_identifier]
        self.digests = dict(known.filter(value__in=wanted).values_list("value", "digests"))

    def find_row(self, row: GroupImportRow) -> GroupMatch | None:
        known = [value for value in row.identifiers if value in self.by_identifier]
        if known:
            return self._by_identifiers(known)
        if match := self._by_uid(row.values):
            return match
        return self._by_name(row)

    def _by_identifiers(self, known: list[str]) -> GroupMatch:
        pks = list(dict.fromkeys(self.by_identifier[value] for value in known))
        why = _("the same identifier") if len(pks) == 1 else _("its meetings belong to several groups here")
        digests = tuple(self.digests[value] for value in known if self.by_identifier[value] == pks[0])
        return GroupMatch(pks[0], len(pks) == 1, why, is_by_identifier=True, digests=digests)

    def _by_uid(self, values: Values) -> GroupMatch | None:
        """A copy of our own data; or an import from before identifiers were kept."""
        pk = self.by_uid.get(str(values.get("id") or "").lower())
        if pk is None:
            return None
        is_same = pk in self.of_this_source or pk not in self.of_any_source
        return GroupMatch(pk, is_same, _("the same identifier"))

    def _by_name(self, row: GroupImportRow) -> GroupMatch | None:
        """The same source may have changed what its rows are recognized by; in all other cases a person decides."""
        name, organization, town = folded_name(row.values)
        groups = [group for group in self.by_name.get(name, []) if not self._is_another(row, group)]
        for group in groups:
            if self._has_moved_on(row, group, organization, town):
                return GroupMatch(group.pk, True, _("the same name and place in the same data source"))
        for group in groups:
            if (group.organization, group.town) == (organization, town):
                return GroupMatch(group.pk, False, _("the same name, organization and town"))
        return similar(groups, organization, town)

    def _is_another(self, row: GroupImportRow, group: NamedGroup) -> bool:
        """The source itself tells the two apart."""
        return group.pk in self.claimed and group.pk in self.of_this_source and not row.is_identifier_derived

    def _has_moved_on(self, row: GroupImportRow, group: NamedGroup, organization: str, town: str) -> bool:
        """Without identifiers of the source, a changed street, attendance or organization looks like another group."""
        is_free = group.pk in self.of_this_source and group.pk not in self.claimed
        is_near = group.town == town and bool(town or group.organization == organization)
        has_no_names = row.is_identifier_derived or group.pk not in self.called_by_it
        return is_free and is_near and has_no_names
