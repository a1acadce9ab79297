"""Open Packaging Conventions (ECMA-376 part 2): the parts of a .docx file, opened with care, and how they are related."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts.bounds import Bounds
from articles.manuscripts.docx_xml import BROKEN, local, parse
from articles.manuscripts.manuscript import UnreadableManuscript

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
MOST_PARTS = 5000
TOO_LARGE = gettext_lazy(
    "This file unpacks to far more than a manuscript. Take the pictures out and try again."
)
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)


@dataclass(frozen=True)
class Relation:
    """`kind`: the last step of its type ("hyperlink", "styles"). `target`: the name of a part, or an address."""

    kind: str
    target: str
    is_external: bool = False


class Parts:
    """The parts of a package by name, without a leading slash; as the conventions demand, case makes no difference.

    `bounds` counts every part before it is parsed. Raises UnreadableManuscript.
    """

    def __init__(self, data: bytes, bounds: Bounds) -> None:
        self._zip = _open(data)
        self._names = {_key(name): name for name in self._zip.namelist()}
        self._bounds = bounds

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def data(self, name: str) -> bytes:
        """The bytes of the part, empty if there is none of this name."""
        if name not in self:
            return b""
        try:
            return self._zip.read(self._names[_key(name)])
        except ZIP_ERRORS as error:
            raise UnreadableManuscript(BROKEN) from error

    def xml(self, name: str) -> etree._Element | None:
        data = self.data(name)
        if not data and name not in self:
            return None
        return parse(data, self._bounds.count)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """What the part, or the package itself, is related to, by id."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        elements = root if root is not None else ()
        return {
            element.get("Id") or "": _relation(element, folder)
            for element in elements
            if local(element) == "Relationship"
        }

    @cached_property
    def content_types(self) -> dict[str, str]:
        """The names of parts, and of endings with a dot before them, and the type of each."""
        root = self.xml("[Content_Types].xml")
        types: dict[str, str] = {}
        for element in root if root is not None else ():
            name = _key(element.get("PartName") or "") or f".{element.get('Extension') or ''}".lower()
            types[name] = element.get("ContentType") or ""
        return types

    def content_type(self, name: str) -> str:
        ending = posixpath.splitext(name)[1].lower()
        return self.content_types.get(_key(name)) or self.content_types.get(ending, "")


def _key(name: str) -> str:
    r"""
    >>> _key(r"/Word\Document.xml")
    'word/document.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()


def _relation(element: etree._Element, folder: str) -> Relation:
    kind = (element.get("Type") or "").rpartition("/")[2]
    target = element.get("Target") or ""
    if (element.get("TargetMode") or "").lower() == "external":
        return Relation(kind, target, is_external=True)
    path = posixpath.join("/", folder, unquote(target.replace("\\", "/")))
    return Relation(kind, posixpath.normpath(path).lstrip("/"))


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except ZIP_ERRORS as error:
        raise UnreadableManuscript(BROKEN) from error
    _check(parts)
    return package


def _check(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse bombs and locked files, each in its own words."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise UnreadableManuscript(TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableManuscript(
            _("This file is protected by a password. Save it as .docx without one and try again.")
        )
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if max((part.file_size for part in xml), default=0) > LARGEST_PART:
        raise UnreadableManuscript(TOO_LARGE)
