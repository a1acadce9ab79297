"""Which clock a place keeps: from a ZIP code, a town, coordinates, a region or a country. Offline, and never a guess.

Every part of an address says which clocks are possible there. What all parts allow is the answer, and it can be more
than one clock (Tennessee) or none (a ZIP code of New York beside a town in Oregon): then somebody must be asked.
Zones whose clocks show the same time for the next two years count as one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from support_groups.places import nearby, postcodes
from support_groups.places.area_clocks import HOME, areas_anywhere, areas_called, clocks_of_area
from support_groups.places.finding import find
from support_groups.places.gazetteer import TIMES, gazetteer
from support_groups.places.names import key
from support_groups.places.odd_clocks import other_clock
from support_groups.places.place import Place
from support_groups.schedules.zones import distinct_clocks, has_clock

NAMESAKES = 500  # more than any name has
ZIP_LENGTH = 60  # characters at the end of a street that may hold a ZIP code


class Basis(StrEnum):
    POSTCODE = "postcode"
    TOWN = "town"
    COORDINATES = "coordinates"
    AREA = "area"  # a region or a country


@dataclass(frozen=True)
class Finding:
    """The clocks that one part of an address allows: an IANA zone for each, the likeliest first."""

    basis: Basis
    zones: tuple[str, ...]
    place: str  # for people: "San Jose, California"


@dataclass(frozen=True)
class Clocks:
    """The clocks that a whole address allows. Empty if it says nothing, or if its parts contradict each other."""

    zones: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()  # the parts that say something, the most exact first

    @property
    def zone(self) -> str:
        """The only one; "" if there are several or none."""
        return self.zones[0] if len(self.zones) == 1 else ""

    @property
    def is_contradictory(self) -> bool:
        return bool(self.findings) and not self.zones

    @property
    def source(self) -> Finding | None:
        """The part that tells most: of those that leave the fewest clocks, the most exact."""
        return min(self.findings, key=lambda finding: len(finding.zones), default=None)

    def allows(self, zone: str) -> bool:
        """Whether people there may keep this zone's clock, as far as the address tells."""
        known = self.zones or tuple(zone for finding in self.findings for zone in finding.zones)
        return not known or has_clock(zone, known)


def of_place(
    *,
    street: str = "",
    town: str = "",
    region: str = "",
    postcode: str = "",
    country: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Clocks:
    """The clocks of an address. `region` and `country` may be names or codes; a region may turn out to be a town.

    >>> of_place(town="San Jose", region="CA").zone, of_place(region="Tennessee").zones
    ('America/Los_Angeles', ('America/Chicago', 'America/New_York'))
    >>> of_place(latitude=52.53, longitude=13.4).zone, of_place(country="CA").zone, of_place().zones
    ('Europe/Berlin', '', ())
    """
    areas = _areas_of(town, region, country)
    parts = (
        _by_postcode(postcode, street, town, areas),
        _by_town(town if town.strip() or areas else region, areas),
        of_point(latitude, longitude),
        _by_area(areas, [*_odd_zones(town, areas), *_of_towns(_namesakes_at_home(region, country, areas))]),
    )
    findings = tuple(part for part in parts if part and part.zones)
    zones = findings[0].zones if findings else ()
    for finding in findings[1:]:
        zones = tuple(zone for zone in zones if has_clock(zone, finding.zones))
    return Clocks(zones, findings)


def _areas_of(town: str, region: str, country: str) -> frozenset[int]:
    """The region or country that is meant. Without a country the town decides: of "Toronto, CA", Canada."""
    areas = areas_called(region, country)
    if country.strip() or not town.strip() or _towns_in(town, areas):
        return areas
    abroad = areas_called("", region) | areas_anywhere(region)
    return abroad if _towns_in(town, abroad) else areas


def of_point(latitude: float | None, longitude: float | None) -> Finding | None:
    """By the towns around; None in a sea, in a desert, and for what is no place on the globe."""
    if latitude is None or longitude is None:
        return None
    towns = [gazetteer().town(row) for row in nearby.rows(latitude, longitude)]
    if not towns:
        return None
    largest = max(towns, key=lambda town: town.population)
    return Finding(Basis.COORDINATES, _of_towns(towns), largest.label)


def _by_postcode(postcode: str, street: str, town: str, areas: frozenset[int]) -> Finding | None:
    """A US ZIP code, also at the end of a street. Other countries have codes of five digits, too, so without a region
    or country at home its town must agree, or nothing else be said."""
    texts = (" ".join(postcode.split()), " ".join(street.split())[-ZIP_LENGTH:])
    code = next(filter(None, map(postcodes.zip_in, texts)), "")
    place = postcodes.place(code) if code else None
    if not place:
        return None
    is_home = any(gazetteer().areas[number].country == HOME for number in areas)
    if not is_home and (areas or (town.strip() and key(town) != key(place.name))):
        return None
    return Finding(Basis.POSTCODE, _of_towns([place]), place.label)


def _by_town(town: str, areas: frozenset[int]) -> Finding | None:
    """Every town that may be meant. If we don't know it in its region, the region alone must tell."""
    if not town.strip():
        return None
    places = _towns_in(town, areas) if areas else _towns_anywhere(town)
    zones = distinct_clocks([*_all_zones(places), *_odd_zones(town, areas)])
    labels = {place.label for place in places}
    label = labels.pop() if len(labels) == 1 else town.strip()  # of namesakes, none is named
    return Finding(Basis.TOWN, zones, label) if zones else None


def _towns_in(town: str, areas: frozenset[int]) -> list[Place]:
    towns = gazetteer()
    rows = [
        row for row in towns.towns(key(town)) if any(towns.is_within(towns.area[row], one) for one in areas)
    ]
    return [towns.town(row) for row in sorted(rows, key=lambda row: -towns.population[row])]


def _towns_anywhere(town: str) -> list[Place]:
    """Without a region or country, a famous town abroad is not certain if there is a namesake at home."""
    if not _is_a_name(town.partition(",")[0]) and not postcodes.zip_in(town):
        return []  # before `find` looks for names that are spelled alike, which takes a while
    matches = find(town, country=HOME, limit=NAMESAKES)
    if matches.is_certain and matches.sentence:
        return []  # a spelling that we corrected
    is_at_home = [place.country == HOME for place in matches.places]
    is_clear = matches.is_certain and (is_at_home[0] or not any(is_at_home))
    return list(matches.places[:1] if is_clear else matches.places)


def _is_a_name(text: str) -> bool:
    towns = gazetteer()
    return next(towns.towns(key(text)), None) is not None or bool(areas_anywhere(text))


def _by_area(areas: frozenset[int], also: Iterable[str]) -> Finding | None:
    zones = [zone for number in sorted(areas) for zone in clocks_of_area(number)]
    if not zones:
        return None
    return Finding(Basis.AREA, distinct_clocks([*zones, *also]), gazetteer().whole(min(areas)).label)


def _namesakes_at_home(region: str, country: str, areas: frozenset[int]) -> list[Place]:
    """Towns at home that a region abroad without its country may mean: San José of Costa Rica, or San Jose."""
    towns = gazetteer()
    people = max((towns.areas[number].population for number in areas), default=0)
    is_abroad = bool(areas) and all(towns.areas[number].country != HOME for number in areas)
    if country.strip() or not is_abroad:
        return []
    namesakes = [towns.town(row) for row in towns.towns(key(region))]
    return [town for town in namesakes if town.country == HOME and town.population * TIMES * TIMES > people]


def _all_zones(places: Iterable[Place]) -> Iterator[str]:
    for place in places:
        if place.is_area:
            areas = areas_called(place.region_name, place.country)
            yield from (zone for number in sorted(areas) for zone in clocks_of_area(number))
        else:
            yield from _of_towns([place])


def _of_towns(towns: Iterable[Place]) -> tuple[str, ...]:
    """What the data says of towns or ZIP codes, and which other clock people keep there."""
    zones = []
    for town in towns:
        zones.append(town.zone)
        zones.append(other_clock(town.country, town.region, key(town.name)))
    return distinct_clocks(filter(None, zones))


def _odd_zones(town: str, areas: frozenset[int]) -> Iterator[str]:
    """Of a town that only our own table has in that region."""
    known = [gazetteer().areas[number] for number in areas]
    yield from filter(None, (other_clock(area.country, area.code, key(town)) for area in known))
