"""Where in a reference the journal's year, volume, issue and pages stand, in the styles in use. Pure functions."""

import re
from dataclasses import dataclass

from sources.formats.reference_dates import MONTH, SEASON, YEAR

PAGES = r"(?:pp?\.?\s?)?(?P<page>[A-Za-z]{0,3}\d[\w.]{0,20}(?:\s?[-‐–—]\s?[A-Za-z]{0,3}\d\w{0,12}(?:\.e\d{1,3})?)?(?:, ?\d[\w]{0,8}(?:[-–]\d\w{0,8})?){0,4})"
ISSUE = r"(?:\s?\((?P<issue>[^()]{1,40})\))"
SUPPLEMENT = r"(?:\s?,?\s?[Ss]uppl(?:ement)?\.?(?:\s?\d{1,3})?)"
VOLUME = rf"(?P<volume>(?:[Vv]ol\.? ?)?\d[\w./]{{0,12}}(?:[-–]\d{{1,4}})?{SUPPLEMENT}?)"
WHEN = rf"(?P<date>{YEAR}(?:,? (?:{MONTH}(?:[-–/ ]{MONTH})?(?: \d{{1,2}})?|{SEASON}(?:[-–/]{SEASON})?))?)"
SHAPES = (
    # 2013;274(2):113-126     2016 Mar 15;76(6):1335-47     2018;(138)
    re.compile(
        rf"[\s(]{WHEN}\)?\s?;\s?(?:{VOLUME}{ISSUE}?|{ISSUE.replace('?P<issue>', '?P<issue2>')})\s?(?::\s?{PAGES})?(?:\.|\s|,|$)"
    ),
    # 2013, 274(2): 113-126   2013;e12345
    re.compile(rf"[\s(]{WHEN}\)?\s?[,:.]\s?{VOLUME}{ISSUE}?\s?[:,]\s?{PAGES}\s?(?:\.|$)"),
    # 274(2), 113-126 (2013)  28:105-113, 2010
    re.compile(rf"[\s,]{VOLUME}{ISSUE}?\s?[:,]\s?{PAGES}\s?[,.]?\s?\(?(?P<date>{YEAR})\)?\s?(?:\.|$)"),
    # vol. 12, no. 3, 2010, pp. 45-50     12, no. 3 (2010): 45-50
    re.compile(
        rf"[\s,]{VOLUME},? ?[Nn]o\. ?(?P<issue>\d{{1,4}}),? ?\(?(?P<date>(?:(?:{MONTH}|{SEASON}) )?{YEAR})\)?[:,] ?{PAGES}\s?(?:\.|$)"
    ),
    # 274(2), 113-126 (the year stood after the authors)
    re.compile(rf"[\s,]{VOLUME}{ISSUE}?\s?[:,]\s?{PAGES}\s?(?:\.|$)"),
    re.compile(rf"[\s,]{VOLUME}{ISSUE}\s?(?:\.|$)"),
)
NEEDS_YEAR_BEFORE = len(SHAPES) - 2


@dataclass(frozen=True)
class Tail:
    """Where the tail begins and ends in the text, and what it says."""

    start: int
    end: int
    date: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""


def journal_tail(text: str, *, year_known: bool = False) -> Tail | None:
    """
    >>> journal_tail("A title. J Intern Med. 2013;274(2):113-126.").page
    '113-126'
    >>> journal_tail("A title. Lancet 2010;375:445.").volume
    '375'
    >>> journal_tail("Journal of Internal Medicine, 274(2), 113–126.", year_known=True).issue
    '2'
    """
    for index, shape in enumerate(SHAPES):
        if index >= NEEDS_YEAR_BEFORE and not year_known:
            return None
        if match := shape.search(text):
            return _tail(match)
    return None


def _tail(match: re.Match[str]) -> Tail:
    parts = {key: (value or "").strip() for key, value in match.groupdict().items()}
    volume = re.sub(r"^[Vv]ol\.? ?", "", parts["volume"])
    return Tail(
        match.start(),
        match.end(),
        parts.get("date", ""),
        volume.strip(" ,"),
        parts.get("issue") or parts.get("issue2", ""),
        re.sub(r"\s*[‐–—]\s*", "-", parts.get("page", "")).rstrip("."),
    )
