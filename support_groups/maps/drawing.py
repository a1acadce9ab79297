"""A map as plain values; templates/support_groups/_map.html turns it into SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from support_groups.maps import paths
from support_groups.maps.captions import Caption, captions
from support_groups.maps.outlines import outlines
from support_groups.maps.pins import Marked, Pin, pins
from support_groups.maps.scale import Scale, scale
from support_groups.maps.view import View, view
from support_groups.places.distance import Point

NEAR_KM, FAR_KM = 1200, 3000  # across; up to here, a map uses the finer outlines
COUNTIES_KM = 400  # across; beyond it the borders of counties would be a gray haze


@dataclass(frozen=True)
class Map:
    """Everything in pixels of a picture `width` by `height`; the `…path`s are SVG path data, "" where there is none."""

    width: int
    height: int
    land: str
    lakes: str
    counties: str
    states: str
    nations: str
    captions: list[Caption]
    pins: list[Pin]
    has_towns_only: bool  # whether a pin shows no more than the town
    you: tuple[float, float] | None  # the searched place
    reach: float  # the searched distance around it; 0 when there is none
    scale: Scale


def draw(
    points: Sequence[Marked],
    *,
    center: Point | None = None,
    radius_km: float | None = None,
    width: int = 480,
    height: int = 520,
    unit: str = "mi",
) -> Map:
    """A map that shows all points and the circle searched around `center`, never less than 40 km across.

    Without points and place it shows the 48 states. Points have latitude, longitude, number, href, label and `is_about`;
    a center that is a state or country (`is_area`) has no ring, its `radius_km` is what the map should show.
    """
    is_area = bool(getattr(center, "is_area", False))
    around = radius_km or (getattr(center, "radius_km", 0.0) if is_area else 0.0)
    seen = view(points, center, around, width, height)
    you = None if center is None or is_area else tuple(round(part, 1) for part in seen.pixel(center))
    marked = pins(points, seen)
    busy = [pin.space for pin in marked] + (
        [(you[0] - 14, you[1] - 14, you[0] + 14, you[1] + 14)] if you else []
    )
    bar = scale(seen, unit, busy)
    return Map(
        width=width,
        height=height,
        **_ground(seen),
        captions=captions(seen, busy, [bar.space]),
        pins=marked,
        has_towns_only=any(pin.is_about for pin in marked),
        you=you,
        reach=round(around * seen.scale, 1) if you else 0.0,
        scale=bar,
    )


@lru_cache(maxsize=256)
def _ground(seen: View) -> dict[str, str]:
    """What is drawn under the pins. Cached, because many visitors look at the same place; about 20 KB each."""
    level = outlines().levels[_level(seen.km_across)]
    return {
        "land": paths.fill(seen, level["land"]),
        "lakes": paths.fill(seen, level["lake"]),
        "counties": paths.stroke(seen, level["county"]) if seen.km_across < COUNTIES_KM else "",
        "states": paths.stroke(seen, level["state"]),
        "nations": paths.stroke(seen, level["nation"]),
    }


def _level(km_across: float) -> str:
    return "near" if km_across < NEAR_KM else "far" if km_across < FAR_KM else "wide"
