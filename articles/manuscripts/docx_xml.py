"""The XML of a .docx file: names of elements, and parsing with care."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts.manuscript import UnreadableManuscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
OFF = frozenset(("0", "false", "off", "none"))
ALTERNATIVES = frozenset(("AlternateContent",))
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
STRICT_R = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT_M = (
    b"http://purl.oclc.org/ooxml/officeDocument/math",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math",
)
BROKEN = gettext_lazy(
    "This Word file is damaged. Open it in Word or LibreOffice, save it as .docx again and try once more."
)


def local(element: etree._Element) -> str:
    """
    >>> local(etree.fromstring("<a:b xmlns:a='x'/>"))
    'b'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The child elements; of alternative contents the one that is read (`mc:AlternateContent`, ECMA-376 part 3)."""
    return inside(parent, ALTERNATIVES, is_wanted=False)


def inside(
    parent: Iterable[etree._Element], names: Collection[str], *, is_wanted: bool = True
) -> Iterator[etree._Element]:
    """The elements of these names, in order, however deep in other elements they are.

    So content controls, accepted changes, custom XML and whatever else may stand around paragraphs, rows and cells
    hide none of them (ECMA-376 part 1, 17.5). What is found is not searched itself, and of alternative contents only
    one is searched. With `is_wanted=False` the elements of all other names are found.
    """
    open_elements = [iter(parent)]
    while open_elements:
        element = next(open_elements[-1], None)
        if element is None:
            open_elements.pop()
        elif (local(element) in names) == is_wanted:
            yield element
        elif local(element) == "AlternateContent":
            open_elements.append(iter(_chosen(element)))
        else:
            open_elements.append(iter(element))


def _chosen(alternatives: etree._Element) -> etree._Element | tuple[()]:
    """The first choice with words, else the first that holds anything: never both, never neither."""
    choices = [child for child in alternatives if local(child) == "Choice" and len(child)]
    choices += [child for child in alternatives if local(child) == "Fallback" and len(child)]
    with_words = (choice for choice in choices if any(text.text for text in choice.iter("{*}t")))
    return next(with_words, choices[0] if choices else ())


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{step}" for step in path.split("/"))


def child_value(element: etree._Element, path: str) -> str:
    """The `w:val` of a property, given by its path ("pPr/numPr/ilvl"), or an empty string."""
    child = element.find(_qualified(path))
    return (child.get(f"{W}val") or "") if child is not None else ""


def is_on(element: etree._Element, path: str) -> bool:
    """Is the property (`w:pPr/w:rPr/w:vanish`, written "pPr/rPr/vanish") there and not switched off?"""
    child = element.find(_qualified(path))
    return child is not None and (child.get(f"{W}val") or "").lower() not in OFF


def whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def parse(data: bytes, check: Callable[[bytes], None] = lambda data: None) -> etree._Element:
    """XML without entities, document types or the network; Word writes none of them.

    `check` gets the bytes in UTF-8 before a tree is built of them, and may refuse them.
    """
    data = _in_utf8(data)
    if b"<!DOCTYPE" in data:
        raise UnreadableManuscript(_("This file contains code that Word never writes, so it was refused."))
    check(data)
    for strict, usual in (STRICT, STRICT_R, STRICT_M):
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableManuscript(BROKEN) from error


def _in_utf8(data: bytes) -> bytes:
    """Parts are in UTF-8 or UTF-16 (ECMA-376 part 2, 8.2); what says to be in another encoding is believed.

    >>> _in_utf8('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"))
    b'<a/>'
    """
    declared = DECLARATION.match(data)
    encoding = UTF16.get(data[:2]) or (declared[1].decode() if declared else "utf-8")
    if encoding.lower() in ("utf-8", "utf8", "us-ascii"):
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise UnreadableManuscript(BROKEN) from error
    return re.sub(r"^\ufeff?<\?xml[^>]{0,200}\?>", "", text).encode(errors="replace")
