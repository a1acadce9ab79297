"""The allow-list. `clean` decides what the model field stores, from the editor, an import, a restore or a shell."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

import nh3

from articles.markup import callouts
from articles.markup.normalizing import FOREIGN, normalize
from articles.markup.normalizing.citations import KEY
from articles.markup.tree import BLOCKS, WRAPPERS, parse, serialize
from editing.text import CONTROLS

MEDIA_PREFIX = "/media/"

INLINE = frozenset(["strong", "em", "a", "sub", "sup", "br", "abbr", "span", "small", "img"])
STORED = set(BLOCKS | INLINE)
# The first pass lets in what `normalize` turns into something above.
READ = STORED | set(FOREIGN) | WRAPPERS
# Removed with everything inside them.
SILENT = {
    *("script", "style", "template", "title", "textarea", "iframe", "noscript", "noembed"),
    *("noframes", "xmp", "svg", "math"),
}

ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "abbr": {"title"},
    "aside": {"data-kind", "data-text"},
    "figure": {"data-image"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt"},
    "ol": {"start", "type"},
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
ABSOLUTE = re.compile(r"https?://[^/\\]|mailto:|tel:", re.IGNORECASE)
INNER_BLANKS = re.compile(r"[\t\r\n]")
OUTER_BLANKS = "".join(map(chr, range(0x21)))

SMALL_NUMBER = re.compile(r"[0-9]{1,3}\Z")
START = re.compile(r"[0-9]{1,6}\Z")
TOKEN = re.compile(r"[^\s\x00-,./:-@\[-^`{-\x7f]{1,100}\Z")  # any letters, digits, - and _
NEWLINES = re.compile(r"\r\n?")
ANY_TAG = re.compile(r"<[^<>]*>")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
UNNESTED = {
    *("br", "hr", "img", "p", "li", "td", "th", "tr", "wbr", "col", "input", "source", "meta", "link"),
}
DEEPEST = 60  # nobody writes a list sixty levels deep, and libxml2 loses what is below 256
ABSURD = 1000  # only an attack: a browser-grade parser takes half a minute for 100,000 open tags
REMEMBERED = 16  # results: one save asks several times about the stored and the sent text
ROUNDS = 6  # of normalizing the result of the round before; two are usual


def _is_media_path(value: str) -> bool:
    return value.startswith(MEDIA_PREFIX) and ".." not in value


# Attribute -> what its value must be. An attribute that is not listed may have any value.
VALUE_CHECKS: dict[str, Callable[[str], object]] = {
    "src": _is_media_path,
    "id": TOKEN.match,
    "data-image": TOKEN.match,
    "lang": TOKEN.match,
    "data-kind": callouts.is_known,
    "data-text": KEY.match,
    "colspan": SMALL_NUMBER.match,
    "rowspan": SMALL_NUMBER.match,
    "start": START.match,
    "type": {"1", "a", "A", "i", "I"}.__contains__,
    "scope": {"col", "row", "colgroup", "rowgroup"}.__contains__,
    "dir": {"ltr", "rtl", "auto"}.__contains__,
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return _address(value)
    check = VALUE_CHECKS.get(name)
    return value if check is None or check(value) else None


def _address(value: str) -> str | None:
    """A link as a browser reads it: tabs and line ends count for nothing, a backslash is a slash.

    `//host` and its other spellings would leave the site under a relative disguise; a colon in the first part of a
    path is a scheme, perhaps a hidden one.
    """
    address = INNER_BLANKS.sub("", value).strip(OUTER_BLANKS).strip()
    seen = address.replace("\\", "/")
    is_relative = not seen.startswith("//") and ":" not in re.split("[/?#]", seen)[0]
    return address if is_relative or ABSOLUTE.match(address) else None


def _sanitize(html: str, tags: set[str]) -> str:
    clean = nh3.clean(
        html,
        tags=tags,
        clean_content_tags=SILENT,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes=CLASSES,
        url_schemes=URL_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return _storable(clean)  # it has spelled out `&#1;` and its like


def _storable(text: str) -> str:
    return NEWLINES.sub("\n", CONTROLS.sub("", text))


@lru_cache(REMEMBERED)
def clean(html: str) -> str:
    """The part of `html` that may be stored: the allow-list, normalized. Idempotent, never raises for text.

    >>> clean('<p onclick="x()">One<script>alert(1)</script> <b>two</b></p>')
    '<p>One <strong>two</strong></p>'
    >>> clean('<h2>What helps</h2>')
    '<h2 id="what-helps">What helps</h2>'
    """
    text = _storable(html)
    if depth(text) > ABSURD:
        text = escape(ANY_TAG.sub(" ", text))
    first = _sanitize(text, READ)
    if depth(first) > DEEPEST:
        first = _sanitize(text, {"p"})
    return _normalized(first, STORED)


def clean_inline(html: str) -> str:
    """One line of text with emphasis, links and citations: key points, captions.

    >>> clean_inline("<p>Ask <b>early</b></p>")
    'Ask <strong>early</strong>'
    """
    inline = set(INLINE) - {"img", "br"}
    text = " ".join(_storable(html).split())
    if depth(text) > DEEPEST:
        text = escape(ANY_TAG.sub(" ", text))
    return " ".join(_normalized(_sanitize(text, inline | {"b", "i"}), inline).split())


def clean_lines(text: str) -> str:
    """Key points: each line as `clean_inline` leaves it, without those that are empty.

    >>> clean_lines("Ask <b>early</b> \\n\\n<h2>Rest</h2>")
    'Ask <strong>early</strong>\\nRest'
    """
    lines = (clean_inline(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _normalized(html: str, tags: set[str]) -> str:
    """Normalize until nothing changes. The sanitizer comes last, so nothing reaches the database unchecked."""
    for _round in range(ROUNDS):
        root = parse(html)
        normalize(root)
        again = _sanitize(serialize(root), tags).strip()
        if again == html:
            break
        html = again
    return html


def depth(html: str) -> int:
    """How many elements stand inside each other at most."""
    level = deepest = 0
    for closing, name in TAG.findall(html):
        if name.lower() in UNNESTED:
            continue
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest
