"""Dates as files write them -> CSL dates."""

import re
from typing import Any

from sources.csl import dates
from sources.csl.dates import COMPACT, EDTF_SEASON, Day

SLASHED = re.compile(r"(\d{4})\s*/\s*(\d{0,2})\s*(?:/\s*(\d{0,2})\s*)?(?:/(.*))?")  # RIS: YYYY/MM/DD/other
EDTF_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*/\s*(\d{4}(?:-\d\d){0,2})?")  # biblatex: 2014-01/2014-02
YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
MONTH = re.compile(r"[A-Za-z]{3,9}")

CslDate = dict[str, Any]


def csl_date(text: str) -> CslDate | None:
    """
    >>> csl_date("2013/08/05/"), csl_date("1994 Jun 4"), csl_date("2014 Jan-Feb")
    ({'date-parts': [[2013, 8, 5]]}, {'date-parts': [[1994, 6, 4]]}, {'date-parts': [[2014, 1], [2014, 2]]})
    >>> csl_date("2013///Spring"), csl_date("in press"), csl_date(" ")
    ({'date-parts': [[2013]], 'season': 1}, {'literal': 'in press'}, None)
    """
    words = " ".join(text.split())[:200]
    text = words.strip(" .,;[]{}")
    if not text:
        return None
    date = _slashed(text) or _numeric(text) or _read(text) or _guessed(text)
    if date is None:
        return {"literal": words}
    return _with_rest(date, text, words)


def _with_rest(date: CslDate, text: str, words: str) -> CslDate:
    """With the words as they were written, where the date does not hold all their numbers: February 30."""
    return date if dates.holds_numbers(text, dates.read(date)) else date | {"raw": words}


def _read_whole(text: str) -> CslDate | None:
    date = _read(text)
    return _with_rest(date, text, text) if date else None


def _slashed(text: str) -> CslDate | None:
    match = SLASHED.fullmatch(text)
    if not match:
        return None
    year, month, day, other = (group or "" for group in match.groups())
    if not month and other.strip() and (date := _read(f"{year} {other.strip()}") or _read(f"{other} {year}")):
        return date
    return _read("-".join(filter(None, (year, month.zfill(2) if month else "", day if month else ""))))


def _numeric(text: str) -> CslDate | None:
    """
    >>> _numeric("20130805"), _numeric("2014-01/2014-02"), _numeric("2013-22")
    ({'date-parts': [[2013, 8, 5]]}, {'date-parts': [[2014, 1], [2014, 2]]}, {'date-parts': [[2013]], 'season': 2})
    """
    if match := COMPACT.fullmatch(text):
        return _read("-".join(match.groups()))
    if match := EDTF_SEASON.fullmatch(text):
        return {"date-parts": [[int(match[1])]], "season": int(match[2])}
    if match := EDTF_RANGE.fullmatch(text):
        start, end = _read(match[1]), _read(match[2] or "")
        return (
            {"date-parts": start["date-parts"] + (end or {"date-parts": []})["date-parts"]} if start else None
        )
    return None


def _read(text: str) -> CslDate | None:
    date = dates.read({"raw": text.replace("--", "-").replace("/", "-") if MONTH.search(text) else text})
    if date.start is None or date.start.year < 1:
        return None
    parts = [_parts(day) for day in (date.start, date.end) if day]
    variable: CslDate = {
        "date-parts": parts if parts == sorted(parts) else parts[:1]
    }  # "DEC-JAN" of one year
    return variable | ({"season": date.start.season} if date.start.season and not date.end else {})


def _parts(day: Day) -> list[int]:
    return [part for part in (day.year, day.month, day.day) if part]


def _guessed(text: str) -> CslDate | None:
    """A year among other words, with the month beside it.

    >>> _guessed("1994 Jun 4-11"), _guessed("Epub 2013 Aug"), _guessed("99")
    ({'date-parts': [[1994, 6]]}, {'date-parts': [[2013, 8]]}, None)
    """
    year = YEAR.search(text)
    if not year:
        return None
    for word in MONTH.findall(text):
        if (date := _read(f"{word} {year[0]}")) and len(date["date-parts"][0]) > 1:
            return date
    return {"date-parts": [[int(year[0])]]}


def written_by(year: str, month: str, day: str) -> CslDate | None:
    """A date whose parts stand apart, as in BibTeX.

    >>> written_by("2013", "August", "5"), written_by("2013", "5~jan".replace("~", " "), "")
    ({'date-parts': [[2013, 8, 5]]}, {'date-parts': [[2013, 1, 5]]})
    >>> written_by("2014", "1", ""), written_by("", "August", "")
    ({'date-parts': [[2014, 1]]}, None)
    """
    year, month, day = year.strip(), month.strip(" ,."), day.strip(" .,")
    if not year:
        return None
    if not YEAR.fullmatch(year):
        return csl_date(year)
    if year in month:  # Web of Science: month = {2024 NOV 6}
        return csl_date(month)
    if month.isdecimal():
        return csl_date("-".join(filter(None, (year, month.zfill(2), day))))
    texts = (f"{month} {day}, {year}", f"{month} {year}", f"{year} {month}") if month else ()
    return next((date for text in texts if (date := _read_whole(text))), None) or csl_date(f"{month} {year}")


def most_precise(*texts: str) -> CslDate | None:
    """The date with the most parts among those of the year that comes first.

    >>> most_precise("2013", "2013/08/05/", "2011/01/01")
    {'date-parts': [[2013, 8, 5]]}
    >>> most_precise("2013", "Aug"), most_precise("2013", "Aug-Sep")
    ({'date-parts': [[2013, 8]]}, {'date-parts': [[2013, 8], [2013, 9]]})
    >>> most_precise("1994", "Jun 4"), most_precise("2020", "Feb 30")
    ({'date-parts': [[1994, 6, 4]]}, {'date-parts': [[2020, 2]], 'raw': 'Feb 30, 2020'})
    """
    dates = list(filter(None, map(csl_date, texts)))
    with_parts = [date for date in dates if "date-parts" in date]
    if not with_parts:
        return next(iter(dates), None)
    year = with_parts[0]["date-parts"][0][0]
    without_year = [text.strip() for text in texts if not YEAR.search(text)]
    written = [form for text in without_year for form in (f"{text}, {year}", f"{text} {year}")]
    with_parts += filter(None, map(_read_whole, written))
    same = [date for date in with_parts if date["date-parts"][0][0] == year]
    return max(same, key=lambda date: (len(date["date-parts"][0]), "season" in date))
