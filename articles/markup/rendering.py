"""A stored body as visitors read it: numbered citations, contents list, pictures, callouts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.callouts import render_callouts
from articles.markup.citations import Numbering
from articles.markup.cleaning import clean, clean_inline
from articles.markup.figures import Picture, render_figures, without_void_ends
from articles.markup.numbers import render_citations
from articles.markup.shared import anchor, make_slot
from articles.markup.tables import render_tables
from articles.markup.telephone_links import link_telephones
from articles.markup.tree import parse, remove, serialize, wrap_loose_text

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
UNITS = "am|pm|a\\.m\\.|p\\.m\\.|mg|mcg|g|kg|mL|cm|mm|Gy|°F|°C|%"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words that must stay together at the end of a line (design notes, "Type"): `7:30 pm`, `stage 4`, `March 17`.
AMOUNT = re.compile(rf"(?<=[0-9]) (?=(?:{UNITS})(?!\w))")
NAMED = re.compile(rf"(stage|Stage|{MONTHS}) (?=[0-9]|[IV]+\b)")


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str
    children: list["Heading"] = field(default_factory=list)

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Rendered:
    html: SafeString
    contents: list[Heading]  # h2, each with its h3
    cited: list[str]  # keys in order of first use, over all texts that shared the numbering
    uses: dict[str, list[str]]  # key -> anchors of its marks
    unknown: list[tuple[str, str]]  # key that no source has, the sentence that cites it
    missing_pictures: list[str]  # image keys, or the caption of a figure that has no picture yet


def render(
    html: str,
    numbering: Numbering | Mapping[str, str] | Iterable[str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> Rendered:
    """The page form of a stored body. `numbering` may also be what a `Numbering` takes: the keys there are.

    >>> body = '<p>Bone is common.<sup class="citation" data-source="b2011 a2010">B</sup></p>'
    >>> rendered = render(body, Numbering(["a2010", "b2011"]))
    >>> rendered.cited
    ['b2011', 'a2010']
    """
    numbering = numbering if isinstance(numbering, Numbering) else Numbering(numbering)
    root = parse(clean(html))
    wrap_loose_text(root)
    contents = _render_headings(root)
    _make_slots(root)
    missing = render_figures(root, pictures or {})
    render_citations(root, numbering)
    render_tables(root)
    _mark_bare_links(root)
    _keep_together(root)
    link_telephones(root)
    return Rendered(
        html=mark_safe(without_void_ends(serialize(root))),  # noqa: S308  sanitized by nh3, then only our own elements added
        contents=contents,
        cited=list(numbering.cited),
        uses={key: list(anchors) for key, anchors in numbering.uses.items()},
        unknown=list(numbering.unknown),
        missing_pictures=missing,
    )


def render_inline(html: str, numbering: Numbering) -> SafeString:
    """One line of text with its citations numbered: a key point, a caption."""
    root = parse(clean_inline(html))
    render_citations(root, numbering)
    _keep_together(root)
    link_telephones(root)
    return mark_safe(serialize(root))  # noqa: S308  as above


def _render_headings(root: HtmlElement) -> list[Heading]:
    """Callouts bring headings of their own, so they come first."""
    render_callouts(root)
    _leave_no_level_out(root)
    headings.assign_ids(root)
    for section in root.iterdescendants("section"):
        section.set("aria-labelledby", section[0].get("id"))
    return _contents(root)


def _leave_no_level_out(root: HtmlElement) -> None:
    """To people who use a screen reader, a skipped level sounds like a missing part. What is on one level stays on one."""
    levels: list[int] = []  # as they are stored: of this heading and of those that it is under
    for heading in root.iterdescendants(*headings.LEVELS):
        given = int(heading.tag[1])
        if _is_inside_callout(heading):
            heading.tag = f"h{min(max(given, 3), len(levels) + 2)}"
        else:
            levels = [*(level for level in levels if level < given), given]
            heading.tag = f"h{len(levels) + 1}"


def _contents(root: HtmlElement) -> list[Heading]:
    """The sections a reader may want to go to. Headings inside a callout belong to that callout."""
    contents: list[Heading] = []
    section = None
    for element in root.iterdescendants("h2", "h3", "aside"):
        if element.get("data-text"):
            shared = Heading(2, anchor(element.get("data-text")), headings.text_of(element))
            contents += [] if shared in contents else [shared]
        elif element.tag != "aside" and not _is_inside_callout(element):
            heading = Heading(int(element.tag[1]), element.get("id"), headings.text_of(element))
            if heading.level == 2:
                section = heading
                contents.append(section)
            else:
                section.children.append(heading)
    return contents


def _make_slots(root: HtmlElement) -> None:
    """A slot for each shared text, once only, because its heading has an id."""
    seen = set()
    for aside in list(root.iterdescendants("aside")):
        if aside.get("data-text") in seen:
            remove(aside)
        elif aside.get("data-text"):
            seen.add(aside.get("data-text"))
            make_slot(aside)


def _is_inside_callout(heading: HtmlElement) -> bool:
    callout = next(heading.iterancestors("aside", "section", "details"), None)
    return callout is not None and not (callout.tag == "section" and callout[0] is heading)


def _mark_bare_links(root: HtmlElement) -> None:
    """Mark links whose text is their address, so print doesn't repeat it."""
    for link in root.iterdescendants("a"):
        address, words = link.get("href", ""), headings.text_of(link).strip()
        if words and _without_scheme(words) == _without_scheme(address):
            link.set("class", "bare")


def _without_scheme(address: str) -> str:
    """
    >>> _without_scheme("https://www.example.org/")
    'www.example.org'
    """
    return re.sub(r"^https?://", "", address).rstrip("/")


def _keep_together(root: HtmlElement) -> None:
    for element in root.iter():
        if element.text and " " in element.text:
            element.text = _together(element.text)
        if element.tail and " " in element.tail:
            element.tail = _together(element.tail)


def _together(text: str) -> str:
    return NAMED.sub(rf"\1{NO_BREAK_SPACE}", AMOUNT.sub(NO_BREAK_SPACE, text))
