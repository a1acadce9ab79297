"""Day rules of a clause: from its items to kind, weekdays, ordinals and interval of a pattern."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.clauses import Clause
from support_groups.schedules.phrases.grammar import Item
from support_groups.schedules.phrases.questions import Question

INTERVALS = ("interval", "fortnightly", "biweekly", "bimonthly", "quarterly")
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


@dataclass
class Rules:
    """Fields of the patterns of a clause, one dict each, without times and seasons."""

    values: list[dict[str, Any]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def names(weekdays: tuple[int, ...]) -> str:
    return " / ".join(questions.weekday_name(day) for day in weekdays)


def read(clause: Clause) -> Rules:
    rules = Rules()
    for item in clause.days:
        if item.name != "dates":
            rules.values.append(_fields(item, clause, rules))
    _course(clause, rules)
    every = clause.first(*INTERVALS)
    if every and not (every.name == "interval" and every.values["unit"] == "D"):
        _repeat(every, clause, rules)
    _frequency(clause, rules)
    _without_nth(clause, rules)
    _without_weekdays(clause, rules)
    return rules


def _without_weekdays(clause: Clause, rules: Rules) -> None:
    """Daily except Sunday is Monday to Saturday."""
    item = clause.first("except_weekdays")
    if item is None:
        return
    values = rules.values[0] if len(rules.values) == 1 else {"kind": ""}
    days = (
        values.get("weekdays")
        if values["kind"] == "weekly"
        else range(7)
        if values["kind"] == "daily"
        else ()
    )
    kept = tuple(day for day in days or () if day not in item.values["weekdays"])
    if kept and values.get("interval", 1) == 1:
        values |= {"kind": "weekly", "weekdays": kept}
    else:
        rules.questions.append(questions.when_not(item.text))


def _without_nth(clause: Clause, rules: Rules) -> None:
    """Every Friday except the first is the second to fifth."""
    item = clause.first("except_nth")
    if item is None:
        return
    simple = len(rules.values) == 1 and rules.values[0]["kind"] in ("weekly", "monthly")
    values = rules.values[0] if simple else {"weekdays": ()}
    same = item.values["weekdays"] in ((), values["weekdays"]) and len(values["weekdays"]) == 1
    if not simple or not same or values.get("interval", 1) != 1:
        rules.questions.append(questions.when_not(item.text))
        return
    kept = [
        number for number in values.get("ordinals") or range(1, 6) if number not in item.values["ordinals"]
    ]
    if kept and min(kept) > 0:
        values |= {"kind": "monthly", "ordinals": tuple(kept)}
    else:
        rules.questions.append(questions.when_not(item.text))


def _fields(item: Item, clause: Clause, rules: Rules) -> dict[str, Any]:
    values = item.values
    match item.name:
        case "weekdays":
            return {"kind": "weekly", "weekdays": (0, 1, 2, 3, 4)}
        case "weekends":
            return {"kind": "weekly", "weekdays": (5, 6)}
        case "daily":
            return {"kind": "daily"}
        case "interval":
            return {"kind": "daily", "interval": values["number"]}
        case "by_date":
            return {"kind": "monthly_date", "days": values["days"], "months": values["months"]}
        case "monthly":
            return _monthly(item, clause, rules)
    if item.name == "weekly_by" and len(values["weekdays"]) > 1:
        rules.questions.append(questions.same_week(item.text))
    sure = values.get("sure") or clause.is_recurring or clause.has(*BOUNDED, "once_monthly", "twice_monthly")
    if item.name == "weekly" and not sure:
        rules.questions.append(questions.every_one(names(values["weekdays"])))
    return {"kind": "weekly", "weekdays": values["weekdays"], "interval": values.get("interval", 1)}


def _monthly(item: Item, clause: Clause, rules: Rules) -> dict[str, Any]:
    values = item.values
    monthly = {"kind": "monthly", **{name: values[name] for name in ("weekdays", "ordinals", "months")}}
    if values["every_nth"] and not clause.has("once_monthly", "interval", "quarterly"):
        number = values["ordinals"][0]
        every = _("every %(number)d weeks") % {"number": number}
        rules.questions.append(questions.two_meanings(item.text, every, _("once a month")))
        return {"kind": "weekly", "weekdays": values["weekdays"], "interval": number}
    if values["unsure"] and not clause.has("once_monthly"):
        rules.questions.append(questions.right(item.text))
    return monthly


def _course(clause: Clause, rules: Rules) -> None:
    """So many sessions; so many weeks are sessions on each weekday of them."""
    item = clause.first("course") or next((day for day in clause.days if day.name == "course"), None)
    if item is None:
        return
    if not rules.values:
        rules.values.append({"kind": "weekly", "weekdays": ()})
    if len(rules.values) > 1:
        rules.questions.append(questions.fits_not(item.text))
        return
    values = rules.values[0]
    weekly = values["kind"] == "weekly" and values.get("interval", 1) == 1
    if item.values["weeks"] and (not weekly or clause.has("interval", "fortnightly", "biweekly")):
        rules.questions.append(questions.fits_not(item.text))
        rules.values.clear()
        return
    values["count"] = item.values["number"] * (max(1, len(values["weekdays"])) if item.values["weeks"] else 1)


def _repeat(item: Item, clause: Clause, rules: Rules) -> None:
    """Every n weeks or months; "biweekly" and "bimonthly" are asked unless the days decide."""
    unit, number = {
        "fortnightly": ("K", 2),
        "biweekly": ("K", 2),
        "bimonthly": ("H", 2),
        "quarterly": ("H", 3),
    }.get(item.name) or (item.values["unit"], item.values["number"])
    months = {month for values in rules.values for month in values.get("months", ())}
    months |= {
        month for given in clause.modifiers if given.name == "season" for month in given.values["months"]
    }
    if unit == "H" and len(months) * number == 12 and not clause.has("counting", "start", "range"):
        return  # the months are spelled out
    twice = any(len(values.get("ordinals") or values.get("days", ())) == 2 for values in rules.values)
    if item.name in ("biweekly", "bimonthly") and twice:
        return
    if item.name == "biweekly":
        rules.questions.append(questions.two_meanings(item.text, _("every two weeks"), _("twice a week")))
    if item.name == "bimonthly":
        rules.questions.append(questions.two_meanings(item.text, _("every two months"), _("twice a month")))
    if not rules.values and any(day.name == "dates" for day in clause.days):
        return
    if not rules.values:
        rules.questions.append(questions.which_weekday() if unit == "K" else questions.which_of_month())
        return
    for values in list(rules.values):
        _multiply(values, unit, number, item, clause, rules)


def _multiply(
    values: dict[str, Any], unit: str, number: int, item: Item, clause: Clause, rules: Rules
) -> None:
    by_month = values["kind"] in ("monthly", "monthly_date")
    if (unit == "H" and by_month) or (
        unit == "K" and values["kind"] == "weekly" and values.get("interval", 1) in (1, number)
    ):
        values["interval"] = number
    else:
        rules.values.remove(values)
        name = names(values.get("weekdays", ()))
        asks_which = unit == "H" and values["kind"] == "weekly" and name
        rules.questions.append(
            questions.which_of_month(name) if asks_which else questions.fits_not(clause.text)
        )


def _frequency(clause: Clause, rules: Rules) -> None:
    """Weekly, monthly and twice a month, checked against the days or asked for them."""
    monthly = clause.has("once_monthly", "twice_monthly")
    if not rules.values and not rules.questions and not any(day.name == "dates" for day in clause.days):
        if monthly:
            rules.questions.append(questions.which_of_month())
        elif clause.has("once_weekly") or clause.times or clause.has("range", "start"):
            rules.questions.append(questions.which_weekday())
        return
    for values in list(rules.values):
        weekly = values["kind"] == "weekly"
        if monthly and weekly:
            rules.values.remove(values)
            rules.questions.append(questions.which_of_month(names(values["weekdays"])))
        elif (clause.has("once_weekly") and not weekly) or (
            clause.has("twice_monthly") and len(values.get("ordinals") or values.get("days", ())) != 2
        ):
            rules.questions.append(questions.fits_not(clause.text))
