"""Tokens into items: a day rule, a time, a season, a date. The rules are tried from top to bottom at each place."""

import re
from typing import NamedTuple

from support_groups.schedules.phrases import items
from support_groups.schedules.phrases.items import Builder, Item, Values
from support_groups.schedules.phrases.symbols import encoded, expression
from support_groups.schedules.phrases.tokens import Token

SEPARATOR = "(comma? and | comma | slash)"
MORE_WEEKDAYS = f"({SEPARATOR} every? weekday)*"
WEEKDAYS = f"weekday ([dash to] weekday)? ({SEPARATOR} every? weekday ([dash to] weekday)?)*"
ORDINALS = f"ordinal ({SEPARATOR} (open? if_five close?)? ordinal)*"
OF_MONTH = "([of in]? every? month | comma? monthly)"
MONTHS = f"month_name ({SEPARATOR} month_name)* (?![number ordinal])"
YEAR = "([comma of]? year)?"
DATE = f"""(
    (weekday comma?)?
    (month_name [number ordinal] (comma? year)? | day? [number ordinal] of? month_name {YEAR} | date_digits)
)"""
NO_DATE_AFTER = "(?![dash to until]? [clock number] | weekday | [of week])"
MORE_DATES = f"(({SEPARATOR} | semicolon) ({DATE} | [number ordinal] {NO_DATE_AFTER} (comma? year)?))*"
ZONES = "(open? zone close? (open zone close | [slash comma and] zone (?!close))*)"
EXCEPT = "except [in of from at]*"
STARTING = "(starting [from in of]? | from)"
MONTHLY_COMMA = "((monthly | every month) comma?)"
DAYS_OF_MONTH = f"[last_day ordinal] ({SEPARATOR} day? [last_day ordinal])*"
TIMES_FOLLOW = "(?=[of in comma]? every [other number ordinal] month)"


class GrammarRule(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    build: Builder
    example: str


def _rule(name: str, pattern: str, build: Builder, example: str) -> GrammarRule:
    return GrammarRule(name, expression(pattern), build, example)


RULES = (
    _rule("note", "note+", items.nothing, "registration required"),
    _rule("paused", "paused", items.nothing, "on hiatus"),
    _rule("appointment", "appointment", items.nothing, "by appointment"),
    _rule("unknown_yet", "unknown_yet", items.nothing, "TBD"),
    _rule(
        "another",
        "[another_rule twice_weekly year]? (another_rule | twice_weekly)",
        items.nothing,
        "twice a week",
    ),
    _rule(
        "except_range",
        f"{EXCEPT} {DATE} [dash to until] {DATE}",
        items.date_range,
        "no meeting December 21 - January 4",
    ),
    _rule(
        "except_range",
        f"{EXCEPT} month_name [number ordinal] [dash to until] [number ordinal] (comma? year)?",
        items.date_range,
        "no meeting December 21-28",
    ),
    _rule("except_dates", f"{EXCEPT} {DATE} {MORE_DATES}", items.dates, "no meeting on December 24"),
    _rule(
        "except_run",
        f"{EXCEPT} month_name [dash to until] month_name (?![number ordinal])",
        items.month_range,
        "except June to August",
    ),
    _rule(
        "except_months",
        f"except ([in of from at] | day month | month)* {MONTHS}",
        items.months,
        "except July and August",
    ),
    _rule("except_holidays", "except [in of from at every]* holiday", items.nothing, "except holidays"),
    _rule(
        "except_nth",
        f"{EXCEPT} {ORDINALS} (weekday (?!{SEPARATOR}))? {OF_MONTH}? (?![weekday ordinal week other day number])",
        items.except_nth,
        "except the first Friday",
    ),
    _rule(
        "except_weekdays",
        f"except [in of from at every]* {WEEKDAYS}"
        "(?![weekday ordinal of week other day month] | comma? month_name)",
        items.weekly,
        "except Sundays",
    ),
    _rule(
        "except_unknown",
        "except [^ semicolon stop line_break open close comma clock length]*",
        items.nothing,
        "except Labor Day",
    ),
    _rule("counting", f"counting_from {DATE}", items.dates, "counting from January 5, 2027"),
    _rule(
        "range",
        f"[from starting in of]? {DATE} [dash to until] {DATE}",
        items.date_range,
        "from January 11 to February 15, 2027",
    ),
    _rule(
        "range",
        "[from starting in of]? (weekday comma?)? month_name [number ordinal] [dash to until] [number ordinal]"
        "(?!clock | colon) (comma? year)?",
        items.date_range,
        "October 6-27, 2027",
    ),
    _rule(
        "start",
        f"{STARTING} (?>{DATE}) (?!{SEPARATOR} [number ordinal] (?!weekday | week | [dash to until colon]))",
        items.dates,
        "starting January 11",
    ),
    _rule("until", f"[until to] {DATE}", items.dates, "until May 3"),
    _rule(
        "month_range",
        f"[from in of]? month_name {YEAR} [dash to until] month_name {YEAR} (?![number ordinal])",
        items.month_range,
        "September through May",
    ),
    _rule(
        "start_month",
        f"{STARTING} month_name {YEAR} (?![number ordinal])",
        items.months,
        "starting in September",
    ),
    _rule(
        "until_month",
        f"(until [of in]? | to of day? | to) month_name {YEAR} (?![number ordinal])",
        items.months,
        "until May 2027",
    ),
    _rule(
        "some_of_month",
        f"number weekday (?=month) month | number weekday ({SEPARATOR} weekday)* of every? month",
        items.weekly,
        "one Saturday a month",
    ),
    _rule(
        "course",
        "session? of? number weekly session | session? of? number [weekly week]? session"
        "| session? of? number week session? (?!dash)",
        items.course,
        "8-week series",
    ),
    _rule(
        "course",
        f"number weekday {MORE_WEEKDAYS} (?=[comma from starting])",
        items.course,
        "six Mondays, starting January 11",
    ),
    _rule(
        "hours",
        f"[from at of]? [clock number] part_of_day? {ZONES}?"
        f"[dash to until] at? [clock number] part_of_day? {ZONES}? part_of_day? next_day?",
        items.hours,
        "6:30-8 pm ET",
    ),
    _rule(
        "hours",
        f"from [clock number] part_of_day? {ZONES}?"
        f"and [clock number] part_of_day? {ZONES}? part_of_day? next_day?",
        items.between,
        "between 2 and 4 pm",
    ),
    _rule("hours", f"[from at of to]? clock part_of_day? {ZONES}?", items.hours, "at 6 pm Eastern"),
    _rule("hours", f"at number (?![week session month weekday]) part_of_day? {ZONES}?", items.hours, "at 7"),
    _rule(
        "weekly_by",
        f"every? other weekday {MORE_WEEKDAYS} | every? weekday {MORE_WEEKDAYS} other (?![week month])"
        f"| every number weekday {MORE_WEEKDAYS}",
        items.other_weekly,
        "every other Thursday",
    ),
    _rule(
        "interval",
        "[of in comma]? every [other number ordinal] [week month day] | other week | other month",
        items.interval,
        "every three weeks",
    ),
    _rule(
        "monthly",
        f"every? ordinal number weekday {OF_MONTH}?",
        items.first_two,
        "first two Tuesdays of the month",
    ),
    _rule(
        "monthly",
        f"{MONTHLY_COMMA}? every? {ORDINALS} if_five? weekday ({SEPARATOR} weekday (?!comma? month_name? [number ordinal]))*"
        f"if_five? open? ({OF_MONTH} | [of in] {MONTHS} (?!comma? year))? if_five?",
        items.monthly,
        "1st and 3rd Tuesday of the month",
    ),
    _rule(
        "monthly",
        f"{MONTHLY_COMMA}? every? weekday [dash comma open]? every? {ORDINALS}"
        f"(?!of? month_name | {SEPARATOR}? weekday | [week month day]) if_five? close? {OF_MONTH}? if_five?",
        items.monthly,
        "Tuesday, 1st and 3rd of the month",
    ),
    _rule("dates", f"(year comma? colon?)? {DATE} {MORE_DATES}", items.dates, "December 7 and 21, 2026"),
    _rule(
        "by_date",
        f"(monthly | every month) comma? day? {DAYS_OF_MONTH}"
        f"(?![weekday week month day] | {SEPARATOR} ordinal? weekday) {OF_MONTH}?",
        items.by_date,
        "monthly on the 15th",
    ),
    _rule(
        "by_date",
        f"every? day? {DAYS_OF_MONTH} ({OF_MONTH} | {TIMES_FOLLOW})",
        items.by_date,
        "the 15th and last day of the month",
    ),
    _rule(
        "by_date",
        f"every? day [number ordinal] ({SEPARATOR} day? [last_day number ordinal])* ({OF_MONTH} | {TIMES_FOLLOW})",
        items.by_date,
        "el día 15 de cada mes",
    ),
    _rule(
        "by_date",
        f"ordinal ({SEPARATOR} ordinal)+ (?![weekday week month day month_name] | {SEPARATOR}? [ordinal weekday])",
        items.surely_by_date,
        "the 1st and 15th",
    ),
    _rule("by_date", "last_day", items.by_date, "last day"),
    _rule(
        "weekly",
        f"([weekly every] week? comma?)? every? {WEEKDAYS} (comma? (of? every week | weekly))?",
        items.weekly,
        "every Tuesday and Thursday",
    ),
    _rule("weekdays", "every? workdays", items.nothing, "weekdays"),
    _rule("weekends", "every? weekend", items.nothing, "weekends"),
    _rule("daily", "daily | every? every day | every day (of week | weekly)?", items.nothing, "daily"),
    _rule("all_hours", "all_hours", items.nothing, "24 hours a day"),
    _rule("season", f"[of in] every? {MONTHS}", items.months, "in May"),
    _rule(
        "season", f"month_name ({SEPARATOR} month_name)+ (?![number ordinal])", items.months, "May and June"
    ),
    _rule("fortnightly", "fortnightly", items.nothing, "fortnightly"),
    _rule("biweekly", "biweekly", items.nothing, "biweekly"),
    _rule("bimonthly", "bimonthly", items.nothing, "bimonthly"),
    _rule("quarterly", "every? quarterly", items.nothing, "quarterly"),
    _rule("twice_monthly", "twice_monthly", items.nothing, "twice a month"),
    _rule("once_weekly", "weekly | of? every week", items.nothing, "weekly"),
    _rule("once_monthly", "monthly | of? every month", items.nothing, "every month"),
    _rule("length", "length", items.length, "90 minutes"),
    _rule("part", "([in of every] | at)? part_of_day", items.part_of_day, "in the evening"),
    _rule("zone", ZONES, items.zones, "Pacific time"),
    _rule("holidays", "holiday", items.nothing, "holidays"),
    _rule("hard", "[semicolon stop line_break]+", items.nothing, ";"),
    _rule(
        "soft",
        "[comma dash slash open close colon and at in of from if_five next_day session]",
        items.nothing,
        ",",
    ),
)


def parse(tokens: list[Token], text: str) -> list[Item]:
    """Items in the order of the text, every token in one of them; what fits no rule is `leftover`."""
    kept = [token for token in tokens if token.symbol != "ignored"]
    code = encoded(token.symbol for token in kept)
    parsed: list[Item] = []
    position = 0
    while position < len(kept):
        item = _first(kept, code, position, text)
        parsed.append(item)
        position += len(item.tokens)
    return parsed


def _first(kept: list[Token], code: str, position: int, text: str) -> Item:
    for rule in RULES:
        match = rule.pattern.match(code, position)
        if not match or match.end() == position:
            continue
        tokens = kept[position : match.end()]
        if (values := rule.build(tokens)) is not None:
            return _item(rule.name, values, tokens, text)
    return _item("leftover", {}, kept[position : position + 1], text)


def _item(name: str, values: Values, tokens: list[Token], text: str) -> Item:
    if any(token.symbol == "and" and token.value in ("or", "o") for token in tokens):
        values["either"] = True
    words = text[tokens[0].start : tokens[-1].end].strip(" ,;")
    words = words if words.count("(") == words.count(")") else words.strip("()")
    return Item(name, words, values, tuple(tokens))
