"""Which words of a file are missing from what was made of it, and where they stood. Linear in both."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from articles.manuscripts.ledger.passages import Passage
from articles.manuscripts.ledger.words import RAISED, Word, normal, words
from articles.manuscripts.manuscript import Missing

MARKER = re.compile(
    rf"[\[(]\^?\d{{1,3}}(?:[\])]?\s?[,;–—‑-]\s?[\[(]?\d{{1,3}}){{0,40}}[\])]|[{RAISED}]{{1,3}}(?:\s?[,;⁻–‑˒-]\s?[{RAISED}]{{1,3}}){{0,40}}"
)
LABEL = re.compile(r"\s*(?:[\[(]?\d{1,4}[.)\]:]+|[\[(]?[a-zA-Z][.)]|[ivxIVX]{1,6}[.)])(?=\s|[A-Z])")
BULLET = re.compile(r"\s*[•◦▪▫‣·●○■◼◾♦◆◇►▶➢➤➔→❖✓✔⚫⬥∙](?=\s)")
LEAD = re.compile(
    r"\s*(?:(?:title|headline)\s*:|(?:article |story |text )?(?:written|authored|prepared|compiled|contributed) by\b|by\b|authors?\b|words(?: by)?\s*:|writer\s*:)",
    re.IGNORECASE,
)
LONGEST_BYLINE = 250
AROUND = 40  # characters before and after
LONGEST = 400  # characters of missing words that are shown
MOST = 200  # places that are listed one by one


@dataclass
class Kept:
    """What a draft, its report and its sources hold together.

    `citations` and `labels`: numbers of citations and of list items, which stand for markers and labels in the file.
    """

    words: Counter[str] = field(default_factory=Counter)
    texts: list[list[str]] = field(default_factory=list)
    citations: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    ignored: frozenset[str] = frozenset()  # words that need not be kept

    def add(self, text: str, times: int = 1) -> None:
        keys = [word.key for word in words(normal(text))]
        for key in keys:
            self.words[key] += times
        self.texts.append(keys)


@dataclass(frozen=True)
class Line:
    """A passage in words. `roles`: "marker" or "label" of the words that are numbers of sources or items, and "lead" of
    those that only introduce what follows: bullets, and "By" before a name."""

    passage: Passage
    text: str
    words: Sequence[Word]
    roles: Mapping[int, str]

    @classmethod
    def of(cls, passage: Passage) -> "Line":
        text = normal(passage.text)
        found = words(text)
        return cls(passage, text, found, _roles(text, found))


def missing(passages: Iterable[Passage], kept: Kept) -> list[Missing]:
    """The words that were not kept, neighbors together, in the order of the file; at most MOST places, then their rest."""
    lines = [Line.of(passage) for passage in passages]
    lacking = _lacking(lines, kept)
    if not lacking:
        return []
    chosen = _chosen(lines, lacking, kept)
    found = [part for index, line in enumerate(lines) for part in _together(line, sorted(chosen[index]))]
    rest = found[MOST:]
    if rest:
        found[MOST:] = [Missing(rest[0].line, rest[0].part, "", count=sum(part.count for part in rest))]
    return found


def _roles(text: str, found: Sequence[Word]) -> dict[int, str]:
    roles: dict[int, str] = {}
    lead = LEAD.match(text) if len(text) < LONGEST_BYLINE else None
    label = LABEL.match(text)
    ends = [(match.start(), match.end(), "marker") for match in MARKER.finditer(text)]
    starts = ((label, "label"), (lead, "lead"), (BULLET.match(text), "lead"))
    ends += [(0, match.end(), role) for match, role in starts if match]
    index = 0
    for start, end, role in sorted(ends):
        while index < len(found) and found[index].end <= start:
            index += 1
        for place in range(index, len(found)):
            if found[place].start >= end:
                break
            roles.setdefault(place, role)
    if lead:
        roles |= {place: "lead" for place, word in enumerate(found) if word.key in ("and", "by")}
    return roles


def _lacking(lines: Iterable[Line], kept: Kept) -> dict[str, int]:
    """How often each word is missing, after markers were set off against citations and labels against lists."""
    needed: Counter[str] = Counter()
    in_role: dict[str, Counter[str]] = {"marker": Counter(), "label": Counter()}
    for line in lines:
        for place, word in enumerate(line.words):
            role = line.roles.get(place, "")
            needed[word.key] += role != "lead" and word.key not in kept.ignored
            if role in in_role:
                in_role[role][word.key] += 1
    lacking = {key: number - kept.words[key] for key, number in needed.items() if number > kept.words[key]}
    citations, labels = kept.citations.copy(), kept.labels.copy()
    for key in lacking:
        lacking[key] -= _set_off(key, min(lacking[key], in_role["marker"][key]), citations)
        lacking[key] -= _set_off(key, min(lacking[key], in_role["label"][key]), labels)
    return {key: number for key, number in lacking.items() if number > 0}


def _set_off(key: str, most: int, numbers: Counter[str]) -> int:
    """How many of `most` the numbers stand for; they are used up."""
    parts = [part.lstrip("0") or "0" for part in re.split("[,.]", key.removeprefix("^"))]
    count = min(most, *(numbers[part] for part in parts))
    for part in parts:
        numbers[part] -= count
    return count


def _chosen(lines: Sequence[Line], lacking: Mapping[str, int], kept: Kept) -> list[set[int]]:
    """For each line the places of the missing words: of several equal words those that are kept least with their neighbors."""
    seen = {
        neighbors
        for keys in kept.texts
        for place, key in enumerate(keys)
        if key in lacking
        for neighbors in _neighbors(keys, place)
    }
    candidates: dict[str, list[tuple[int, int, int]]] = {key: [] for key in lacking}
    for index, line in enumerate(lines):
        keys = [word.key for word in line.words]
        for place, key in enumerate(keys):
            if key in lacking and line.roles.get(place) != "lead":
                support = sum(neighbors in seen for neighbors in _neighbors(keys, place))
                candidates[key].append((support, index, place))
    chosen: list[set[int]] = [set() for _line in lines]
    for key, places in candidates.items():
        for _support, index, place in sorted(places)[: lacking[key]]:
            chosen[index].add(place)
    return chosen


def _neighbors(keys: Sequence[str], place: int) -> Iterator[tuple[str, ...]]:
    """The word with one and with three words after it and before it."""
    for number in (1, 3):
        yield (*keys[place : place + number + 1], ">")
        yield ("<", *keys[max(0, place - number) : place + 1])


def _together(line: Line, places: Sequence[int]) -> Iterator[Missing]:
    """One for each stretch of missing words, which may have one other word between them."""
    start = 0
    for index, place in enumerate(places):
        if index + 1 == len(places) or places[index + 1] > place + 2:
            first, last = line.words[places[start]].start, line.words[place].end
            yield Missing(
                line.passage.line,
                line.passage.part,
                _cut(line.text[first:last]),
                before=line.text[max(0, first - AROUND) : first].lstrip(),
                after=line.text[last : last + AROUND].rstrip(),
                count=index + 1 - start,
            )
            start = index + 1


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
