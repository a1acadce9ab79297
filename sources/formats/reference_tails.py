"""Where in a reference the journal's year, volume, issue and pages stand, in the styles in use. Pure functions."""

import re
from dataclasses import dataclass

from sources.ama import issues
from sources.formats.reference_dates import MONTH, MONTHS_OR_SEASON, WHEN, YEAR

DASH = r"[-\u2010-\u2015\u2212]"
PAGE = r"[A-Za-z]{0,4}\d\w{0,14}(?:\. ?e\d{1,4}|\.[a-z]\w{0,6})?"
RANGE = rf"{PAGE}(?: ?{DASH}{{1,2}} ?{PAGE}){{0,3}}"
PAGES = (
    r"(?:(?:[Pp]p?\.?|[Pp]ages?|[Aa]rt(?:icle|\.)?(?: ?ID| ?[Nn]o\.?| [Nn]umber)?):? ?)?"
    rf"(?P<page>(?:[Aa]bstr(?:act)?\.? )?{RANGE}(?:, ?{RANGE}){{0,4}}(?:; ?(?:discussion|quiz|author reply) {RANGE})?)"
)
NUMBER = rf"[A-Z]?\d{{1,5}}[A-Za-z]?(?: ?(?:{DASH}|/) ?(?:[A-Z]?\d{{1,4}}|[A-Z]))?"
VOLUME = rf"(?P<volume>(?:[Vv]ol(?:ume)?s?\.?:? ?)?{NUMBER}\b(?! {MONTH}\b))"
SUPPLEMENT = r"(?:\d{1,3}[ _])?[Ss]uppl(?:ement)?s?\.?(?:[ _]?(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z])\b)?"
ISSUE = (
    rf"(?P<issue> ?[(\[](?!{MONTHS_OR_SEASON}|{YEAR})[^()\[\]]{{1,40}}[)\]]|,? ?(?:[Nn]os?\.?|[Ii]ssues?|[Ii]ss\.?|№) ?"
    rf"{NUMBER}(?: {SUPPLEMENT})?)"
)
ISSUES = rf"{ISSUE}?(?P<supplement>,? ?\(?{SUPPLEMENT}\)?)?"
START = r"(?:^|(?<=[\s,.(?!]))"
END = r"(?= ?(?:[.,;\])]|$)| [\[(A-Z])"
SHAPES = tuple(
    re.compile(START + shape)
    for shape in (
        # 2013;274(2):113-126   2016 Mar 15;76(6):1335-47   2018;(138)   2013;e1
        rf"\(?(?P<date>{WHEN})\)? ?; ?(?=[\w(]){VOLUME}?{ISSUES}(?: ?[:;,]|(?<=\))) ?{PAGES}(?=[.\s,;\])]|$)",
        rf"\(?(?P<date>{WHEN})\)? ?; ?(?P<page>[a-z]{{1,3}}\d\w{{2,12}}){END}",
        rf"\(?(?P<date>{WHEN})\)? ?; ?(?=[\w(]){VOLUME}?{ISSUES}(?= ?[.,;\])]|$| ?\[| [A-Z(])",
        # 2013, 274(2): 113-126   2001. 2: 116-122   January 2021. Vol. 42, no. 3, p. 12
        rf"\(?(?P<date>{WHEN})\)? ?[,.:] ?{VOLUME}{ISSUES} ?[,:;] ?{PAGES}{END}",
        # (2018) 68(6):394-424
        rf"\((?P<date>{YEAR})\) {VOLUME}{ISSUES} ?[:;,] ?{PAGES}{END}",
        # 274(2), 113-126 (2013)   28:105-113, 2010   vol. 42, no. 3, pp. 12-20, Jan. 2021
        rf"{VOLUME}{ISSUES} ?[,:;] ?{PAGES}[,.;]? ?\(?(?P<date>{WHEN})\)?{END}",
        # 12.3 (2010): 45-50
        rf"(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,3}}) \((?P<date>{WHEN})\): ?{PAGES}{END}",
        # 12, no. 3 (2010): 45-50   12 (2010) 45-50
        rf"{VOLUME}{ISSUES},? ?\((?P<date>{WHEN})\)[,:;]? ?{PAGES}{END}",
        # vol. 12, no. 3, Winter 2010, pp. 45-50   22(4), 2013, 411-15
        rf"{VOLUME}{ISSUES}, (?P<date>{WHEN}), ?{PAGES}{END}",
        # 2016, Issue 4. Art. No.: CD004253
        rf"(?P<date>{WHEN})[,;] ?(?P<issue>[Ii]ssue \d{{1,3}})[.:,] ?{PAGES}{END}",
        # 38, 2020 (suppl; abstr 1024)   38:2020 (suppl 15; abstr 1024)
        rf"{VOLUME}[,:] ?(?P<date>{WHEN}) \((?P<issue>suppl[ \d]{{0,4}})[;,:] ?(?P<page>abstr(?:act)? \w{{1,12}})\)",
        # 2006, pp. 89-98
        rf"\(?(?P<date>{WHEN})\)?[,.:;] (?:pp?|[Pp]ages)\.? ?(?P<page>{RANGE}){END}",
        # 2017:128-134
        rf"(?<!, )\(?(?P<date>{YEAR})\)? ?: ?{PAGES}{END}",
    )
)
AFTER_YEAR = tuple(  # the year stood after the authors
    re.compile(START + shape)
    for shape in (
        # 274(2), 113-126   42 (January): 12-20   77 (6 Suppl) 88-98
        rf"{VOLUME}{ISSUES}(?:,? \(?{MONTHS_OR_SEASON}\)?)?(?: ?[:;,]|\.(?= pp?\.)|(?<=\)))[ ,]*{PAGES}(?= ?[.;]? ?$| ?[.;] )",
        # 5(7)   42
        rf"{VOLUME}{ISSUE}(?= ?[.,]? ?$| ?\. )",
        rf"{VOLUME}:?(?= ?[.,]? ?$)",
        # , e12345
        r"(?P<page>e\d{3,12})(?= ?[.,]? ?$)",
    )
)


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
    for shape in SHAPES + (AFTER_YEAR if year_known else ()):
        if match := shape.search(text):
            return _tail(match)
    return None


def _tail(match: re.Match[str]) -> Tail:
    parts = {key: (value or "").strip() for key, value in match.groupdict().items()}
    volume = _number(re.sub(r"^[Vv]ol(?:ume)?s?\.?:? ?", "", parts.get("volume", "")))
    number = issue(f"{parts.get('issue', '')} {parts.get('supplement', '')}")
    page = _number(parts.get("page", ""))
    if re.fullmatch(r"\d+-\d+", volume) and not (number or page):
        volume, page = "", volume  # 2020;1-10
    return Tail(match.start(), match.end(), parts.get("date", ""), volume, number, page)


def _number(text: str) -> str:
    """
    >>> _number("113 – 126"), _number("S5−S7")
    ('113-126', 'S5-S7')
    """
    return re.sub(r"\. e", ".e", re.sub(rf" ?{DASH}{{1,2}} ?", "-", text)).strip(" .,")


def e_for_dash(page: str) -> str:
    """The range that a page number is if its "e" was a dash: the fonts of some publishers' PDFs are copied so.

    >>> e_for_dash("244e259"), e_for_dash("1926e36"), e_for_dash("e259"), e_for_dash("432e1")
    ('244-259', '1926-36', '', '')
    """
    match = re.fullmatch(r"(\d{1,6})e(\d{1,6})", page)
    if not match:
        return ""
    first, last = match.groups()
    end = first[: -len(last)] + last if len(last) < len(first) else last
    return f"{first}-{last}" if int(end) > int(first) else ""


def issue(text: str) -> str:
    """An issue as AMA writes it, without what only introduces it.

    >>> issue("(2)"), issue(", no. 3–4"), issue("(15_Suppl)"), issue(" Suppl. 1"), issue("(6 Supplement 2)")
    ('2', '3-4', '15 suppl', 'suppl 1', '6 suppl 2')
    """
    words = " ".join(re.sub(r"[()\[\],]", " ", text).split())
    return _number(issues.issue(re.sub(r"^(?:[Nn]os?\.?|[Ii]ssues?|[Ii]ss\.?|№) ?", "", words)))
