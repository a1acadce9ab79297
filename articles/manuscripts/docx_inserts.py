"""Files inserted whole into a Word file (`w:altChunk`, ECMA-376 part 1, 17.17.2)."""

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, Cell, Run
from articles.manuscripts.docx_package import Part
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.opc import Relation
from articles.manuscripts.report import Report

InsertReader = Callable[[bytes, str, Report], list[Block]]  # bytes, a file name that tells the format, report
ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
WEB_ARCHIVES = ("message/rfc822", "multipart/related", "application/x-mimearchive")


class PlacedReport(Report):
    """Reports everything at the line where the file is inserted."""

    def __init__(self, report: Report, line: int) -> None:
        super().__init__()
        self._outer = report
        self._line = line

    def add(self, line: int, text: str, reason: str) -> None:
        self._outer.add(self._line, text, reason)

    def drop(self, line: int, text: str, reason: str) -> None:
        self._outer.drop(self._line, text, reason)


def read_insert(part: Part, relation_id: str, line: int, report: Report, read: InsertReader) -> list[Block]:
    """The blocks of an inserted file, all at the line where it is inserted. One that can't be read is reported."""
    relation = part.relations.get(relation_id, Relation("", ""))
    data, content_type = part.package.inserted(relation)
    if not data:
        report.drop(line, relation.target, _("Left out: an inserted file that is not part of this Word file"))
        return []
    try:
        page, name = _page_of(data, relation.target, content_type.lower())
        blocks = read(page, name, PlacedReport(report, line))
    except UnreadableManuscript as error:
        reason = _("Left out: a file that is inserted into this one. %(why)s") % {"why": error}
        report.drop(line, relation.target, reason)
        return []
    return [_placed(block, line, relation_id) for block in blocks]


def _page_of(data: bytes, name: str, content_type: str) -> tuple[bytes, str]:
    """The bytes that hold the text, with a name whose ending tells the format; of a web archive, its first page."""
    if content_type in ENDINGS:
        return data, f"inserted{ENDINGS[content_type]}"
    if content_type not in WEB_ARCHIVES and not name.lower().endswith((".mht", ".mhtml", ".eml")):
        return data, name
    message = email.message_from_bytes(data, policy=email.policy.default)
    for piece in message.walk():
        if ending := ENDINGS.get(piece.get_content_type()):
            charset = piece.get_content_charset() or "utf-8"
            return _in_utf8(piece.get_payload(decode=True), charset), f"inserted{ending}"
    raise UnreadableManuscript(_("There is no text in the file."))


def _in_utf8(data: bytes, charset: str) -> bytes:
    try:
        return b"\xef\xbb\xbf" + data.decode(charset).encode()
    except (LookupError, UnicodeError):
        return data


def _placed(block: Block, line: int, prefix: str) -> Block:
    """The block at another line; its title, notes and places can't be taken for those of the outer file."""

    def cell(inner: Cell) -> Cell:
        return replace(inner, blocks=tuple(_placed(block, line, prefix) for block in inner.blocks))

    def run(inner: Run) -> Run:
        note = f"{prefix}/{inner.note}" if inner.note else ""
        href = f"#{prefix}/{inner.href[1:]}" if inner.href.startswith("#") else inner.href
        return replace(inner, note=note, href=href)

    return replace(
        block,
        line=line,
        hint="" if block.hint == "title" else block.hint,
        key=f"{prefix}/{block.key}" if block.key else "",
        names=tuple(f"{prefix}/{name}" for name in block.names),
        runs=tuple(map(run, block.runs)),
        rows=tuple(tuple(map(cell, row)) for row in block.rows),
    )
