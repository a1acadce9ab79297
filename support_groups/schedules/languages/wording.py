"""What sentences about schedules have in common in every language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from support_groups.schedules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of a language, and what is built from them alike in every language. `{}` stands for what is put in."""

    months: Sequence[str]
    numbers: Sequence[str]  # from zero on
    conjunction: str
    minutes: str
    month_to_month: str
    except_months: str
    in_months: str
    of_months: str
    from_day: str
    counting_from: str
    until_day: str
    on: Callable[[date], str]
    period: Callable[[date, date], str]  # from one day to another

    def number(self, value: int) -> str:
        return self.numbers[value] if value < len(self.numbers) else str(value)

    def listed(self, items: Sequence[str]) -> str:
        """Monday, Tuesday and Friday."""
        *others, last = items
        return f"{', '.join(others)} {self.conjunction} {last}" if others else last

    def listed_months(self, months: tuple[int, ...]) -> str:
        return self.listed([self.months[month - 1] for month in months])

    def hours(self, rule: Rule, span: Callable[[time, int | None], str]) -> str:
        if rule.begins is not None:
            return span(rule.begins, rule.minutes)
        return self.minutes.format(rule.minutes) if rule.minutes else ""

    def bounds(self, rule: Rule, *, complete: bool) -> str:
        """The first and the last date, with the space before them."""
        text = ""
        if rule.count and rule.anchor:
            text = self.from_day.format(self.on(rule.anchor))
        elif complete and rule.anchor:
            text = self.counting_from.format(self.on(rule.anchor))
        if rule.starts_on and rule.ends_on:
            return text + self.period(rule.starts_on, rule.ends_on)
        if rule.starts_on:
            return text + self.from_day.format(self.on(rule.starts_on))
        return text + (self.until_day.format(self.on(rule.ends_on)) if rule.ends_on else "")

    def season(self, rule: Rule) -> str:
        months = summarize(rule.months)
        if months.run:
            return self.month_to_month.format(*(self.months[month - 1] for month in months.run))
        if months.without:
            return self.except_months.format(self.listed_months(months.without))
        return self.in_months.format(self.listed_months(months.only)) if _is_apart(rule) else ""

    def of_season(self, rule: Rule) -> str:
        """ " of January and July" after "first Monday"."""
        only = summarize(rule.months).only
        return self.of_months.format(self.listed_months(only)) if only and not _is_apart(rule) else ""


def _is_apart(rule: Rule) -> bool:
    """Whether the months of a season are named apart from the days."""
    return bool(summarize(rule.months).only) and (rule.kind != "monthly" or rule.interval != 1)


@dataclass(frozen=True)
class MonthSummary:
    """One of these: `run` from month to month, `without` some, or `only` some."""

    run: tuple[int, int] | None = None
    without: tuple[int, ...] = ()
    only: tuple[int, ...] = ()


def summarize(months: tuple[int, ...]) -> MonthSummary:
    """The shortest way to name a set of months.

    >>> summarize((1, 2, 3, 4, 5, 9, 10, 11, 12)).run, summarize((1, 4, 7, 10)).only
    ((9, 5), (1, 4, 7, 10))
    >>> summarize((1, 2, 3, 4, 5, 6, 9, 10, 11, 12)).without
    (7, 8)
    """
    missing = tuple(month for month in range(1, 13) if month not in months)
    if not months or not missing:
        return MonthSummary()
    if len(missing) <= 2:
        return MonthSummary(without=missing)
    begins = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(begins) == 1 and len(months) >= 3:
        return MonthSummary(run=(begins[0], (begins[0] + len(months) - 2) % 12 + 1))
    return MonthSummary(only=months)


def end_of(begins: time, minutes: int) -> time:
    """The clock at the end, which may be after midnight.

    >>> end_of(time(23), 120)
    datetime.time(1, 0)
    """
    total = begins.hour * 60 + begins.minute + minutes
    return time(total // 60 % 24, total % 60)
