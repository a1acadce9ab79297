"""Countries and their regions, however an address names them. English and Spanish names and ISO codes: the gazetteer."""

from functools import cache, lru_cache

from support_groups.exchange.formats.addresses import italian, mexican
from support_groups.exchange.formats.addresses.keys import key
from support_groups.places import WITH_STATES
from support_groups.places.gazetteer import Area, gazetteer

# What the people of a country or its neighbors write on envelopes, where the gazetteer's names differ. Keys.
OTHER_NAMES = {
    "AT": "osterreich|oesterreich|autriche",
    "AU": "australien|australie",
    "BE": "belgie|belgique|belgien|belgica",
    "BR": "brasilien|bresil",
    "CA": "kanada",
    "CH": "schweiz|suisse|svizzera|svizra",
    "CL": "chili",
    "CZ": "cesko|ceska republika|czech republic|czechia|tschechien|republique tcheque",
    "DE": "deutschland|allemagne|germania|duitsland|federal republic of germany|brd",
    "DK": "danmark|danemark",
    "ES": "espanya|spanien|espagne|spagna|spanje",
    "FI": "suomi|finnland|finlande",
    "FR": "frankreich|frankrijk",
    "GB": "grossbritannien|royaume uni|vereinigtes konigreich",
    "GR": "ellada|hellas|griechenland|grece",
    "HR": "hrvatska|kroatien",
    "HU": "magyarorszag|ungarn|hongrie",
    "IE": "irland|irlande|republic of ireland",
    "IN": "bharat|indien|inde",
    "IT": "italia|italien|italie",
    "JP": "nippon|nihon",
    "LU": "luxemburg|letzebuerg",
    "MX": "mexiko|mexique|estados unidos mexicanos",
    "NL": "nederland|niederlande|pays bas|holland",
    "NO": "norge|noreg|norwegen|norvege",
    "NZ": "aotearoa|neuseeland|nouvelle zelande",
    "PL": "polska|polen|pologne",
    "PT": "portugal",
    "SE": "sverige|schweden|suede",
    "US": "usa|u s|u s a|us|etats unis|vereinigte staaten|united states of america",
    "ZA": "sudafrica|sudafrika|suid afrika|afrique du sud",
}
LONGEST_CODE = 3  # letters; such short texts are also codes of states
PROVINCES = {  # short forms of Canadian provinces that are no ISO codes, and French names; keys
    "alta": "AB", "man": "MB", "nfld": "NL", "newfoundland": "NL", "ont": "ON", "que": "QC", "pq": "QC", "sask": "SK",
    "nouveau brunswick": "NB", "terre neuve et labrador": "NL", "nouvelle ecosse": "NS",
    "ile du prince edouard": "PE", "colombie britannique": "BC", "yukon territory": "YT",
    "nwt": "NT", "northwest territories": "NT", "nunavut": "NU",
}  # fmt: skip


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Key -> ISO codes of the countries called so."""
    towns = gazetteer()
    codes: dict[str, set[str]] = {}
    for code, number in towns.countries.items():
        area = towns.areas[number]
        for name in (*area.aliases, key(area.name), key(area.spanish), code.lower()):
            codes.setdefault(name, set()).add(code)
    for code, names in OTHER_NAMES.items():
        for name in names.split("|"):
            codes.setdefault(name, set()).add(code)
    return {name: frozenset(found) for name, found in codes.items()}


@lru_cache(maxsize=4096)
def countries_named(text: str) -> frozenset[str]:
    """ISO codes of the countries a whole text may name; a letter code counts like a name.

    >>> sorted(countries_named("Österreich")), sorted(countries_named("U.S.A.")), sorted(countries_named("Ohio"))
    (['AT'], ['US'], [])
    """
    return _codes().get(key(text), frozenset())


def country_only(text: str) -> str:
    """The ISO code of the one country that a text names, "" if it may be a region of another.

    >>> [country_only(text) for text in ("Ireland", "Deutschland", "Georgia", "DE", "Ohio", "")]
    ['IE', 'DE', '', '', '', '']
    """
    found = countries_named(text)
    is_certain = len(found) == 1 and len(key(text)) > LONGEST_CODE and countries_with_region(text) <= found
    return next(iter(found)) if is_certain else ""


def country_and_region(text: str) -> tuple[str, str]:
    """A country as a column for countries has it, where people of some write the name of their part of it.

    A code is never a region's: "PA" is Panama. Two texts, "" where it names no one country and no region.

    >>> country_and_region("U.S.A."), country_and_region("Scotland"), country_and_region("England, UK")
    (('US', ''), ('GB', 'Scotland'), ('GB', 'England'))
    >>> country_and_region("Georgia"), country_and_region("OH"), country_and_region("Erewhon")
    (('GE', ''), ('', ''), ('', ''))
    """
    if len(found := countries_named(text)) == 1:
        return next(iter(found)), ""
    part, _comma, whole = (piece.strip() for piece in text.partition(","))
    found = countries_named(whole) if whole else countries_with_region(part)
    country = next(iter(found)) if len(found) == 1 and len(key(part)) > LONGEST_CODE else ""
    region = region_in(part, country) if country else ""
    return (country, region) if region else ("", "")


def country_name(code: str) -> str:
    """For people; the code itself where it is unknown."""
    towns = gazetteer()
    return towns.country_name(code) if code in towns.countries else code


def _regions_called(name: str) -> list[Area]:
    towns = gazetteer()
    countries = set(towns.countries.values())
    return [towns.areas[number] for number in towns.called.get(name, ()) if number not in countries]


def _by_code(text: str, country: str) -> list[Area]:
    """In countries whose codes are no aliases in the gazetteer; in capitals, as "São Paulo - SP" has it."""
    code = text.strip(" .")
    if not (code.isalpha() and code.isupper()):
        return []
    return [area for area in gazetteer().areas if area.country == country and area.code == code]


@lru_cache(maxsize=4096)
def countries_with_region(text: str) -> frozenset[str]:
    """ISO codes of countries that have a region of this name or code.

    >>> sorted(countries_with_region("OH")), sorted(countries_with_region("Ontario"))
    (['US'], ['CA'])
    """
    found = {area.country for area in _regions_called(key(text)) if len(key(text)) > 1}
    return frozenset(found | ({"CA"} if key(text) in PROVINCES else set()))


@lru_cache(maxsize=4096)
def region_in(text: str, country: str) -> str:
    """A region of a country as the directory writes it, "" if the country has none of this name.

    >>> region_in("Ontario", "CA"), region_in("ohio", "US"), region_in("Bavaria", "DE"), region_in("San Jose", "US")
    ('ON', 'OH', 'Bavaria', '')
    """
    name = key(text)
    if country == "CA" and name in PROVINCES:
        return PROVINCES[name]
    if country == "IT" and text in italian.REGIONS:
        return text
    if country == "MX":
        name = mexican.STATES.get(name, name)
    areas = [area for area in _regions_called(name) if area.country == country] or _by_code(text, country)
    if not areas:
        return ""
    return areas[0].code if country in WITH_STATES and areas[0].code else areas[0].name


def is_region(text: str, country: str) -> bool:
    """Whether a country has a region of this name; true where its regions are not known by their codes.

    >>> is_region("OH", "US"), is_region("OH", "DE"), is_region("Surrey", "GB")
    (True, False, True)
    """
    return bool(region_in(text, country)) or not (countries_with_region(text) or country in WITH_STATES)


def people_of_region(text: str, country: str) -> int:
    return max((area.population for area in _regions_called(key(text)) if area.country == country), default=0)
