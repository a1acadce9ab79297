"""Groups on a map, for the tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    latitude: float
    longitude: float
    number: int = 1
    label: str = "Marsh Road Circle"
    href: str = "#marsh-road-circle"
    is_about: bool = False


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float


ALBUQUERQUE, SANTA_FE, LAS_CRUCES = (35.084, -106.651), (35.687, -105.938), (32.312, -106.778)


def marks(*places):
    return [Mark(latitude, longitude, number) for number, (latitude, longitude) in enumerate(places, 1)]
