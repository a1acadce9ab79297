"""Where a visitor is, and how far away a group meets: offline, from what lies in data/.

Pure: no database, no network. Nothing a visitor typed is logged or leaves the process. The doors are the names below.
"""

from support_groups.places.addresses import of_address
from support_groups.places.distance import Box, box, distance_km
from support_groups.places.finding import PlaceMatches, find
from support_groups.places.place import Place, PlaceKind
from support_groups.places.zones import zones_offered

__all__ = [
    "Box",
    "Place",
    "PlaceKind",
    "PlaceMatches",
    "box",
    "distance_km",
    "find",
    "of_address",
    "zones_offered",
]
