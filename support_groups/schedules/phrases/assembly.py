"""Clauses into patterns: every day rule with every time, and what is still missing."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from support_groups.schedules import recurrence
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import calendar, clocks, questions, rules, seasons
from support_groups.schedules.phrases.clauses import SHARED, Clause, zone_of
from support_groups.schedules.phrases.clocks import Hours
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.rules import Fields
from support_groups.schedules.phrases.seasons import Season
from support_groups.schedules.validation import InvalidPattern

LONG = timedelta(days=366 * 9)
NO_HOURS = Hours(None, None)
WORKDAYS = 5


@dataclass(frozen=True)
class Context:
    """What is known besides the phrase."""

    today: date
    month_first: bool | None  # whether 12/7 means December
    zone: str  # the group's, or ""


def assemble(clauses: list[Clause], draft: Draft, context: Context) -> None:
    """Write the patterns of all clauses into the draft."""
    _spread(clauses, draft)
    days = [item for clause in clauses for item in clause.days]
    draft.ask(*(questions.one_or_both(item.text) for item in days if item.values.get("either")))
    is_recurring = any(item.name != "dates" and item.values.get("sure", True) for item in days)
    for clause in clauses:
        clause.is_recurring = is_recurring
        season = seasons.read(clause, context.today, context.month_first)
        draft.ask(*season.questions)
        if season.is_clear:
            _add_clause(clause, season, draft, context)
        else:
            draft.ask(questions.enter_separately(clause.text))
    _compare(draft, clauses)


def _add_clause(clause: Clause, season: Season, draft: Draft, context: Context) -> None:
    dates = _single_dates(clause, draft, context)
    read = rules.read(clause)
    draft.ask(*read.questions)
    fields = read.values
    if not (fields or dates) and season.starts and _has_only_a_start(clause):
        dates = [season.starts]
        draft.questions[:] = [question for question in draft.questions if question.field != "weekdays"]
        draft.ask(questions.meets_after(season.starts))
    if dates and not _explains(dates, fields, season, clause, draft):
        fields = [{"kind": "dates", "on": tuple(dates)}]
    made = len(draft.patterns)
    for values in fields:
        draft.ask(*seasons.place(values, season, dates))
        _with_times(values, clause, draft, context.zone)
    if season.ends:
        _check_last_session(draft.patterns[made:], season.ends, draft)


def _check_last_session(patterns: list[Pattern], ends: date, draft: Draft) -> None:
    """A course of so many sessions must end where the phrase says; "until March" is any day of it."""
    is_end_of_month = (ends + timedelta(days=1)).day == 1
    for pattern in patterns:
        if not (pattern.count and pattern.anchor):
            continue
        last = list(recurrence.days(pattern, pattern.anchor, recurrence.LATEST))[-1]
        in_month = is_end_of_month and (last.year, last.month) == (ends.year, ends.month)
        if last != ends and not in_month:
            draft.ask(questions.another_end(last))


def _has_only_a_start(clause: Clause) -> bool:
    return clause.has("start") and not clause.has("course", *rules.INTERVALS)


def _spread(clauses: list[Clause], draft: Draft) -> None:
    """A season after several clauses is taken to be for all of them, and asked about."""
    for clause in clauses:
        unclear = clause.first("season", "except_months", "except_run", "except_nth", "except_weekdays")
        if len(clause.days) > 1 and unclear:
            draft.ask(questions.applies_to_all(unclear.text))
    others = clauses[:-1]
    if not others or any(clause.has(*SHARED) for clause in others):
        return
    for item in clauses[-1].modifiers:
        if item.name in SHARED:
            for clause in others:
                clause.modifiers.append(item)
            draft.ask(questions.applies_to_all(item.text))


def _single_dates(clause: Clause, draft: Draft, context: Context) -> list[date]:
    today = context.today
    dates = []
    days = [day for item in clause.days if item.name == "dates" for day in item.values["days"]]
    for day in days:
        resolved = calendar.resolve(day, today, context.month_first)
        draft.ask(*resolved.questions)
        if resolved.day:
            today = max(today, resolved.day)  # a list continues, from December into January
            dates.append(resolved.day)
    return sorted(dates)


def _explains(dates: list[date], fields: list[Fields], season: Season, clause: Clause, draft: Draft) -> bool:
    """Whether dates beside a rule only say where it begins; if not, they are the schedule."""
    if not fields:
        return False
    needs_start = any(values.get("interval", 1) > 1 or values.get("count") for values in fields)
    if needs_start and not season.starts:
        if len(dates) > 1:
            draft.ask(questions.all_or_instead(clause.text))
        return True
    are_meetings = all(
        values["kind"] == "weekly" and dates[0].weekday() in values["weekdays"] for values in fields
    )
    if not are_meetings or len(dates) == 1:
        draft.ask(questions.all_or_instead(clause.text))
    return not are_meetings


def _with_times(values: Fields, clause: Clause, draft: Draft, zone: str) -> None:
    part, length = clause.first("part"), clause.first("length")
    minutes = length.values["minutes"] if length else None
    for item in clause.times or [None]:
        half = part.values["part"] if part else ""
        hours = _hours(item, half)
        draft.ask(*hours.questions)
        if item and hours.begins and not clocks.is_in_part(hours.begins, item.values.get("part") or half):
            draft.ask(questions.another_part_of_day(item.text))
        if minutes and hours.minutes not in (None, minutes):
            draft.ask(questions.how_long(clause.text))
        times = {"begins": hours.begins, "minutes": hours.minutes or minutes}
        _add(values | times | {"zone": _zone(item, clause, draft) or zone}, clause, draft)
        if hours == NO_HOURS and not any(question.field == "begins" for question in draft.questions):
            draft.ask(questions.which_time())


def _hours(item: Item | None, half: str) -> Hours:
    if item is None:
        return NO_HOURS
    if item.name == "all_hours":
        return Hours(time(), clocks.A_DAY)
    part = item.values["part"] or half
    return clocks.read(item.values["clocks"], part, item.text, next_day=item.values["next_day"])


def _zone(item: Item | None, clause: Clause, draft: Draft) -> str:
    """The zone named beside a time or elsewhere in its clause; "" if there is none, or if it is unclear."""
    named = [source for source in (item, clause.first("zone")) if source]
    zone = next(filter(None, map(zone_of, named)), "")
    if zone != "?":
        return zone
    draft.ask(questions.which_of_zones(named[0].text))
    return ""


def has_weekday(clause: Clause) -> bool:
    """Whether the first date was written with its weekday."""
    return any("weekday" in item.symbols for item in (*clause.days, *clause.modifiers))


def _add(values: Fields, clause: Clause, draft: Draft) -> None:
    """Make the pattern, or ask for what stops it."""
    if values["kind"] == "weekly" and not _complete_weekly(values, clause, draft):
        return
    try:
        pattern = Pattern(**values)
    except InvalidPattern as error:
        draft.ask(*map(questions.Question, error.problems))
        return
    draft.patterns.append(pattern)
    _ask_first_date(pattern, draft)
    _check_first_date(pattern, clause, draft)


def _complete_weekly(values: Fields, clause: Clause, draft: Draft) -> bool:
    """Take the weekday from the first date, or drop a first date on another weekday; False without either."""
    anchor = values.get("anchor")
    if not values["weekdays"]:
        return _take_weekday(values, clause, draft)
    if anchor and anchor.weekday() not in values["weekdays"]:
        following = (anchor + timedelta(days=step) for step in range(7))
        first = next(day for day in following if day.weekday() in values["weekdays"])
        draft.ask(questions.first_date(anchor, first))
        values["anchor"] = None
    return True


def _take_weekday(values: Fields, clause: Clause, draft: Draft) -> bool:
    anchor = values.get("anchor")
    if anchor is None:
        draft.ask(questions.which_weekday(), *([questions.course_start()] if values.get("count") else []))
        return False
    values["weekdays"] = (anchor.weekday(),)
    if not (clause.has("once_weekly") or has_weekday(clause)):
        draft.ask(questions.every_week(questions.weekday_name(anchor.weekday())))
    return True


def _ask_first_date(pattern: Pattern, draft: Draft) -> None:
    """Ask for the date that a course or "every other" counts from, unless it is in question already."""
    if pattern.is_dated or any(question.field == "anchor" for question in draft.questions):
        return
    if pattern.count or pattern.kind == "daily":
        draft.ask(questions.course_start())
    elif pattern.kind == "weekly":
        draft.ask(questions.which_first(rules.names(pattern.weekdays)))
    else:
        draft.ask(questions.which_month())


def _check_first_date(pattern: Pattern, clause: Clause, draft: Draft) -> None:
    """Ask if the first date is on no meeting day. A first month needs none."""
    if not pattern.is_dated or clause.has("start_month", "month_range"):
        return
    is_exact = pattern.count or pattern.kind == "weekly"
    begin = pattern.starts_on or (pattern.anchor if is_exact else None)
    if begin:
        first = next(recurrence.days(pattern, begin, begin + LONG), None)
        if first != begin:
            draft.ask(questions.first_date(begin, first, is_kept=True))


def _compare(draft: Draft, clauses: list[Clause]) -> None:
    """Two rules that may be one instead of the other: some months only, or a weekday said twice."""
    seasonal = {bool(pattern.months) for pattern in draft.patterns}
    kinds: dict[int, set[str]] = {}
    for pattern in draft.patterns:
        for weekday in pattern.weekdays:
            kinds.setdefault(weekday, set()).add(pattern.kind)
    is_mixed = len(seasonal) > 1 or any(len(names) > 1 for names in kinds.values())
    if is_mixed or _has_date_of_another(draft.patterns) or _has_day_of_all_week(draft.patterns):
        draft.ask(questions.all_or_instead("; ".join(clause.text for clause in clauses)))


def _has_date_of_another(patterns: list[Pattern]) -> bool:
    """ "Tuesdays 6 pm; 4 pm on 12/22", which is a Tuesday."""
    others = [pattern for pattern in patterns if pattern.is_dated and pattern.kind != "dates"]
    dates = [day for pattern in patterns if pattern.kind == "dates" for day in pattern.on]
    return any(next(recurrence.days(other, day, day), None) for other in others for day in dates)


def _has_day_of_all_week(patterns: list[Pattern]) -> bool:
    """ "Daily 7 am, Sundays 9 am": is it at 7 on Sundays, too?"""
    weeks = [pattern for pattern in patterns if pattern.kind == "daily" or len(pattern.weekdays) >= WORKDAYS]
    fewer = [pattern for pattern in patterns if 0 < len(pattern.weekdays) < WORKDAYS]
    return any(
        week.kind == "daily" or set(some.weekdays) <= set(week.weekdays) for week in weeks for some in fewer
    )
