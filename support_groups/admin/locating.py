"""Coordinates for an address, from what the site itself knows of ZIP codes and towns. Nothing is sent anywhere."""

from collections.abc import Collection

from support_groups.models import Venue
from support_groups.places import of_address
from support_groups.places.distance import between

ADDRESS = {"street", "town", "region", "postcode", "country"}
POINT = {"latitude", "longitude"}
NEAR_KM = 30  # how far a house may be from the middle of its town


def point_of(venue: Venue) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of its ZIP code or town; None if nobody knows."""
    place = of_address(venue.street, venue.town, venue.region, venue.postcode, venue.country)
    return (place.latitude, place.longitude) if place else None


def is_left_behind(venue: Venue, changed: Collection[str]) -> bool:
    """Whether the address of a venue, not yet saved, moved away from its point on the map, which nobody touched.

    A point that was looked up goes along with the address; one put right by hand stays while it may still be right.
    """
    if venue.latitude is None or POINT & set(changed) or not ADDRESS & set(changed):
        return False
    was_looked_up = point_of(Venue.objects.get(pk=venue.pk)) == (venue.latitude, venue.longitude)
    found = point_of(venue)
    return was_looked_up or (found is not None and between(*found, venue.latitude, venue.longitude) > NEAR_KM)
