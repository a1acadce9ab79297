"""Headings keep their first id, so links to a section still work after it is reworded."""

import re
import unicodedata
from collections.abc import Iterator

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
    taken: set[str] = set()
    for heading in root.iterdescendants(*LEVELS):
        given = heading.get("id")
        if given and (given in taken or _is_reserved(given)):
            del heading.attrib["id"]
        elif given:
            taken.add(given)
    for heading in root.iterdescendants(*LEVELS):
        if not heading.get("id"):
            heading.set("id", unused_id(slug(text_of(heading)), taken))
            taken.add(heading.get("id"))


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


def unused_id(name: str, taken: set[str]) -> str:
    if _is_reserved(name):
        name = f"{name}-section"
    if _is_reserved(name):
        name = f"s-{name}"
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
