"""Headings keep their first id, so links to a section still work after it is reworded."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

LEVELS = ("h2", "h3", "h4")
# What our own pages use as anchors. A section called "Sources" becomes #sources-section.
RESERVED = frozenset(
    [
        *("main", "menu", "reading", "sources", "more", "author", "changes", "share", "short", "contents"),
    ]
)
RESERVED_FORM = re.compile(r"(source|cite|table|callout)-[0-9]|(pop|id|h|shared)-")


def assign_ids(root: HtmlElement) -> None:
    """Gives every heading an id that no other has. An id already there stays, wherever its heading moves."""
    ids = UniqueIds()
    for heading in root.iterdescendants(*LEVELS):
        given = heading.get("id")
        if given and (given in ids.taken or _is_reserved(given)):
            del heading.attrib["id"]
        elif given:
            ids.taken.add(given)
    for heading in root.iterdescendants(*LEVELS):
        if not heading.get("id"):
            heading.set("id", ids.take(slug(text_of(heading))))


def text_of(heading: HtmlElement) -> str:
    """The words of a heading or title, without its citations."""
    return " ".join("".join(_pieces(heading)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not (child.tag == "sup" and child.get("class") == "citation"):
            yield from _pieces(child)
        yield child.tail or ""


def slug(text: str) -> str:
    """
    >>> slug("If it hurts: what to do?")
    'if-it-hurts-what-to-do'
    >>> slug("¿Qué es?"), slug("乳がん"), slug("5 signs")
    ('que-es', '乳がん', 's-5-signs')
    """
    letters = "".join(map(_plain, unicodedata.normalize("NFKC", text.casefold())))
    words = "".join(letter if _in_word(letter) else "-" for letter in letters)
    words = re.sub("-+", "-", words)[:61].strip("-")[:60].rstrip("-")
    if not words:
        return "section"
    return words if words[0].isalpha() else f"s-{words}"


def _plain(letter: str) -> str:
    """`é` is written `e`; but `が` is another syllable than `か`."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def _in_word(letter: str) -> bool:
    """Marks too: a vowel of Hindi is one."""
    return letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc")


def _is_reserved(name: str) -> bool:
    return name in RESERVED or bool(RESERVED_FORM.match(name))


@dataclass
class UniqueIds:
    """The ids of a page. It counts on where it stopped: ten thousand headings may have the same words.

    >>> ids = UniqueIds({"signs-2"})
    >>> ids.take("signs"), ids.take("signs"), ids.take("sources"), ids.take("callout-1")
    ('signs', 'signs-3', 'sources-section', 's-callout-1-section')
    """

    taken: set[str] = field(default_factory=set)
    _next_numbers: dict[str, int] = field(default_factory=dict)

    def take(self, name: str) -> str:
        """The name if nobody has it and no page of ours uses it, or else one like it."""
        if _is_reserved(name):
            name = f"{name}-section"
        if _is_reserved(name):
            name = f"s-{name}"
        candidate, number = name, self._next_numbers.get(name, 2)
        while candidate in self.taken:
            candidate, number = f"{name}-{number}", number + 1
        self._next_numbers[name] = number
        self.taken.add(candidate)
        return candidate
