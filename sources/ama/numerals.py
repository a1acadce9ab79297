"""Pages, volumes, editions and dates in words."""

import re
from calendar import month_name

from sources.csl.dates import SEASONS, Date, Day

RANGE = re.compile(
    r"(?<![\w.:/-])([A-Za-z]*)(\d{1,9})([a-z]?)\s*-\s*([A-Za-z]*)(\d{1,9})([a-z]?)(?![\w/-]|\.\w)"
)
NUMBER = r"[A-Za-z]?\d{1,9}[A-Za-z]{0,3}"
NUMERIC = re.compile(rf"{NUMBER}(?P<more>(?:\s?(?:[-–,&]|and)\s?{NUMBER}){{1,9}})?")
ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
EDITION = re.compile(
    rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINAL_WORDS)})(?:\s(?:ed\.?|edn\.?|edition))?", re.I
)


def pages(text: str) -> str:
    """Inclusive pages with all their digits and a hyphen (AMA 11, 3.11).

    "S32-5" stays as it is, as in the CSL processors: behind a letter, a hyphen may as well belong to the
    number of an article ("e2021-34"). Store "S32-S35".

    >>> [pages(text) for text in ("101-4", "1335–47", "S101-S9", "S32-5", "e61-e68", "12-19, 23-5")]
    ['101-104', '1335-1347', 'S101-S109', 'S32-5', 'e61-e68', '12-19, 23-25']
    """
    return RANGE.sub(_expanded, re.sub(r"\s*(?:[‐-―−]|--)\s*", "-", text))


def _expanded(match: re.Match[str]) -> str:
    letters, first, mark, letters_again, last, mark_again = match.groups()
    if letters_again == letters and len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        last = full if int(full) > int(first) else last
    return f"{letters}{first}{mark}-{letters_again}{last}{mark_again}"


def volume(text: str) -> str:
    """The volume of a book.

    >>> volume("2"), volume("2-3"), volume("Part A"), volume("")
    ('Vol 2', 'Vols 2-3', 'Part A', '')
    """
    match = NUMERIC.fullmatch(text)
    return text if not match else f"{'Vols' if match['more'] else 'Vol'} {text}"


def edition(text: str) -> str:
    """
    >>> [edition(text) for text in ("3", "22", "Second edition", "11th", "Rev ed", "")]
    ['3rd ed.', '22nd ed.', '2nd ed.', '11th ed.', 'Rev ed', '']
    """
    if re.fullmatch(r"\d{1,4}", text):
        return f"{ordinal(int(text))} ed."
    if match := EDITION.fullmatch(text):
        word = match["ordinal"].lower()
        return f"{ordinal(ORDINAL_WORDS.index(word) + 1) if word in ORDINAL_WORDS else word} ed."
    return text


def ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def year(date: Date) -> str:
    """
    >>> year(Date(Day(2013, 8))), year(Date(Day(2001), Day(2003))), year(Date(words="in press"))
    ('2013', '2001–2003', 'in press')
    """
    if date.start is None:
        return date.words
    start, end = _year(date.start), _year(date.end) if date.end else ""
    return f"{start}–{end}" if end and end != start else start


def day(date: Date) -> str:
    """Month D, YYYY, as far as it is known.

    >>> may = Date(Day(2024, 5, 1), Day(2024, 5, 3))
    >>> day(Date(Day(2024, 3, 5))), day(may), day(Date(Day(2014, season=1)))
    ('March 5, 2024', 'May 1–3, 2024', 'Spring 2014')
    """
    start, end = date.start, date.end
    if start is None:
        return date.words
    if end is None or end == start:
        return _day(start)
    if start.year == end.year and start.month and end.month:
        return _within_a_year(start, end)
    return year(date) if _year(start) == _day(start) else f"{_day(start)}–{_day(end)}"


def _within_a_year(start: Day, end: Day) -> str:
    is_one_month = start.month == end.month and start.day and end.day
    comma = ", " if end.day else " "
    return f"{_month(start)}–{end.day if is_one_month else _month(end)}{comma}{_year(end)}"


def _day(date: Day) -> str:
    if date.season:
        return f"{SEASONS[date.season - 1]} {_year(date)}"
    return f"{_month(date)}{', ' if date.day else ' '}{_year(date)}" if date.month else _year(date)


def _month(date: Day) -> str:
    return f"{month_name[date.month or 0]} {date.day or ''}".strip()


def _year(date: Day) -> str:
    return f"{-date.year} BC" if date.year < 0 else f"{date.year} AD" if date.year < 500 else str(date.year)
