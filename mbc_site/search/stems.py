"""Stems of words, in the languages that the site is written in.

SQLite can stem English only, PostgreSQL would do it in another way, so it is done here for both.
"""

from functools import cache, lru_cache

LANGUAGES = ("en", "es")
SHORTEST = 3  # letters; shorter words have no endings


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """A folded word without its ending; in any other language, the word itself.

    >>> stem("metastases", "en"), stem("dolores", "es"), stem("metastasen", "de")
    ('metastas', 'dolor', 'metastasen')
    """
    is_stemmed = language in LANGUAGES and len(word) >= SHORTEST and word.isalpha()
    return _stemmer(language)(word) if is_stemmed else word


def stems(word: str) -> tuple[str, ...]:
    """What a word may be stored as, whatever language its text is in; the word itself is last."""
    return tuple(dict.fromkeys([*(stem(word, language) for language in LANGUAGES), word]))


@cache
def _stemmer(language: str):
    # Only writing and searching need them, and the package loads thirty languages.
    from snowballstemmer import stemmer

    return stemmer({"en": "english", "es": "spanish"}[language]).stemWord
