"""One printed reference (AMA, Vancouver, NLM; APA where it is easy) to a CSL-JSON item, and pasted lists of them.

The result is a proposal for a person to check: nothing is looked up, nothing is invented.
Rules follow the AMA Manual of Style, 11th edition, chapter 3, and NLM's Citing Medicine.
"""

import re
from typing import Any

from sources.formats.reference_dates import date_parts
from sources.formats.reference_extras import Extras, take_extras
from sources.formats.reference_kinds import read_kind
from sources.formats.reference_names import Byline, organization, read_names
from sources.formats.reference_tails import Tail, journal_tail
from sources.formats.reference_titles import cut_title, sentences

LONGEST = 4000  # characters read of one reference; a longer one is a paragraph, not a reference
NUMBERED = re.compile(
    r"^\s*(?:\[(\d{1,3})\][.:]?|\((\d{1,3})\)|(\d{1,3})(?:[.)](?=\s|[^\W\d_])|[\t:]))[ \t\u00a0]*(?=\S)"
)
BULLET = re.compile(r"^\s*[•◦▪‣·●*–—-][ \t\u00a0]+(?=\S)")
APA_YEAR = re.compile(r"^\(((?:1[89]|20)\d\d)[a-z]?(?:, [^()]{1,30})?\)[.,:]?\s*")

Item = dict[str, Any]
Entry = tuple[int, list[str], int]


def parse_reference(text: str) -> Item | None:
    """A CSL-JSON item, or None if not even a title can be found.

    "et al" is kept as `custom: {"et-al": true}`, because CSL has no name for it.

    >>> item = parse_reference("Redig AJ, McAllister SS. A view of metastasisJ Intern Med. 2013;274(2):113–126.")
    >>> item["title"], item["container-title"], item["page"]
    ('A view of metastasis', 'J Intern Med', '113-126')
    >>> parse_reference("American Cancer Society. What is cancer recurrence?")["type"]
    'webpage'
    >>> parse_reference("12.") is None
    True
    """
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u200b", "")[:LONGEST]).strip()
    text = NUMBERED.sub("", text, count=1).strip()
    core, extras = take_extras(text)
    if not re.search(r"[^\W\d_]{2}", core):
        return None  # a bare identifier is worth a look-up, but it is not yet a reference
    byline = read_names(core)
    year, rest = _apa_year(byline.rest)
    item = _journal(byline, rest, year, extras) or read_kind(byline, rest, year, extras)
    if not item or not item.get("title"):
        return None
    return _complete(item, byline, extras)


def _apa_year(rest: str) -> tuple[str, str]:
    """
    >>> _apa_year("(2013). A title. J X, 12, 1-2.")
    ('2013', 'A title. J X, 12, 1-2.')
    """
    match = APA_YEAR.match(rest)
    return (match[0].strip(" ().,:"), rest[match.end() :]) if match else ("", rest)


def _journal(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    tail = journal_tail(" " + rest, year_known=bool(year))
    if not tail or re.search(r"\b[Ii]n: ", rest):
        return None
    before = rest[: max(tail.start - 1, 0)].rstrip(" .,;(")
    author, title, container = _before_tail(byline, before)
    if not container or not title:
        return None
    item: Item = {"type": "article-journal", "title": title, "container-title": container}
    if author:
        item["author"] = [{"literal": author}]
    return item | _numbers(tail, year)


def _before_tail(byline: Byline, before: str) -> tuple[str, str, str]:
    """Group author, title and journal of the text in front of the year."""
    title, container = cut_title(before)
    if byline.names or not title:
        return "", title, container
    first, *others = sentences(title)
    if others and (organization(first.rstrip(".")) or re.match(r"The Editors|.*Investigators", first)):
        return first.rstrip("."), title[len(first) :].strip(), container
    if others and len(first.split()) <= 8 and not first.startswith("["):
        return first.rstrip("."), title[len(first) :].strip(), container
    return "", title, container


def _numbers(tail: Tail, year: str) -> Item:
    item: Item = {"volume": tail.volume, "issue": tail.issue, "page": tail.page}
    if issued := date_parts(tail.date or year):
        item["issued"] = issued
    return {key: value for key, value in item.items() if value}


def _complete(item: Item, byline: Byline, extras: Extras) -> Item:
    title = item["title"].strip().removesuffix(".").strip()
    item["title"] = title.strip('“”"') if title[:1] in '“"' and title[-1:] in '”"' else title
    if byline.names:
        item["editor" if byline.are_editors else "author"] = [dict(name) for name in byline.names]
    if byline.is_shortened:
        item["custom"] = {"et-al": True}
    return {key: value for key, value in (item | extras.fields(item)).items() if value}


def split_references(text: str) -> list[tuple[int, str, int]]:
    """A pasted list as (number, text, line of its first line). Without numbers, they are counted from 1.

    >>> split_references("1. Smith J. A.\\n   J X. 2001.\\n2) Doe B. C.")
    [(1, 'Smith J. A. J X. 2001.', 1), (2, 'Doe B. C.', 3)]
    >>> split_references("Smith J. A.\\n\\nDoe B. C.")
    [(1, 'Smith J. A.', 1), (2, 'Doe B. C.', 3)]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_numbered = any(NUMBERED.match(line) for line in lines)
    entries = _numbered_entries(lines) if is_numbered else _unnumbered_entries(lines)
    return [(number, " ".join(" ".join(parts).split()), start) for number, parts, start in entries]


def _numbered_entries(lines: list[str]) -> list[Entry]:
    """A reference continues until the next number, even after an empty line."""
    entries: list[Entry] = []
    for line_number, line in enumerate(lines, start=1):
        if match := NUMBERED.match(line):
            number = int(next(filter(None, match.groups())))
            entries.append((number, [line[match.end() :]], line_number))
        elif line.strip() and entries:
            entries[-1][1].append(line)
        elif line.strip():
            entries.append((1, [line], line_number))
    return entries


def _unnumbered_entries(lines: list[str]) -> list[Entry]:
    """A reference ends at an empty line, before a bullet, or where a line looks like a new one."""
    entries: list[Entry] = []
    is_open = False
    for line_number, line in enumerate(lines, start=1):
        bullet = BULLET.match(line)
        if not line.strip():
            is_open = False
        elif bullet or not is_open or _begins(line, entries[-1][1][-1]):
            entries.append((len(entries) + 1, [line[bullet.end() :] if bullet else line], line_number))
            is_open = True
        else:
            entries[-1][1].append(line)
    return entries


def _begins(line: str, previous: str) -> bool:
    """Is this unnumbered line a new reference? A line that only fills up the one before is not."""
    if line[:1] in " \t" or re.match(r"\s*(?:doi|https?:|PMID|Available|Accessed)", line):
        return False
    return bool(re.search(r"(?:[.?!)]|\d|/\S+)\s*$", previous)) and line[:1].isupper()
