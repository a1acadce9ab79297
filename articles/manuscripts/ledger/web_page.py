"""The text of a web page, taken down as a stream by Python's own parser, without any of the reader's rules."""

import codecs
import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

from articles import symbols
from articles.manuscripts.ledger.passages import Collector, Passage, nested

UNSEEN = frozenset(("script", "style", "annotation", "annotation-xml"))
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math mfenced mi mn mo mover mrow "
    "ms msub msubsup msup mtext munder munderover nobr o:p q s samp small span strike strong sub sup time tt u var wbr "
    "semantics mstyle mpadded mphantom menclose mfrac msqrt mroot ruby rb rt rp st1:place".split()
)
GAPS = frozenset(("rt", "rb"))  # a gap before them
SPREAD = frozenset(("mfrac", "mroot", "munder", "munderover"))  # a gap around each of their children
ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "¯": "\u0304",
    "‾": "\u0304",
    "→": "\u20d7",
    "˙": "\u0307",
}
OUT = frozenset(("del", "s", "strike"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr param".split())
RAISED = re.compile(
    r"vertical-align:\s*super\b|mso-text-raise:\s*\d|position:\s*relative;\s*top:\s*-\d", re.IGNORECASE
)
LOWERED = re.compile(
    r"vertical-align:\s*sub\b|mso-text-raise:\s*-\d|position:\s*relative;\s*top:\s*\d", re.IGNORECASE
)
STRUCK = re.compile(
    r"text-decoration(?:-line)?:[^;]{0,60}line-through|display:\s*none|mso-hide:\s*all|visibility:\s*hidden",
    re.IGNORECASE,
)
LABEL_GAP = re.compile(
    r"""font:\s*7\.0pt\s*["']?Times New Roman""", re.IGNORECASE
)  # after the label of an item, in Word's pages
FONT = re.compile(
    r"""font-family:\s*["']?((?:Symbol|Wingdings|Webdings|Zapf ?Dingbats)(?: \d)?)["']?\s*(?:;|$)""",
    re.IGNORECASE,
)
IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
CLASS_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODECS = {"macintosh": "mac_roman", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252"}
CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w-]{2,30})""",
    re.IGNORECASE,
)
MARK = r"[\s\[\](){}^]*(?:[A-Z]{0,3}\d{1,4}|[*†‡§¶]{1,4}|[ivxlcIVXLC]{1,6}|(?:[a-z]\s?){1,4}|[↩↑⏎⤴←^]\ufe0e?)[\s\[\](){}^.]*"
MARK_LINK = re.compile(
    rf"""<a\b[^>]{{0,500}}?href\s*=\s*["']?[^"'\s>#]{{0,300}}#([^"'\s>]{{1,200}})[^>]{{0,500}}>(?:<[^>]{{0,300}}>){{0,4}}{MARK}<""",
    re.IGNORECASE,
)
SCRIPTS = {  # MathML: marks by the place of the child
    "msup": ("", "sup"),
    "msub": ("", "sub"),
    "msubsup": ("", "sub", "sup"),
    "munder": ("", "sub"),
    "munderover": ("", "sub", "sup"),
    "mroot": ("", "sup"),
}


def passages(text: str) -> list[Passage]:
    """
    >>> [passage.text for passage in passages("<title>T</title><p>10<sup>9</sup> <b>m</b>g<td>≤")]
    ['T', '10⁹ mg', '≤']
    """
    page = _Page(text)
    page.feed(text)
    page.close()
    return page.collector.end_all()


def decoded(data: bytes) -> str | None:
    """The text of the bytes as they themselves say: by a byte order mark, as UTF-8, or as a page names its encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    said = CHARSET.search(data[:8192])
    label = said[1].decode().lower() if said else ""
    for encoding in filter(None, ("utf-8", CODECS.get(label, label))):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    return None


@dataclass
class _Element:
    """An open element: how its text is set, whether it is seen, and how many elements it has inside so far."""

    name: str = ""
    mark: str = ""
    font: str = ""
    is_seen: bool = True
    is_out: bool = False
    inside: int = 0
    names: frozenset[str] = frozenset()  # by which links lead here


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = Collector()
        self.styles = dict(rule for block in STYLE.findall(text) for rule in CLASS_RULE.findall(block))
        self.open = [_Element()]
        self.marks = {unquote(name) for name in MARK_LINK.findall(html.unescape(text))}
        self.mark: list[str] | None = (
            None  # text of a link that may be the mark of a note, or lead back to it
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = self._element(tag, attributes)
        if tag not in INLINE:
            self.collector.end()
        elif tag in GAPS or self.open[-1].name in SPREAD:
            self._add(" ", element)
        if LABEL_GAP.search(attributes.get("style", "")):
            self.collector.forget_label()
        if tag in ("msqrt", "mroot"):
            self._add(" √", element)
        if tag == "a" and "#" in attributes.get("href", "") and self._is_two_way(element):
            self.mark = []
        self.collector.aside(_shown(tag, attributes))
        self.open[-1].inside += 1
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.collector.end()
        if tag == "a" and self.mark is not None:
            text, self.mark = "".join(self.mark), None
            self._add(" " if re.fullmatch(MARK, text) else text, self.open[-1])
        if any(element.name == tag for element in self.open[:0:-1][:50]):
            while self.open.pop().name != tag:
                pass
            if tag in SPREAD | GAPS or self.open[-1].name in SPREAD:
                self._add(" ", self.open[-1])

    def handle_data(self, data: str) -> None:
        element = self.open[-1]
        if element.is_seen and self.mark is not None:
            self.mark.append(data)
        elif (
            element.is_seen
            and self.open[-2:-1]
            and self.open[-2].name == "mover"
            and self.open[-2].inside > 1
        ):
            self._add(ACCENTS.get(data.strip(), f" {data} "), element)
        elif element.is_seen:
            self._add(symbols.decoded(data, element.font), element)

    def _add(self, text: str, element: _Element) -> None:
        if self.collector.is_open or text.strip():
            self.collector.add(text, element.mark, is_out=element.is_out)

    def _is_two_way(self, link: _Element) -> bool:
        """Does a link that looks like a mark lead back to this one? Then both belong to a note."""
        return any(element.names & self.marks for element in (link, *self.open[-4:]))

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        outer = self.open[-1]
        classes = attributes.get("class", "").split()
        rules = " ; ".join([attributes.get("style", ""), *(self.styles.get(name, "") for name in classes)])
        family = FONT.search(rules)
        return _Element(
            tag,
            _mark(tag, rules, outer),
            family[1] if family else attributes.get("face", outer.font),
            outer.is_seen and tag not in UNSEEN and not IGNORED.search(rules),
            is_out=outer.is_out or tag in OUT or bool(STRUCK.search(rules)),
            names=frozenset(attributes[key] for key in ("id", "name") if attributes.get(key)),
        )


def _mark(tag: str, rules: str, outer: _Element) -> str:
    places = SCRIPTS.get(outer.name, ())
    place = places[outer.inside] if outer.inside < len(places) else ""
    if tag == "sup" or RAISED.search(rules) or place == "sup":
        return nested(outer.mark, "sup")
    if tag == "sub" or LOWERED.search(rules) or place == "sub":
        return nested(outer.mark, "sub")
    return outer.mark


def _shown(tag: str, attributes: dict[str, str]) -> str:
    """The words that an attribute shows."""
    if tag == "img":
        return attributes.get("alt", "")
    is_field = tag == "input" and attributes.get("type", "text").lower() in ("text", "submit", "button", "")
    return attributes.get("value", "") if is_field else ""
