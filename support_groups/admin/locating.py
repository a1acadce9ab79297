"""Coordinates for an address, from what the site itself knows of ZIP codes and towns. Nothing is sent anywhere."""

from support_groups.models import Venue
from support_groups.places import of_address


def point_of(venue: Venue) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of its ZIP code or town; None if nobody knows."""
    place = of_address(venue.street, venue.town, venue.region, venue.postcode, venue.country)
    return (place.latitude, place.longitude) if place else None
