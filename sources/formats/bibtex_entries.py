"""The entries of a BibTeX file, each read separately so that a broken one doesn't affect the others."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError

from sources.formats.tagged import Broken

START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
NEXT = re.compile(r"\n[ \t]*+@\s*+[A-Za-z]++\s*+[{(]\s*+[^\s,{}()=\"]*+\s*+,")
FIELD = re.compile(r"[,\n\s]([A-Za-z][\w:+-]{1,40})\s*=\s*(?=[{\"\w])")
MARKS = {"{": re.compile(r"[{}]"), "(": re.compile(r"[(){}]")}
MOST_BREAKS = 20  # breaks in one entry after which the rest of it is given up
# Of quotation marks, and of braces if there are any: pybtex looks through the rest of an entry at each of them.
MOST_QUOTES = 5_000
TOO_MANY_QUOTES = _("This entry has thousands of quotation marks or braces, so it was not read.")
UNCLOSED = _("The closing brace of “{}” is missing, so the entry was not read.")
OPENING = "@entry{"
MONTHS = {**month_names, **{name.lower(): name for name in month_names.values()}}


@dataclass
class Entry:
    line: int
    kind: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    breaks: int = 0  # places where a field could not be read


@dataclass
class Block:
    """@kind{body}"""

    line: int
    kind: str
    body: str


def blocks(text: str) -> Iterator[Block | tuple[int, Broken]]:
    """
    >>> [(block.line, block.kind, block.body) for block in blocks("Mine:\\n@book{a, title={B}}@misc(b, year=1)")]
    [(2, 'book', 'a, title={B}'), (2, 'misc', 'b, year=1')]
    """
    position, line, counted, limit, unclosed = 0, 1, 0, 0, 0
    while match := START.search(text, position):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if limit < match.end():  # looked for once only, so that a file of one line stays quick
            limit = following.start() if (following := NEXT.search(text, match.end())) else len(text)
        kind = match[1].lower()
        is_comment = kind == "comment"
        end = _end(text, match.end(), limit, match[2]) if not is_comment or limit > unclosed else None
        if is_comment and end is None:
            unclosed = (
                limit  # the brace of the next comment before it is not looked for, so that it stays quick
            )
        if end is not None and not is_comment:
            yield Block(line, kind, text[match.end() : end])
        elif not is_comment:  # after which BibTeX reads on at once, and JabRef keeps its settings in braces
            key = _key(text[match.end() : min(match.end() + 200, limit)])[0]
            yield line, Broken(UNCLOSED.format(key or f"@{match[1]}"))
        position = end + 1 if end is not None else match.end() if is_comment else limit


def _key(body: str) -> tuple[str, str]:
    """The key of an entry and what follows it; people leave keys out.

    >>> _key("a, title={B}"), _key("title={B}, year=1"), _key(", year=1")
    (('a', ' title={B}'), ('', 'title={B}, year=1'), ('', ' year=1'))
    """
    head, _, rest = body.partition(",")
    if any(mark in head for mark in '={}"') or len(head) > 300:
        return "", body
    return " ".join(head.split()), rest


def _end(text: str, start: int, limit: int, opener: str) -> int | None:
    """Where the block that is open at `start` closes."""
    depth = 0
    for match in MARKS[opener].finditer(text, start, limit):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
        elif depth == 0 and mark != "(":
            return match.start()
    return None


def entries(text: str) -> Iterator[Entry | tuple[int, Broken]]:
    """
    >>> [entry] = entries('@string{j = "J X"} @article{a, journal = j # " Y", year = 2020}')
    >>> entry.key, entry.fields
    ('a', {'journal': 'J X Y', 'year': '2020'})
    """
    macros = _Macros(MONTHS)
    for block in blocks(text):
        if isinstance(block, tuple):
            yield block
        elif '"' in block.body and block.body.count('"') + block.body.count("{") > MOST_QUOTES:
            yield block.line, Broken(TOO_MANY_QUOTES)
        elif block.kind == "string":
            defined = _fields(block.body, macros)[0]
            macros.update({name: value[:LONGEST_MACRO] for name, value in defined.items()})
        elif block.kind != "preamble":
            key, body = _key(block.body)
            yield Entry(block.line, block.kind, key, *_fields(body, macros))


LONGEST_MACRO = 2_000  # characters of one @string; a journal's name has a hundred
MOST_FROM_MACROS = 10_000_000  # characters that all of them may stand for in one file


class _Macros(dict[str, str]):
    """@string names in any case; an unknown one stands for itself, which beats an empty journal.

    A few lines of @string that name each other could stand for gigabytes: past a bound, names stand for themselves.
    """

    left = MOST_FROM_MACROS

    def __getitem__(self, name: str) -> str:
        value = self.get(name.lower(), name)[:LONGEST_MACRO]
        self.left -= len(value)
        return value if self.left > 0 else name


def _fields(body: str, macros: _Macros) -> tuple[dict[str, str], int]:
    """Field values by lower-case name (the first of a name counts), and how often reading had to start anew."""
    by_name: dict[str, str] = {}
    text, breaks = body, 0
    while text.strip() and breaks <= MOST_BREAKS:
        errors: list[PybtexSyntaxError] = []
        parser = LowLevelParser(OPENING + text + "}", True, macros, errors.append)
        for _name, (_kind, fields) in itertools.islice(parser, 1):
            for name, parts in fields:
                by_name.setdefault(name.lower(), "".join(parts))
        if not errors:
            break
        breaks += 1
        following = FIELD.search(text, _resume(parser, text))
        text = text[following.start(1) :] if following else ""
    return by_name, breaks


def _resume(parser: LowLevelParser, text: str) -> int:
    """Where to look for the next field: after the break, or within a value that never ends."""
    position = parser.pos - len(OPENING)
    if position >= len(text) and parser.current_field_name:
        name = re.search(rf"{re.escape(parser.current_field_name)}\s*=", text)
        return name.end() if name else position
    return max(position - 1, 1)
