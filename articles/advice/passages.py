"""The passages of a stored body: runs of words in one block, where they stand, and where they cite.

Offsets count in the text as static/editor/places.js reads it: without citations, every run of white space a single
space, and a space before and behind each block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from articles.markup.citations import ABBREVIATION, BOUNDARY
from articles.markup.tree import BLOCKS

WORD = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")
SPACES = re.compile(r"[\s\u00a0]+")
UNSEEN = re.compile("[\u200b\ufeff\u00ad]")
BREAKING = BLOCKS | {"br", "div"}


@dataclass
class Passage:
    """Words of one block up to the next block in it."""

    holder: HtmlElement
    start: int  # in the whole text
    text: str = ""
    marks: list[int] = field(default_factory=list)  # where in `text` it cites
    links: list[tuple[int, int, str]] = field(default_factory=list)  # start and end in `text`, address

    @property
    def tag(self) -> str:
        return self.holder.tag

    def is_in(self, *tags: str) -> bool:
        return self.tag in tags or next(self.holder.iterancestors(*tags), None) is not None

    @cached_property
    def language(self) -> str:
        """As the nearest element with one says, "" if none does."""
        element = self.holder
        while element is not None and not element.get("lang"):
            element = element.getparent()
        return "" if element is None else element.get("lang").lower()

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The start and end of each sentence in `text`."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """
        >>> from lxml.html import fromstring
        >>> Passage(fromstring("<p></p>"), 0, "One, says Dr. Lee. Two.").sentences
        [(0, 18), (19, 23)]
        """
        start = 0
        for boundary in BOUNDARY.finditer(self.text):
            if not ABBREVIATION.search(self.text[max(0, boundary.start() - 12) : boundary.start()]):
                yield start, boundary.start()
                start = boundary.end()
        if start < len(self.text):
            yield start, len(self.text)


class Reader:
    """Collects the passages of a tree in one walk, however deep it is."""

    def __init__(self, root: HtmlElement):
        self.root = root
        self.passages: list[Passage] = []
        self.current: Passage | None = None
        self.length = 0  # of the whole text so far
        self.ends_with_space = True
        self.open_links: dict[HtmlElement, int] = {}

    def read(self) -> list[Passage]:
        skipped: HtmlElement | None = None
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment")):
            if event == "comment":
                continue
            if skipped is None and event == "start":
                if element.tag == "sup" and element.get("class") == "citation":
                    skipped = element
                    self._mark(element)
                else:
                    self._enter(element)
            elif event == "end" and skipped in (None, element):
                skipped = None
                self._leave(element)
        return [passage for passage in self.passages if passage.text.strip()]

    def _enter(self, element: HtmlElement) -> None:
        self._break(element)
        if element.tag == "a":
            self.open_links[element] = len(self.current.text) if self.current else 0
        self._add(element, element.text)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "a" and self.current and element in self.open_links:
            start = self.open_links[element]
            self.current.links.append((start, len(self.current.text), element.get("href") or ""))
        self._break(element)
        if element is not self.root:
            self._add(element.getparent(), element.tail)

    def _break(self, element: HtmlElement) -> None:
        if element.tag not in BREAKING:
            return
        if element.tag == "br" and self.current:
            self._add(element.getparent(), " ")
            return
        self._space()
        self.current = None

    def _space(self) -> None:
        if not self.ends_with_space:
            self.length += 1
            self.ends_with_space = True

    def _mark(self, element: HtmlElement) -> None:
        if self.current:
            self.current.marks.append(len(self.current.text))

    def _add(self, element: HtmlElement, text: str | None) -> None:
        words = SPACES.sub(" ", UNSEEN.sub("", text or ""))
        if self.ends_with_space:
            words = words.lstrip(" ")
        if not words:
            return
        if self.current is None:
            holder = next((up for up in (element, *element.iterancestors()) if up.tag in BREAKING), element)
            self.current = Passage(holder, self.length)
            self.passages.append(self.current)
        self.current.text += words
        self.length += len(words)
        self.ends_with_space = words.endswith(" ")


def count_words(text: str) -> int:
    """
    >>> count_words("It isn’t well-known: 1,378 women.")
    6
    """
    return len(WORD.findall(text))
