"""A pasted list of references to its single references: every line belongs to exactly one. Pure functions."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sources.formats.reference_dates import YEAR
from sources.formats.reference_groups import organization
from sources.formats.reference_names import PARTICLE, UPPER, read_names

NUMBERED = re.compile(
    r"^\s*(?:\[(\d{1,3})\][.:]?|\((\d{1,3})\)|(\d{1,3})(?:[.)](?=\s|[^\W\d_])|[\t:]|\.?[-\u2010-\u2015](?=\s)))[ \t\u00a0]*(?=\S)"
)
ANY_NUMBER = re.compile(NUMBERED.pattern.replace(r"\d{1,3}", r"\d{1,4}"))
BARE_NUMBER = re.compile(rf"^\s*(\d{{1,3}})[ \t\u00a0]+(?=[{UPPER}“\"]|{PARTICLE} )")  # BMJ, The Lancet
BULLET = re.compile(r"^\s*[•◦▪‣·●*–—-][ \t\u00a0]+(?=\S)")
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
ENDS = re.compile(r"(?:[.?!)\]>]|\d|/\S+)\s*$")
INITIAL_LAST = re.compile(rf"\b[{UPPER}]\.$")
COMPLETE = re.compile(rf"{YEAR}|https?://|www\.|\bdoi\b|\b10\.\d{{4,9}}/|n\.d\.|in press", re.IGNORECASE)
BROKEN_LINK = re.compile(r"(?:https?://|www\.|\bdoi\b|\b10\.\d{4,9})\S*(?P<end>[/._\-–=&?(])$", re.IGNORECASE)
DIVIDED = re.compile(r"([^\W\d_]{2,})-$")
LINK = re.compile(r"<?(?:https?://|www\.)\S+")
MOST_DOUBTS = 10
HIGHEST = 999  # a higher number must follow the one before it
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
        (number, line)
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
        if not HEADING.fullmatch(line)
    ]
    pattern = next((pattern for pattern in (ANY_NUMBER, BARE_NUMBER) if _is_numbered(pattern, lines)), None)
    if pattern:
        entries = _numbered_entries(pattern, lines)
    else:
        first = next((line for _, line in lines if line.strip()), "")
        entries = _bulleted_entries(lines) if BULLET.match(first) else _unnumbered_entries(lines)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    return [_listed(entry, words) for entry in entries]


Lines = list[tuple[int, str]]


def _number(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))


def _is_numbered(pattern: re.Pattern[str], lines: Lines) -> bool:
    """The first line has a number, or two lines that begin like references have numbers that follow one another.

    A wrapped line may begin with "5. doi:" in a list without numbers.
    """
    first = next((line for _, line in lines if line.strip()), "")
    if (match := pattern.match(first)) and _begins_reference(first[match.end() :]) and pattern is ANY_NUMBER:
        return True
    matches = [
        match for _, line in lines if (match := pattern.match(line)) and STARTS.match(line[match.end() :])
    ]
    numbers = [_number(match) for match in matches]
    return any(following == number + 1 for number, following in pairwise(numbers))


def _numbered_entries(pattern: re.Pattern[str], lines: Lines) -> list[Entry]:
    """A reference continues until the next number, even after an empty line."""
    entries: list[Entry] = []
    for line_number, line in lines:
        match = pattern.match(line)
        if match and _fits(_number(match), line[match.end() :], entries):
            entries.append(Entry(_number(match), line_number, [line[match.end() :]]))
        elif line.strip() and entries:
            entries[-1].parts.append(line)
        elif line.strip():
            entries.append(Entry(1, line_number, [line]))
    return entries


def _fits(number: int, text: str, entries: list[Entry]) -> bool:
    """Is this the number of a reference, rather than a page or a volume at the beginning of a wrapped line?"""
    if CONTINUES.match(text) or text[:1] in ":;,)]–-":
        return False
    if not entries or number == entries[-1].number + 1:
        return True
    if number > HIGHEST:
        return False  # a year
    return _begins_reference(text) and bool(ENDS.search(entries[-1].parts[-1]))


def _bulleted_entries(lines: Lines) -> list[Entry]:
    entries: list[Entry] = []
    for line_number, line in lines:
        if bullet := BULLET.match(line):
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
    if line[:1] in " \t" or not STARTS.match(line) or NUMBERS.match(line) or not ENDS.search(last):
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


def _listed(entry: Entry, words: frozenset[str]) -> Listed:
    pieces: list[str] = []
    doubts = list(entry.doubts)
    for part in (" ".join(part.split()) for part in entry.parts):
        before = pieces.pop() if pieces else ""
        before, between, divided = _joint(before, part, words)
        pieces += [before + between, part]
        if divided:
            doubts.append(format_lazy(_("A word was divided at the end of a line. Check “{}”."), divided))
    return Listed(entry.number, "".join(pieces), entry.line, tuple(doubts[:MOST_DOUBTS]))


def _joint(before: str, part: str, words: frozenset[str]) -> tuple[str, str, str]:
    """The end of a line, what stands between it and the next, and the word that was divided if its hyphen is not sure.

    >>> _joint("Bone metas-", "tases in", frozenset({"metastases"}))
    ('Bone metas', '', '')
    >>> _joint("HER2-posi-", "tive", frozenset())
    ('HER2-posi-', '', 'posi-tive')
    >>> _joint("doi:10.1000/", "jx.1", frozenset())
    ('doi:10.1000/', '', '')
    """
    if not before or before.endswith("\u00ad"):
        return before.removesuffix("\u00ad"), "", ""
    if (link := BROKEN_LINK.search(before[-300:])) and _goes_on(link["end"], part):
        return before, "", ""
    divided = DIVIDED.search(before[-60:])
    rest = re.match(r"[a-zà-ÿ]+", part)
    if not divided or not rest:
        return before, " ", ""
    if (divided[1] + rest[0]).lower() in words:
        return before[:-1], "", ""
    hyphenated = f"{divided[1]}-{rest[0]}"
    return before, "", "" if hyphenated.lower() in words else hyphenated


def _goes_on(end: str, part: str) -> bool:
    """Does a link that ended the line go on? After a full stop only with something that is no word."""
    first = part.split(" ", 1)[0]
    if end == ".":
        return bool(re.match(r"[a-z\d]", first) and re.search(r"\d", first) and not NUMBERED.match(part))
    return bool(re.match(r"[\w(]", first)) and not NUMBERED.match(part)
