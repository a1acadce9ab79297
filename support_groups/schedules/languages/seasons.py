"""How people name the months of a yearly season."""

from dataclasses import dataclass


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
