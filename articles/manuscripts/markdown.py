"""Markdown to blocks, by way of HTML, so that both are understood alike; lines are those of the file."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from articles.manuscripts import html_reader
from articles.manuscripts.blocks import Block
from articles.manuscripts.figures import is_credit
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.report import Report
from articles.manuscripts.text import runs
from sources.formats.references import NUMBERED

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)$")
FIELD = re.compile(r"^([A-Za-z][\w -]{0,30}):\s*(.*)$")
LINE_KIND = re.compile(r"\s*(?:[#>|]|[-*+] |\d+[.)] )")
HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.line, b.text) for b in read_blocks("# Bones\\n\\nThey hurt.[^1]\\n\\n[^1]: Doe B.", Report())]
    [('heading', 1, 'Bones'), ('paragraph', 3, 'They hurt.[^1]'), ('reference', 5, 'Doe B.')]
    """
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    front = _front_matter(lines, report)
    notes = _take_definitions(lines)
    lines = _with_breaks(lines)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable(["table", "strikethrough"])
    tokens = parser.parse("\n".join(lines))
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
    page = parser.renderer.render(tokens, parser.options, {})
    blocks = html_reader.read_blocks(f"<body>{page}</body>", report) if page.strip() else []
    return [*front, *blocks, *notes]


def _front_matter(lines: list[str], report: Report) -> list[Block]:
    """The fields between --- lines: title and author are used, the others reported. The lines are blanked."""
    end = _end_of_front_matter(lines)
    if not end:
        return []
    blocks = []
    for number, line in enumerate(lines[1:end], start=2):
        if block := _field(line, number):
            blocks.append(block)
        elif line.strip():
            report.drop(
                number, line.strip(), _("Left out: a field of the file’s front matter. Set it on the site.")
            )
    for index in (0, end):
        report.drop(index + 1, lines[index].strip(), _("Left out: the frame of the front matter"))
    lines[: end + 1] = [""] * (end + 1)
    return blocks


def _end_of_front_matter(lines: list[str]) -> int:
    """The index of its last line, or 0 if there is none."""
    if lines[0].strip() != "---":
        return 0
    ends = (index for index, line in enumerate(lines[1:40], start=1) if line.strip() in ("---", "..."))
    end = next(ends, 0)
    is_fields = all(FIELD.match(line) or not line.strip() or line[:1] in " -" for line in lines[1:end])
    return end if is_fields else 0


def _field(line: str, number: int) -> Block | None:
    """The block of a title or author field."""
    match = FIELD.match(line)
    name, value = (match[1].lower(), match[2].strip().strip("\"'")) if match else ("", "")
    if name == "title" and value:
        return Block("heading", number, runs(value), 1, hint="title")
    author = f"By {value.strip('[]')}"
    if name in ("author", "authors", "by") and byline(author):
        return Block("paragraph", number, runs(author))
    return None


def _take_definitions(lines: list[str]) -> list[Block]:
    """Footnote definitions as references; their lines are blanked so that the others keep their numbers."""
    references: list[Block] = []
    index = 0
    while index < len(lines):
        match = DEFINITION.match(lines[index])
        if not match:
            index += 1
            continue
        end = index + 1
        while end < len(lines) and re.match(r"(?: {2,}|\t)\S", lines[end]):
            end += 1
        text = " ".join([match[2], *(line.strip() for line in lines[index + 1 : end])])
        number = int(match[1]) if match[1].isdecimal() and len(match[1]) < 4 else None
        references.append(
            Block("reference", index + 1, runs(_plain(text)), number=number, key=match[1].lower())
        )
        lines[index:end] = [""] * (end - index)
        index = end
    return references


def _plain(text: str) -> str:
    """
    >>> _plain("Doe B. *Bones*. [J X](https://x.org/1). 2001")
    'Doe B. Bones. J X (https://x.org/1). 2001'
    """
    text = re.sub(r"\[([^\]]{1,300})\]\((https?://[^\s)]{1,500})\)", r"\1 (\2)", text)
    text = re.sub(r"<(https?://[^\s>]{1,500})>", r"\1", text)
    return re.sub(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))(?=\S)([^*_]{1,300}?)(?<=\S)\1", r"\2", text)


def _with_breaks(lines: list[str]) -> list[str]:
    """A hard break where two lines are two things: before a credit, after a byline, before a bare number of a source."""
    result = list(lines)
    for index, (line, after) in enumerate(pairwise(lines)):
        if not line.strip() or not after.strip() or HARD_BREAK.search(line) or LINE_KIND.match(line):
            continue
        if _is_another_line(line.strip(" *_\t"), after.strip(" *_\t")) or _is_numbered_source(after):
            result[index] = line + "\\"
    return result


def _is_another_line(line: str, after: str) -> bool:
    return bool(byline(line) or editorial(line) or byline(after) or editorial(after) or is_credit(after))


def _is_numbered_source(line: str) -> bool:
    return bool(NUMBERED.match(line)) and line.lstrip()[:1] in ("[", "(")
