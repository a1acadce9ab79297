"""The text of a Word file: every part that holds any, in whatever folder it is.

Roots of the parts follow ECMA-376, part 1, 11.3; charts and diagrams 14.2.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from articles.manuscripts.ledger import plain_text, web_page
from articles.manuscripts.ledger.passages import Collector, Passage
from articles.manuscripts.ledger.word_formats import Format, read_styles
from articles.manuscripts.ledger.word_xml import WordXML
from articles.manuscripts.ledger.xml_stream import NotXML, parse

PARTS = {
    "document": "",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "hdr": "header",
    "ftr": "footer",
    "chartSpace": "chart",
    "dataModel": "diagram",
}
ERRORS = (
    NotXML,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
DEEPEST = 3  # files inserted into inserted files
WITHOUT_TEXT = (
    "theme",
    "styles",
    "settings",
    "webSettings",
    "fontTable",
    "numbering",
    "glossary/",
    "customXml/",
    "docProps/",
)


def passages(data: bytes, depth: int = 0) -> Iterator[Passage]:
    """Raises one of ERRORS if a part can't be parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith(".xml") and not _is_without_text(name)]
        styles = _styles(package)
        for name in sorted(names, key=lambda name: "document" not in name):
            yield from _part(package, name, styles, depth)


def _is_without_text(name: str) -> bool:
    return any(word in name for word in WITHOUT_TEXT)


def _styles(package: zipfile.ZipFile) -> dict[str, Format]:
    found: dict[str, Format] = {}
    for name in package.namelist():
        if posixpath.basename(name).startswith("styles") and name.endswith(".xml"):
            found |= read_styles(package.read(name))
    return found


def _part(package: zipfile.ZipFile, name: str, styles: Mapping[str, Format], depth: int) -> Iterator[Passage]:
    xml = WordXML(styles, Collector())
    try:
        xml.take(package.read(name))
    except NotXML:
        if not xml.root or xml.root in PARTS:
            raise
    part = PARTS.get(xml.root)
    if part is None:
        return
    for passage in xml.collector.end_all():
        yield Passage(passage.line, passage.text, part)
    targets = _relationships(package, name) if xml.inserted else {}
    for key in xml.inserted:
        for passage in _inserted(package, targets.get(key, ""), depth):
            yield Passage(passage.line, passage.text, "inserted")


def _relationships(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    folder, file = posixpath.split(name)
    targets: dict[str, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            path = posixpath.join("/", folder, attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(path).lstrip("/")

    rels = f"{folder}/_rels/{file}.rels".lstrip("/")
    if rels in package.namelist():
        parse(package.read(rels), start)
    return targets


def _inserted(package: zipfile.ZipFile, name: str, depth: int) -> Iterator[Passage]:
    """An inserted file (17.17.2). One of a kind that isn't read here stands for itself with its name."""
    data = package.read(name) if name in package.namelist() and depth < DEEPEST else b""
    if data.startswith(b"PK"):
        yield from passages(data, depth + 1)
    elif name.lower().endswith((".htm", ".html", ".xhtml")):
        yield from web_page.passages(web_page.decoded(data) or "")
    elif name.lower().endswith(".txt"):
        yield from plain_text.passages(web_page.decoded(data) or "")
    else:
        yield Passage(1, posixpath.basename(name))
