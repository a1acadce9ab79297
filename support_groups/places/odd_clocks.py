"""Towns where people keep another clock than the data says, so that nobody can tell from the address.

Sources: the comments on unofficial time in the file `northamerica` of the IANA time zone database; for Saskatchewan
its Time Act (C.S.S. c. T-14).
"""

# (country, region, key of the town) -> the other clock
BY_LAW = {
    ("US", "NV", "west wendover"): "America/Denver",
    ("CA", "SK", "lloydminster"): "America/Edmonton",
    ("CA", "SK", "creighton"): "America/Winnipeg",
    ("CA", "SK", "denare beach"): "America/Winnipeg",
}
ALABAMA = ("phenix city", "smiths station", "lanett", "valley")  # live by the clock of Georgia
BY_CUSTOM = {
    **{("US", "AL", town): "America/Chicago" for town in ALABAMA},
    ("US", "NV", "jackpot"): "America/Denver",
    ("US", "OK", "kenton"): "America/Denver",
    ("US", "AK", "hyder"): "America/Vancouver",
}


def other_clock(country: str, region: str, town: str) -> str:
    """The clock that a town keeps besides the one of the data; "" for nearly every town.

    >>> other_clock("US", "NV", "west wendover"), other_clock("US", "NV", "reno")
    ('America/Denver', '')
    """
    place = (country, region, town)
    return BY_LAW.get(place) or BY_CUSTOM.get(place, "")


def lawful_clocks(country: str, region: str) -> list[str]:
    """The other clocks that the law knows in a region."""
    return [
        zone
        for (its_country, its_region, _town), zone in BY_LAW.items()
        if (its_country, its_region) == (country, region)
    ]
