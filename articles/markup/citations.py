"""Citations in a body: which keys, in which sentence, and what number each gets on one page.

In store a citation is `<sup class="citation" data-source="redig2013 iqbal2014" data-locator="p. 4">label</sup>`.
A locator belongs to the first key; one for each key is written `p. 4|p. 9`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from articles.markup.tree import parse, wrap_loose_text

SENTENCE_HOLDERS = {"p", "li", "td", "th", "caption", "figcaption", "blockquote", "h2", "h3", "h4"}
BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|Dr|Mr|Mrs|Ms|St|No|Fig|al|approx|ca|p|pp|vol|[A-Z])\.$")

PAGES = re.compile(r"^(pp?)[.]?\s*(?=[0-9])")


@dataclass(frozen=True)
class Use:
    """One citation mark in a text."""

    keys: tuple[str, ...]
    locators: tuple[str, ...]  # as many as keys, "" where there is none
    sentence: str


@dataclass
class Numbering:
    """The numbers of one page: first use is 1, the same source keeps its number.

    `existing` lists the keys of sources, or maps each to its present key (a merged source can still be
    cited by its old key). Without it every key is taken to exist. One Numbering
    serves all texts of a page in the order in which they are rendered.

    >>> numbering = Numbering(["a2010", "b2011"])
    >>> numbering.number("b2011"), numbering.number("a2010"), numbering.number("b2011"), numbering.number("zzz")
    (1, 2, 1, None)
    """

    existing: Mapping[str, str] | Iterable[str] | None = None
    cited: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)  # key, sentence
    uses: dict[str, list[str]] = field(default_factory=dict)  # key -> anchors of its marks, in order

    def __post_init__(self):
        if isinstance(self.existing, Mapping):  # a present key maps to itself
            self.existing = {key: key for key in self.existing.values()} | dict(self.existing)
        elif self.existing is not None:
            self.existing = {key: key for key in self.existing}

    def canonical(self, key: str) -> str | None:
        return key if self.existing is None else self.existing.get(key)

    def number(self, key: str) -> int | None:
        """The number of this source on the page, or None if there is no such source."""
        key = self.canonical(key)
        if key is None:
            return None
        if key not in self.uses:
            self.uses[key] = []
            self.cited.append(key)
            self._numbers()[key] = len(self.cited)
        return self._numbers()[key]

    def anchor(self, key: str) -> str:
        """A new id for one mark of a source that has a number: cite-3a, then cite-3b."""
        key = self.canonical(key)
        marks = self.uses[key]
        marks.append(f"cite-{self._numbers()[key]}{letters(len(marks))}")
        return marks[-1]

    def _numbers(self) -> dict[str, int]:
        if not hasattr(self, "_number_of"):
            self._number_of = {key: place for place, key in enumerate(self.cited, 1)}
        return self._number_of


def letters(index: int) -> str:
    """
    >>> letters(0), letters(25), letters(26), letters(702)
    ('a', 'z', 'aa', 'aaa')
    """
    text = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        text = chr(97 + remainder) + text
    return text


def keys_and_locators(sup: HtmlElement) -> list[tuple[str, str]]:
    keys = (sup.get("data-source") or "").split()
    locators = [locator.strip() for locator in (sup.get("data-locator") or "").split("|")]
    return [(key, locators[place] if place < len(locators) else "") for place, key in enumerate(keys)]


def uses(html: str) -> list[Use]:
    """Every citation of a stored body, in order, each with its sentence.

    >>> uses('<p>It spreads. Bone is common.<sup class="citation" data-source="a1 b2" data-locator="|p. 7">A</sup></p>')
    [Use(keys=('a1', 'b2'), locators=('', 'p. 7'), sentence='Bone is common.')]
    """
    result = []
    root = parse(html)
    wrap_loose_text(root)
    for sup in root.iterdescendants("sup"):
        pairs = keys_and_locators(sup) if sup.get("class") == "citation" else []
        if pairs:
            keys, locators = zip(*pairs, strict=True)
            result.append(Use(keys, locators, sentence_of(sup)))
    return result


def image_keys(html: str) -> list[str]:
    """The pictures a stored body shows, by key."""
    return [
        figure.get("data-image")
        for figure in parse(html).iterdescendants("figure")
        if figure.get("data-image")
    ]


def sentence_of(sup: HtmlElement) -> str:
    """The sentence around a citation in a tree, without any citation."""
    holder = next(
        (up for up in sup.iterancestors() if up.tag in SENTENCE_HOLDERS), sup.getroottree().getroot()
    )
    text, places = _text_with_marks(holder)
    return sentence_at(text, places[sup])


def _text_with_marks(holder: HtmlElement) -> tuple[str, dict[HtmlElement, int]]:
    """The words of a block without its citations, and where in them each citation stood."""
    pieces: list[str] = []
    places: dict[HtmlElement, int] = {}
    length = 0

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            length += len(text)

    def walk(element: HtmlElement) -> None:
        if element.tag == "sup" and element.get("class") in (
            "citation",
            "cite",
        ):  # stored, or printed already
            places[element] = length
            return
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)

    walk(holder)
    return "".join(pieces), places


def sentence_at(text: str, place: int) -> str:
    """The sentence that a mark at `place` belongs to: a mark behind the full stop belongs to what it ends.

    >>> sentence_at("One thing. Another, as Dr. Lee says. Third.", 36)
    'Another, as Dr. Lee says.'
    """
    start = 0
    for boundary in BOUNDARY.finditer(text):
        if ABBREVIATION.search(text[max(0, boundary.start() - 12) : boundary.start()]):
            continue
        if boundary.start() >= place or (boundary.end() > place):
            return (
                " ".join(text[start : boundary.start()].split())
                + text[boundary.start() : boundary.end()].strip()
            )
        start = boundary.end()
    return " ".join(text[start:].split())


@dataclass(frozen=True)
class Mark:
    """One printed number, or a run of three and more: `3-5`."""

    numbers: tuple[int, ...]
    keys: tuple[str, ...]
    locator: str = ""

    @property
    def label(self) -> str:
        """
        >>> Mark((3, 4, 5), ("a", "b", "c")).label, Mark((2,), ("a",), "p. 4").label
        ('3-5', '2(p4)')
        """
        if len(self.numbers) > 1:
            return f"{self.numbers[0]}-{self.numbers[-1]}"
        return f"{self.numbers[0]}{locator_text(self.locator)}"


def locator_text(locator: str) -> str:
    """A page beside a superscript number as AMA 11 (3.6) writes it: `(p4)`, `(pp4-6)`.

    >>> locator_text("p. 4"), locator_text("pp. 4-6"), locator_text("Table 2"), locator_text("")
    ('(p4)', '(pp4-6)', '(Table 2)', '')
    """
    return f"({PAGES.sub(lambda match: match[1], locator)})" if locator else ""


def marks(entries: list[tuple[int, str, str]]) -> list[Mark]:
    """Neighboring citations as they are printed: sorted, once each, three and more in a row collapsed.

    >>> [mark.label for mark in marks([(5, "e", ""), (3, "c", ""), (4, "d", ""), (1, "a", ""), (3, "c", "")])]
    ['1', '3-5']
    >>> [mark.label for mark in marks([(1, "a", ""), (2, "b", "p. 9"), (3, "c", "")])]
    ['1', '2(p9)', '3']
    """
    with_page = {number for number, _, locator in entries if locator}
    chosen = sorted({entry for entry in entries if entry[2] or entry[0] not in with_page})
    result: list[Mark] = []
    run: list[tuple[int, str]] = []

    def close() -> None:
        if len(run) >= 3:
            result.append(Mark(tuple(n for n, _ in run), tuple(k for _, k in run)))
        else:
            result.extend(Mark((number,), (key,)) for number, key in run)
        run.clear()

    for number, key, locator in chosen:
        if locator:
            close()
            result.append(Mark((number,), (key,), locator))
        else:
            if run and number != run[-1][0] + 1:
                close()
            run.append((number, key))
    close()
    return result
