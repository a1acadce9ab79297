"""Which group here a row is about, and what it would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats.columns import NAMED
from support_groups.listings.folding import folded
from support_groups.models import Group

# Told by the file, and not things that a row changes: the words follow from the rules.
NOT_COMPARED = ("id", "schedule")
CONFIRMATION = ("verified_on", "verified_by", "verified_how")


@dataclass(frozen=True)
class GroupMatch:
    pk: int
    is_same: bool
    why: str


class GroupIndex:
    """The groups that are here, by what a file may call them. One query, however many rows ask."""

    def __init__(self) -> None:
        self.by_uid: dict[str, int] = {}
        self.by_slug: dict[str, tuple[int, str]] = {}
        self.by_name: dict[str, list[tuple[int, str, str]]] = {}
        rows = Group.objects.order_by("pk").values_list(
            "pk", "uid", "slug", "name", "organization__name", "venue__town"
        )
        for pk, uid, slug, name, organization, town in rows.iterator(chunk_size=2000):
            self.by_uid[str(uid)] = pk
            self.by_slug[slug] = (pk, folded(name))
            key = (pk, folded(organization or ""), folded(town or ""))
            self.by_name.setdefault(folded(name), []).append(key)

    def find(self, values: Mapping[str, Any], *, is_own: bool) -> GroupMatch | None:
        """By identifier, by web address, by name with organization and town; alike is one of the last two."""
        if pk := self.by_uid.get(str(values.get("id") or "").lower()):
            return GroupMatch(pk, True, _("the same identifier"))
        name = folded(values.get("name") or "")
        if found := self.by_slug.get(values.get("slug") or ""):
            is_same = is_own or found[1] == name
            return GroupMatch(found[0], is_same, _("the same web address"))
        who, town = folded(values.get("organization") or ""), folded(values.get("town") or "")
        named = self.by_name.get(name, [])
        for pk, organization, place in named:
            if (organization, place) == (who, town):
                return GroupMatch(
                    pk, not is_own or not values.get("id"), _("the same name, organization and town")
                )
        return next(self._alike(named, who, town), None)

    def _alike(self, named: Iterable[tuple[int, str, str]], who: str, town: str):
        for pk, organization, place in named:
            if town and place == town:
                yield GroupMatch(pk, False, _("the same name and town"))
            elif who and organization == who:
                yield GroupMatch(pk, False, _("the same name and organization"))
            elif not (who and organization) and not (town and place):
                yield GroupMatch(pk, False, _("the same name"))


def differences(
    values: Mapping[str, Any], complete: Mapping[str, Any], public: Mapping[str, Any]
) -> list[list[Any]]:
    """[column, old, new] for what a file says otherwise than we know.

    A column that says what visitors may know of the group changes nothing: what the open data leave out is not
    erased by bringing them back. An older confirmation than ours is no news.
    """
    found = [
        [name, complete[name], values[name]]
        for name in NAMED
        if name in values
        and name not in NOT_COMPARED
        and values[name] != complete[name]
        and values[name] != public.get(name, object())
    ]
    if not values.get("verified_on") or values["verified_on"] <= complete["verified_on"]:
        found = [change for change in found if change[0] not in CONFIRMATION]
    return found


def duplicates(rows: list[tuple[int, Mapping[str, Any]]]) -> tuple[dict[int, int], dict[int, int]]:
    """Rows of one file that say they are the same group as an earlier one, and rows that are only alike.

    Both by index -> `where` of the earlier row. Rows with identifiers or addresses of their own are never alike.
    """
    same: dict[int, int] = {}
    alike: dict[int, int] = {}
    seen: dict[tuple, int] = {}
    for index, (where, values) in enumerate(rows):
        keys = [("id", values["id"])] if values.get("id") else []
        keys += [("slug", values["slug"])] if values.get("slug") else []
        name = tuple(folded(values.get(part) or "") for part in ("name", "organization", "town"))
        for key in keys:
            if key in seen:
                same[index] = seen[key]
            seen.setdefault(key, where)
        if not keys and name in seen:
            alike[index] = seen[name]
        seen.setdefault(name, where) if not keys else None
    return same, alike
