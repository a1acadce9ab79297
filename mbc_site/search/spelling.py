"""One wrong letter is forgiven: one too many, one missing, another one, or two that changed places, also the first.

The words that can be meant are made from what was typed and looked up in the vocabulary, so no text is read.
"""

from collections.abc import Iterable

from django.db import connections

from mbc_site.search.models import SearchWord
from mbc_site.search.stems import stems

SHORTEST = 4  # letters of a word that may be wrong
LONGEST = 24
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST = 8  # words that are tried
LONGEST_ENDING = 3  # letters


def one_letter_off(word: str) -> set[str]:
    """
    >>> sorted({"fatigue", "atique", "afitgue"} & one_letter_off("fatique"))
    ['atique', 'fatigue']
    """
    places = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    removed = {start + end[1:] for start, end in places if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in places if len(end) > 1}
    changed = {start + letter + end[1:] for start, end in places if end for letter in LETTERS}
    added = {start + letter + end for start, end in places for letter in LETTERS}
    return (removed | swapped | changed | added) - {word}


def may_be_meant(word: str, known: Iterable[str]) -> list[str]:
    """Words that differ from it in one letter, the commonest first; `known` are words besides those of texts. What is found
    must still be searched for: a word may be in no text that is shown now."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
        return []
    meant = {other for other in one_letter_off(word) if len(other) >= SHORTEST - 1}
    # An ending may differ besides: "lymphodemas" is one letter off the stem of "lymphedema".
    bare = {
        other for part in {*stems(word)} - {word} if len(part) >= SHORTEST for other in one_letter_off(part)
    }
    counted: dict[str, tuple[bool, int]] = dict.fromkeys(meant.intersection(known), (True, 0))
    for other, number in [*_counted("word", meant), *_counted("stem", bare)]:
        if other not in meant and not _differs_in_its_ending(other, word, meant):
            continue
        is_whole, before = counted.get(other, (False, 0))
        counted[other] = (is_whole or other in meant, max(before, number))
    return sorted(counted, key=lambda other: (not counted[other][0], -counted[other][1], other))[:MOST]


def _differs_in_its_ending(other: str, word: str, meant: set[str]) -> bool:
    """Besides the letter, by no more than letters at the end.

    >>> words = ("lymphedema", "lymphodemas"), ("lymphedemas", "lymphodema"), ("insurance", "incurable")
    >>> [_differs_in_its_ending(other, word, one_letter_off(word)) for other, word in words]
    [True, True, False]
    """
    lengths = range(1, LONGEST_ENDING + 1)
    return any(other[:-length] in meant or other in one_letter_off(word[:-length]) for length in lengths)


def _counted(column: str, values: set[str]) -> list[tuple[str, int]]:
    """Words of the vocabulary with so many documents. A thousand values take seven calls each in a query set."""
    if not values:
        return []
    places = ", ".join(["%s"] * len(values))
    statement = f"SELECT word, documents FROM {SearchWord._meta.db_table} WHERE {column} IN ({places})"  # noqa: S608  our own names
    with connections[SearchWord.objects.db].cursor() as cursor:
        cursor.execute(statement, sorted(values))
        return cursor.fetchall()
