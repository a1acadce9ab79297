"""Texts as files write them -> plain text, or text with the markup that CSL has: <i>, <b>, <sup>, <sub>.

Tags are those of HTML, of JATS ("Journal Archiving Tag Suite" 1.3, emphasis elements) and of Crossref ("Face markup").
Only pairs are read. What is no tag we know stays text: "p <0.05", "<script>".
"""

import html
import re
from dataclasses import dataclass, field

from sources.formats.mathml import without_maths

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TAG = re.compile(r"<(/?)(?:[a-z]{1,5}:)?([A-Za-z][A-Za-z0-9-]{0,20})(\s[^<>]*|/)?>")
KEPT = {
    "i": "i", "em": "i", "italic": "i", "emphasis": "i", "b": "b", "strong": "b", "bold": "b", "sup": "sup",
    "superscript": "sup", "sub": "sub", "subscript": "sub", "inf": "sub",
}  # fmt: skip
# Small capitals, other typefaces and what surrounds a text. AMA prints none of them.
DROPPED = frozenset(
    """
    scp sc smallcaps small-caps span font u underline overline ovl strike tt code monospace roman sans-serif p div title
    article-title styled-content named-content ext-link xref a inline-formula alternatives small big nobr fn
    """.split()
)
STYLES = (
    ("italic", "i"),
    ("bold", "b"),
    ("super", "sup"),
    ("sub", "sub"),
)  # words of a span's style attribute
NOCASE = '<span class="nocase">', "</span>"  # CSL: letters whose case must not change
WHOLE = re.compile(r"<(i|b)>([^<>]*)</\1>")
EMPTY = frozenset(("br", "hr"))


def decoded(text: str) -> str:
    """Entities of HTML as their characters, once; an & that begins none stays.

    >>> decoded("Smith &amp; Sons, &#x3b1; R&D &amp;lt; &region=1")
    'Smith & Sons, α R&D &lt; &region=1'
    """
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def marked(text: str) -> str:
    """One line with the markup CSL has.

    >>> marked("<scp>HER2</scp> and <jats:italic>quality</jats:italic> of\\n life, p <0.05 <x>")
    'HER2 and <i>quality</i> of life, p <0.05 <x>'
    """
    return " ".join(_read(text).split())


def container_title(text: str) -> str:
    """The title of a journal, book or series. Emphasis around all of it is only how a program prints such titles.

    >>> container_title("<i>J Made Up</i>"), container_title("Journal of <em>Drosophila</em>")
    ('J Made Up', 'Journal of <i>Drosophila</i>')
    """
    whole = marked(text)
    emphasis = WHOLE.fullmatch(whole)
    return emphasis[2] if emphasis else whole


def plain(text: str) -> str:
    """One line without markup, for names of publishers and the like.

    >>> plain("<i>Press</i> of <x>")
    'Press of <x>'
    """
    return " ".join(_read(text, keeps_markup=False).split())


@dataclass
class _Open:
    """Tags that wait for their partner, and where they stand among the pieces of a text."""

    waiting: list[tuple[str, int, str]] = field(default_factory=list)  # name, place, attributes
    count: dict[str, int] = field(default_factory=dict)

    def push(self, name: str, place: int, attributes: str) -> None:
        self.waiting.append((name, place, attributes))
        self.count[name] = self.count.get(name, 0) + 1

    def pop(self, name: str) -> tuple[int, str] | None:
        """Place and attributes of the last one of this name; those opened after it have no partner."""
        if not self.count.get(name):
            return None
        while True:
            last, place, attributes = self.waiting.pop()
            self.count[last] -= 1
            if last == name:
                return place, attributes


def _read(text: str, *, keeps_markup: bool = True) -> str:
    if "<" not in text:
        return text
    text = without_maths(text)
    pieces: list[str] = []
    opened, end = _Open(), 0
    for match in TAG.finditer(text):
        pieces += (text[end : match.start()], match[0])
        end = match.end()
        _read_tag(match, pieces, opened, keeps_markup)
    return "".join([*pieces, text[end:]])


def _read_tag(tag: re.Match[str], pieces: list[str], opened: _Open, keeps_markup: bool) -> None:
    """The last of `pieces` is the tag; it and its partner become what they stand for."""
    name, attributes = tag[2].lower(), (tag[3] or "").lower()
    if name in EMPTY:
        pieces[-1] = " "
    elif tag[1]:
        if partner := opened.pop(name):
            place, attributes = partner
            pieces[place], pieces[-1] = _pair(name, attributes) if keeps_markup else ("", "")
    elif name in KEPT or name in DROPPED:
        if attributes.endswith("/"):
            pieces[-1] = ""
        else:
            opened.push(name, len(pieces) - 1, attributes)


def _pair(name: str, attributes: str) -> tuple[str, str]:
    """What stands for a tag of this name and its partner."""
    if "nocase" in attributes:
        return NOCASE
    kept = KEPT.get(name) or next((tag for word, tag in STYLES if word in attributes and name == "span"), "")
    return (f"<{kept}>", f"</{kept}>") if kept else ("", "")
