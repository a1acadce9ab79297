"""Figures that readers may want to check: shares, odds and counts of people. Dates, doses, ages and phone numbers are
none: a text about appointments is full of them, and they need no source."""

import re

ONE_TO_TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
PEOPLE = "people|persons|women|men|patients|adults|participants|survivors|cases|deaths"
YEAR = r"(?:19|20)\d\d\b"
COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
SHARE = re.compile(
    rf"""
    (?<![\w.])(?:\d+(?:\.\d+)?(?:\s?(?:-|–|to)\s?\d+(?:\.\d+)?)?)\s?(?:%|percent\b|per\ cent\b)
    | \b(?:\d{{1,3}}|{ONE_TO_TEN})\ (?:in|out\ of)\ (?:every\ |about\ )?(?!{YEAR})(?:(?:{COUNT})\b(?![-–/.]\d)|(?:{ONE_TO_TEN}|twenty|a\ hundred)\b)
    | \b(?:more|less|fewer|over|under|about|nearly|almost)\ (?:than\ )?(?:half|a\ third|a\ quarter|two[ -]thirds|three[ -]quarters)\ of\b
    | \b(?:half|a\ third|one\ third|two[ -]thirds|three[ -]quarters|a\ quarter)\ of\ (?:all\ |the\ |those\ |these\ )*(?:{PEOPLE})\b
    | \b(?:twice|(?:\d+|two|three|four|five|ten)\ times)\ (?:as|more|higher|less|lower)\ (?:likely|often|common|high)\b
    | (?<![\w.,-])(?:{COUNT})\ (?:\w+\ )?(?:{PEOPLE})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# “Pain of 7 out of 10” is what a reader says, not a study.
SCALE = re.compile(r"\b(?:scale|score|rate your|from 0 to|from 1 to|pain (?:is|of|at))\b", re.IGNORECASE)
EXAMPLE = re.compile(
    r"\b(?:for example|say,|imagine|suppose|such as|100\s?% (?:sure|certain))", re.IGNORECASE
)


def figures(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence gives a figure that a source should stand behind.

    >>> [text[a:b] for text in ["It helps 33% of them, or 1 in 8.", "Take 20 mg at 7:30 in 2026."] for a, b in figures(text)]
    ['33%', '1 in 8']
    """
    if sentence.rstrip().endswith("?") or SCALE.search(sentence) or EXAMPLE.search(sentence):
        return []
    return [match.span() for match in SHARE.finditer(sentence)]
