"""Which group of the directory a row is about, and what it would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats.columns import COLUMNS, CONFIRMATION
from support_groups.listings.folding import folded
from support_groups.models import Group

Values = Mapping[str, Any]


@dataclass(frozen=True)
class GroupMatch:
    """`digests`: what the data source said when the group last came from it, for each identifier of the row."""

    pk: int
    is_same: bool  # if not, a person must decide
    why: str
    is_by_identifier: bool = False
    digests: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class NamedGroup:
    """Organization and town are folded, for comparison."""

    pk: int
    organization: str
    town: str


class GroupIndex:
    """The groups of the directory, by what a file may call them. One query, however many rows are looked up."""

    def __init__(self) -> None:
        self.by_uid: dict[str, int] = {}
        self.by_slug: dict[str, tuple[int, str]] = {}
        self.by_name: dict[str, list[NamedGroup]] = {}
        rows = Group.objects.order_by("pk").values_list(
            "pk", "uid", "slug", "name", "organization__name", "venue__town"
        )
        for pk, uid, slug, name, organization, town in rows.iterator(chunk_size=2000):
            self.by_uid[str(uid)] = pk
            self.by_slug[slug] = (pk, folded(name))
            group = NamedGroup(pk, folded(organization or ""), folded(town or ""))
            self.by_name.setdefault(folded(name), []).append(group)

    def find(self, values: Values) -> GroupMatch | None:
        """For a row of our own file: by identifier, by web address, by name with organization and town, or by part of
        the last."""
        name, organization, town = folded_name(values)
        if pk := self.by_uid.get(_text(values, "id").lower()):
            return GroupMatch(pk, True, _("the same identifier"))
        if by_slug := self.by_slug.get(_text(values, "slug")):
            return GroupMatch(by_slug[0], True, _("the same web address"))
        groups = self.by_name.get(name, [])
        for group in groups:
            if (group.organization, group.town) == (organization, town):
                return GroupMatch(group.pk, not values.get("id"), _("the same name, organization and town"))
        return similar(groups, organization, town)


def folded_name(values: Values) -> tuple[str, str, str]:
    name, organization, town = (folded(_text(values, part)) for part in ("name", "organization", "town"))
    return name, organization, town


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def similar(groups: Iterable[NamedGroup], organization: str, town: str) -> GroupMatch | None:
    """A group of the same name that could be the same: town or organization agree, or nothing contradicts."""
    for group in groups:
        if town and group.town == town:
            return GroupMatch(group.pk, False, _("the same name and town"))
        if organization and group.organization == organization:
            return GroupMatch(group.pk, False, _("the same name and organization"))
        if not (organization and group.organization) and not (town and group.town):
            return GroupMatch(group.pk, False, _("the same name"))
    return None


def differences(values: Values, complete: Values, public: Values) -> list[list[Any]]:
    """[column, old, new] for each column where a file differs from the directory.

    A value that equals the public one changes nothing, so importing open data never erases what they leave out.
    A confirmation that is not newer than ours is ignored.
    """
    is_newly_confirmed = _text(values, "verified_on") > complete["verified_on"]
    changes = []
    for column in COLUMNS:
        name = column.name
        if name not in values or not column.is_compared:
            continue
        if name in CONFIRMATION and not is_newly_confirmed:
            continue
        if values[name] not in (complete[name], public.get(name, complete[name])):
            changes.append([name, complete[name], values[name]])
    return changes


def duplicates(rows: list[tuple[int, Values, list[str]]]) -> tuple[dict[int, int], dict[int, int]]:
    """Rows of one file that are the same group as an earlier row, and rows that only could be.

    `rows` are (position, values, identifiers in the data source); both results are index -> position of the earlier
    row. Rows with an identifier or web address are never only similar.
    """
    same: dict[int, int] = {}
    similar: dict[int, int] = {}
    seen: dict[tuple, int] = {}
    for index, (position, values, identifiers) in enumerate(rows):
        keys: list[tuple] = [("identifier", text) for text in identifiers]
        keys = keys or [(name, values[name]) for name in ("id", "slug") if values.get(name)]
        for key in keys:
            if key in seen:
                same[index] = seen[key]
        if not keys:
            keys = [folded_name(values)]
            if keys[0] in seen:
                similar[index] = seen[keys[0]]
        for key in keys:
            seen.setdefault(key, position)
    return same, similar
