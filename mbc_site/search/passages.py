"""The sections of a page's HTML, as plain text."""

from collections.abc import Iterator
from dataclasses import replace

from articles.markup.text import BREAKING
from articles.markup.tree import parse, remove
from mbc_site.search.texts import Passage
from mbc_site.search.words import plain

HEADINGS = {"h2", "h3"}
UNREAD = {"script", "style", "svg", "template"}
CITATIONS = {"cite", "citation"}  # classes of <sup>, in a rendered text and in a stored one


def passages(html: str) -> list[Passage]:
    """One for what is before the first heading, and one for each heading; those without any text are left out. A frame with
    a heading of its own comes after the others, because what follows it goes on with what was before it.

    >>> passages('<p>You.</p><h2 id="rest">Rest</h2><p>Sleep well.<sup class="cite">1</sup></p>')[1]
    Passage(text='Sleep well.', heading='Rest', fragment='rest', folded_away='', is_shared=False)
    """
    root = parse(html)
    framed = [frame for frame in root.iterdescendants("section") if len(frame) and frame[0].tag in HEADINGS]
    for frame in framed:
        remove(frame)
    return [passage for element in (root, *framed) for passage in _passages_of(element)]


def _passages_of(element) -> list[Passage]:
    is_shared = "shared" in element.get("class", "").split()
    found = [_Section()]
    for piece, heading, is_folded in _pieces(element, is_folded=False):
        if heading is not None:
            # In a shared text only the first heading has an address, which leads to the right box.
            found.append(_Section(_tidy(piece), heading or found[-1].fragment))
        else:
            (found[-1].folded if is_folded else found[-1].pieces).append(piece)
    return [replace(section.passage, is_shared=is_shared) for section in found if section.is_read]


class _Section:
    def __init__(self, heading: str = "", fragment: str = ""):
        self.heading, self.fragment = heading, fragment
        self.pieces: list[str] = []
        self.folded: list[str] = []

    @property
    def passage(self) -> Passage:
        return Passage(_tidy("".join(self.pieces)), self.heading, self.fragment, _tidy("".join(self.folded)))

    @property
    def is_read(self) -> bool:
        return bool(self.heading or _tidy("".join([*self.pieces, *self.folded])))


def _tidy(text: str) -> str:
    return " ".join(plain(text).split())


def _pieces(element, *, is_folded: bool) -> Iterator[tuple[str, str | None, bool]]:
    """Texts in their order; a heading comes whole, with its fragment."""
    space = " " if element.tag in BREAKING or element.tag in {"td", "th", "summary", "details"} else ""
    is_folded = is_folded or element.tag == "details" or element.get("data-kind") == "survival"
    yield space + (element.text or ""), None, is_folded
    for child in element:
        if child.tag in HEADINGS and not is_folded:
            yield "".join(child.itertext()), child.get("id") or "", False
        elif _is_read(child):
            yield from _pieces(child, is_folded=is_folded)
        yield child.tail or "", None, is_folded
    yield space, None, is_folded


def _is_read(element) -> bool:
    is_citation = element.tag == "sup" and element.get("class") in CITATIONS
    return isinstance(element.tag, str) and element.tag not in UNREAD and not is_citation
