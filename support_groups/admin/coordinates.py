"""Coordinates for an address, from what the site itself knows of ZIP codes and towns. Nothing is sent anywhere."""

from collections.abc import Collection

from support_groups.models import Venue
from support_groups.places import of_address
from support_groups.places.distance import between

ADDRESS = {"street", "town", "region", "postcode", "country"}
POINT = {"latitude", "longitude"}
NEAR_KM = 30  # how far a venue may be from the middle of its town


def point_of(venue: Venue) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of its ZIP code or town; None if unknown."""
    place = of_address(venue.street, venue.town, venue.region, venue.postcode, venue.country)
    return (place.latitude, place.longitude) if place else None


def needs_new_coordinates(venue: Venue, changed: Collection[str]) -> bool:
    """Whether a changed address, not yet saved, no longer fits the coordinates, which nobody changed.

    Coordinates that were looked up follow the address. Those corrected by hand stay while they may still be right.
    """
    if venue.latitude is None or POINT & set(changed) or not ADDRESS & set(changed):
        return False
    was_looked_up = point_of(Venue.objects.get(pk=venue.pk)) == (venue.latitude, venue.longitude)
    point = point_of(venue)
    return was_looked_up or (point is not None and between(*point, venue.latitude, venue.longitude) > NEAR_KM)
