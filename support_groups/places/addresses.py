"""Where an address is, as closely as offline data can tell: its ZIP code, or else its town."""

from support_groups.places import postcodes
from support_groups.places.finding import find
from support_groups.places.place import WITH_STATES, Place, PlaceKind


def of_address(street: str, town: str, region: str, postcode: str, country: str) -> Place | None:
    """The ZIP code's middle or the town's; None when neither is known or the town may be one of several.

    Nobody sees which namesake was taken, so size decides nothing here: a town without its region must be the only one.

    No street is looked up (that would need a service that learns where patients meet); it is a parameter so that a
    ZIP code written at its end is found. `country` is ISO 3166-1 alpha-2, or "" for the United States.
    """
    country = country or "US"
    by_zip = (_by_zip(postcode) or _by_zip(street)) if country == "US" else None
    return by_zip or _by_town(town.strip(), region.strip(), country.strip())


def _by_town(town: str, region: str, country: str) -> Place | None:
    if not town:
        return None
    for within in dict.fromkeys((region, "" if country not in WITH_STATES else region)):
        matches = find(", ".join(filter(None, (town, within, country))), country=country)
        is_alone = sum(place.kind == PlaceKind.TOWN for place in matches.places) == 1
        is_clear = matches.is_certain and not matches.sentence and (within or is_alone)
        if is_clear and matches.places[0].kind == PlaceKind.TOWN and matches.places[0].country == country:
            return matches.places[0]
    return None


def _by_zip(text: str) -> Place | None:
    code = postcodes.zip_in(" ".join(text.split())[-60:])
    return postcodes.place(code) if code else None
