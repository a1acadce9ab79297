"""Days that many groups keep and that are no public holidays, or not in every country."""

from datetime import date, timedelta

from dateutil.easter import easter

SUNDAY, THURSDAY = 6, 3


def customary_days(country: str, year: int) -> dict[str, date]:
    """Key in `holiday_names` -> day.

    >>> str(customary_days("US", 2026)["after_thanksgiving"]), str(customary_days("GB", 2027)["mothers_day"])
    ('2026-11-27', '2027-03-07')
    """
    return _fixed(year) | _of_easter(year) | _of_country(country, year)


def _fixed(year: int) -> dict[str, date]:
    return {
        "epiphany": date(year, 1, 6),
        "valentine": date(year, 2, 14),
        "st_patrick": date(year, 3, 17),
        "fathers_day": _nth(year, 6, SUNDAY, 3),
        "halloween": date(year, 10, 31),
        "all_souls": date(year, 11, 2),
        "guadalupe": date(year, 12, 12),
        "christmas_eve": date(year, 12, 24),
        "new_years_eve": date(year, 12, 31),
    }


def _of_easter(year: int) -> dict[str, date]:
    sunday = easter(year)
    after = {"ash_wednesday": -46, "holy_thursday": -3, "good_friday": -2, "easter": 0, "easter_monday": 1}
    return {key: sunday + timedelta(days=days) for key, days in after.items()}


def _of_country(country: str, year: int) -> dict[str, date]:
    second_sunday = {"mothers_day": _nth(year, 5, SUNDAY, 2)}
    if country == "US":
        thanksgiving = _nth(year, 11, THURSDAY, 4)
        return second_sunday | {"after_thanksgiving": thanksgiving + timedelta(days=1)}
    if country == "GB":
        return {"mothers_day": easter(year) - timedelta(weeks=3)}  # Mothering Sunday, the fourth in Lent
    return {"mothers_day": date(year, 5, 10)} if country == "MX" else second_sunday


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
