"""The XML of a .docx file: names of elements, and parsing with care."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts.manuscript import UnreadableManuscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
STRICT_R = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
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


def child_value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or "") if child is not None else ""


def whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def parse(data: bytes) -> etree._Element:
    """XML without entities, document types or the network; Word writes none of them."""
    for strict, usual in (STRICT, STRICT_R):
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableManuscript(BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableManuscript(_("This file contains code that Word never writes, so it was refused."))
    return root
