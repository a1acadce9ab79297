"""From bytes to a manuscript."""

from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts import docx, html_reader, ledger, markdown, text
from articles.manuscripts.blocks import Block
from articles.manuscripts.bounds import Bounds, check_paragraphs
from articles.manuscripts.encoding import text_of
from articles.manuscripts.interpreter import interpret
from articles.manuscripts.manuscript import Manuscript, Missing, UnreadableManuscript
from articles.manuscripts.recognition import recognize
from articles.manuscripts.report import Report
from articles.manuscripts.zipped_page import unzipped

MOST_REFERENCES = 500  # the longest reviews have 300 or so
DEEPEST_INSERT = 3  # files inserted into inserted files
SOURCES = {"txt": text, "md": markdown, "html": html_reader}


def read(data: bytes, name: str = "") -> Manuscript:
    """Read a manuscript; `name` is its file name, used where the content leaves the format open.

    Raises UnreadableManuscript, whose message is for the person who chose the file, and nothing else.

    >>> read(b"Bone health\\n\\nBones matter.[1]\\n\\nReferences\\n\\n1. Doe B. Bones. J X. 2001;1:2.").body
    '<p>Bones matter.<sup class="citation" data-reference="1">1</sup></p>'
    """
    report = Report()
    data = unzipped(data)
    kind = recognize(data, name)
    try:
        content = "" if kind == "docx" else text_of(data, report, is_page=kind == "html")
        blocks = _blocks(data, kind, content, report, Bounds())
        manuscript = interpret(blocks, report)
        if len(manuscript.references) > MOST_REFERENCES:
            raise UnreadableManuscript(
                _("The list of sources has more than %(number)s entries. Import one article at a time.")
                % {"number": MOST_REFERENCES}
            )
        return replace(manuscript, missing=_missing(data, kind, content, manuscript))
    except RecursionError as error:
        raise UnreadableManuscript(
            _("The file is nested too deeply to be read. Save it as plain text and try again.")
        ) from error


def _blocks(
    data: bytes, kind: str, content: str, report: Report, bounds: Bounds, depth: int = 0
) -> list[Block]:
    """The blocks of a file; `content`: its text unless it is a Word file; `depth`: how many files it is inserted into."""

    def insert(data: bytes, name: str, report: Report) -> list[Block]:
        if depth == DEEPEST_INSERT:
            raise UnreadableManuscript(_("It is inserted into too many other files."))
        bounds.count_inserted(data)
        kind = recognize(data, name)
        content = "" if kind == "docx" else text_of(data, report, is_page=kind == "html")
        return _blocks(data, kind, content, report, bounds, depth + 1)

    if kind == "docx":
        blocks = docx.read_blocks(data, report, insert, bounds)
    else:
        if kind == "html":
            bounds.count(content.encode())
        else:
            check_paragraphs(sum(1 for line in content.splitlines() if line.strip()))
        blocks = SOURCES[kind].read_blocks(content, report)
    check_paragraphs(sum(1 for block in blocks for _inner in block.with_inner()))
    return blocks


def _missing(data: bytes, kind: str, content: str, manuscript: Manuscript) -> list[Missing]:
    try:
        passages = ledger.file_passages(data, kind, content)
        return ledger.missing(passages, ledger.kept_in(manuscript))
    except ledger.FILE_ERRORS:
        return [Missing(1, ledger.NOT_COMPARED, "", count=0)]
