"""A pasted list of references to its single references: every line belongs to exactly one. Pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.formats.reference_dates import YEAR
from sources.formats.reference_groups import organization
from sources.formats.reference_joining import joined
from sources.formats.reference_lines import with_numbers_joined
from sources.formats.reference_links import is_line_of_links
from sources.formats.reference_names import PARTICLE, UPPER, read_names

NUMBERED = re.compile(
    r"^\s*(?:\[(\d{1,3})\][.:]?|\((\d{1,3})\)|(\d{1,3})(?:[.)](?=\s|[^\W\d_])|\t|:(?![ \t]*[A-Za-z]?\d)|\.?[-\u2010-\u2015](?=\s)))[ \t\u00a0]*(?=\S)"
)
ANY_NUMBER = re.compile(NUMBERED.pattern.replace(r"\d{1,3}", r"\d{1,4}"))
BARE_NUMBER = re.compile(rf"^\s*(\d{{1,3}})[ \t\u00a0]+(?=[{UPPER}“\"]|{PARTICLE} )")  # BMJ, The Lancet
BULLET = re.compile(r"^\s*([•◦▪‣·●*–—-])[ \t\u00a0]+(?=\S)")
CONTINUES = re.compile(
    r"\s*(?:\[?(?:doi|PMC?ID|PubMed|CrossRef|Google Scholar|PMC free)\b|https?:|www\.|<http|Available|Accessed|Retrieved|Epub\b|10\.\d{4})",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"[\s#*]*(?:\d{1,3} )?(?:references?(?: list| cited)?|bibliography|sources|further reading|works cited|literature(?: cited)?"
    r"|notes and references|cited references)[\s:.#*]*",
    re.IGNORECASE,
)
STARTS = re.compile(rf"[“\"‘'\[(]?(?:{PARTICLE} ){{0,3}}[{UPPER}\d]|[a-z]{{1,3}}['’‘-]?[{UPPER}]")
NUMBERS = re.compile(r"\d+ ?[;:,.(–-]")  # the rest of a journal's year, volume and pages
ENDS = re.compile(r"[.?!)\]>\d]$")
INITIAL_LAST = re.compile(rf"\b[{UPPER}]\.$")
COMPLETE = re.compile(rf"{YEAR}|https?://|www\.|\bdoi\b|\b10\.\d{{4,9}}/|n\.d\.|in press", re.IGNORECASE)
LINK = re.compile(r"<?(?:https?://|www\.)\S+")
HIGHEST = 999  # a higher number must follow the one before it
LONGEST_ADDRESS = 2000  # characters
WIDEST_PAGE = 130  # characters; a longer line was not wrapped
NEW, SAME, PERHAPS = "new", "same", "perhaps new"
UNSURE = _("It is not sure that a new reference begins here.")


class Listed(NamedTuple):
    """One reference of a list: its number, its text, the line it begins on, and sentences about what to check."""

    number: int
    text: str
    line: int
    doubts: tuple[str | Promise, ...] = ()


@dataclass
class Entry:
    """A reference while its lines are collected."""

    number: int
    line: int
    parts: list[str] = field(default_factory=list)
    doubts: list[str | Promise] = field(default_factory=list)


def split_references(text: str) -> list[Listed]:
    """Without numbers in the text, the references are counted from 1. Headings such as "References" are left out.

    >>> [reference[:3] for reference in split_references("1. Smith J. A.\\n   J X. 2001.\\n2) Doe B. C.")]
    [(1, 'Smith J. A. J X. 2001.', 1), (2, 'Doe B. C.', 3)]
    >>> [reference[:3] for reference in split_references("Smith J. A.\\n\\nvan Doe B. C.")]
    [(1, 'Smith J. A.', 1), (2, 'van Doe B. C.', 3)]
    """
    lines = [
        (number, "" if is_line_of_links(line) else line)
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
        if not HEADING.fullmatch(line)
    ]
    entries = _entries(with_numbers_joined(lines))
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    references = []
    for entry in entries:
        whole, doubts = joined(entry.parts, words)
        references.append(Listed(entry.number, whole, entry.line, (*entry.doubts, *doubts)))
    return references


Lines = list[tuple[int, str]]


def _entries(lines: Lines) -> list[Entry]:
    first = next((line for _, line in lines if line.strip()), "")
    if BULLET.match(first):
        return _bulleted_entries(lines)
    for pattern in (ANY_NUMBER, BARE_NUMBER):
        if _is_numbered(pattern, first, lines):
            return _numbered_entries(pattern, lines)
    return _unnumbered_entries(lines)


def _number(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))


def _is_numbered(pattern: re.Pattern[str], first: str, lines: Lines) -> bool:
    """The first line has a number, or two lines of which one begins like a reference have numbers in a row.

    A wrapped line may begin with "5. doi:" in a list without numbers.
    """
    match = pattern.match(first)
    if match and pattern is ANY_NUMBER and _begins_reference(first[match.end() :]):
        return True
    numbered = [
        (_number(match), line[match.end() :])
        for _, line in lines
        if (match := pattern.match(line)) and STARTS.match(line[match.end() :])
    ]
    return any(
        following == number + 1 and (_begins_reference(text) or _begins_reference(after))
        for (number, text), (following, after) in pairwise(numbered)
    )


def _numbered_entries(pattern: re.Pattern[str], lines: Lines) -> list[Entry]:
    """A reference continues until the next number, even after an empty line."""
    entries: list[Entry] = []
    for line_number, line in lines:
        match = pattern.match(line)
        if match and _fits(_number(match), line[match.end() :], entries):
            entries += _run_on(_number(match), line[match.end() :], line_number)
        elif line.strip() and entries:
            entries[-1].parts.append(line)
        elif line.strip():
            entries.append(Entry(1, line_number, [line]))
    return entries


def _run_on(number: int, text: str, line_number: int) -> Iterator[Entry]:
    """The references of one line: "1. Doe B. … 2. Roe C. …"."""
    start = position = 0
    while match := re.compile(rf" (?:\[{number + 1}\]|\({number + 1}\)|{number + 1}[.)]) +(?=\S)").search(
        text, position
    ):
        position = match.end()
        if _ends_reference(text[max(start, match.start() - 80) : match.start()]) and _begins_reference(
            text[position : position + 400]
        ):
            yield Entry(number, line_number, [text[start : match.start()]])
            number, start = number + 1, position
    yield Entry(number, line_number, [text[start:]])


def _fits(number: int, text: str, entries: list[Entry]) -> bool:
    """Is this the number of a reference, rather than a page or a volume at the beginning of a wrapped line?"""
    is_page = LINK.match(text) and "doi.org/" not in text
    if (CONTINUES.match(text) and not is_page) or text[:1] in ":;,)]–-":
        return False
    if not entries or number == entries[-1].number + 1:
        return True
    if number > HIGHEST:
        return False  # a year
    return _begins_reference(text) and _ends_reference(entries[-1].parts[-1])


def _bulleted_entries(lines: Lines) -> list[Entry]:
    """A reference begins with the bullet that the first one has."""
    entries: list[Entry] = []
    mark = ""
    for line_number, line in lines:
        bullet = BULLET.match(line)
        if bullet and bullet[1] == (mark or bullet[1]):
            mark = bullet[1]
            entries.append(Entry(len(entries) + 1, line_number, [line[bullet.end() :]]))
        elif line.strip():
            entries[-1].parts.append(line)
    return entries


def _unnumbered_entries(lines: Lines) -> list[Entry]:
    """A reference ends at an empty line, or where a line looks like a new one."""
    entries: list[Entry] = []
    width = max((len(line) for _, line in lines), default=0)
    is_open = False
    for line_number, line in lines:
        if not line.strip():
            is_open = False
            continue
        verdict = _verdict(line, entries[-1], is_open=is_open, width=width) if entries else NEW
        if verdict is SAME:
            entries[-1].parts.append(line)
        else:
            entries.append(
                Entry(len(entries) + 1, line_number, [line], [UNSURE] if verdict is PERHAPS else [])
            )
        is_open = True
    return entries


def _verdict(line: str, entry: Entry, *, is_open: bool, width: int) -> str:
    """Does the line go on with the reference, or does a new one begin with it?"""
    text, last = " ".join(entry.parts[-20:]), entry.parts[-1]
    is_link = LINK.fullmatch(line.strip())
    if CONTINUES.match(line) and not (is_link and (not is_open or "://" in text)):
        return SAME
    if not is_open or is_link:
        return NEW
    if line[:1] in " \t" or not STARTS.match(line) or NUMBERS.match(line) or not _ends_reference(last):
        return SAME
    is_complete = bool(COMPLETE.search(text))
    if _begins_reference(line):
        return SAME if INITIAL_LAST.search(last) and not is_complete else NEW
    is_full = len(last) > width * 0.75  # a line that the next one goes on with
    if is_full and width <= WIDEST_PAGE:
        return SAME
    return NEW if is_complete and COMPLETE.search(line) else PERHAPS


def _begins_reference(text: str) -> bool:
    """With the name of a person or an organization."""
    head = text[:400]
    first = re.split(r"\. |,? [“\"]|\.$", head, maxsplit=1)[0]
    return bool(read_names(head).names) or organization(first)


def _ends_reference(text: str) -> bool:
    """With a stop, a number or an address.

    >>> [_ends_reference(text) for text in ("Doe B. Bones.", "2001;1:2 ", "See example.org/a", "and/or the")]
    [True, True, True, False]
    """
    text = text.rstrip()
    last_word = text[-LONGEST_ADDRESS:].rsplit(maxsplit=1)[-1:]
    return bool(ENDS.search(text)) or any("/" in word[:-1] for word in last_word)
