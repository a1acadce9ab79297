"""Records of an XML file, cut out as text and parsed one by one.

So a damaged record doesn't affect the others, nothing outside a record is parsed at all (no document type, hence no
entity definitions), and memory holds one tree at a time. The parser opens no files and no connections (lxml, "FAQ: is
lxml vulnerable to XML bombs?").
"""

import re
from collections.abc import Iterator
from html.entities import html5

from django.utils.translation import gettext_lazy as _
from lxml import etree

from sources.formats.markup import KEPT, decoded
from sources.formats.mathml import formula_text
from sources.formats.tagged import CUT, Broken

AMPERSAND = re.compile(
    r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)?"
)
PREFIX = re.compile(r"(</?)(?:mml|xlink|m):(?=[A-Za-z])")
PREFIXED_ATTRIBUTE = re.compile(
    r"\s(?:xlink|xsi|mml|xml)(?::[A-Za-z]{1,30})=(?:\"[^\"<]{0,500}\"|'[^'<]{0,500}')"
)
DAMAGED = _("The XML of this record is damaged ({}), so it was not read.")


def records(text: str, *names: str) -> Iterator[tuple[int, etree._Element | Broken]]:
    """
    >>> [(line, element.tag) for line, element in records("<a>\\n<r>x &eacute; & y</r><r/></a>", "r")]
    [(2, 'r'), (2, 'r')]
    """
    opening = re.compile(rf"<({'|'.join(names)})(?:\\s[^<>]{{0,500}}?)?(/?)>")
    line, counted, position = 1, 0, 0
    match = opening.search(text)
    while match:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        closing = f"</{match[1]}>"
        following = opening.search(text, match.end())
        limit = following.start() if following else len(text)
        end = match.end() if match[2] else text.find(closing, match.end(), limit)
        if end < 0:
            yield line, Broken(DAMAGED.format("its end is missing") if following else CUT)
        else:
            position = end if match[2] else end + len(closing)
            yield line, _parsed(text[match.start() : position])
        match = following


def _parsed(text: str) -> etree._Element | Broken:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    text = PREFIXED_ATTRIBUTE.sub("", PREFIX.sub(r"\1", AMPERSAND.sub(_character, text)))
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Broken(DAMAGED.format(str(error).split(",")[0][:200]))


def _character(match: re.Match[str]) -> str:
    """Entities that HTML defines, as their characters; an & that begins none, as itself."""
    character = html5.get(match[1]) if match[1] else None
    return character if character and character not in "<&" else "&amp;" + (match[1] or "")


def text_of(element: etree._Element | None) -> str:
    """All text within, on one line. Entities that a program escaped once too often are read, too.

    >>> text_of(etree.fromstring("<t>a <style>b</style>c &amp;amp; d</t>"))
    'a bc & d'
    """
    return "" if element is None else " ".join(decoded("".join(element.itertext())).split())


def child_text(element: etree._Element, path: str) -> str:
    return text_of(element.find(path))


def leaves(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The path below the element of each element with text of its own, and all text within it.

    >>> list(leaves(etree.fromstring("<r><a>x <i>y</i></a><b><c>z</c></b></r>")))
    [('a', 'x y'), ('b/c', 'z')]
    """
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inner = [] if _is_text(child) else list(leaves(child))
        yield from ((f"{child.tag}/{path}", text) for path, text in inner)
        if not inner and (text := text_of(child)):
            yield child.tag, text


def _is_text(element: etree._Element) -> bool:
    """Whether it holds text, at most with markup, and not other fields."""
    return bool((element.text or "").strip()) or all(
        child.tag in KEPT or child.tag == "style" for child in element
    )


def marked_text(element: etree._Element | None) -> str:
    """Text with <i>, <b>, <sup>, <sub> where the file has them, whether as elements or as EndNote's style faces.

    >>> marked_text(etree.fromstring('<t>Loss of <i>BRCA1</i> in <u>ER</u><style face="superscript">+</style></t>'))
    'Loss of <i>BRCA1</i> in ER<sup>+</sup>'
    """
    return "" if element is None else " ".join(decoded("".join(_pieces(element))).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "math":
            yield formula_text(child)
        elif isinstance(child.tag, str):
            inner = "".join(_pieces(child))
            yield _wrapped(inner, child) if inner.strip() else inner
        yield child.tail or ""


def _wrapped(text: str, element: etree._Element) -> str:
    names = [element.tag, *(element.get("face") or "").split()]
    for tag in reversed([KEPT[name] for name in names if name in KEPT]):
        text = f"<{tag}>{text}</{tag}>"
    return text
