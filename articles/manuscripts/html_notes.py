"""Footnotes and comments of a web page: marks that lead to a note, and notes that lead back to their mark.

Word, LibreOffice, Google Docs, Pandoc, wikis and blogs name their anchors differently; what they share is that the two
places link to each other.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from articles.manuscripts.links import inner_name

HOMES = frozenset("p li div dd dt td th aside section blockquote address h1 h2 h3 h4 h5 h6".split())
WHOLE = frozenset("html body main article section ol ul dl table tbody tr".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MARK = re.compile(
    r"[\s\[\](){}^]*(?:(?:note|notes|nb|n|ref|fn)?\.?\s*\d{1,4}|[a-z]{1,2}|[ivxl]{1,6}|[*†‡§¶#]{1,4})?[\s\[\](){}.,:]*",
    re.IGNORECASE,
)
BACK = re.compile(
    r"[\W\d_]*(?:[a-z]{1,4}|(?:back|return|jump|go|zurück|volver)\b.{0,40})?[\W\d_]*", re.IGNORECASE
)
NOTE_NAME = re.compile(
    r"(?:user-content-)?(?:_?(?:ft|ed)n|fn:?-?|(?:foot|end)-?notes?[-_:]?|sd(?:foot|end)note|cite_note-?|note[-_]?)[\w.-]{1,60}",
    re.IGNORECASE,
)
SURE_NAME = re.compile(r"(?:_ftn|_edn|ftnt|sdfootnote|sdendnote)\d{1,4}(?:sym)?")
COMMENT_NAME = re.compile(r"cmnt\d+|_msocom_\d+|_com_\d+", re.IGNORECASE)


@dataclass
class Notes:
    """`marks` and `starts`: elements to the key of their note. A key is the name of the note's anchor.

    `homes` are the elements that hold a whole note, `comments` those of comments in the margin, `silent` the marks of
    comments and the links that only lead back.
    """

    marks: dict[etree._Element, str] = field(default_factory=dict)
    homes: dict[etree._Element, str] = field(default_factory=dict)
    starts: dict[etree._Element, str] = field(default_factory=dict)
    comments: set[etree._Element] = field(default_factory=set)
    silent: set[etree._Element] = field(default_factory=set)


@dataclass(frozen=True)
class Link:
    source: etree._Element
    target: etree._Element
    name: str
    is_forward: bool

    @property
    def words(self) -> str:
        return "".join(self.source.itertext())


def find_notes(page: etree._Element) -> Notes:
    """The notes that something in the text leads to, and those that are sure without."""
    links = list(_links(page))
    answers = _answers(links)
    notes = Notes()
    targets = dict(_named(page))
    notes.silent.update(anchor for anchor in targets if BACK.fullmatch("".join(anchor.itertext())))
    for link in links:
        if link.is_forward and (MARK.fullmatch(link.words) or COMMENT_NAME.fullmatch(link.name)):
            _add(link, answers, notes, targets)
    _place_all(notes, targets)
    return notes


Answers = dict[tuple[etree._Element, etree._Element], list[etree._Element]]


def _answers(links: list[Link]) -> Answers:
    """The links that lead back: by the home of the mark, and by each home that they stand in themselves."""
    answers: Answers = {}
    for link in links:
        if not link.is_forward and BACK.fullmatch(link.words):
            mark = _home(link.target)
            homes = {_home(link.source), *(item for item in link.source.iterancestors() if item.tag in HOMES)}
            for home in homes:
                answers.setdefault((mark, home), []).append(link.source)
    return answers


def _named(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Notes and comments that are sure by their name, also where the mark in the text is lost."""
    for anchor in page.iter("a"):
        name = anchor.get("id") or anchor.get("name") or ""
        if COMMENT_NAME.fullmatch(name) or (SURE_NAME.fullmatch(name) and anchor.get("href")):
            yield anchor, "" if COMMENT_NAME.fullmatch(name) else name


def _links(page: etree._Element) -> Iterator[Link]:
    """Links to places that exist in the page."""
    order: dict[etree._Element, int] = {}
    places: dict[str, etree._Element] = {}
    for place, element in enumerate(page.iter(etree.Element)):
        names = [element.get("id"), element.get("name") if element.tag == "a" else None]
        for name in filter(None, names):
            places.setdefault(name, element)
        if element.tag == "a" or any(names):
            order[element] = place
    for source in page.iter("a"):
        name = inner_name(source.get("href") or "")
        spellings = (name, name.lstrip("_").removesuffix("sym"))  # Word and LibreOffice name the division too
        target = next((places[spelling] for spelling in spellings if spelling in places), None)
        if target is not None:
            yield Link(source, target, name, order[source] < order[target])


def _home(element: etree._Element) -> etree._Element:
    """The paragraph, list item or row that an element is in, or is itself."""
    home = next((item for item in (element, *element.iterancestors()) if item.tag in HOMES), element)
    return home.getparent() if home.tag in ("td", "th") else home


def _add(link: Link, answers: Answers, notes: Notes, targets: dict[etree._Element, str]) -> None:
    """Take a link for the mark of a note if the note leads back to it or is named as programs name notes."""
    home, mark = _home(link.target), _home(link.source)
    if home.tag in HEADINGS or home is mark:
        return
    back = answers.get((mark, home))
    if COMMENT_NAME.fullmatch(link.name):
        notes.silent.add(link.source)
        targets[link.target] = ""
    elif back is not None or NOTE_NAME.fullmatch(link.name):
        notes.marks[link.source] = link.name
        targets[link.target] = link.name
    if back:
        notes.silent.update(back)
        back.clear()  # the next mark between these two need not do it again


def _place_all(notes: Notes, targets: dict[etree._Element, str]) -> None:
    """Where the notes begin and end. Several in one paragraph each begin at their anchor."""
    shared = Counter(parent for target in targets for parent in (target, *target.iterancestors()))
    linked = Counter(parent for mark in notes.marks for parent in mark.iterancestors())
    for target, name in targets.items():
        home = _home(target)
        if shared[home] > 1 or home.tag == "a":
            notes.starts[target] = name
            continue
        parent = home.getparent()
        while parent is not None and shared[parent] == 1 and not linked[parent] and _is_only_frame(parent):
            home, parent = parent, parent.getparent()
        if name:
            notes.homes[home] = name
        else:
            notes.comments.add(home)


def _is_only_frame(element: etree._Element) -> bool:
    return element.tag not in WHOLE and all(element.find(f".//{tag}") is None for tag in HEADINGS)
