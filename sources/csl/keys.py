"""Keys of a work: the one people cite it by, and those that tell whether two records are the same work."""

import html
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase
from typing import Any

from sources.csl import dates

LONGEST_KEY = 60
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
SMALL_WORDS = frozenset(("a", "an", "the", "of", "and", "for", "in", "on", "to", "what", "is"))
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)


def title_key(title: str) -> str:
    """Letters and digits only, for comparing titles: NFKD, without markup, accents, case, punctuation.

    >>> title_key("Loss of <i>BRCA1</i> in ER<sup>+</sup> d&eacute;tail?")
    'lossofbrca1inerdetail'
    """
    bare = html.unescape(TAG.sub("", title))
    folded = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(filter(str.isalnum, folded))


def first_author_key(authors: Sequence[Any] | None) -> str:
    """The family name, particles included, or the organization, folded like a title.

    >>> first_author_key([{"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den"}])
    'vandenberg'
    >>> first_author_key([{"literal": "American Cancer Society"}])
    'americancancersociety'
    """
    return title_key(_first_author(authors))


def _first_author(authors: Any) -> str:
    name = authors[0] if isinstance(authors, Sequence) and not isinstance(authors, str) and authors else None
    if not isinstance(name, Mapping):
        return ""
    parts = [name.get(part) for part in ("dropping-particle", "non-dropping-particle", "family")]
    if not isinstance(name.get("family"), str):
        parts = [name.get("literal") or name.get("given")]
    return " ".join(part for part in parts if isinstance(part, str))


def suggest_key(item: Mapping[str, Any], taken: Container[str] = ()) -> str:
    """A key like the ones people make up: first author and year, or the first words of what there is.

    Matches ^[a-z][a-z0-9-]*$, at most 60 characters, and is not in `taken`.

    >>> redig = {"author": [{"family": "Redig"}], "issued": {"date-parts": [[2013]]}}
    >>> suggest_key(redig), suggest_key(redig, taken={"redig2013"})
    ('redig2013', 'redig2013b')
    >>> suggest_key({"author": [{"literal": "American Cancer Society"}], "title": "Survival"})
    'american-cancer-society'
    """
    return next(key for key in key_variants(item) if key not in taken)


def key_variants(item: Mapping[str, Any]) -> Iterator[str]:
    """The keys that a work could have, the best first, without end."""
    stem = _stem(item.get("author") or item.get("editor"), str(item.get("title") or ""))
    if not stem[:1].isalpha():
        stem = f"source-{stem}".strip("-")
    year = dates.read(item.get("issued")).columns[0]
    tail = ("-" if "-" in stem else "") + str(year) if year else ""
    return _variants(stem, tail)


def _stem(authors: Any, title: str) -> str:
    """A person's family name in one word; up to three words of an organization or a title."""
    words = _words(_first_author(authors)) or _words(title)
    if isinstance(authors, Sequence) and isinstance(authors[0], Mapping) and "family" in authors[0]:
        return "".join(words)
    significant = [word for word in words if word not in SMALL_WORDS]
    return "-".join((significant or words)[:3])


def _words(text: str) -> list[str]:
    """Words in ASCII letters and digits, without markup and accents.

    >>> _words("Łukasz’s 2nd <i>café</i>")
    ['lukaszs', '2nd', 'cafe']
    """
    bare = html.unescape(TAG.sub("", text)).casefold().translate(UNDECOMPOSED)
    ascii_text = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", ascii_text.replace("'", ""))


def _variants(stem: str, tail: str) -> Iterator[str]:
    """redig2013, redig2013b … redig2013z, redig2013-27, …"""
    for number in count(1):
        mark = "" if number == 1 else ascii_lowercase[number - 1] if number <= 26 else f"-{number}"
        if mark.isalpha() and not tail:
            mark = f"-{mark}"
        yield stem[: LONGEST_KEY - len(tail + mark)].rstrip("-") + tail + mark
