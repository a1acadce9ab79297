"""Clauses into patterns: every day rule with every time, and what is still missing."""

from datetime import date, timedelta
from typing import Any

from support_groups.schedules import recurrence
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import calendar, clocks, questions, rules, seasons
from support_groups.schedules.phrases.clauses import SHARED, Clause, zone_of
from support_groups.schedules.phrases.clocks import Hours
from support_groups.schedules.phrases.grammar import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.validation import InvalidPattern

LONG = timedelta(days=366 * 9)


def assemble(clauses: list[Clause], draft: Draft, *, today: date, order: bool | None, zone: str) -> None:
    """Write the patterns of all clauses into the draft."""
    _spread(clauses, draft)
    days = [item for clause in clauses for item in clause.days]
    draft.ask(*(questions.one_or_both(item.text) for item in days if item.values.get("either")))
    recurring = any(item.name != "dates" and item.values.get("sure", True) for item in days)
    for clause in clauses:
        clause.is_recurring = recurring
        season = seasons.read(clause, today, order)
        draft.ask(*season.questions)
        if not season.is_clear:
            draft.ask(questions.fits_not(clause.text))
            continue
        dates = _single_dates(clause, draft, today, order)
        read = rules.read(clause)
        draft.ask(*read.questions)
        fields = read.values
        if (
            not fields
            and not dates
            and season.starts
            and clause.has("start")
            and not clause.has("course", *rules.INTERVALS)
        ):
            dates = [season.starts]
            draft.questions[:] = [asked for asked in draft.questions if asked.field != "weekdays"]
            draft.ask(questions.and_then(season.starts))
        if dates and not _explains(dates, fields, season, clause, draft):
            fields = [{"kind": "dates", "on": tuple(dates)}]
        for values in fields:
            draft.ask(*seasons.placed(values, season, dates))
            _with_times(values, clause, draft, zone)
    _compare(draft, clauses)


def _spread(clauses: list[Clause], draft: Draft) -> None:
    """A season after several clauses may be meant for all of them: it is taken so, and asked."""
    for clause in clauses:
        unclear = clause.first("season", "except_months", "except_run", "except_nth", "except_weekdays")
        if len(clause.days) > 1 and unclear:
            draft.ask(questions.for_all(unclear.text))
    if len(clauses) < 2:
        return
    last = [item for item in clauses[-1].modifiers if item.name in SHARED]
    if last and not any(item.name in SHARED for clause in clauses[:-1] for item in clause.modifiers):
        for clause in clauses[:-1]:
            clause.modifiers.extend(last)
        draft.ask(*(questions.for_all(item.text) for item in last))


def _single_dates(clause: Clause, draft: Draft, today: date, order: bool | None) -> list[date]:
    found = []
    for item in clause.days:
        for day in item.values.get("days", ()) if item.name == "dates" else ():
            read = calendar.find(day, today, order)
            draft.ask(*read.questions)
            if read.day:
                today = max(today, read.day)  # a list goes on, from December into January
                found.append(read.day)
    return sorted(found)


def _explains(
    dates: list[date], fields: list[dict[str, Any]], season: seasons.Season, clause: Clause, draft: Draft
) -> bool:
    """Whether dates beside a rule only say where it begins; if not, they are the schedule."""
    if not fields:
        return False
    begins = any(values.get("interval", 1) > 1 or values.get("count") for values in fields)
    if begins and not season.starts:
        return True
    listed = all(values["kind"] == "weekly" and dates[0].weekday() in values["weekdays"] for values in fields)
    if not (listed and len(dates) > 1):
        draft.ask(questions.instead(clause.text))
    return not listed


def _with_times(values: dict[str, Any], clause: Clause, draft: Draft, zone: str) -> None:
    part = clause.first("part")
    half = part.values["part"] if part else ""
    length = clause.first("length")
    minutes = length.values["minutes"] if length else None
    zone_item = clause.first("zone")
    for item in clause.times or [None]:
        hours = _hours(item, half)
        draft.ask(*hours.questions)
        if minutes and hours.minutes and minutes != hours.minutes:
            draft.ask(questions.how_long(clause.text))
        named = zone_of(item) if item else ""
        named = named or (zone_of(zone_item) if zone_item else "")
        if named == "?":
            draft.ask(questions.which_zone((item or zone_item).text if item or zone_item else ""))
            named = ""
        _add(
            values | {"begins": hours.begins, "minutes": hours.minutes or minutes, "zone": named or zone},
            clause,
            draft,
        )
        if hours.begins is None and not hours.questions:
            draft.ask(questions.which_time())


def _hours(item: Item | None, half: str) -> Hours:
    if item is None:
        return Hours(None, None)
    if item.name == "all_hours":
        return Hours(recurrence.time(), clocks.A_DAY)
    part = item.values["part"] or half
    return clocks.read(item.values["clocks"], part, item.text, next_day=item.values["next_day"])


def has_weekday(clause: Clause) -> bool:
    """Whether the first date was written with its weekday."""
    return any(token.code == "W" for item in (*clause.days, *clause.modifiers) for token in item.tokens)


def _add(values: dict[str, Any], clause: Clause, draft: Draft) -> None:
    """Make the pattern, or ask for what stops it."""
    anchor = values.get("anchor")
    if values["kind"] == "weekly" and not values["weekdays"]:
        if anchor is None:
            draft.ask(questions.which_weekday(), *([questions.course_start()] if values.get("count") else []))
            return
        values["weekdays"] = (anchor.weekday(),)
        if not (clause.has("once_weekly") or has_weekday(clause)):
            draft.ask(questions.every_week(questions.weekday_name(anchor.weekday())))
    if values["kind"] == "weekly" and anchor and anchor.weekday() not in values["weekdays"]:
        later = (anchor + timedelta(days=step) for step in range(7))
        draft.ask(
            questions.first_date(anchor, next(day for day in later if day.weekday() in values["weekdays"]))
        )
        values["anchor"] = None
    try:
        pattern = Pattern(**values)
    except InvalidPattern as error:
        draft.ask(*map(questions.Question, error.problems))
        return
    draft.patterns.append(pattern)
    _ask_beginning(pattern, clause, draft)


def _ask_beginning(pattern: Pattern, clause: Clause, draft: Draft) -> None:
    if not pattern.is_dated and not values_asked(draft):
        if pattern.count:
            draft.ask(questions.course_start())
        elif pattern.kind == "weekly":
            draft.ask(questions.which_first(rules.names(pattern.weekdays)))
        else:
            draft.ask(questions.which_month() if pattern.kind != "daily" else questions.course_start())
    by_month = clause.has("start_month", "month_range")
    begin = pattern.starts_on or (pattern.anchor if pattern.count or pattern.kind == "weekly" else None)
    if begin and pattern.is_dated and not by_month:
        first = next(recurrence.days(pattern, begin, begin + LONG), None)
        if first != begin:
            draft.ask(questions.first_date(begin, first))


def values_asked(draft: Draft) -> bool:
    """Whether the first date is already in question ("which year?")."""
    return any(question.field == "anchor" for question in draft.questions)


def _compare(draft: Draft, clauses: list[Clause]) -> None:
    """Two rules that may be one instead of the other: some months only, or a weekday said twice."""
    seasonal = {bool(pattern.months) for pattern in draft.patterns}
    kinds: dict[int, set[str]] = {}
    for pattern in draft.patterns:
        for weekday in pattern.weekdays:
            kinds.setdefault(weekday, set()).add(pattern.kind)
    if len(seasonal) > 1 or any(len(names) > 1 for names in kinds.values()):
        draft.ask(questions.instead("; ".join(clause.text for clause in clauses)))
