"""A pattern as the fields of a form, and back.

Pure. Typing a phrase is quicker; filling in fields leaves nothing to interpret.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.schedules import InvalidPattern, Pattern, PatternKind

# What each kind of pattern asks; a field of another kind that was left filled in says nothing.
ASKED = {
    PatternKind.WEEKLY: ("weekdays", "interval", "anchor", "count"),
    PatternKind.MONTHLY: ("weekdays", "ordinals", "interval", "anchor", "count"),
    PatternKind.MONTHLY_DATE: ("days", "interval", "anchor", "count"),
    PatternKind.DAILY: ("interval", "anchor", "count"),
    PatternKind.DATES: ("on",),
    PatternKind.APPOINTMENT: (),
}
REPEATING = (PatternKind.WEEKLY, PatternKind.MONTHLY, PatternKind.MONTHLY_DATE, PatternKind.DAILY)
SEASON = ("months", "starts_on", "ends_on")
NAMES = ("kind", "weekdays", "ordinals", "days", "on", "interval", "anchor", "count", "begins", "minutes")
NAMES += ("zone", *SEASON)
LAST_WORDS = ("last", "último", "ultimo")
MOST_DATES = 200


def kinds_asking(name: str) -> str:
    """The kinds of pattern for which a field says something, for the script that hides it from the others."""
    if name in SEASON:
        return " ".join(REPEATING)
    if name in ("begins", "minutes", "zone"):
        return " ".join(kind for kind in PatternKind if kind != PatternKind.APPOINTMENT or name == "minutes")
    return " ".join(kind for kind, names in ASKED.items() if name in names)


def to_fields(pattern: Pattern) -> dict[str, Any]:
    """What a form shows of a pattern.

    >>> fields = to_fields(Pattern(kind=PatternKind.MONTHLY_DATE, days=(15, -1)))
    >>> fields["kind"], fields["days"], fields["interval"]
    ('monthly_date', '15, last', 1)
    """
    fields = {name: getattr(pattern, name) for name in NAMES}
    return fields | {
        "kind": pattern.kind.value,
        "weekdays": list(pattern.weekdays),
        "ordinals": list(pattern.ordinals),
        "months": list(pattern.months),
        "days": ", ".join("last" if day == -1 else str(day) for day in pattern.days),
        "on": ", ".join(day.isoformat() for day in pattern.on),
    }


def to_pattern(fields: Mapping[str, Any]) -> Pattern:
    """Raises InvalidPattern, with a sentence for each thing that is wrong.

    >>> to_pattern({"kind": "weekly", "weekdays": [1], "days": "15", "begins": datetime.time(18, 30)}).words()
    'Every Tuesday, 6:30 pm'
    """
    if not fields.get("kind"):
        raise InvalidPattern([_("Choose how it repeats, or write it in words above.")])
    kind = PatternKind(fields["kind"])
    names = [name for name in NAMES if kind.value in kinds_asking(name).split()]
    values = {name: fields[name] for name in names if fields.get(name) not in (None, "", [], ())}
    values |= {name: tuple(values[name]) for name in ("weekdays", "ordinals", "months") if name in values}
    if "days" in values:
        values["days"] = days_of_month(values["days"])
    if "on" in values:
        values["on"] = single_dates(values["on"])
    return Pattern(kind=kind, **values)


def days_of_month(text: str) -> tuple[int, ...]:
    """
    >>> days_of_month("1, 15 and last")
    (1, 15, -1)
    """
    words = [word for word in re.split(r"[\s,;]+", text.lower()) if word not in ("", "and", "y", "the")]
    wrong = [
        word for word in words if word not in LAST_WORDS and not re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", word)
    ]
    if wrong:
        raise InvalidPattern([_("“%s” is not a day of the month. Write 1, 15 or last.") % wrong[0][:40]])
    return tuple(-1 if word in LAST_WORDS else int(re.match(r"\d+", word)[0]) for word in words)


def single_dates(text: str) -> tuple[datetime.date, ...]:
    """
    >>> single_dates("2026-12-01, 2026-12-15")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 15))
    """
    words = [word for word in re.split(r"[\s,;]+", text) if word]
    if len(words) > MOST_DATES:
        raise InvalidPattern([_("Too many dates. Can you give a rule, such as every other Thursday?")])
    return tuple(_date(word) for word in words)


def _date(word: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        message = _("“%s” is not a date. Write 2026-12-24, or write the dates in words above.")
        raise InvalidPattern([message % word[:40]]) from None


def still_says(read: Iterable[Pattern], pattern: Pattern) -> bool:
    """Whether a phrase, read as these patterns, says this one, but for what it leaves open.

    >>> tuesday = Pattern(kind=PatternKind.WEEKLY, weekdays=(1,))
    >>> still_says([tuesday], Pattern(kind=PatternKind.WEEKLY, weekdays=(1,), begins=datetime.time(18)))
    True
    """
    rules = [other.to_dict() for other in read]
    if len(rules) != 1:
        return False
    # A zone is often the group's own.
    left_open = {"begins", "minutes", "anchor"} - rules[0].keys() | {"zone"}
    rule = {name: value for name, value in rules[0].items() if name != "zone"}
    return rule == {name: value for name, value in pattern.to_dict().items() if name not in left_open}


KIND_NAMES = [
    (PatternKind.WEEKLY, gettext_lazy("by the week: every Tuesday, every other Tuesday")),
    (PatternKind.MONTHLY, gettext_lazy("by the month: first and third Tuesday")),
    (PatternKind.MONTHLY_DATE, gettext_lazy("by the date: on the 15th of the month")),
    (PatternKind.DAILY, gettext_lazy("daily")),
    (PatternKind.DATES, gettext_lazy("on single dates")),
    (PatternKind.APPOINTMENT, gettext_lazy("by appointment")),
]
