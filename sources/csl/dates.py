"""A CSL date variable in all the forms CSL 1.0.2 allows: parts, range, season, raw text, words."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
NUMBERED_SEASONS = (*range(13, 17), *range(21, 25))  # how CSL and EDTF write a season in place of a month
SEASON_WORDS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
ISO = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.+Z-]*)?")
AMERICAN = re.compile(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?,?\s*(\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})\s+([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}))?")
PATTERNS = (
    (ISO, ("year", "month", "day")),
    (AMERICAN, ("month", "day", "year")),
    (MONTH_FIRST, ("month", "day", "year")),
    (DAY_FIRST, ("day", "month", "year")),
    (YEAR_FIRST, ("year", "month", "day")),
)
MONTHS_OF_YEAR = re.compile(
    r"(?:(\d{4})\s+)?([A-Za-z]{3,9})\.?\s?[-–/]\s?([A-Za-z]{3,9})\.?(?:,?\s+(\d{4}))?"
)
DAYS_OF_MONTH = re.compile(r"^([A-Za-z]{3,9})\.?\s(\d{1,2})[-–](\d{1,2}),?\s(\d{4})$")
COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
EDTF_SEASON = re.compile(r"(\d{4})-2([1-4])")
NUMBER = re.compile(r"(?a:\d{1,9})")
TIME = re.compile(r"(?<=\d)T[\d:.+Z-]+$|\s\d{1,2}:\d\d(?::\d\d)?.*$")
RANGE = re.compile(r"\s[-–]\s|(?<=\d{4})[–-](?=\d{4}$)")
APPROXIMATE = re.compile(r"^\[?(?:c\.?|ca\.?|circa)?\s?(\d{4})\??\]?$")


@dataclass(frozen=True)
class Day:
    """A day, a month, a season or a year; a year below 1 is one before Christ."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None  # 1…4 = spring…winter
    # Whether it holds everything that was given; it can't hold a February 30 or a month 13.
    is_whole: bool = field(default=True, compare=False, repr=False)


@dataclass(frozen=True)
class Date:
    start: Day | None = None
    end: Day | None = None
    words: str = ""  # when it could only be read as words

    @property
    def columns(self) -> tuple[int | None, int | None, int | None]:
        """Year, month and day of the start, for columns that sort: AD 1 to 9999 only.

        >>> read({"literal": "circa 1998"}).columns, read({"date-parts": [["2001", "05", 2]]}).columns
        ((1998, None, None), (2001, 5, 2))
        """
        start = self.start
        if start is None:
            years = re.findall(r"(?<!\d)\d{4}(?!\d)", self.words)
            start = Day(int(years[0])) if len(years) == 1 else Day(0)
        return (start.year, start.month, start.day) if 1 <= start.year <= 9999 else (None, None, None)

    @property
    def season(self) -> int | None:
        """1 to 4, for a year that the column can hold."""
        return self.start.season if self.start and 1 <= self.start.year <= 9999 else None


def read(value: Any) -> Date:
    """Never raises; what is no date at all reads as an empty Date.

    >>> read({"date-parts": [[2014, 1], [2014, 2]]}).end
    Day(year=2014, month=2, day=None, season=None)
    >>> read({"raw": "March 5, 2024"}).start, read({"raw": "in press"}).words
    (Day(year=2024, month=3, day=5, season=None), 'in press')
    """
    if not isinstance(value, Mapping):
        return Date()
    parts = value.get("date-parts")
    days = [_from_parts(part, value.get("season")) for part in parts[:2]] if isinstance(parts, list) else []
    if days and days[0]:
        return Date(days[0], days[1] if len(days) > 1 else None)
    words = _words(value)
    if not value.get("literal") and (date := _from_raw(words)):
        return date
    return Date(words=words)


def _from_parts(parts: Any, season: Any) -> Day | None:
    numbers = [_number(part) for part in parts[:3]] if isinstance(parts, list) else []
    year, month, day = [*numbers, None, None, None][:3]
    if not year:
        return None
    if month in NUMBERED_SEASONS:
        return Day(year, season=(month - 13) % 4 + 1, is_whole=day is None)
    named = SEASON_WORDS.get(season.strip().lower()) if isinstance(season, str) else None
    start = _day(year, month, day, season=named or _number(season))
    is_whole = start.is_whole and sum(part is not None for part in numbers) == len(parts)
    return replace(start, is_whole=is_whole)


def _day(year: int, month: int | None = None, day: int | None = None, season: int | None = None) -> Day:
    if month is None or not 1 <= month <= 12:
        season = season if season in (1, 2, 3, 4) else None
        return Day(year, season=season, is_whole=month is None and day is None)
    exists = day is not None and 1 <= day <= _longest(year, month)
    return Day(year, month, day if exists else None, is_whole=day is None or exists)


def _longest(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else calendar.mdays[month]


def not_taken(value: Any) -> str:
    """A date that year, month, day and season can't hold in full, as it was written; "" if they can.

    >>> not_taken({"date-parts": [[2013, 2, 30]]}), not_taken({"date-parts": [[2013]], "raw": "2013/13/45"})
    ('2013-2-30', '2013/13/45')
    >>> not_taken({"raw": "in press"}), not_taken({"literal": "circa 1998"}), not_taken({"date-parts": [[2013, 2]]})
    ('in press', '', '')
    """
    if not isinstance(value, Mapping) or not value:
        return ""
    date, words, parts = read(value), _words(value), value.get("date-parts")
    if not words:
        return "" if not date.start or _fits(date) else _as_given(parts)
    if parts and date.start:
        return "" if _is_whole(date) and holds_numbers(words, date) else words
    return "" if _fits(date) else words


def _fits(date: Date) -> bool:
    """Whether the columns hold all of it."""
    return _is_whole(date) and date.columns[0] is not None


def _is_whole(date: Date) -> bool:
    return all(day.is_whole for day in (date.start, date.end) if day)


def holds_numbers(text: str, date: Date) -> bool:
    """Whether the date holds each number in the text. A zero means that a part is unknown.

    >>> holds_numbers("2013/02/30", Date(Day(2013, 2))), holds_numbers("2013/00/00", Date(Day(2013)))
    (False, True)
    """
    if COMPACT.fullmatch(text) or EDTF_SEASON.fullmatch(text):
        return True
    held = {part for day in (date.start, date.end) if day for part in (day.year, day.month, day.day)}
    return {int(number) for number in NUMBER.findall(TIME.sub("", text))} - {0} <= held


def _as_given(parts: Any) -> str:
    days = [day for day in parts if isinstance(day, list)] if isinstance(parts, list) else []
    return " / ".join("-".join(str(part) for part in day) for day in days)[:100]


def _words(value: Mapping) -> str:
    texts = (value.get(name) for name in ("literal", "raw"))
    return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


def _number(part: Any) -> int | None:
    if type(part) in (int, float) and -10_000 < part < 10_000 and part == int(part):
        return int(part)
    return int(part) if isinstance(part, str) and re.fullmatch(r"\s{0,3}-?[0-9]{1,4}\s{0,3}", part) else None


def _from_raw(text: str) -> Date | None:
    if len(text) > 60:
        return None
    if match := MONTHS_OF_YEAR.fullmatch(text):
        year = match[1] or match[4]
        start, slash, end = f"{match[2]} {year}", "/", f"{match[3]} {year}"
    else:
        text = DAYS_OF_MONTH.sub(r"\1 \2, \4/\1 \3, \4", APPROXIMATE.sub(r"\1", text))
        start, slash, end = RANGE.sub("/", text, count=1).partition("/")
    if slash and (one := _one(start.strip())) and (other := _one(end.strip())):
        return Date(one, other)
    one = _one(text)
    return Date(one) if one else None


def _one(text: str) -> Day | None:
    year, month, day = _parts(text)
    if not year:
        return None
    if month and month.isalpha():
        word = month.lower()
        if word in SEASON_WORDS:
            return Day(int(year), season=SEASON_WORDS[word])
        month = _month_number(word)
        if not month:
            return None
    return _day(int(year), _number(month), _number(day))


def _parts(text: str) -> tuple[str | None, str | None, str | None]:
    """Year, month and day as written."""
    for pattern, order in PATTERNS:
        if match := pattern.fullmatch(text):
            parts = dict(zip(order, match.groups(), strict=True))
            return parts["year"], parts["month"], parts["day"]
    return None, None, None


def _month_number(word: str) -> str:
    """
    >>> _month_number("sept"), _month_number("march"), _month_number("marching")
    ('9', '3', '')
    """
    number = MONTHS.get(word[:3], 0)
    is_name = calendar.month_name[number].lower().startswith(word) or word == "sept"
    return str(number) if number and is_name else ""
