"""Which of several namesakes is meant, or that nobody can know: the rules for asking.

- At home, a place with ten times the people of every namesake is meant (Akron); Springfield asks. A suburb counts half,
  for its name is seldom said alone: so Syracuse, New York, is meant, not the one near Salt Lake City. A city comes
  before its state if it has more than a fourth of the state's people (New York); otherwise a state must have twenty
  times the people of a town to be meant (Washington asks).
- A town at home is not meant for certain if a place abroad has its name and more people (Paris, London, Melbourne).
- Nothing abroad is chosen while a place at home has the name, except a whole country, nation of the United Kingdom or
  province of Canada whose namesakes at home are villages (Scotland).
- If nothing at home has the name, abroad is chosen when the words name the country, or for such a country or province,
  or for a county or known region (Lake District), or for a place of a million people (Guadalajara). Otherwise we ask, even if there is only one.

Sizes are those of the gazetteer: people of a town, sums of towns for the rest.
"""

from collections.abc import Sequence
from dataclasses import replace

from support_groups.places.gazetteer import CAPITAL, COUNTRY_TIMES, TIMES, VILLAGE, gazetteer
from support_groups.places.place import Place, PlaceKind

TEN = 10  # times the people of a namesake
WELL_KNOWN = 50_000  # people of a town that comes before any part of a city
UNKNOWN = 1000  # people of a place whose population is not known, at most
FAMOUS = 200_000  # people of a city that may come before its state
WORLD_CITY = 1_000_000  # people
HUNDREDFOLD = 100  # a place abroad that much larger is offered first (London)
NATIONS = {"GB", "CA"}  # whose regions people name without the country
HAVE_REGIONS_IN_MIND = {"US", *NATIONS}  # elsewhere "Madrid, Spain" is the town, and its region is offered


def choose(places: Sequence[Place], country: str, is_placed: bool) -> tuple[list[Place], bool]:
    """The places in the order to offer them, and whether the first is certain. `country` is the visitor's."""
    home, wins_at_home = _ranked([place for place in places if place.country == country], is_placed)
    abroad, wins_abroad = _ranked([place for place in places if place.country != country], is_placed)
    if not home:
        return abroad, wins_abroad and (is_placed or _may_be_chosen(abroad[0]))
    if not abroad:
        return home, wins_at_home
    if not is_placed and wins_abroad and _is_known_abroad(abroad[0], home):
        return [abroad[0], *home, *abroad[1:]], True
    if wins_at_home and not _is_dwarfed(home[0], abroad):
        return [*home, *abroad], True
    if abroad[0].population > HUNDREDFOLD * home[0].population:
        return [abroad[0], *home, *abroad[1:]], False
    return [*home, *abroad], False


def shortened(places: list[Place], country: str, limit: int) -> tuple[Place, ...]:
    """The first ones, with one from abroad if there is any: London, Kentucky, must not hide London."""
    places = list({place.label: place for place in reversed(places)}.values())[
        ::-1
    ]  # a post office of the region's name
    kept = places[:limit]
    abroad = [place for place in places if place.country != country]
    if abroad and limit > 1 and all(place.country == country for place in kept):
        kept[-1] = abroad[0]
    return tuple(kept)


def _ranked(places: list[Place], is_placed: bool) -> tuple[list[Place], bool]:
    """Places of one side of the border, and whether the first is far better known than the rest.

    With its state ("Panhandle, TX"), a town comes before a region that shares its name.
    """
    places = sorted(dict.fromkeys(places), key=lambda place: -place.population)
    towns = [place for place in places if not place.is_area]
    areas = [place for place in places if place.is_area]
    if not areas or not towns:
        return places, bool(places) and _dominates(places[0], places[1:])
    town, area = towns[0], areas[0]
    if is_placed and all(other.kind == PlaceKind.DISTRICT for other in areas):
        return [*towns, *areas], _dominates(town, towns[1:])
    if is_placed and _is_named_after(area, town) and _dominates(town, towns[1:]):
        return [town, *areas, *towns[1:]], True
    if area.kind == PlaceKind.DISTRICT or area.country != town.country:
        return places, _dominates(places[0], places[1:])
    if (
        town.population > FAMOUS
        and _dominates(town, towns[1:])
        and town.population * CAPITAL > area.population
    ):
        return [town, *areas, *towns[1:]], True
    if area.population > TIMES * town.population and _dominates(area, areas[1:]):
        return [*areas, *towns], True
    return places, False


def _dominates(best: Place, others: Sequence[Place]) -> bool:
    return all(
        _is_far_larger(best, other)
        for other in others
        if not (
            best.kind == PlaceKind.COUNTRY
            and other.kind == PlaceKind.REGION
            and other.country == best.country
        )
    )


def _is_far_larger(best: Place, other: Place) -> bool:
    least = best.population / TEN
    if not other.population and best.population < WELL_KNOWN and _is_part_of_a_city(other):
        return False
    if max(other.population, UNKNOWN) <= least:
        return True
    is_close = max(other.population, UNKNOWN) <= 2 * least and other.kind == PlaceKind.TOWN
    return is_close and gazetteer().is_suburb(other)


def _is_named_after(area: Place, town: Place) -> bool:
    """Whether an area is a region, abroad, of no other name than its town, which is more than a village in it."""
    if area.kind != PlaceKind.REGION or area.country in HAVE_REGIONS_IN_MIND:
        return False
    return town.region_name == area.name and town.population * TIMES * CAPITAL >= area.population


def _is_part_of_a_city(place: Place) -> bool:
    """Whether a place without a known number of people may have many: Flushing, New York, and not Flushing, Michigan."""
    return place.kind == PlaceKind.TOWN and gazetteer().is_suburb(replace(place, population=FAMOUS // 2))


def _is_dwarfed(best: Place, abroad: list[Place]) -> bool:
    """Whether something abroad is better known than a place at home; a state is meant even so (GA, IN).

    Regions of other countries than NATIONS don't count: who knows Saint-Louis in Senegal?
    """
    known = [place for place in abroad if place.kind != PlaceKind.REGION or place.country in NATIONS]
    return best.kind != PlaceKind.REGION and any(place.population > best.population for place in known)


def _may_be_chosen(place: Place) -> bool:
    return _is_nation(place) or place.kind == PlaceKind.DISTRICT or place.population >= WORLD_CITY


def _is_nation(place: Place) -> bool:
    is_province = place.kind == PlaceKind.REGION and place.country in NATIONS
    return place.kind == PlaceKind.COUNTRY or is_province


def _is_known_abroad(place: Place, home: list[Place]) -> bool:
    """A country or province whose namesakes at home are villages, or as nothing beside it."""
    return _is_nation(place) and all(
        not other.is_area
        and (other.population < VILLAGE or other.population * COUNTRY_TIMES < place.population)
        for other in home
    )
