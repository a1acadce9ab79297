"""The allow-list. `clean` is what the model field stores, whoever writes: editor, import, restore, shell."""

import re
from html import escape

import nh3

from articles.markup.settling import FOREIGN, KEY, settle
from articles.markup.tree import BLOCKS, WRAPPERS, parse, serialize

MEDIA_PREFIX = "/media/"
CALLOUT_KINDS = ("key-points", "word", "care", "survival", "shared")

INLINE = frozenset(["strong", "em", "a", "sub", "sup", "br", "abbr", "span", "small", "img"])
STORED = set(BLOCKS | INLINE)
# The first pass lets in what `settle` turns into something above.
READ = STORED | set(FOREIGN) | WRAPPERS
# Their text is no text.
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
ABSOLUTE = re.compile(r"https?://[^/\\]|mailto:|tel:", re.IGNORECASE)
INNER_BLANKS = re.compile(r"[\t\r\n]")
OUTER_BLANKS = "".join(map(chr, range(0x21)))

TOKEN = re.compile(r"[^\s\x00-,./:-@\[-^`{-\x7f]{1,100}\Z")  # any letters, digits, - and _
# No control character can be stored in PostgreSQL or parsed by libxml2, and none is ever meant; nor is a byte
# order mark inside a text.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
NEWLINES = re.compile(r"\r\n?")
ANY_TAG = re.compile(r"<[^<>]*>")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
UNNESTED = {
    *("br", "hr", "img", "p", "li", "td", "th", "tr", "wbr", "col", "input", "source", "meta", "link"),
}
DEEPEST = 60  # nobody writes a list sixty levels deep, and libxml2 loses what is below 256
ABSURD = 1000  # only an attack: a browser-grade parser takes half a minute for 100,000 open tags
ROUNDS = 6  # settling what settling made; two are usual


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return _address(value)
    if name == "src":
        return value if value.startswith(MEDIA_PREFIX) and ".." not in value else None
    if name in ("id", "data-image"):
        return value if TOKEN.match(value) else None
    if name == "data-kind":
        return value if value in CALLOUT_KINDS else None
    if name == "data-text":
        return value if KEY.match(value) else None
    if name in ("colspan", "rowspan", "start"):
        return value if value.isdecimal() and len(value) <= 3 else None
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if name == "lang":
        return value if TOKEN.match(value) else None
    return value


def _address(value: str) -> str | None:
    """A link as a browser reads it: tabs and line ends count for nothing, a backslash is a slash.

    `//host` and its other spellings would leave the site under a relative disguise; a colon in the first
    part of a path is a scheme, or somebody's idea of hiding one.
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
    return NEWLINES.sub("\n", UNSTORABLE.sub("", text))


def clean(html: str) -> str:
    """The part of `html` that may be stored: the allow-list, normalised. Idempotent, never raises for text.

    >>> clean('<p onclick="x()">One<script>alert(1)</script> <b>two</b></p>')
    '<p>One <strong>two</strong></p>'
    >>> clean('<h2>What helps</h2>')
    '<h2 id="what-helps">What helps</h2>'
    """
    text = _storable(html)
    if _depth(text) > ABSURD:
        text = escape(ANY_TAG.sub(" ", text))
    first = _sanitize(text, READ)
    if _depth(first) > DEEPEST:
        first = _sanitize(text, {"p"})
    return _settled(first, STORED)


def clean_inline(html: str) -> str:
    """One line of text with emphasis, links and citations: key points, captions.

    >>> clean_inline("<p>Ask <b>early</b></p>")
    'Ask <strong>early</strong>'
    """
    inline = set(INLINE) - {"img", "br"}
    text = " ".join(_storable(html).split())
    if _depth(text) > DEEPEST:
        text = escape(ANY_TAG.sub(" ", text))
    return " ".join(_settled(_sanitize(text, inline | {"b", "i"}), inline).split())


def _settled(html: str, tags: set[str]) -> str:
    """The sanitiser has the last word: nothing the tree says reaches the database unchecked."""
    for _round in range(ROUNDS):
        root = parse(html)
        settle(root)
        again = _sanitize(serialize(root), tags).strip()
        if again == html:
            break
        html = again
    return html


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name in TAG.findall(html):
        if name.lower() in UNNESTED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
