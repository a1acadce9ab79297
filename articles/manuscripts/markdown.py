"""Markdown to blocks, by way of HTML, so that both are understood alike; lines are those of the file."""

import re
from dataclasses import replace
from html import escape
from itertools import pairwise

from django.utils.translation import gettext as _
from markdown_it.token import Token

from articles.manuscripts import html_reader
from articles.manuscripts.blocks import Block
from articles.manuscripts.figures import is_credit
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.markdown_front_matter import take_front_matter
from articles.manuscripts.markdown_notes import Note, fenced, take_notes
from articles.manuscripts.markdown_rules import DEEPEST, parser
from articles.manuscripts.markdown_tables import with_pipes
from articles.manuscripts.people import byline, editorial
from articles.manuscripts.report import Report
from sources.formats.reference_splitting import NUMBERED

LINE_KIND = re.compile(r"\s*(?:[#>|]|[-*+] |\d+[.)] )")
HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
TERM_BELOW = re.compile(r"^ {0,3}[:~]\s+\S")
STRUCK_OR_LOWERED = re.compile(r"(?<![\w~\\)])~(?=[^\s~])([^~\n]{1,100})(?<=\S)~(?![\w~])")
CITED_BY_KEY = re.compile(r"\[[^\]\[\n]{0,100}?(?<![\w.])-?@[A-Za-z][^\]\[\n]{0,200}\]")


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.line, b.text) for b in read_blocks("# Bones\\n\\nThey hurt.[^1]\\n\\n[^1]: Doe B.", Report())]
    [('heading', 1, 'Bones'), ('paragraph', 3, 'They hurt.'), ('reference', 5, 'Doe B.')]
    """
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    front = take_front_matter(lines, report)
    notes = take_notes(lines)
    lines = _with_breaks(with_pipes(lines, list(fenced(lines))))
    _note_doubts(lines, report)
    env = {"labels": {note.label for note in notes}, "inline_notes": [], "wide_rows": []}
    page = _rendered("\n".join(lines), env, 0)
    page += "".join(_rendered_note(note, env) for note in notes)
    for inline_note in env["inline_notes"]:  # more may be found while they are read
        page += _rendered_note(Note(*inline_note), env)
    _note_unused(env, page, report)
    for line, row in env["wide_rows"]:
        report.add(line, row, _("This row has more cells than the heading of its table. Check it."))
    blocks = html_reader.read_blocks(f"<body>{page}</body>", report) if page.strip() else []
    return [*front, *map(_numbered, blocks)]


def _rendered(text: str, env: dict, offset: int) -> str:
    """HTML with the lines of the file. Raises UnreadableManuscript for what is nested too deeply."""
    markdown = parser()
    env["offset"] = offset
    tokens = markdown.parse(text, env)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise UnreadableManuscript(
            _("The file is nested too deeply to be read. Save it as plain text and try again.")
        )
    for token in tokens:
        if token.map:
            _set_line(token, token.map[0] + 1 + offset)
    return markdown.renderer.render(tokens, markdown.options, env)


def _set_line(token: Token, line: int) -> None:
    if token.nesting == 1 or token.type in ("fence", "code_block"):
        token.attrSet("data-line", str(line))
    elif token.type == "html_block":
        token.content = f'<span data-line="{line}"></span>{token.content}'


def _rendered_note(note: Note, env: dict) -> str:
    html = _rendered(note.text, env, note.line - 1)
    return f'<section data-line="{note.line}" data-note="{escape(note.label)}">{html}</section>'


def _numbered(block: Block) -> Block:
    """A note that is named by a number has it as its number in the list."""
    if block.kind != "reference" or not re.fullmatch("[0-9]{1,3}", block.key):
        return block
    return replace(block, number=int(block.key))


def _with_breaks(lines: list[str]) -> list[str]:
    """A hard break where two lines are two things: before a credit, after a byline, before a bare number of a source."""
    result = list(lines)
    is_code = list(fenced(lines))
    for index, (line, after) in enumerate(pairwise(lines)):
        if is_code[index] or not line.strip() or not after.strip() or _is_separate(line):
            continue
        if _is_another_line(line.strip(" *_\t"), after.strip(" *_\t")) or _is_own_line(after):
            result[index] = line + "\\"
    return result


def _is_separate(line: str) -> bool:
    return bool(HARD_BREAK.search(line) or LINE_KIND.match(line))


def _is_another_line(line: str, after: str) -> bool:
    return bool(byline(line) or editorial(line) or byline(after) or editorial(after) or is_credit(after))


def _is_own_line(line: str) -> bool:
    """The bare number of a source, or the definition of the term above."""
    is_source = bool(NUMBERED.match(line)) and line.lstrip()[:1] in ("[", "(")
    return is_source or bool(TERM_BELOW.match(line))


def _note_doubts(lines: list[str], report: Report) -> None:
    for number, line in enumerate(lines, start=1):
        for match in STRUCK_OR_LOWERED.finditer(line):
            reason = _("These words may be struck out. They were left as text.")
            report.add(number, match[0], reason)
        for match in CITED_BY_KEY.finditer(line):
            reason = _("This names a source by a key that the file does not explain. It was left as text.")
            report.add(number, match[0], reason)


def _note_unused(env: dict, page: str, report: Report) -> None:
    """Definitions of links that nothing uses, which is also how comments are written."""
    definitions = [*env.get("references", {}).items()]
    definitions += [(item.get("label", ""), item) for item in env.get("duplicate_refs", [])]
    for label, item in definitions:
        is_used = f'href="{escape(item["href"])}"' in page or f'src="{escape(item["href"])}"' in page
        if not is_used or item["href"] == "#":
            words = " ".join(filter(None, (f"[{label.lower()}]:", item["href"], item["title"])))
            line = (item.get("map") or [0])[0] + 1
            report.drop(line, words, _("Left out: an address or a comment that nothing in the text uses"))
