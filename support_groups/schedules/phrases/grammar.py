"""Tokens into items: a day rule, a time, a season, a date. The rules are tried from top to bottom at each place."""

import re
from typing import NamedTuple

from support_groups.schedules.phrases import items
from support_groups.schedules.phrases.items import Builder, Item, Values
from support_groups.schedules.phrases.source import Token
from support_groups.schedules.phrases.symbols import encoded, expression

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
CLOCK = "[clock number]"
SPAN = f"{CLOCK} part_of_day? {ZONES}? ([dash to until] at? {CLOCK} part_of_day? {ZONES}?)? part_of_day?"
CUE_TO_CLOCK = "[colon dash]? [from at by]?"
TIMES_FOLLOW = "(?=[of in comma]? every [other number ordinal] month)"


class GrammarRule(NamedTuple):
    name: str
    example: str
    build: Builder
    pattern: re.Pattern[str]


def _rule(name: str, example: str, build: Builder, pattern: str) -> GrammarRule:
    return GrammarRule(name, example, build, expression(pattern))


RULES = (  # each with an example
    _rule("note", "registration required", items.nothing, "note+"),
    _rule("deadline", "deadline 5 pm on Friday, December 4", items.deadline,
        f"deadline [colon from at]? clock [from of at comma]? {DATE}"),
    _rule("deadline", "deadline 5 pm on Friday", items.deadline, "deadline [colon from at]? clock [from of at]? weekday"),
    _rule("deadline", "deadline Friday 5 pm", items.deadline,
        f"deadline [colon from at]? ({DATE} (comma? weekday)? | weekday) (comma? at? clock (?! [dash to until]))?"),
    _rule("deadline", "deadline 5 pm", items.nothing, "deadline [colon from at]? [clock number]"),
    _rule("deadline", "deadline", items.nothing, "deadline"),
    _rule("doors_time", "doors open at 6:30 pm", items.hours, f"doors {CUE_TO_CLOCK} {SPAN}"),
    _rule("aside_time", "refreshments from 6:30 pm", items.hours, f"aside+ {CUE_TO_CLOCK} {SPAN}"),
    _rule("aside", "refreshments", items.nothing, "aside+"),
    _rule("doors", "doors open", items.nothing, "doors"),
    _rule("paused", "on hiatus", items.nothing, "paused"),
    _rule("appointment", "by appointment", items.nothing, "appointment"),
    _rule("unknown_yet", "TBD", items.nothing, "unknown_yet"),
    _rule("another", "twice a week", items.nothing,
        "[another_rule twice_weekly year]? (another_rule | twice_weekly)"),
    _rule("except_range", "no meeting December 21 - January 4", items.date_range,
        f"{EXCEPT} {DATE} [dash to until] {DATE}"),
    _rule("except_range", "no meeting December 21-28", items.date_range,
        f"{EXCEPT} month_name [number ordinal] [dash to until] [number ordinal] (comma? year)?"),
    _rule("except_dates", "no meeting on December 24", items.dates, f"{EXCEPT} {DATE} {MORE_DATES}"),
    _rule("except_run", "except June to August", items.month_range,
        f"{EXCEPT} month_name [dash to until] month_name (?![number ordinal])"),
    _rule("except_months", "except July and August", items.months,
        f"except ([in of from at] | day month | month)* {MONTHS}"),
    _rule("except_holidays", "except holidays", items.nothing, "except [in of from at every]* holiday"),
    _rule("except_nth", "except the first Friday", items.except_nth,
        f"{EXCEPT} {ORDINALS} (weekday (?!{SEPARATOR}))? {OF_MONTH}? (?![weekday ordinal week other day number])"),
    _rule("except_weekdays", "except Sundays", items.weekly,
        f"except [in of from at every]* {WEEKDAYS}"
        "(?![weekday ordinal of week other day month] | comma? month_name)"),
    _rule("except_unknown", "except Labor Day", items.nothing,
        "except [^ semicolon stop line_break open close comma clock length]*"),
    _rule("counting", "counting from January 5, 2027", items.dates, f"counting_from {DATE}"),
    _rule("range", "from January 11 to February 15, 2027", items.date_range,
        f"[from starting in of]? {DATE} [dash to until] {DATE}"),
    _rule("range", "October 6-27, 2027", items.date_range,
        "[from starting in of]? (weekday comma?)? month_name [number ordinal] [dash to until] [number ordinal]"
        "(?!clock | colon) (comma? year)?"),
    _rule("start", "starting January 11", items.dates,
        f"{STARTING} (?>{DATE}) (?!{SEPARATOR} [number ordinal] (?!weekday | week | [dash to until colon]))"),
    _rule("until", "until May 3", items.dates, f"[until to] {DATE}"),
    _rule("month_range", "September through May", items.month_range,
        f"[from in of]? month_name {YEAR} [dash to until] month_name {YEAR} (?![number ordinal])"),
    _rule("start_month", "starting in September", items.months,
        f"{STARTING} month_name {YEAR} (?![number ordinal])"),
    _rule("until_month", "until May 2027", items.months,
        f"(until [of in]? | to of day? | to) month_name {YEAR} (?![number ordinal])"),
    _rule("some_of_month", "one Saturday a month", items.weekly,
        f"number weekday (?=month) month | number weekday ({SEPARATOR} weekday)* of every? month"),
    _rule("course", "8-week series", items.course,
        "session? of? number weekly session | session? of? number [weekly week]? session"
        "| session? of? number week session? (?!dash)"),
    _rule("course", "six Mondays, starting January 11", items.course,
        f"number weekday {MORE_WEEKDAYS} (?=part_of_day? [comma from starting])"),
    _rule("for_time", "6:30 for 7 pm", items.hours,
        f"[from at]? {CLOCK} for {SPAN} (?! [week month day weekday session])"),
    _rule("either_time", "3 pm or 4 pm", items.either_time,
        f"[from at]? {SPAN} (and at? {SPAN})+ (?! [week month day weekday session])"),
    _rule("hours", "6:30-8 pm ET", items.hours,
        f"[from at of]? [clock number] part_of_day? {ZONES}?"
        f"[dash to until] at? [clock number] part_of_day? {ZONES}? part_of_day? next_day?"),
    _rule("hours", "between 2 and 4 pm", items.between,
        f"from [clock number] part_of_day? {ZONES}?"
        f"and [clock number] part_of_day? {ZONES}? part_of_day? next_day?"),
    _rule("hours", "at 6 pm Eastern", items.hours, f"[from at of]? clock part_of_day? {ZONES}?"),
    _rule("hours", "starts at 6 pm", items.hours,
        f"starting [at from of]? clock part_of_day? {ZONES}?"
        f"([dash to until] at? [clock number] part_of_day? {ZONES}? part_of_day? next_day?)?"),
    _rule("end_time", "until 4", items.hours,
        f"[until to by finish]+ at? {CLOCK} part_of_day? {ZONES}? (?! [week month session weekday length])"),
    _rule("hours", "at 7", items.hours, f"at number (?![week session month weekday]) part_of_day? {ZONES}?"),
    _rule("weekly_by", "every other Thursday", items.other_weekly,
        f"every? other weekday {MORE_WEEKDAYS} | every? weekday {MORE_WEEKDAYS} other (?![week month])"
        f"| every number weekday {MORE_WEEKDAYS}"),
    _rule("interval", "every three weeks", items.interval,
        "[of in comma]? every [other number ordinal] [week month day] | other week | other month"),
    _rule("monthly", "first two Tuesdays of the month", items.first_two,
        f"every? ordinal number weekday {OF_MONTH}?"),
    _rule("monthly", "1st and 3rd Tuesday of the month", items.monthly,
        f"{MONTHLY_COMMA}? every? {ORDINALS} if_five? weekday ({SEPARATOR} weekday (?!comma? month_name? [number ordinal]))*"
        f"if_five? open? ({OF_MONTH} | [of in] {MONTHS} (?!comma? year))? if_five?"),
    _rule("monthly", "Tuesday, 1st and 3rd of the month", items.monthly,
        f"{MONTHLY_COMMA}? every? weekday [dash comma open]? every? {ORDINALS}"
        f"(?!of? month_name | {SEPARATOR}? weekday | [week month day]) if_five? close? {OF_MONTH}? if_five?"),
    _rule("dates", "December 7 and 21, 2026", items.dates, f"(year comma? colon?)? {DATE} {MORE_DATES}"),
    _rule("by_date", "monthly on the 15th", items.by_date,
        f"(monthly | every month) comma? day? {DAYS_OF_MONTH}"
        f"(?![weekday week month day] | {SEPARATOR} ordinal? weekday) {OF_MONTH}?"),
    _rule("by_date", "the 15th and last day of the month", items.by_date,
        f"every? day? {DAYS_OF_MONTH} ({OF_MONTH} | {TIMES_FOLLOW})"),
    _rule("by_date", "el día 15 de cada mes", items.by_date,
        f"every? day [number ordinal] ({SEPARATOR} day? [last_day number ordinal])* ({OF_MONTH} | {TIMES_FOLLOW})"),
    _rule("by_date", "el 20 de cada mes", items.by_date,
        f"[number ordinal] ({SEPARATOR} [number ordinal])* of every month"),
    _rule("by_date", "the 1st and 15th", items.surely_by_date,
        f"ordinal ({SEPARATOR} ordinal)+ (?![weekday week month day month_name] | {SEPARATOR}? [ordinal weekday])"),
    _rule("by_date", "last day", items.by_date, "last_day"),
    _rule("weekly", "every Tuesday and Thursday", items.weekly,
        f"([weekly every] week? comma?)? every? {WEEKDAYS} (comma? (of? every week | weekly))?"),
    _rule("weekdays", "weekdays", items.nothing, "every? workdays"),
    _rule("weekends", "weekends", items.nothing, "every? weekend"),
    _rule("daily", "daily", items.nothing, "daily | every? every day | every day (of week | weekly)?"),
    _rule("all_hours", "24 hours a day", items.nothing, "all_hours"),
    _rule("season", "in May", items.months, f"[of in] every? {MONTHS}"),
    _rule("season", "May and June", items.months,
        f"month_name ({SEPARATOR} month_name)+ (?![number ordinal])"),
    _rule("fortnightly", "fortnightly", items.nothing, "fortnightly"),
    _rule("biweekly", "biweekly", items.nothing, "biweekly"),
    _rule("bimonthly", "bimonthly", items.nothing, "bimonthly"),
    _rule("quarterly", "quarterly", items.nothing, "every? quarterly"),
    _rule("twice_monthly", "twice a month", items.nothing, "twice_monthly"),
    _rule("once_weekly", "weekly", items.nothing, "weekly | of? every week"),
    _rule("once_monthly", "every month", items.nothing, "monthly | of? every month"),
    _rule("length", "90 minutes", items.length, "length"),
    _rule("part", "in the evening", items.part_of_day, "([in of every] | at)? part_of_day"),
    _rule("zone", "Pacific time", items.zones, ZONES),
    _rule("holidays", "holidays", items.nothing, "holiday"),
    _rule("hard", ";", items.nothing, "[semicolon stop line_break]+"),
    _rule("soft", ",", items.nothing,
        "[comma dash slash open close colon and at in of from for session]"),
)  # fmt: skip


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
