"""What a file has and its items have not: records that nobody met, and fields of which no reader took all words.

A second look that shares no code with the readers. It goes by words: a value is taken over if all of them are somewhere
in the item, in whatever variable.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.formats.markup import plain

# How records begin in the text of a file. The most frequent beginning counts.
BEGINNINGS = {
    "ris": (r"^[ \t]{0,3}TY {1,2}-", r"^[ \t]{0,3}ER {1,2}-"),
    "nbib": (r"^PMID ?- ?\d", r"^TI {2}- "),
    "bibtex": (r"^[ \t]*+@(?!(?:comment|string|preamble|xdata|set|control)\b)[A-Za-z]++\s*+[{(]",),
    "endnote-xml": (r"<record[\s/>]",),
    "pubmed-xml": (r"<Pubmed(?:Book)?Article[\s>]", r"<MedlineCitation[\s>]"),
}
PATTERNS = {
    name: [re.compile(form, re.MULTILINE | re.IGNORECASE) for form in forms]
    for name, forms in BEGINNINGS.items()
}
# What the tags mean that most exports have and no reference needs.
MEANINGS: dict[str, str | Promise] = {
    **dict.fromkeys(("ad", "auth-address", "affiliation", "affiliations", "address"), _("addresses of authors")),
    **dict.fromkeys(("gr", "grantlist", "grant", "funding", "funding-acknowledgement"), _("grants")),
    **dict.fromkeys(("rn", "chemicallist"), _("substances")),
    **dict.fromkeys(("cois", "coistatement"), _("conflicts of interest")),
    **dict.fromkeys(("ir", "fir", "investigatorlist"), _("investigators")),
    **dict.fromkeys(("cin", "con", "rin", "rof", "ein", "efr", "ecf", "eci", "uin", "uof"), _("comments and corrections")),
}  # fmt: skip
RETRACTION_MARK = "retracted withdrawn removed article chapter paper"  # words of a title that became a mark
WORD = re.compile(r"[^\W_]+")
# Words that say what a value is or how to read it.
LABELS = frozenset(
    """
    doi pii pmid pmcid issn isbn http https www dx org com print printed electronic online linking pp and et al others the
    vol no pdf html htm internet
    """.split()
)


def counted(format: str, text: str) -> int:
    """How many records the text seems to have; 0 where nothing tells.

    >>> counted("ris", "TY  - JOUR\\nER  - \\nTI  - B\\nER  - \\n"), counted("bibtex", "@string{a={b}}\\n@book{c,")
    (2, 1)
    """
    return max((sum(1 for _ in pattern.finditer(text)) for pattern in PATTERNS.get(format, ())), default=0)


def described(name: str) -> str:
    """The name of a field, and what it means if it is a common one.

    >>> described("AD"), described("ZZ")
    ('AD (addresses of authors)', 'ZZ')
    """
    meaning = MEANINGS.get(name.lower())
    return f"{name} ({meaning})" if meaning else name[:100]


def not_taken(fields: Iterable[tuple[str, str]], item: Mapping[str, Any]) -> set[str]:
    """The names of those fields that have a word which the item has not.

    >>> not_taken([("AU", "Doe, JW"), ("PB", "Made Up Press"), ("VL", "07")], {"author": [{"family": "Doe", "given": "J. W."}], "volume": "7"})
    {'PB'}
    """
    words, letters = _words(item)
    return {
        name
        for name, value in fields
        if (missing := {*_parts(plain(value))} - words)
        and not all(_runs_together(word, letters) for word in missing)
    }


def missing_words(text: str, item: Mapping[str, Any]) -> list[str]:
    """The words of the text that the item has not, in their order, in lower case.

    >>> missing_words("Doe, JW. Bones. Made Up Press", {"author": [{"family": "Doe", "given": "J. W."}], "title": "Bones"})
    ['made', 'up', 'press']
    """
    words, letters = _words(item)
    return [word for word in _parts(plain(text)) if word not in words and not _runs_together(word, letters)]


def _words(item: Mapping[str, Any]) -> tuple[set[str], str]:
    """The words of an item, and all its letters and digits without a gap, for what is written as one word: initials."""
    texts = [plain(" ".join(_texts(value))) for value in item.values()]
    if "retracted-in-title" in str(item.get("custom")):
        texts.append(RETRACTION_MARK)
    return {part for text in texts for part in _parts(text)}, "".join(
        WORD.findall(" ".join(texts).casefold())
    )


def _texts(value: Any) -> Iterator[str]:
    if type(value) is str:  # most are; asking an abstract class takes longer
        yield value
        return
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _parts(text: str) -> list[str]:
    """
    >>> _parts("Garcia-Closas, M. 007"), _parts("https://doi.org/10.1000/x")
    (['garcia', 'closas', 'm', '7'], ['10', '1000', 'x'])
    """
    words = WORD.findall(text.casefold())
    return [word.lstrip("0") or "0" if word.isdecimal() else word for word in words if word not in LABELS]


def _runs_together(word: str, letters: str) -> bool:
    """Whether the item has the word as a part of others; digits only if they are many."""
    return (not word.isdecimal() or len(word) > 5) and word in letters
