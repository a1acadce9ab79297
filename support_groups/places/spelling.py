"""Names that are a typing error away from what was typed.

Distance is optimal string alignment: a letter too many, too few, another one, or two swapped, each counts 1.
"""

from collections import defaultdict
from functools import cache

from support_groups.places.districts import districts
from support_groups.places.gazetteer import gazetteer

SHORTEST = 4  # letters; a shorter name is near too many others


def most_slips(name: str) -> int:
    """
    >>> [most_slips(name) for name in ("rome", "albany", "cincinatti")]
    [1, 1, 2]
    """
    return 1 if len(name) < 9 else 2


def near(name: str) -> dict[int, list[str]]:
    """Distance -> keys of towns and areas at that distance; nothing for short names."""
    keys: dict[int, list[str]] = defaultdict(list)
    if len(name) < SHORTEST:
        return keys
    slips, mask = most_slips(name), _mask(name)
    for length in range(len(name) - slips, len(name) + slips + 1):
        for other_mask, other in _shelves().get(length, ()):
            # A slip changes at most two of the letters a name has, and two slips seldom change the first one:
            # that leaves a hundredth to be compared.
            allowed = slips if other[0] == name[0] else 1
            if (mask ^ other_mask).bit_count() > 2 * allowed:
                continue
            distance = between(name, other, allowed)
            if distance <= allowed and (distance < 2 or _is_spread(name, other)):
                keys[distance].append(other)
    return keys


def _is_spread(name: str, other: str) -> bool:
    """Whether no short word takes two slips: "twin cities" is not "tri cities"."""
    words = zip(name.split(), other.split(), strict=False)
    if name.count(" ") != other.count(" "):
        return True
    return all(
        between(word, counterpart, most_slips(word)) <= most_slips(word) for word, counterpart in words
    )


def between(a: str, b: str, most: int) -> int:
    """The distance of two names, or `most` + 1 as soon as it is certain to be greater.

    >>> between("albuquerqe", "albuquerque", 2), between("ablany", "albany", 2), between("rome", "paris", 1)
    (1, 1, 2)
    """
    before_last: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i] + [most + 1] * len(b)
        for j in range(max(1, i - most), min(len(b), i + most) + 1):  # farther from the diagonal is too far
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != b[j - 1]))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == b[j - 1]:
                cost = min(cost, before_last[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return min(last[-1], most + 1)


def _mask(name: str) -> int:
    """Which letters a name has, one bit each."""
    mask = 0
    for letter in name:
        mask |= 1 << (ord(letter) & 31)
    return mask


@cache
def _shelves() -> dict[int, list[tuple[int, str]]]:
    """Length -> (mask, key) of every name. Some 0.1 s and 8 MB, only when somebody first mistypes."""
    names = {*gazetteer().keys, *gazetteer().aliases, *gazetteer().called, *districts().called}
    shelves: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for name in names:
        if len(name) >= SHORTEST - 1:
            shelves[len(name)].append((_mask(name), name))
    return shelves
