"""Where an address lies, as near as offline data knows: its ZIP code, or else its town."""

from support_groups.places import postcodes
from support_groups.places.finding import find
from support_groups.places.place import Kind, Place


def of_address(street: str, town: str, region: str, postcode: str, country: str) -> Place | None:
    """The ZIP code's middle or the town's; None when neither is known or the town may be one of several.

    No street is looked up (that would need a service that learns where patients meet); it is asked for so that a
    ZIP code written at its end is found. `country` is ISO 3166-1 alpha-2, or "" for the United States.
    """
    if country in {"", "US"}:
        for line in (postcode, street):
            if (code := postcodes.zip_in(" ".join(line.split())[-60:])) and (place := postcodes.place(code)):
                return place
    if not town.strip():
        return None
    parts = (part.strip() for part in (town, region, country or "US"))
    found = find(", ".join(part for part in parts if part), country=country or "US")
    if found.is_certain and not found.sentence and found.places[0].kind == Kind.TOWN:
        return found.places[0]
    return None
