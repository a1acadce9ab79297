"""What a visitor's words mean: a postcode, a town, a district, a whole region or a whole country."""

from dataclasses import dataclass
from enum import StrEnum

from support_groups.places.distance import Box

# Addresses there name their regions, and the directory writes them as codes. Elsewhere they name a county, or nothing.
WITH_STATES = ("US", "CA", "AU")


class PlaceKind(StrEnum):
    POSTCODE = "postcode"
    TOWN = "town"
    DISTRICT = "district"  # a county, or a region people know by name: the Bay Area
    REGION = "region"  # a state, a province
    COUNTRY = "country"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point with the names people give it; degrees, WGS 84.

    Search around a postcode or a town by distance, and a district in its `boxes`. A region or country is searched by its codes: `country`, and
    `region` where it is one; its point is the middle of its towns, and `radius_km` reaches the outermost (of a
    country: without the hundredth of its people who live farthest out), which is what a map needs.
    """

    kind: PlaceKind
    name: str
    region: str  # ISO 3166-2 without the country, "PA"; "" where the region has no such code
    region_name: str
    country: str  # ISO 3166-1 alpha-2; the islands with a US state code are "US"
    country_name: str  # in the active language
    latitude: float
    longitude: float
    zone: str  # IANA; of a region or country, that of its largest town
    population: int  # 0 if unknown
    query: str  # the text that finds exactly this place again
    postcode: str = ""
    near: str = ""  # a larger town that tells it apart from its namesake in the same region
    radius_km: float = 0.0
    boxes: tuple[Box, ...] = ()  # of a district

    @property
    def is_area(self) -> bool:
        return self.kind in {PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY}

    @property
    def label(self) -> str:
        """For people: "Springfield, Illinois", "Leeds, England, United Kingdom", "Summit County, Ohio"."""
        if self.is_area and self.kind != PlaceKind.DISTRICT:
            return self.query
        name = f"{self.name} (near {self.near})" if self.near else f"{self.name} {self.postcode}".strip()
        parts = [name, self.region_name]
        if self.country != "US" and self.country_name != self.region_name:
            parts.append(self.country_name)
        return ", ".join(part for part in parts if part)
