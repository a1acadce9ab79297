"""From what browsers, word processors and other editors write to the few forms that are stored.

Works on a tree of what the sanitiser let through, and decides nothing about safety: `cleaning` sanitises again
behind it. Nothing here loses a word; what does not fit where it stands becomes a paragraph beside it.
"""

import re
from html import unescape

from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.tree import BLOCKS, WRAPPERS, remove, unwrap

# h1 is the page's own title, and nobody needs a sixth level.
FOREIGN = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
KEY = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
OWN_ANCHOR = re.compile(r"#(?:source-[0-9]+|cite-[0-9]+[a-z]+)\Z")
HOLD_PARAGRAPHS = {"li", "td", "th", "figcaption", "blockquote", "aside"}
LISTS = {"ul", "ol"}
CAN_BE_EMPTY = (
    *("p", "h2", "h3", "h4", "ul", "ol", "table", "caption", "blockquote", "aside", "figcaption"),
    *("span", "strong", "em", "a", "abbr", "small", "sub", "sup"),
)
SHOWN = {"img", "figure", "hr"}


def settle(root: HtmlElement) -> None:
    for element in list(root.iterdescendants()):
        element.tag = FOREIGN.get(element.tag, element.tag)
        if element.get("class"):
            element.set("class", " ".join(dict.fromkeys(element.get("class").split())))
        else:
            element.attrib.pop("class", None)
    _settle_wrappers(root)
    _settle_links(root)
    _settle_citations(root)
    _settle_headings(root)
    _settle_figures(root)
    _settle_lists(root)
    _settle_callouts(root)
    _settle_empty(root)
    headings.assign_ids(root)


def _settle_wrappers(root: HtmlElement) -> None:
    """A wrapper around running text is a paragraph; one around blocks, or alone in a cell, says nothing."""
    for element in reversed(list(root.iterdescendants(*WRAPPERS))):
        parent = element.getparent()
        takes_paragraphs = parent.tag not in BLOCKS or (
            parent.tag in HOLD_PARAGRAPHS and _has_neighbours(element)
        )
        if takes_paragraphs and element.text_content().strip() and not _holds_blocks(element):
            element.tag = "p"
            element.attrib.clear()
        else:
            unwrap(element)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS or child.tag in WRAPPERS for child in element)


def _has_neighbours(element: HtmlElement) -> bool:
    parent = element.getparent()
    return len(parent) > 1 or bool((parent.text or "").strip() or (element.tail or "").strip())


def _settle_links(root: HtmlElement) -> None:
    """A number copied from a public page links to that page's list: only the number is worth keeping."""
    for link in list(root.iterdescendants("a")):
        if not link.get("href") or OWN_ANCHOR.match(link.get("href")):
            unwrap(link)


def _settle_citations(root: HtmlElement) -> None:
    for sup in list(root.iterdescendants("sup")):
        if sup.getparent() is None:
            continue  # inside a citation that was settled before it
        if sup.get("class") == "citation":
            _settle_citation(sup)
        else:
            sup.attrib.pop("data-source", None)
            sup.attrib.pop("data-locator", None)


def _settle_citation(sup: HtmlElement) -> None:
    pairs = _keys_and_locators(sup)
    label = " ".join(sup.text_content().split())
    for child in list(sup):
        remove(child)
    sup.attrib.clear()
    sup.text = label
    if not pairs:
        return
    sup.text = label or ", ".join(pairs)
    sup.set("class", "citation")
    sup.set("data-source", " ".join(pairs))
    locator = "|".join(pairs.values()).rstrip("|")[:200]
    if locator:
        sup.set("data-locator", locator)
    for link in list(sup.iterancestors("a")):  # a number is a link itself, and none stands inside another
        _move_behind(link, sup)


def _keys_and_locators(sup: HtmlElement) -> dict[str, str]:
    keys = unescape(sup.get("data-source", "")).lower().split()
    locators = [" ".join(locator.split()) for locator in sup.get("data-locator", "").split("|")]
    locators += [""] * len(keys)
    pairs: dict[str, str] = {}
    for key, locator in zip(keys, locators, strict=False):
        if KEY.match(key):
            pairs.setdefault(key, locator)
    return pairs


def _move_behind(place: HtmlElement, element: HtmlElement) -> None:
    """Moves the element; the text behind it stays where it was."""
    tail, element.tail = element.tail, None
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
    _insert_behind(place, element)


def _insert_behind(place: HtmlElement, element: HtmlElement) -> None:
    """Directly behind its end tag, where lxml's own `addnext` goes behind the text that follows, too."""
    tail, place.tail = place.tail, None
    place.addnext(element)
    element.tail = tail


def _settle_figures(root: HtmlElement) -> None:
    for figure in list(root.iterdescendants("figure")):
        if figure.get("data-image") or (figure.get("class") and figure.text_content().strip()):
            figure.set("class", "figure")
            _empty_out(figure)
        else:
            unwrap(figure)
    for image in list(root.iterdescendants("img")):
        figure = image.getparent()
        if figure.tag != "figure" or not figure.get("data-image") or not image.get("src"):
            remove(image)
    for caption in root.iterdescendants("figcaption"):
        if caption.getparent().tag != "figure":
            caption.tag = "p"
            caption.attrib.clear()


def _empty_out(figure: HtmlElement) -> None:
    """Only one picture and one caption stay in a figure; all else is read behind it."""
    wanted = {"img": 1, "figcaption": 1}
    strays: list[HtmlElement] = []
    loose = [figure.text or ""]
    figure.text = None
    for child in list(figure):
        loose.append(child.tail or "")
        child.tail = None
        if wanted.get(child.tag):
            wanted[child.tag] = 0
        elif child.tag != "img":
            strays.append(child)
        else:
            remove(child)
    place = figure
    for stray in strays:
        _move_behind(place, stray)
        place = stray
    words = " ".join(" ".join(loose).split())
    if words:
        paragraph = figure.makeelement("p")
        paragraph.text = words
        _insert_behind(figure, paragraph)


def _settle_callouts(root: HtmlElement) -> None:
    for aside in list(root.iterdescendants("aside")):
        inside_another = next(aside.iterancestors("aside"), None) is not None
        if aside.get("class") == "callout" and aside.get("data-kind") == "shared" and aside.get("data-text"):
            _settle_shared(aside)
        elif aside.get("class") != "callout" or aside.get("data-kind") in (None, "shared") or inside_another:
            unwrap(aside)
        else:
            aside.attrib.pop("data-text", None)
    for title in root.iterdescendants("p"):
        if title.get("class") == "callout-title" and not _is_title(title):
            title.attrib.pop("class")


def _settle_shared(aside: HtmlElement) -> None:
    """Store only the key of a shared text; the words inside are a label, as in a citation. Never inside another callout."""
    key, tail = aside.get("data-text"), aside.tail
    label = " ".join(aside.text_content().split()) or key.replace("-", " ")
    aside.clear()
    aside.tail = tail
    aside.attrib.update({"class": "callout", "data-kind": "shared", "data-text": key})
    SubElement(aside, "p").text = label
    outer = list(aside.iterancestors("aside"))
    if outer:
        _move_behind(outer[-1], aside)


def _is_title(paragraph: HtmlElement) -> bool:
    """A title comes first and cites nothing: it is read as a label, where a number has no place."""
    parent = paragraph.getparent()
    return (
        parent.tag == "aside"
        and parent[0] is paragraph
        and not (parent.text or "").strip()
        and paragraph.find(".//sup[@class='citation']") is None
    )


def _settle_lists(root: HtmlElement) -> None:
    """Items stand in lists and lists hold items; Google Docs writes `<ul><li>…</li><ul>…</ul></ul>`."""
    for item in list(root.iterdescendants("li")):
        if item.getparent().tag not in LISTS:
            _collect_items(item)
    for element in list(root.iterdescendants(*LISTS)):
        _keep_only_items(element)


def _collect_items(first: HtmlElement) -> None:
    made = first.makeelement("ul")
    first.addprevious(made)
    item: HtmlElement | None = first
    while item is not None and item.tag == "li":
        following, tail = item.getnext(), item.tail
        item.tail = None
        made.append(item)
        if (tail or "").strip():
            made.tail = tail
            break
        item = following


def _keep_only_items(element: HtmlElement) -> None:
    if (element.text or "").strip():
        item = element.makeelement("li")
        item.text, element.text = element.text, None
        element.insert(0, item)
    last = None
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in LISTS and last is not None:
            last.append(child)
        elif child.tag != "li":
            last = element.makeelement("li")
            child.addprevious(last)
            last.append(child)
        else:
            last = child
        if (tail or "").strip():
            item = element.makeelement("li")
            item.text = tail
            _insert_behind(last, item)
            last = item


def _settle_headings(root: HtmlElement) -> None:
    """One line of words each; a heading of nothing but a citation is a paragraph."""
    for heading in list(root.iterdescendants(*headings.LEVELS)):
        for block in [inside for inside in heading.iterdescendants() if inside.tag in BLOCKS]:
            unwrap(block)
        if not headings.text_of(heading):
            heading.tag = "p"
            heading.attrib.clear()


def _settle_empty(root: HtmlElement) -> None:
    for element in reversed(list(root.iterdescendants(*CAN_BE_EMPTY))):
        if element.tag == "span" and not (element.get("lang") or element.get("dir")):
            unwrap(element)
        elif element.text_content().strip() or any(
            inside.tag in SHOWN for inside in element.iterdescendants()
        ):
            continue
        elif element.tag in BLOCKS:
            element.text = None
            for child in list(element):
                element.remove(child)
            unwrap(element)
        else:
            unwrap(element)  # it may be the space between two words
