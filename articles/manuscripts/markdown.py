"""Markdown to blocks, by way of HTML, so that both are understood alike; lines are those of the file."""

import re
from itertools import pairwise

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
    lines = _parted(lines)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable(["table", "strikethrough"])
    tokens = parser.parse("\n".join(lines))
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
    page = parser.renderer.render(tokens, parser.options, {})
    blocks = html_reader.read_blocks(f"<body>{page}</body>", report) if page.strip() else []
    return [*front, *blocks, *notes]


def _front_matter(lines: list[str], report: Report) -> list[Block]:
    """A block of fields between --- lines: title and author are used, the rest noted. The lines are blanked."""
    end = next(
        (index for index, line in enumerate(lines[1:40], start=1) if line.strip() in ("---", "...")), 0
    )
    if (
        lines[0].strip() != "---"
        or not end
        or not all(FIELD.match(line) or not line.strip() or line[:1] in " -" for line in lines[1:end])
    ):
        return []
    blocks = []
    for index in range(1, end):
        match = FIELD.match(lines[index])
        name, value = (match[1].lower(), match[2].strip().strip("\"'")) if match else ("", "")
        if name == "title" and value:
            blocks.append(Block("heading", index + 1, runs(value), 1, hint="title"))
        elif name in ("author", "authors", "by") and byline(f"By {value.strip('[]')}"):
            blocks.append(Block("paragraph", index + 1, runs(f"By {value.strip('[]')}")))
        elif lines[index].strip():
            report.add(
                index + 1,
                lines[index].strip(),
                "Left out: a field of the file's front matter; set it on the site",
            )
    for index in (0, end):
        report.add(index + 1, lines[index].strip(), "Left out: the frame of the front matter")
    lines[: end + 1] = [""] * (end + 1)
    return blocks


def _take_definitions(lines: list[str]) -> list[Block]:
    """Footnote definitions as references; their lines are blanked so that the others keep their numbers."""
    found: list[Block] = []
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
        found.append(Block("reference", index + 1, runs(_plain(text)), number=number, key=match[1].lower()))
        lines[index:end] = [""] * (end - index)
        index = end
    return found


def _plain(text: str) -> str:
    """
    >>> _plain("Doe B. *Bones*. [J X](https://x.org/1). 2001")
    'Doe B. Bones. J X (https://x.org/1). 2001'
    """
    text = re.sub(r"\[([^\]]{1,300})\]\((https?://[^\s)]{1,500})\)", r"\1 (\2)", text)
    text = re.sub(r"<(https?://[^\s>]{1,500})>", r"\1", text)
    return re.sub(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))(?=\S)([^*_]{1,300}?)(?<=\S)\1", r"\2", text)


def _parted(lines: list[str]) -> list[str]:
    """A hard break where two lines are two things: before a credit, after a byline, before a bare number of a source."""
    parted = list(lines)
    for index, (line, after) in enumerate(pairwise(lines)):
        if not line.strip() or not after.strip() or HARD_BREAK.search(line) or LINE_KIND.match(line):
            continue
        bare, following = line.strip(" *_\t"), after.strip(" *_\t")
        is_person = byline(bare) or editorial(bare) or byline(following) or editorial(following)
        if is_person or is_credit(following) or (NUMBERED.match(after) and after.lstrip()[:1] in "[("):
            parted[index] = line + "\\"
    return parted
