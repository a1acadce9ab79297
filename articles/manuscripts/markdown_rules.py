"""What Markdown has beyond CommonMark: raised and lowered text, formulas, marks of notes, wide rows, names of headings.

The rules are those of pandoc's manual (superscripts, tex_math_dollars, footnotes, header_attributes) and of GitHub.
"""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

RAISED = re.compile(r"\^((?:[^\s^\\]|\\ ){1,30})\^(?!\^)")
LOWERED = re.compile(r"~((?:[^\s~\\]|\\ ){1,30})~(?!~)")
LETTER_BEFORE = re.compile(r"[^\W_]|[)\]}′’]")
FORMULA = re.compile(
    r"\$\$\s{0,9}(?=\S)([^$]{1,2000}?)(?<=\S)\s{0,9}\$\$|\$(?=[^\s$])([^$\n]{1,500}?)(?<=\S)\$(?![\d$])"
)
IN_FORMULA = re.compile(r"[\\^_{}=<>+]|^(?:[A-Za-z]|\d[\d.]*)$")  # else the signs may be of dollars
NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
ATTRIBUTES = re.compile(r"\s*\{:?\s*(?=[#.])(?:#([\w:.-]{1,80}))?[^{}\n]{0,200}\}\s*$")
TASK = re.compile(r"\[([ xX])\][ \t]+")
LONGEST_INLINE_NOTE = 4000


def parser() -> MarkdownIt:
    """`env` takes `labels` of notes and the `offset` of the first line, and gives `inline_notes` and `wide_rows` back."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(
        ["table", "strikethrough"]
    )
    for name, rule in (("formula", _formula), ("raised", _raised), ("lowered", _lowered)):
        markdown.inline.ruler.before("escape" if name == "formula" else "strikethrough", name, rule)
    markdown.inline.ruler.before("link", "note_mark", _note_mark)
    markdown.inline.ruler.before("raised", "inline_note", _inline_note)
    markdown.core.ruler.after("block", "wide_rows", _wide_rows)
    markdown.core.ruler.after("wide_rows", "headings", _name_headings)
    markdown.core.ruler.at("inline", _inline)
    markdown.core.ruler.after("inline", "tasks", _tasks)
    return markdown


DEEPEST = 100  # blocks inside each other; what is deeper would be skipped
DEEPEST_INLINE = 20  # brackets inside each other; what is deeper stays text


def _inline(state: StateCore) -> None:
    """The rule of the same name, which also tells the others the line they are at."""
    state.md.options["maxNesting"] = DEEPEST_INLINE
    for token in state.tokens:
        if token.type == "inline":
            state.env["line"] = state.env["offset"] + (token.map[0] + 1 if token.map else 1)
            token.children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _html(state: StateInline, html: str, end: int, *, silent: bool) -> bool:
    if not silent:
        state.push("html_inline", "", 0).content = html
    state.pos = end
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    match = RAISED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "^" else None
    return bool(match) and _html(state, f"<sup>{_text(match[1])}</sup>", match.end(), silent=silent)


def _lowered(state: StateInline, silent: bool) -> bool:
    """Only right behind a letter: GitHub strikes out what stands between single tildes elsewhere."""
    match = LOWERED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "~" else None
    is_attached = state.pos > 0 and LETTER_BEFORE.match(state.src[state.pos - 1])
    return bool(match and is_attached) and _html(
        state, f"<sub>{_text(match[1])}</sub>", match.end(), silent=silent
    )


def _text(raised: str) -> str:
    return escape(raised.replace("\\ ", " "), quote=False)


def _formula(state: StateInline, silent: bool) -> bool:
    match = FORMULA.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    is_formula = match and IN_FORMULA.search(match[1] or match[2])
    return bool(is_formula) and _html(
        state, f'<tex-formula alt="{escape(match[0])}"></tex-formula>', match.end(), silent=silent
    )


def _note_mark(state: StateInline, silent: bool) -> bool:
    match = NOTE_MARK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    label = match[1].lower() if match else ""
    if label not in state.env["labels"]:
        return False
    return _html(state, _mark(label), match.end(), silent=silent)


def _inline_note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    if not 0 < end <= state.pos + LONGEST_INLINE_NOTE:
        return False
    notes = state.env["inline_notes"]
    label = f"inline note {len(notes) + 1}"
    if not silent:
        notes.append((label, state.env["line"], state.src[state.pos + 2 : end]))
    return _html(state, _mark(label), end + 1, silent=silent)


def _mark(label: str) -> str:
    return f'<span data-note-mark="{escape(label)}"></span>'


def _wide_rows(state: StateCore) -> None:
    """Cells of a row beyond those of the heading, which GitHub's rule would drop."""
    lines = state.src.split("\n")
    tokens: list[Token] = []
    width = found = 0
    row: Token | None = None
    for token in state.tokens:
        if token.type == "table_open":
            width = 0
        elif token.type == "tr_open":
            row, found = token, 0
        elif token.type in ("th_open", "td_open"):
            found += 1
            width = max(width, found)
        elif token.type == "tr_close" and row is not None and row.map:
            tokens += _further_cells(lines[row.map[0]], width, row, state)
        tokens.append(token)
    state.tokens = tokens


def _further_cells(line: str, width: int, row: Token, state: StateCore) -> list[Token]:
    cells = [cell.strip() for cell in escapedSplit(re.sub(r"^[\s>]*", "", line).rstrip())]
    cells = cells[1:] if cells[:1] == [""] else cells
    cells = cells[:-1] if cells[-1:] == [""] else cells
    tokens = []
    for cell in cells[width:]:
        inline = Token("inline", "", 0, content=cell, map=row.map, children=[], level=row.level + 2)
        tokens += [Token("td_open", "td", 1, level=row.level + 1), inline, Token("td_close", "td", -1)]
    if tokens:
        state.env["wide_rows"].append((row.map[0] + 1, line.strip()))
    return tokens


def _name_headings(state: StateCore) -> None:
    """Ids as in `## Pain {#pain}`, or else as GitHub makes them, for links inside the file."""
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open" and inline.type == "inline":
            match = ATTRIBUTES.search(inline.content)
            if match:
                inline.content = inline.content[: match.start()]
            token.attrSet("id", (match and match[1]) or github_name(inline.content))


def github_name(text: str) -> str:
    """
    >>> github_name("What *helps*, and why?")
    'what-helps-and-why'
    """
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))


def _tasks(state: StateCore) -> None:
    """`- [x] done` as a box that is ticked."""
    for item, _paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and inline.type == "inline" and inline.children:
            first = inline.children[0]
            if match := TASK.match(first.content):
                first.content = ("☐ " if match[1] == " " else "☑ ") + first.content[match.end() :]
