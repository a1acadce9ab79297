"""Coordinates of a file: what countries lie around them, and whether they can be those of the address."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from support_groups.exchange.formats.addresses.countries import country_name
from support_groups.places import of_address
from support_groups.places.distance import between
from support_groups.places.gazetteer import gazetteer

FAR_KM = 100  # from the middle of its town
AROUND_KM = 40


@cache
def _squares() -> dict[tuple[int, int], list[int]]:
    """Square of one degree -> rows of its towns."""
    towns = gazetteer()
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in range(len(towns)):
        squares[towns.latitude[row] // 1000, towns.longitude[row] // 1000].append(row)
    return squares


@lru_cache(maxsize=1024)
def countries_near(latitude: float, longitude: float) -> frozenset[str]:
    """Codes of the countries with a town within 40 km; none in a sea or a desert.

    >>> sorted(countries_near(52.53, 13.40)), sorted(countries_near(0, 0))
    (['DE'], [])
    """
    if not is_on_earth(latitude, longitude):
        return frozenset()
    towns, found = gazetteer(), set()
    south, west = int(latitude // 1), int(longitude // 1)
    for square in ((south + up, west + along) for up in (-1, 0, 1) for along in (-1, 0, 1)):
        for row in _squares().get(square, ()):
            country = towns.areas[towns.area[row]].country
            if country in found or abs(latitude - towns.latitude[row] / 1000) > AROUND_KM / 111:
                continue
            if (
                between(latitude, longitude, towns.latitude[row] / 1000, towns.longitude[row] / 1000)
                <= AROUND_KM
            ):
                found.add(country)
    return frozenset(found)


def is_on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def objection(latitude: float, longitude: float, place: dict[str, str]) -> str:
    """Why a point cannot be that of an address, as a question; "" if it can. `place` has the columns of an address.

    >>> objection(52.53, 13.40, {"town": "Berlin", "country": "DE"}), bool(objection(0, 0, {}))
    ('', True)
    """
    point = f"{latitude:g}, {longitude:g}"
    if abs(latitude) < 0.01 and abs(longitude) < 0.01:
        return _("The coordinates are 0, 0, a point in the sea. They are not used. Where is it?")
    if _fits(longitude, latitude, place) and not _fits(latitude, longitude, place):
        return _("Latitude and longitude (%s) seem to be swapped. They are not used. Which is right?") % point
    if not is_on_earth(latitude, longitude):
        return _("The coordinates %s are not on Earth. They are not used.") % point
    middle = _middle(place)
    if middle and (km := between(latitude, longitude, *middle)) > FAR_KM:
        words = {
            "point": point,
            "km": round(km),
            "town": place["town"] if place.get("town") else place["postcode"],
        }
        return (
            _("The coordinates %(point)s are %(km)d km from %(town)s. They are not used. Which is right?")
            % words
        )
    near, country = countries_near(latitude, longitude), place.get("country", "")
    if near and country and country not in near:
        words = {
            "point": point,
            "there": ", ".join(sorted(map(country_name, near))),
            "country": country_name(country),
        }
        return (
            _(
                "The coordinates %(point)s are in %(there)s, but the address is in %(country)s. They are not used."
            )
            % words
        )
    return ""


def regions_at(
    regions: Mapping[str, Iterable[tuple[float, float]]], point: tuple[float, float] | None
) -> list[str]:
    """Those with a town that a point can belong to; all without a point.

    >>> regions_at({"KS": [(39.1, -94.6)], "OH": [(41.1, -81.5)]}, (41.0, -81.4))
    ['OH']
    """
    if point is None:
        return sorted(regions)
    return sorted(
        name for name, towns in regions.items() if any(between(*point, *town) <= FAR_KM for town in towns)
    )


def _middle(place: dict[str, str]) -> tuple[float, float] | None:
    """Of its ZIP code or town; not of a town whose country is unknown."""
    if not place.get("country"):
        return None
    names = ("street", "town", "region", "postcode", "country")
    found = of_address(*("" if name == "street" else place.get(name, "") for name in names))
    return (found.latitude, found.longitude) if found else None


def _fits(latitude: float, longitude: float, place: dict[str, str]) -> bool:
    if not is_on_earth(latitude, longitude):
        return False
    middle, country = _middle(place), place.get("country", "")
    if middle:
        return between(latitude, longitude, *middle) <= FAR_KM
    return bool(country) and country in countries_near(latitude, longitude)
