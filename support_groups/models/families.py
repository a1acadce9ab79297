"""Listings of one group in several languages: an original, its translations, and translations of those.

They are read from the groups themselves, not from search rows, because a link between two listings changes what a
search finds of both. Few groups have translations, so all links are read at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from editing.compiled_queries import CompiledQuery, Keys
from support_groups.models.group import Group
from web.page_cache.memo import Memo
from web.page_cache.names import DIRECTORY

Link = tuple[int, int]  # keys of a translation and of its original

_stored = Memo(DIRECTORY)
_links = CompiledQuery(
    # Not __isnull, for which SQLite would not use the index.
    lambda: (
        Group.objects.filter(translation_of__gt=0)
        .order_by()
        .values_list("pk", "language", "translation_of", "translation_of__language")
    )
)
_open = CompiledQuery(
    lambda: (
        Group.objects.filter(pk__in=Keys("groups")).public().exclude(status=Group.Status.CLOSED).order_by()
    )
)


class Families:
    """
    >>> families = Families([(2, 1), (3, 2), (8, 7)])
    >>> families.of(1), families.of(3), families.of(4), families.original_of(3)
    ([1, 2, 3], [1, 2, 3], [4], 1)
    """

    def __init__(self, links: Iterable[Link], languages: dict[int, str] | None = None):
        self.languages = languages or {}  # of their listings
        self._originals = dict(links)
        translations = self._originals.keys()
        keys = {*translations, *self._originals.values()}
        is_chain = not translations.isdisjoint(self._originals.values())
        root = self._root if is_chain else self._originals.__getitem__
        self._roots = {key: root(key) if key in translations else key for key in keys}
        self._members: dict[int, list[int]] = defaultdict(list)
        for key in [*sorted(keys - translations), *sorted(translations)]:
            self._members[self._roots[key]].append(key)

    @classmethod
    def stored(cls) -> "Families":
        """Those of the whole directory. Callers share them and don't change them."""
        return _stored.get(None, cls._read)

    @classmethod
    def _read(cls) -> "Families":
        links = _links()
        return cls(
            [(key, original) for key, _language, original, _of_original in links],
            {key: language for link in links for key, language in (link[:2], link[2:])},
        )

    @property
    def keys(self) -> list[int]:
        """All groups that have a translation or are one."""
        return [key for members in self._members.values() for key in members]

    def original_of(self, key: int) -> int:
        """Itself, if it is no translation. A circle, which nothing can store, would end at its smallest key."""
        return self._roots.get(key, key)

    def _root(self, key: int) -> int:
        seen = {key}
        while (original := self._originals.get(key)) is not None:
            if original in seen:
                return min(seen)
            seen.add(key := original)
        return key

    def of(self, key: int) -> list[int]:
        """All listings of a group, itself among them, the original first."""
        return self._members.get(self.original_of(key)) or [key]

    def without_versions(
        self, keys: Sequence[int], language: str, matching: Callable[[list[int]], list[int]]
    ) -> list[int]:
        """The first keys that a search finds, without those of which it finds a better listing: see `not_shown`.
        `matching` returns which of some other keys it finds, too; it is not called if that can't matter.
        """
        found = [key for key in keys if key in self._roots]
        if not found:
            return list(keys)
        others = {other for key in found for other in self._members[self._roots[key]]}.difference(found)
        found += matching(sorted(others)) if others else []
        hidden = set(self.not_shown({key: self.languages[key] for key in found}, [language, "en"]))
        return [key for key in keys if key not in hidden]

    def counted_once(self, keys: Iterable[int]) -> int:
        """How many groups these listings are."""
        return len({self._roots.get(key, key) for key in keys})

    def not_shown(self, languages: dict[int, str], preferred: Sequence[str]) -> list[int]:
        """Of listings that match (key -> language), all but one of each family: in the first of the preferred languages
        that there is, else the original, else the one that was added first.

        >>> Families([(2, 1), (3, 1)]).not_shown({1: "en", 2: "es", 3: "fr"}, ["es", "en"])
        [1, 3]
        """
        matching: dict[int, list[int]] = defaultdict(list)
        for key in languages:
            matching[self.original_of(key)].append(key)

        def rank(key: int) -> tuple[int, bool, int]:
            language = languages[key]
            place = preferred.index(language) if language in preferred else len(preferred)
            return place, key in self._originals, key

        return sorted(key for keys in matching.values() for key in set(keys) - {min(keys, key=rank)})


def originals_with_patterns(groups: Iterable[Group]) -> dict[int, Group]:
    """Translation -> the original of its family with its meeting patterns; groups that are no translation are left out."""
    translations = [group.pk for group in groups if group.translation_of_id]
    if not translations:
        return {}
    families = Families.stored()
    originals = {key: families.original_of(key) for key in translations}
    found = Group.objects.prefetch_related("meeting_patterns").in_bulk(set(originals.values()))
    return {key: found[original] for key, original in originals.items() if original in found}


def other_versions(groups: Iterable[Group], families: Families | None = None) -> dict[int, list[Group]]:
    """Group -> the same group's listings in other languages that visitors may open, the original first."""
    families = families or Families.stored()
    keys = {group.pk: [other for other in families.of(group.pk) if other != group.pk] for group in groups}
    wanted = {other for others in keys.values() for other in others}
    if not wanted:
        return {}
    found = {group.pk: group for group in _open(groups=wanted)}
    return {key: [found[other] for other in others if other in found] for key, others in keys.items()}
