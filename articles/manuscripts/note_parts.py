"""What a footnote says: sources, and remarks that explain the text.

A source shows data that only sources have, or names authors as references do. In doubt a note is a remark: a remark in
the text can be read, while one in the list of sources is lost to readers.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from sources.formats.references import parse_reference

NAME = r"[^\W\d_][\w’'-]{1,30}"
DEGREES = r"(?!MD|RN|NP|PA|DO|MS|BA|MA|MPH|PhD|IU|USA?|UK)"
AUTHOR = rf"(?:{NAME} ){{0,2}}{NAME},? {DEGREES}(?:[A-Z]{{1,3}}\b[.,]?|[A-Z]\.(?:[ -]?[A-Z]\.)*)(?: ?(?:[,;.&(]|and\b|et\b))"
JOURNAL = r"(?:19|20)\d\d\D{0,12}(?:\d\d?)?;\s?\d{1,4}\s?(?:\([^()]{1,16}\)(?:\s?:\s?[\w–-]+)?|:\s?[\w–-]+)"
READ_ON = r"(?:(?-i:Accessed|Retrieved|Consulted|Viewed|Cited)|[(,;] ?accessed)\b[^.;]{0,30}(?:19|20)\d\d"
IDENTIFIER = r"\b10\.\d{4,9}/\S*\w|\bPMID:?\s*\d{3,8}|\bPMC\d{3,8}|\bISBN[\s:]*[\dXx-]{10,17}"
ADDRESS = r"(?:https?://|www\.)[^\s<>]*[\w/]"
DATA = re.compile(rf"{IDENTIFIER}|{JOURNAL}|{READ_ON}", re.IGNORECASE)
TAIL = re.compile(rf"{IDENTIFIER}|{JOURNAL}|{READ_ON}|{ADDRESS}", re.IGNORECASE)
YEAR = r"\b(?:19|20)\d\d\b"
PAGES = re.compile(
    rf"\({YEAR}\)\s?[:,]\s?\d|\b(?:vol|no|pp)\.\s?\d.*{YEAR}|{YEAR}.*\bpp?\.\s?\d|\b\d{{1,4}}(?:\(\d+\))?:\s?\d+[–-]\d+\W.*{YEAR}",
    re.IGNORECASE,
)
QUOTED = re.compile(rf"{NAME}[^“\"]{{0,80}}[.,] [“\"][^”\"]{{5,200}}[”\"].*{YEAR}")
PAGE_OF_A_SITE = re.compile(rf"(?:[^.]{{3,200}}\. ){{2,6}}{ADDRESS}\W*", re.IGNORECASE)
STARTS_WITH_AUTHOR = re.compile(AUTHOR)
ORGANIZATION = re.compile(
    r"\b(?:Institutes?|Society|Association|Organi[sz]ation|Cent(?:er|re)s?|Foundation|Agency|Administration|Department|Ministry"
    r"|Network|College|University|Academy|Council|Commission|Federation|Alliance|Hospital|Clinic|Registry|WHO|CDC|FDA|NCI|NIH)\b"
)
SPEAKS = re.compile(r"\b(?:you|your|we|our|us|ask|call|please)\b", re.IGNORECASE)
BACK_REFERENCE = re.compile(
    r"\W*(?:ibid|op\.? ?cit|loc\.? ?cit|idem|supra|see (?:note|footnote|page|section|chapter)s?\b)",
    re.IGNORECASE,
)
LEADING = r"(?:for (?:a|the|more) [\w ]{1,30},? )?(?:see(?: also)?|cf|compare|reviewed in|quoted (?:in|from)|adapted from|sources?|from)"
CUE = re.compile(rf"(?:^|(?<=[.;:,] )|(?<=\()){LEADING}[.,:]* (?=[A-Z])", re.IGNORECASE)
LEAD = re.compile(rf"\W*(?:{LEADING}|and|also|and also)\W*", re.IGNORECASE)
CONJUNCTION = re.compile(r"(?<=; )(?:and|also|and also) ", re.IGNORECASE)
CONTINUES = re.compile(
    r"\W*(?:accessed|available|retrieved|epub|published|pmid|pmc|doi|erratum|correction|review|suppl|article|isbn|issn|pp?\.|in:|cited"
    r"|updated|last |pubmed|crossref|google scholar)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])")
GAP = re.compile(r"[\s.,;:)\]]*")
LONGEST = 4000  # characters that are taken apart


@dataclass(frozen=True)
class NotePart:
    """A stretch of a note's text. `kind`: source, remark, or lead (words that only lead to a source, as "See")."""

    start: int
    end: int
    kind: str


def is_source(text: str, *, has_link: bool = False) -> bool:
    """`has_link`: some of its words are a link, so that its address is not in the text.

    >>> is_source("Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9."), is_source("WHO. Pain relief. Geneva: World Health Organization; 1996.")
    (True, True)
    >>> is_source("Ask your nurse whether the test is paid for."), is_source("The rule changed in 2019."), is_source("Ibid., p. 4.")
    (False, False, False)
    """
    if BACK_REFERENCE.match(text):
        return False
    if DATA.search(text) or re.fullmatch(rf"\s*{ADDRESS}\W*", text, re.IGNORECASE):
        return True
    if len(text) > LONGEST:
        return False
    return bool(PAGES.search(text) or QUOTED.match(text)) or _parses_as_source(text, has_link)


def _parses_as_source(text: str, has_link: bool) -> bool:
    item = parse_reference(text) or {}
    if item.get("type") not in (None, "webpage"):
        return bool(item.get("issued"))
    author = next(iter(item.get("author", [])), {})
    has_data = has_link or bool(item.get("URL") or re.search(YEAR, text))
    if "family" in author:
        return has_data and bool(STARTS_WITH_AUTHOR.match(text))
    if author:
        is_known = bool(ORGANIZATION.search(author["literal"])) and not SPEAKS.search(text)
        return is_known or has_link or bool(item.get("URL"))
    return has_data and bool(PAGE_OF_A_SITE.fullmatch(text)) and not SPEAKS.search(text)


def note_parts(text: str, *, has_link: bool = False) -> list[NotePart]:
    """The parts of a note, in order; neighboring remarks are one.

    >>> text = "This is rare. See Doe B. Bones. J X. 2001;1:2. The study was small."
    >>> [(text[part.start : part.end], part.kind) for part in note_parts(text)]
    [('This is rare. ', 'remark'), ('See ', 'lead'), ('Doe B. Bones. J X. 2001;1:2.', 'source'), (' The study was small.', 'remark')]
    >>> [part.kind for part in note_parts("See Doe B. Bones. J X. 2001;1:2; and Roe C. Pain. J X. 2002;2:3.")]
    ['lead', 'source', 'lead', 'source']
    """
    cuts = _cuts(text) if len(text) <= LONGEST else set()
    parts: list[NotePart] = []
    for start, end in reversed(list(pairwise(sorted({0, *cuts, len(text)})))):
        kind = _kind(text[start:end], parts[-1].kind if parts else "", has_link=has_link)
        if parts and kind == parts[-1].kind == "remark":
            end = parts.pop().end
        parts.append(NotePart(start, end, kind))
    return parts[::-1]


def _kind(text: str, following: str, *, has_link: bool) -> str:
    if is_source(text, has_link=has_link):
        return "source"
    return "lead" if following == "source" and LEAD.fullmatch(text) else "remark"


def _cuts(text: str) -> set[int]:
    """Where a source may begin or end."""
    ends = _ends(text)
    cuts = {place for match in CUE.finditer(text) for place in match.span()}
    cuts |= {match.end() for match in CONJUNCTION.finditer(text) if match.start() - 1 in ends}
    for match in SENTENCE.finditer(text):
        if STARTS_WITH_AUTHOR.match(text, match.end()) and not STARTS_WITH_AUTHOR.match(text):
            cuts.add(match.end())
            break
    return cuts | ends


def _ends(text: str) -> set[int]:
    """Where sources end: after their last data, if another source or a remark follows."""
    ends = set()
    tails = list(TAIL.finditer(text))
    starts = [tail.start() for tail in tails[1:]]
    for tail, next_start in zip(tails, [*starts, len(text)], strict=False):
        gap = GAP.match(text, tail.end()).end()
        rest = text[gap:next_start]
        begin = re.compile(r"(?:and |also )*").match(text, gap).end()
        if STARTS_WITH_AUTHOR.match(text, begin) or _is_remark(rest):
            ends.add(tail.end() + len(re.match(r"[.;,)\]]*", text[tail.end() : gap])[0]))
    return ends


def _is_remark(rest: str) -> bool:
    return len(re.findall(r"\w+", rest)) >= 3 and not CONTINUES.match(rest)
