"""The allow-list. `clean` is what the model field stores, whoever writes: editor, import, restore, shell."""

import re
from html import escape, unescape

import nh3
from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.tree import parse, remove, serialise, unwrap

MEDIA_PREFIX = "/media/"
CALLOUT_KINDS = ("key-points", "word", "care", "survival")

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "aside", "hr"}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
INLINE = {"strong", "em", "a", "sub", "sup", "br", "abbr", "span", "small", "img"}
# Let in by the first pass and turned into something above by `_normalise`: what Word and other editors write.
FOREIGN = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
WRAPPERS = {"div", "section", "article", "main", "center", "header", "footer"}

ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "abbr": {"title"},
    "aside": {"data-kind"},
    "figure": {"data-image"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "sup": {"data-source", "data-locator"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {
    "aside": {"callout"},
    "figure": {"figure"},
    "p": {"callout-title"},
    "sup": {"citation"},
    "ul": {"ask"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

KEY = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
TOKEN = re.compile(r"\w[\w-]{0,99}\Z")
# No control character can be stored in PostgreSQL or parsed by libxml2, and none is ever meant.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
NEWLINES = re.compile(r"\r\n?")
ANY_TAG = re.compile(r"<[^<>]*>")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
UNNESTED = {"br", "hr", "img", "p", "li", "td", "th", "tr", "wbr", "col", "input", "source", "meta", "link"}
DEEPEST = 60  # nobody writes a list sixty levels deep, and libxml2 loses what is below 256
ABSURD = 1000  # only an attack: a browser-grade parser takes half a minute for 100,000 open tags


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        # `//host` and its backslash spellings leave the site under a relative disguise.
        address = re.sub(r"[\s\x00-\x20]", "", value).replace("\\", "/")
        return None if address.startswith("//") else value.strip()
    if name == "src":
        return value if value.startswith(MEDIA_PREFIX) and ".." not in value else None
    if name in ("id", "data-image"):
        return value if TOKEN.match(value) else None
    if name == "data-kind":
        return value if value in CALLOUT_KINDS else None
    if name in ("colspan", "rowspan", "start"):
        return value if value.isdecimal() and len(value) <= 3 else None
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if name == "lang":
        return value if TOKEN.match(value) else None
    return value


def _sanitise(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags={
            "script",
            "style",
            "template",
            "title",
            "textarea",
            "iframe",
            "noscript",
            "svg",
            "math",
        },
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes=CLASSES,
        url_schemes=URL_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def clean(html: str) -> str:
    """The part of `html` that may be stored: the allow-list, normalised. Idempotent, never raises for text.

    >>> clean('<p onclick="x()">One<script>alert(1)</script> <b>two</b></p>')
    '<p>One <strong>two</strong></p>'
    >>> clean('<h2>What helps</h2>')
    '<h2 id="what-helps">What helps</h2>'
    """
    stored = BLOCKS | TABLES | INLINE
    text = NEWLINES.sub("\n", UNSTORABLE.sub("", html))
    if _depth(text) > ABSURD:
        text = escape(ANY_TAG.sub(" ", text))
    first = _sanitise(text, stored | set(FOREIGN) | WRAPPERS)
    if _depth(first) > DEEPEST:
        first = _sanitise(text, {"p"})
    # The sanitiser has the last word: nothing the tree says reaches the database unchecked.
    for _ in range(4):
        second = _sanitise(_normalise(first), stored)
        if second == first:
            break
        first = second
    return first.strip()


def clean_inline(html: str) -> str:
    """One line of text with emphasis, links and citations: key points, captions.

    >>> clean_inline("<p>Ask <b>early</b></p>")
    'Ask <strong>early</strong>'
    """
    inline = INLINE - {"img", "br"}
    text = " ".join(UNSTORABLE.sub("", html).split())
    return _sanitise(_normalise(_sanitise(text, inline | {"b", "i"})), inline).strip()


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name in TAG.findall(html):
        if name.lower() in UNNESTED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _normalise(html: str) -> str:
    root = parse(html)
    for element in list(root.iterdescendants()):
        if element.tag in FOREIGN:
            element.tag = FOREIGN[element.tag]
    _settle_wrappers(root)
    _settle_citations(root)
    _settle_figures(root)
    _settle_callouts(root)
    for element in reversed(list(root.iterdescendants("p", "span", "h2", "h3", "h4", "strong", "em", "a"))):
        _settle_empty(element)
    headings.assign_ids(root)
    return serialise(root)


def _settle_wrappers(root: HtmlElement) -> None:
    """A wrapper around running text is a paragraph; one around blocks says nothing."""
    blocks = BLOCKS | TABLES | WRAPPERS
    for element in reversed(list(root.iterdescendants(*WRAPPERS))):
        holds_blocks = any(child.tag in blocks for child in element)
        inside_text = element.getparent().tag in (
            "p",
            "li",
            "td",
            "th",
            "figcaption",
            "caption",
            "h2",
            "h3",
            "h4",
        )
        if holds_blocks or inside_text or not element.text_content().strip():
            unwrap(element)
        else:
            element.tag = "p"
            element.attrib.clear()


def _settle_citations(root: HtmlElement) -> None:
    for sup in list(root.iterdescendants("sup")):
        if sup.get("class") != "citation":
            sup.attrib.pop("data-source", None)
            sup.attrib.pop("data-locator", None)
            continue
        keys = list(
            dict.fromkeys(
                key for key in unescape(sup.get("data-source", "")).lower().split() if KEY.match(key)
            )
        )
        label = " ".join(sup.text_content().split())
        for child in list(sup):
            remove(child)
        if not keys:
            sup.attrib.clear()
            sup.text = label
            continue
        sup.set("data-source", " ".join(keys))
        locator = " ".join(sup.get("data-locator", "").split())[:200]
        if locator.strip("| "):
            sup.set("data-locator", locator)
        else:
            sup.attrib.pop("data-locator", None)
        sup.text = label or ", ".join(keys)


def _settle_figures(root: HtmlElement) -> None:
    for image in list(root.iterdescendants("img")):
        figure = next(image.iterancestors("figure"), None)
        if figure is None or not figure.get("data-image") or not image.get("src"):
            remove(image)
    for figure in list(root.iterdescendants("figure")):
        if figure.get("class") == "figure" and (figure.get("data-image") or figure.text_content().strip()):
            for stray in [child for child in figure if child.tag not in ("img", "figcaption")]:
                unwrap(stray)
        elif figure.get("data-image"):
            figure.set("class", "figure")
        else:
            unwrap(figure)


def _settle_callouts(root: HtmlElement) -> None:
    for aside in list(root.iterdescendants("aside")):
        inside_another = next(aside.iterancestors("aside"), None) is not None
        if aside.get("class") != "callout" or not aside.get("data-kind") or inside_another:
            unwrap(aside)
    for title in list(root.iterdescendants("p")):
        parent = title.getparent()
        if title.get("class") == "callout-title" and (parent.tag != "aside" or parent[0] is not title):
            title.attrib.pop("class")


def _settle_empty(element: HtmlElement) -> None:
    if (element.tag == "span" and not element.get("lang") and not element.get("dir")) or (element.tag == "a" and not element.get("href")):
        unwrap(element)
    elif not element.text_content().strip() and all(child.tag == "br" for child in element):
        if element.tag in ("span", "strong", "em", "a"):
            unwrap(element)  # it may be the space between two words
        else:
            remove(element)
