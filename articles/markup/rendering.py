"""A stored body as visitors read it: numbered citations, contents list, pictures, callouts."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml.builder import E
from lxml.html import HtmlElement, tostring

from articles.markup import headings
from articles.markup.citations import Numbering, keys_and_locators, marks, sentence_of
from articles.markup.cleaning import clean, clean_inline
from articles.markup.tree import parse, remove, serialise

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
UNITS = "am|pm|a\\.m\\.|p\\.m\\.|mg|mcg|g|kg|mL|cm|mm|Gy|°F|°C|%"
# Words that must not be torn apart at the end of a line (design notes, "Type").
TOGETHER = re.compile(rf"(\d) (?=(?:{UNITS})(?!\w))|(\b[Ss]tage|\b(?:{MONTHS})) (?=\d|[IV]+\b)")

COULD_TEAR = re.compile(r"[0-9]|tage I")  # cheap, and false for most texts


@dataclass(frozen=True)
class Picture:
    """What a figure shows. `renditions` are (media type, width, address), widest last."""

    src: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    renditions: tuple[tuple[str, int, str], ...] = ()


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
    html: str, numbering: Numbering | None = None, pictures: Mapping[str, Picture] | None = None
) -> Rendered:
    """The page form of a stored body.

    >>> body = '<p>Bone is common.<sup class="citation" data-source="b2011 a2010">B</sup></p>'
    >>> rendered = render(body, Numbering(["a2010", "b2011"]))
    >>> rendered.cited
    ['b2011', 'a2010']
    """
    numbering = numbering if isinstance(numbering, Numbering) else Numbering(numbering)
    root = parse(clean(html))
    _render_callouts(root)
    headings.assign_ids(root)
    for care in root.iterdescendants("section"):
        care.set("aria-labelledby", care[0].get("id"))
    contents = _contents(root)
    missing = _render_figures(root, pictures or {})
    _render_citations(root, numbering)
    _render_tables(root)
    _keep_together(root)
    return Rendered(
        html=mark_safe(serialise(root).replace("</source>", "")),  # noqa: S308  sanitised by nh3, then only our own elements added
        contents=contents,
        cited=list(numbering.cited),
        uses={key: list(anchors) for key, anchors in numbering.uses.items()},
        unknown=list(numbering.unknown),
        missing_pictures=missing,
    )


def render_inline(html: str, numbering: Numbering) -> SafeString:
    """One line of text with its citations numbered: a key point, a caption."""
    root = parse(clean_inline(html))
    _render_citations(root, numbering)
    _keep_together(root)
    return mark_safe(serialise(root))  # noqa: S308  as above


def _contents(root: HtmlElement) -> list[Heading]:
    found: list[Heading] = []
    for element in root.iterdescendants("h2", "h3"):
        inside_callout = next(element.iterancestors("aside", "section", "details"), None) is not None
        heading = Heading(int(element.tag[1]), element.get("id"), headings.text_of(element))
        if heading.level == 2:
            found.append(heading)
        elif found and not inside_callout:
            found[-1].children.append(heading)
    return found


def _render_citations(root: HtmlElement, numbering: Numbering) -> None:
    group: list[HtmlElement] = []
    entries: list[tuple[int, str, str]] = []
    for sup in [sup for sup in root.iterdescendants("sup") if sup.get("class") == "citation"]:
        if group and not (sup.getprevious() is group[-1] and not (group[-1].tail or "").strip()):
            _print_group(group, entries, numbering)
            group, entries = [], []
        group.append(sup)
        for key, locator in keys_and_locators(sup):
            number = numbering.number(key)
            if number is None:
                numbering.unknown.append((key, sentence_of(sup)))
            else:
                entries.append((number, numbering.canonical(key), locator))
    if group:
        _print_group(group, entries, numbering)


def _print_group(group: list[HtmlElement], entries: list[tuple[int, str, str]], numbering: Numbering) -> None:
    first, *others = group
    for sup in others:
        first.tail = sup.tail
        sup.getparent().remove(sup)
    if not entries:
        remove(first)
        return
    tail = first.tail
    first.clear()
    first.set("class", "cite")
    first.tail = tail
    for place, mark in enumerate(marks(entries)):
        if place:
            first.append(E.span(",", {"aria-hidden": "true"}))
        first.extend(_printed(mark, numbering))


def _printed(mark, numbering: Numbering) -> list[HtmlElement]:
    """The link of a mark; in a run, empty anchors let every other source lead back here too."""
    link = E.a(
        mark.label,
        {
            "href": f"#source-{mark.numbers[0]}",
            "id": numbering.anchor(mark.keys[0]),
            "role": "doc-noteref",
            "aria-label": _spoken(mark),
        },
    )
    if len(mark.numbers) > 1:
        link.set("data-through", str(mark.numbers[-1]))
    return [link, *(E.span({"id": numbering.anchor(key)}) for key in mark.keys[1:])]


def _spoken(mark) -> str:
    if len(mark.numbers) > 1:
        return _("Sources %(first)s to %(last)s") % {"first": mark.numbers[0], "last": mark.numbers[-1]}
    spoken = _("Source %(number)s") % {"number": mark.numbers[0]}
    return f"{spoken}, {mark.locator}" if mark.locator else spoken


def _render_figures(root: HtmlElement, pictures: Mapping[str, Picture]) -> list[str]:
    missing = []
    for place, figure in enumerate(list(root.iterdescendants("figure"))):
        picture = pictures.get(figure.get("data-image", ""))
        caption = figure.find("figcaption")
        if picture is None:
            # A visitor has no use for a caption without its picture; staff are told before publishing.
            missing.append(figure.get("data-image") or " ".join(figure.text_content().split()))
            remove(figure)
            continue
        figure.attrib.clear()
        for child in list(figure):
            figure.remove(child)
        figure.text = None
        figure.append(picture_element(picture, is_first=place == 0))
        figure.extend(_caption(caption, picture))
    return missing


def picture_element(picture: Picture, *, is_first: bool = False) -> HtmlElement:
    """`<picture>` with each media type's widths; the size in the page is known before it loads."""
    element = E.picture()
    widths_of: dict[str, list[str]] = {}
    for media_type, width, address in picture.renditions:
        widths_of.setdefault(media_type, []).append(f"{address} {width}w")
    for media_type, widths in widths_of.items():
        sizes = "(min-width: 62rem) 40.5rem, 100vw"
        element.append(E.source({"type": media_type, "srcset": ", ".join(widths), "sizes": sizes}))
    image = {
        "src": picture.src,
        "width": str(picture.width),
        "height": str(picture.height),
        "alt": picture.alt,
    }
    element.append(E.img(image if is_first else image | {"loading": "lazy", "decoding": "async"}))
    return element


def picture_html(picture: Picture, *, is_first: bool = False) -> SafeString:
    return mark_safe(_text(picture_element(picture, is_first=is_first)))  # noqa: S308  lxml escapes every value


def _text(element: HtmlElement) -> str:
    return tostring(element, encoding="unicode").replace(
        "</source>", ""
    )  # lxml does not know that it is void


def _caption(written: HtmlElement | None, picture: Picture) -> list[HtmlElement]:
    """The caption written in the text wins over the picture's own; the credit is always shown."""
    if written is not None and written.text_content().strip():
        caption = written
        caption.tail = None
    elif picture.caption or picture.credit:
        caption = E.figcaption(picture.caption)
    else:
        return []
    if picture.credit and caption.find("small") is None:
        caption.append(E.small(picture.credit))
    return [caption]


def _render_callouts(root: HtmlElement) -> None:
    for place, aside in enumerate(list(root.iterdescendants("aside")), 1):
        kind = aside.attrib.pop("data-kind")
        first = aside[0] if len(aside) else None
        title = None
        if first is not None and first.get("class") == "callout-title":
            title = " ".join(first.text_content().split())
            remove(first)
        title = title or default_title(kind)
        _RENDER_CALLOUT[kind](aside, title, f"callout-{place}")


def default_title(kind: str) -> str:
    return {
        "key-points": _("The short version"),
        "word": _("A word from us"),
        "care": _("When to call your care team"),
        "survival": _("Survival numbers: open this only if you want to see them"),
    }[kind]


def _titled(element: HtmlElement, title: HtmlElement) -> None:
    title.tail, element.text = element.text, None
    element.insert(0, title)


def _render_key_points(element: HtmlElement, title: str, name: str) -> None:
    element.tag = "section"
    element.set("class", "keypoints")
    _titled(element, E.p(title, {"class": "callout-title", "id": name}))


def _render_care(element: HtmlElement, title: str, name: str) -> None:
    """The one callout that stands in the contents list: nobody should have to look for it."""
    element.tag = "section"
    element.set("class", "care")
    _titled(element, E.h2(title))


def _render_word(element: HtmlElement, title: str, name: str) -> None:
    element.set("class", "word")
    element.set("aria-label", title)
    element.append(E.footer(title))


def _render_survival(element: HtmlElement, title: str, name: str) -> None:
    element.tag = "details"
    element.set("class", "survival")
    _titled(element, E.summary(title))


_RENDER_CALLOUT = {
    "key-points": _render_key_points,
    "care": _render_care,
    "word": _render_word,
    "survival": _render_survival,
}


def _render_tables(root: HtmlElement) -> None:
    """A wide table scrolls inside its own region, which the keyboard can reach."""
    for place, table in enumerate(list(root.iterdescendants("table")), 1):
        parent, tail = table.getparent(), table.tail
        region = E.div({"class": "scroll", "role": "region", "tabindex": "0"})
        caption = table.find("caption")
        if caption is not None:
            caption.set("id", f"table-{place}")
            region.set("aria-labelledby", f"table-{place}")
        else:
            region.set("aria-label", _("Table %(number)s") % {"number": place})
        table.tail = None
        parent.replace(table, region)
        region.append(table)
        region.tail = tail


def _keep_together(root: HtmlElement) -> None:
    for element in root.iter():
        if element.text and COULD_TEAR.search(element.text):
            element.text = TOGETHER.sub(_joined, element.text)
        if element.tail and COULD_TEAR.search(element.tail):
            element.tail = TOGETHER.sub(_joined, element.tail)


def _joined(found: re.Match) -> str:
    return f"{found[1] or found[2]}\N{NO-BREAK SPACE}"
