"""Words that mean the same, as a search looks them up."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from mbc_site.search.models import SynonymSet, lines_of
from mbc_site.search.stems import LANGUAGES, stem
from mbc_site.search.words import words_of
from web.page_cache.memo import Memo
from web.page_cache.names import SITE

Phrase = tuple[str, ...]  # words, folded, without stop words; a question has them
FEWEST_OF_A_QUESTION = 3  # words

_memo = Memo(SITE)


class Synonyms:
    """
    >>> synonyms = Synonyms(["mets, metastatic, stage IV"])
    >>> sorted(synonyms.of(("metastatic",)))
    [('mets',), ('stage', 'iv')]
    """

    def __init__(self, sets: Iterable[str]):
        self._sets: list[list[Phrase]] = [
            [phrase for line in lines_of(words) if (phrase := _phrase(line))] for words in sets
        ]
        self._places: dict[Phrase, set[int]] = defaultdict(set)
        for place, phrases in enumerate(self._sets):
            for phrase in phrases:
                for key in _keys(phrase):
                    self._places[key].add(place)

    @classmethod
    def stored(cls) -> "Synonyms":
        """Those of all sets. Callers share them and don't change them."""
        return _memo.get(None, lambda: _made_of(tuple(SynonymSet.objects.values_list("words", flat=True))))

    @property
    def words(self) -> set[str]:
        """All that are one word."""
        return {phrase[0] for phrases in self._sets for phrase in phrases if len(phrase) == 1}

    def __contains__(self, phrase: Phrase) -> bool:
        return any(key in self._places for key in _keys(phrase))

    def of(self, phrase: Phrase) -> list[Phrase]:
        """The others of all sets that it is in."""
        keys = set(_keys(phrase))
        places = sorted({place for key in keys for place in self._places.get(key, ())})
        found = (other for place in places for other in self._sets[place] if keys.isdisjoint(_keys(other)))
        return list(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _made_of(sets: tuple[str, ...]) -> Synonyms:
    """Also where nothing follows the counters, the same sets are taken apart once."""
    return Synonyms(sets)


def _phrase(line: str) -> Phrase:
    """Without stop words, unless hardly anything is left: "how long do I have" doesn't mean "long".

    >>> _phrase("loss of hair"), _phrase("how long do I have")
    (('loss', 'hair'), ('how', 'long', 'do', 'i', 'have'))
    """
    words = list(words_of(line))
    searched = tuple(word.text for word in words if not word.is_stop_word)
    return (
        searched
        if len(searched) != 1 or len(words) < FEWEST_OF_A_QUESTION
        else tuple(word.text for word in words)
    )


def _keys(phrase: Phrase) -> list[Phrase]:
    """What it is compared by: endings don't matter."""
    return [tuple(stem(word, language) for word in phrase) for language in LANGUAGES]
