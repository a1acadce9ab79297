"""The lines of a printed reference as one, with the words and links that line ends divided. Pure functions."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BROKEN_LINK = re.compile(r"(?:https?://|www\.|\bdoi\b|\b10\.\d{4,9})\S*(?P<end>[/._\-–=&?(])$", re.IGNORECASE)
DIVIDED = re.compile(r"([^\W\d_]{2,})-$")
MOST_DOUBTS = 10
DIVIDED_WORD = _("A word was divided at the end of a line. Check “{}”.")
NUMBER = re.compile(r"\s*[\[(]?\d{1,3}(?:[.)\]](?:\s|[^\W\d_])|[\t:])")


def joined(parts: Iterable[str], words: frozenset[str]) -> tuple[str, list[str | Promise]]:
    """One line, and what to check. `words`: those of the whole text, in small letters, which show where hyphens belong."""
    pieces: list[str] = []
    doubts: list[str | Promise] = []
    for part in (" ".join(part.split()) for part in parts):
        before = pieces.pop() if pieces else ""
        before, between, divided = _joint(before, part, words)
        pieces += [before + between, part]
        if divided and len(doubts) < MOST_DOUBTS:
            doubts.append(format_lazy(DIVIDED_WORD, divided))
    return "".join(pieces), doubts


def _joint(before: str, part: str, words: frozenset[str]) -> tuple[str, str, str]:
    """The end of a line, what stands between it and the next, and the word that was divided if its hyphen is not sure.

    >>> _joint("Bone metas-", "tases in", frozenset({"metastases"}))
    ('Bone metas', '', '')
    >>> _joint("HER2-posi-", "tive", frozenset())
    ('HER2-posi-', '', 'posi-tive')
    >>> _joint("doi:10.1000/", "jx.1", frozenset())
    ('doi:10.1000/', '', '')
    """
    if not before or before.endswith("\u00ad"):
        return before.removesuffix("\u00ad"), "", ""
    if (link := BROKEN_LINK.search(before[-300:])) and _goes_on(link["end"], part):
        return before, "", ""
    divided = DIVIDED.search(before[-60:])
    rest = re.match(r"[a-zà-ÿ]+", part)
    if not divided or not rest:
        return before, " ", ""
    if (divided[1] + rest[0]).lower() in words:
        return before[:-1], "", ""
    hyphenated = f"{divided[1]}-{rest[0]}"
    return before, "", "" if hyphenated.lower() in words else hyphenated


def _goes_on(end: str, part: str) -> bool:
    """Does a link that ended the line go on? After a full stop only with something that is no word."""
    first = part.split(" ", 1)[0]
    if end == ".":
        return bool(re.match(r"[a-z\d]", first) and re.search(r"\d", first) and not NUMBER.match(part))
    return bool(re.match(r"[\w(]", first)) and not NUMBER.match(part)
