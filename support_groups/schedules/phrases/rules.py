"""Day rules of a clause: from its items to kind, weekdays, ordinals and interval of a pattern."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.clauses import Clause
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question

Fields = dict[str, Any]  # of a pattern

UNITS = {  # of frequencies that name no number
    "fortnightly": ("week", 2),
    "biweekly": ("week", 2),
    "bimonthly": ("month", 2),
    "quarterly": ("month", 3),
}
MEANINGS = {
    "biweekly": (gettext_lazy("every two weeks"), gettext_lazy("twice a week")),
    "bimonthly": (gettext_lazy("every two months"), gettext_lazy("twice a month")),
}
DAYS_OF = {"week": questions.which_weekday, "month": questions.which_of_month}
INTERVALS = ("interval", *UNITS)
BOUNDED = (
    "once_weekly",
    "course",
    "range",
    "start",
    "until",
    "month_range",
    "season",
    "counting",
    *INTERVALS,
)
WEEKLY = {"weekdays": (0, 1, 2, 3, 4), "weekends": (5, 6)}


@dataclass
class Rules:
    """Fields of the patterns of a clause, without times and seasons."""

    values: list[Fields] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> None:
        self.questions.append(question)


def names(weekdays: tuple[int, ...]) -> str:
    return " / ".join(questions.weekday_name(day) for day in weekdays)


def read(clause: Clause) -> Rules:
    rules = Rules()
    for item in clause.days:
        if item.name != "dates":
            rules.values.append(_fields(item, clause, rules))
    _course(clause, rules)
    every = clause.first(*INTERVALS)
    if every and not (every.name == "interval" and every.values["unit"] == "day"):
        _repeat(every, clause, rules)
    _frequency(clause, rules)
    _without_nth(clause, rules)
    _without_weekdays(clause, rules)
    return rules


def _is_every_week(values: Fields) -> bool:
    return values["kind"] == "weekly" and values.get("interval", 1) == 1


def _is_twice_a_month(values: Fields) -> bool:
    return len(values.get("ordinals") or values.get("days", ())) == 2


def _only(rules: Rules) -> Fields:
    """The fields of the only pattern; an exception to several is unclear."""
    return rules.values[0] if len(rules.values) == 1 else {"kind": ""}


def _without_weekdays(clause: Clause, rules: Rules) -> None:
    """Daily except Sunday is Monday to Saturday."""
    item = clause.first("except_weekdays")
    if item is None:
        return
    values = _only(rules)
    weekdays = values["weekdays"] if values["kind"] == "weekly" else ()
    days = range(7) if values["kind"] == "daily" else weekdays
    kept = tuple(day for day in days if day not in item.values["weekdays"])
    if kept and values.get("interval", 1) == 1:
        values |= {"kind": "weekly", "weekdays": kept}
    else:
        rules.ask(questions.which_dates_off(item.text))


def _without_nth(clause: Clause, rules: Rules) -> None:
    """Every Friday except the first is the second to fifth."""
    item = clause.first("except_nth")
    if item is None:
        return
    values = _only(rules)
    numbers = values.get("ordinals") or range(1, 6)
    kept = tuple(number for number in numbers if number not in item.values["ordinals"])
    if kept and min(kept) > 0 and _is_about(item, values):
        values |= {"kind": "monthly", "ordinals": kept}
    else:
        rules.ask(questions.which_dates_off(item.text))


def _is_about(exception: Item, values: Fields) -> bool:
    """Whether an exception such as "the first Friday" is about the only weekday of these fields."""
    if values["kind"] not in ("weekly", "monthly") or values.get("interval", 1) != 1:
        return False
    return len(values["weekdays"]) == 1 and exception.values["weekdays"] in ((), values["weekdays"])


def _fields(item: Item, clause: Clause, rules: Rules) -> Fields:
    if item.name in WEEKLY:
        return {"kind": "weekly", "weekdays": WEEKLY[item.name]}
    if item.name == "daily":
        return {"kind": "daily"}
    if item.name == "interval":
        return {"kind": "daily", "interval": item.values["number"]}
    if item.name == "by_date":
        return {"kind": "monthly_date", "days": item.values["days"], "months": item.values["months"]}
    return (_monthly if item.name == "monthly" else _weekly)(item, clause, rules)


def _weekly(item: Item, clause: Clause, rules: Rules) -> Fields:
    values = item.values
    if item.name == "weekly_by" and len(values["weekdays"]) > 1:
        rules.ask(questions.same_week(item.text))
    is_sure = (
        values.get("sure") or clause.is_recurring or clause.has(*BOUNDED, "once_monthly", "twice_monthly")
    )
    if item.name == "weekly" and not is_sure:
        rules.ask(questions.every_week_or_once(names(values["weekdays"])))
    return {"kind": "weekly", "weekdays": values["weekdays"], "interval": values.get("interval", 1)}


def _monthly(item: Item, clause: Clause, rules: Rules) -> Fields:
    values = item.values
    if values["every_nth"] and not clause.has("once_monthly", "interval", "quarterly"):
        number = values["ordinals"][0]
        every = _("every %(number)d weeks") % {"number": number}
        rules.ask(questions.two_meanings(item.text, every, _("once a month")))
        return {"kind": "weekly", "weekdays": values["weekdays"], "interval": number}
    if values["unsure"] and not clause.has("once_monthly"):
        rules.ask(questions.is_that_right(item.text))
    return {"kind": "monthly", **{name: values[name] for name in ("weekdays", "ordinals", "months")}}


def _course(clause: Clause, rules: Rules) -> None:
    """So many sessions; so many weeks are sessions on each weekday of them."""
    courses = [item for item in (*clause.modifiers, *clause.days) if item.name == "course"]
    if not courses:
        return
    item = courses[0]
    if len({course.values["number"] for course in courses}) > 1:
        rules.ask(questions.enter_separately(", ".join(course.text for course in courses)))
    if not rules.values:
        rules.values.append({"kind": "weekly", "weekdays": ()})
    if len(rules.values) > 1:
        rules.ask(questions.enter_separately(item.text))
        return
    values = rules.values[0]
    if not item.values["weeks"]:
        values["count"] = item.values["number"]
    elif _is_every_week(values) and not clause.has("interval", "fortnightly", "biweekly"):
        values["count"] = item.values["number"] * max(1, len(values["weekdays"]))
    else:
        rules.ask(questions.enter_separately(item.text))
        rules.values.clear()


def _repeat(item: Item, clause: Clause, rules: Rules) -> None:
    """Every n weeks or months; "biweekly" and "bimonthly" are asked about unless the days decide."""
    unit, number = UNITS.get(item.name) or (item.values["unit"], item.values["number"])
    if unit == "month" and _names_its_months(number, clause, rules):
        return
    if item.name in MEANINGS:
        if any(_is_twice_a_month(values) for values in rules.values):
            return
        rules.ask(questions.two_meanings(item.text, *MEANINGS[item.name]))
    if not (rules.values or clause.has_day("dates")):
        rules.ask(DAYS_OF[unit]())
    for values in list(rules.values):
        _multiply(values, unit, number, clause, rules)


def _names_its_months(number: int, clause: Clause, rules: Rules) -> bool:
    """Quarterly, in January, April, July and October."""
    months = {month for values in rules.values for month in values.get("months", ())}
    seasons = [item for item in clause.modifiers if item.name == "season"]
    months |= {month for item in seasons for month in item.values["months"]}
    return len(months) * number == 12 and not clause.has("counting", "start", "range")


def _multiply(values: Fields, unit: str, number: int, clause: Clause, rules: Rules) -> None:
    is_weekly = values["kind"] == "weekly"
    if unit == "month":
        fits = values["kind"] in ("monthly", "monthly_date")
    else:
        fits = is_weekly and values.get("interval", 1) in (1, number)
    if fits:
        values["interval"] = number
        return
    rules.values.remove(values)
    name = names(values.get("weekdays", ()))
    needs_ordinal = unit == "month" and is_weekly and name
    rules.ask(questions.which_of_month(name) if needs_ordinal else questions.enter_separately(clause.text))


def _frequency(clause: Clause, rules: Rules) -> None:
    """Weekly, monthly and twice a month, checked against the days or asked for them."""
    if not (rules.values or rules.questions or clause.has_day("dates")):
        _ask_days(clause, rules)
    if not rules.values and (single := _date_of_series(clause)):
        rules.ask(questions.meets_after(single))
    for values in list(rules.values):
        is_weekly = values["kind"] == "weekly"
        if is_weekly and clause.has("once_monthly", "twice_monthly"):
            rules.values.remove(values)
            rules.ask(questions.which_of_month(names(values["weekdays"])))
        elif not is_weekly and _contradicts(clause, values):
            rules.ask(questions.enter_separately(clause.text))


def _date_of_series(clause: Clause) -> str:
    """The only date of a clause that says how often it returns."""
    dates = [item for item in clause.days if item.name == "dates"]
    returns = clause.has("once_weekly", "once_monthly", "twice_monthly", *INTERVALS)
    is_single = len(dates) == 1 and len(dates[0].values["days"]) == 1
    return dates[0].text if returns and is_single and len(clause.days) == 1 else ""


def _ask_days(clause: Clause, rules: Rules) -> None:
    if clause.has("once_monthly", "twice_monthly"):
        rules.ask(questions.which_of_month())
    elif clause.times or clause.has("once_weekly", "range", "start"):
        rules.ask(questions.which_weekday())


def _contradicts(clause: Clause, values: Fields) -> bool:
    return clause.has("once_weekly") or (clause.has("twice_monthly") and not _is_twice_a_month(values))
