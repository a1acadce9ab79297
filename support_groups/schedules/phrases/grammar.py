"""Tokens into items: a day rule, a time, a season, a date. Each rule is a regular expression over token letters."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from support_groups.schedules.phrases.tokens import Clock, Token


@dataclass(frozen=True)
class Item:
    """Something understood, or not (`leftover`); `text` is what was typed."""

    name: str
    text: str = ""
    codes: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Day:
    """A date as far as it was written."""

    month: int | None
    day: int | None
    year: int | None = None
    weekday: int | None = None
    either: tuple[int, int] | None = None  # 3/4: which is the month?
    text: str = ""


Built = dict[str, Any] | None
SEP = r"(?:,?A|,|/)"
AND_W = rf"(?:{SEP}E?W)*"
RANGE_W = rf"W(?:[-R]W)?(?:{SEP}E?W(?:[-R]W)?)*"
ORDS = rf"O(?:{SEP}(?:\(?n\)?)?O)*"
TAIL = r"(?:[di]?E?H|,?q)"
MONTHS = rf"M(?:{SEP}M)*(?![NO])"
DATE = r"(?:(?:W,?)?(?:M[NO](?:,?Y)?|D?[NO]d?M(?:[d,]?Y)?|I))"
MORE = rf"(?:(?:{SEP}|;)(?:{DATE}|[NO](?![-RU]?[TN]|W|[dK])(?:,?Y)?))*"
ZONES = r"(?:\(?Z\)?(?:\(Z\)|[/,A]Z(?!\)))*)"


def ordinals(tokens: list[Token]) -> tuple[int, ...]:
    return tuple(token.value for token in tokens if token.code == "O")


def weekdays(tokens: list[Token]) -> tuple[int, ...]:
    """Days of a list, with "Monday to Thursday" filled in."""
    found: list[int] = []
    named = [token for token in tokens if token.code in "W-R"]
    for index, token in enumerate(named):
        if token.code != "W":
            continue
        days = token.value if isinstance(token.value, tuple) else (token.value,)
        if index and named[index - 1].code in "-R" and found:
            days = tuple((found[-1] + step) % 7 for step in range(1, (days[0] - found[-1]) % 7 + 1))
        found.extend(days)
    return tuple(found)


def months(tokens: list[Token]) -> tuple[int, ...]:
    return tuple(token.value for token in tokens if token.code == "M")


def has(tokens: list[Token], letters: str) -> bool:
    return any(token.code in letters for token in tokens)


def _monthly(tokens: list[Token]) -> Built:
    """First and third Tuesday of the month. "Every second Tuesday" without "of the month" can mean two things."""
    numbers = ordinals(tokens)
    if not all(number in (1, 2, 3, 4, 5, -1, -2) for number in numbers):
        return None
    tail = has(tokens, "HqM")
    every_nth = has(tokens, "E") and not tail and len(numbers) == 1 and numbers[0] in (2, 3, 4)
    day_first = next(token.code for token in tokens if token.code in "WO") == "W"
    plural = any(token.plural for token in tokens)
    unsure = day_first and not (tail or plural or len(numbers) > 1)
    every_nth &= not any(number.code == "H" for number in tokens)
    return {
        "weekdays": weekdays([token for token in tokens if token.code == "W"]),
        "ordinals": numbers,
        "months": months(tokens),
        "every_nth": every_nth,
        "unsure": unsure,
    }


def _first_two(tokens: list[Token]) -> Built:
    """The first two Tuesdays, the last two Fridays."""
    which = next(token.value for token in tokens if token.code == "O")
    number = next(token.value for token in tokens if token.code == "N")
    if not (which == 1 and 2 <= number <= 5) and not (which == -1 and number == 2):
        return None
    numbers = tuple(range(1, number + 1)) if which == 1 else (-2, -1)
    days = weekdays([token for token in tokens if token.code == "W"])
    values = {"ordinals": numbers, "weekdays": days, "months": months(tokens)}
    return values | {"every_nth": False, "unsure": False}


def _except_nth(tokens: list[Token]) -> Built:
    numbers = ordinals(tokens)
    days = weekdays([token for token in tokens if token.code == "W"])
    return {"ordinals": numbers, "weekdays": days} if all(1 <= number <= 5 for number in numbers) else None


def _by_date(tokens: list[Token]) -> Built:
    days = tuple(-1 if token.code == "J" else token.value for token in tokens if token.code in "JON")
    if not all(day == -1 or 1 <= day <= 31 for day in days):
        return None
    return {"days": days, "months": months(tokens)}


def _surely_by_date(tokens: list[Token]) -> Built:
    """The 1st and 15th; "the 1st and 3rd" wants its weekday."""
    return _by_date(tokens) if any(number > 5 for number in ordinals(tokens)) else None


def _weekly(tokens: list[Token]) -> Built:
    days = weekdays(tokens)
    sure = has(tokens, "Ek-R") or len(days) > 1 or any(token.plural for token in tokens)
    return {"weekdays": days, "interval": 1, "sure": sure}


def _other_weekly(tokens: list[Token]) -> Built:
    number = next((token.value for token in tokens if token.code == "N"), 2)
    if not 1 <= number <= 52:
        return None
    days = weekdays([token for token in tokens if token.code == "W"])
    return {"weekdays": days, "interval": number, "sure": True}


def _interval(tokens: list[Token]) -> Built:
    """Every other week, every three months, every 15 days (which is how Spanish says a fortnight)."""
    number = next((token.value for token in tokens if token.code in "NO"), 2 if has(tokens, "B") else 1)
    unit = next(token.code for token in reversed(tokens) if token.code in "KHD")
    if unit == "D" and number in (7, 14, 15, 21, 28):
        unit, number = "K", round(number / 7)
    return {"unit": unit, "number": number} if 1 <= number <= 99 else None


def _course(tokens: list[Token]) -> Built:
    number = next(token.value for token in tokens if token.code == "N")
    if not 1 <= number <= 104:
        return None
    days = weekdays([token for token in tokens if token.code == "W"])
    if days and not (any(token.plural for token in tokens) or number == 1):
        return None
    return {"number": number, "weeks": has(tokens, "K"), "weekdays": days}


def _hours(tokens: list[Token]) -> Built:
    """One or two clocks, with zones; a bare number is an hour only beside another time or after "at"."""
    clocks = [token.value for token in tokens if token.code in "TN"]
    clocks = [clock if isinstance(clock, Clock) else _bare(clock) for clock in clocks]
    if None in clocks:
        return None
    zones = tuple(token.value for token in tokens if token.code == "Z")
    part = next((token.value for token in tokens if token.code == "v"), "")
    return {"clocks": clocks, "zones": zones, "part": part, "next_day": has(tokens, "x")}


def _between(tokens: list[Token]) -> Built:
    """Between 2 and 4 pm; "from 2 pm and 4 pm" is something else."""
    return _hours(tokens) if tokens[0].value in ("between", "entre") else None


def _bare(number: int) -> Clock | None:
    if not 0 <= number <= 24:
        return None
    return Clock(number % 24, 0, "24" if number > 12 or number == 0 else "")


def read_days(tokens: list[Token]) -> list[Day]:
    """Dates of a list; a month or a year said once counts for its neighbours."""
    found: list[Day] = []
    month = weekday = number = None
    leading = tokens[0].value if tokens and tokens[0].code == "Y" else None
    for token in tokens:
        if token.code == "W":
            weekday = token.value if isinstance(token.value, int) else None
        elif token.code == "M" and number is not None:
            found.append(Day(token.value, number, None, weekday))
            number = weekday = None
        elif token.code == "M":
            month = token.value
        elif token.code in "NO" and month is not None:
            found.append(Day(month, token.value, None, weekday))
            weekday = None
        elif token.code in "NO":
            number = token.value
        elif token.code == "I":
            found.append(_digits(token, weekday))
            weekday = None
        elif token.code == "Y":
            found = [_with_year(day, token.value) for day in found]
    return [_with_year(day, leading) for day in found] if leading else found


def _with_year(day: Day, year: int) -> Day:
    return day if day.year else Day(day.month, day.day, year, day.weekday, day.either, day.text)


def _digits(token: Token, weekday: int | None) -> Day:
    if len(token.value) == 3:
        year, month, day = token.value
        return Day(month, day, year, weekday, None, token.text)
    year, pair = token.value
    return Day(None, None, year, weekday, pair, token.text)


def _is_rule(tokens: list[Token]) -> bool:
    """ "Mondays, January 11" is a rule and a date, "Monday, January 11" one date."""
    return any(token.plural for token in tokens)


def _dates(tokens: list[Token]) -> Built:
    days = [] if _is_rule(tokens) else read_days(tokens)
    return {"days": days} if days else None


def _range(tokens: list[Token]) -> Built:
    """Two dates; "Oct 6-27" has one month for both."""
    days = read_days([token for token in tokens if token.code not in "-RUfdS"])
    return {"days": days} if len(days) == 2 and not _is_rule(tokens) else None


def _month_range(tokens: list[Token]) -> Built:
    """September to May; with a year it is one season, without one it returns every year."""
    numbers = months(tokens)
    years = [token.value for token in tokens if token.code == "Y"]
    return {"months": numbers, "years": years}


def _month_bound(tokens: list[Token]) -> Built:
    year = next((token.value for token in tokens if token.code == "Y"), None)
    return {"months": months(tokens), "years": [year] if year else []}


def _length(tokens: list[Token]) -> Built:
    return {"minutes": next(token.value for token in tokens if token.code == "L")}


def _part(tokens: list[Token]) -> Built:
    return {"part": next(token.value for token in tokens if token.code == "v")}


def _zone(tokens: list[Token]) -> Built:
    return {"zones": tuple(token.value for token in tokens if token.code == "Z")}


def _nothing(tokens: list[Token]) -> Built:
    return {}


Rule = tuple[str, re.Pattern[str], Callable[[list[Token]], Built]]
RULES: tuple[Rule, ...] = tuple(
    (name, re.compile(pattern), build)
    for name, pattern, build in (
        ("note", r"=+", _nothing),
        ("paused", r"z", _nothing),
        ("appointment", r"G", _nothing),
        ("unknown_yet", r"u", _nothing),
        ("another", r"[!sY]?(?:!|s)", _nothing),
        ("except_range", rf"X[idfa]*{DATE}[-RU]{DATE}", _range),
        ("except_range", r"X[idfa]*M[NO][-RU][NO](?:,?Y)?", _range),
        ("except_dates", rf"X[idfa]*{DATE}{MORE}", _dates),
        ("except_run", r"X[idfa]*M[-RU]M(?![NO])", _month_range),
        ("except_months", rf"X(?:[idfa]|DH|H)*{MONTHS}", _month_bound),
        ("except_holidays", r"X[idfaE]*h", _nothing),
        ("except_nth", rf"X[idfa]*{ORDS}(?:W(?!{SEP}))?{TAIL}?(?![WOKBDN])", _except_nth),
        ("except_weekdays", rf"X[idfaE]*{RANGE_W}(?![WOdKBDH]|,?M)", _weekly),
        ("except_unknown", r"X[^;.\n(),TL]*", _nothing),
        ("counting", rf"c{DATE}", _dates),
        ("range", rf"[fSid]?{DATE}[-RU]{DATE}", _range),
        ("range", r"[fSid]?(?:W,?)?M[NO][-RU][NO](?!T|:)(?:,?Y)?", _range),
        ("start", rf"(?:S[fid]?|f)(?>{DATE})(?!{SEP}[NO](?!W|K|[-RU:]))", _dates),
        ("until", rf"[UR]{DATE}", _dates),
        ("month_range", r"[fid]?M(?:[,d]?Y)?[-RU]M(?:[,d]?Y)?(?![NO])", _month_range),
        ("start_month", r"(?:S[fid]?|f)M(?:[,d]?Y)?(?![NO])", _month_bound),
        ("until_month", r"(?:U[di]?|RdD?|R)M(?:[,d]?Y)?(?![NO])", _month_bound),
        ("some_of_month", rf"NW(?=H)H|NW(?:{SEP}W)*dE?H", _weekly),
        ("course", r"C?d?NkC|C?d?N[kK]?C|C?d?NKC?(?!-)", _course),
        ("course", rf"NW{AND_W}(?=[,fS])", _course),
        ("hours", rf"[fad]?[TN]v?{ZONES}?[-RU]a?[TN]v?{ZONES}?v?x?", _hours),
        ("hours", rf"f[TN]v?{ZONES}?A[TN]v?{ZONES}?v?x?", _between),
        ("hours", rf"[fadR]?Tv?{ZONES}?", _hours),
        ("hours", rf"aN(?![KCHW])v?{ZONES}?", _hours),
        ("weekly_by", rf"E?BW{AND_W}|E?W{AND_W}B(?![KH])|ENW{AND_W}", _other_weekly),
        ("interval", r"[di,]?E[BNO][KHD]|BK|BH", _interval),
        ("monthly", rf"E?ONW{TAIL}?", _first_two),
        (
            "monthly",
            rf"(?:(?:q|EH),?)?E?{ORDS}n?W(?:{SEP}W(?!,?M?[NO]))*n?[(]?(?:{TAIL}|[di]{MONTHS}(?!,?Y))?n?",
            _monthly,
        ),
        ("monthly", rf"(?:(?:q|EH),?)?E?W[-,(]?E?{ORDS}(?!d?M|{SEP}?W|[KHD])n?\)?{TAIL}?n?", _monthly),
        ("dates", rf"(?:Y,?:?)?{DATE}{MORE}", _dates),
        ("by_date", rf"(?:q|EH),?D?[JO](?:{SEP}D?[JO])*(?![WKHD]|{SEP}O?W){TAIL}?", _by_date),
        ("by_date", rf"E?D?[JO](?:{SEP}D?[JO])*(?:{TAIL}|(?=[di,]?E[BNO]H))", _by_date),
        ("by_date", rf"E?D[NO](?:{SEP}D?[JNO])*(?:{TAIL}|(?=[di,]?E[BNO]H))", _by_date),
        ("by_date", rf"O(?:{SEP}O)+(?![WKHDM]|{SEP}?[OW])", _surely_by_date),
        ("by_date", r"J", _by_date),
        ("weekly", rf"(?:[kE]K?,?)?E?{RANGE_W}(?:,?(?:d?EK|k))?", _weekly),
        ("weekdays", r"E?w", _nothing),
        ("weekends", r"E?g", _nothing),
        ("daily", r"j|E?ED|ED(?:dK|k)?", _nothing),
        ("all_hours", r"l", _nothing),
        ("season", rf"[di]E?{MONTHS}", _month_bound),
        ("season", rf"M(?:{SEP}M)+(?![NO])", _month_bound),
        ("fortnightly", r"F", _nothing),
        ("biweekly", r"b", _nothing),
        ("bimonthly", r"p", _nothing),
        ("quarterly", r"E?Q", _nothing),
        ("twice_monthly", r"t", _nothing),
        ("once_weekly", r"k|d?EK", _nothing),
        ("once_monthly", r"q|d?EH", _nothing),
        ("length", r"L", _length),
        ("part", r"(?:[idE]|a)?v", _part),
        ("zone", rf"{ZONES}", _zone),
        ("holidays", r"h", _nothing),
        ("hard", r"[;.\n]+", _nothing),
        ("soft", r"[,\-/():Aadifnx&C]", _nothing),
    )
)


def parse(tokens: list[Token], text: str) -> list[Item]:
    """Items in the order of the text, every token in one of them; what fits no rule is `leftover`."""
    kept = [token for token in tokens if token.code != "_"]
    codes = "".join(token.code for token in kept)
    found: list[Item] = []
    position = 0
    while position < len(kept):
        item, length = _first(kept, codes, position, text)
        found.append(item)
        position += length
    return found


def _first(kept: list[Token], codes: str, position: int, text: str) -> tuple[Item, int]:
    for name, pattern, build in RULES:
        match = pattern.match(codes, position)
        if not match or match.end() == position:
            continue
        tokens = kept[position : match.end()]
        if (values := build(tokens)) is not None:
            if any(token.code == "A" and token.value in ("or", "o") for token in tokens):
                values["either"] = True
            return _item(name, values, tokens, text), len(tokens)
    return _item("leftover", {}, kept[position : position + 1], text), 1


def _item(name: str, values: dict[str, Any], tokens: list[Token], text: str) -> Item:
    codes = "".join(token.code for token in tokens)
    words = text[tokens[0].start : tokens[-1].end].strip(" ,;")
    words = words if words.count("(") == words.count(")") else words.strip("()")
    return Item(name, words, codes, values, tuple(tokens))
