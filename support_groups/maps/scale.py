"""The bar that says how far a mile is on the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from support_groups.maps.view import Rectangle, View, is_free

KM = {"mi": 1.609344, "km": 1.0}  # kilometers in one; the international mile of 1959
LONGEST = 110  # pixels
LETTER = 10.5  # pixels, about
INSET = 16  # pixels from the corner of the map


@dataclass(frozen=True)
class Scale:
    """A bar from (`left`, `y`) to (`right`, `y`), in pixels, and its text above."""

    left: float
    right: float
    y: float
    text: str

    @property
    def base(self) -> float:
        """The base line of the text."""
        return self.y - 12

    @property
    def path(self) -> str:
        """The bar, with a small upright at both ends, as SVG path data."""
        return f"M{self.left} {self.y - 6}v6H{self.right}v-6"

    @property
    def space(self) -> Rectangle:
        return (
            self.left - 12,
            self.y - 32,
            max(self.right, self.left + LETTER * len(self.text)) + 12,
            self.y + 10,
        )


def scale(view: View, unit: str, busy: Sequence[Rectangle] = ()) -> Scale:
    """The longest bar of 1, 2 or 5 times a power of ten miles ("mi") or kilometers ("km") that fits.

    It lies in the first corner that is not busy, counted from the lower left. Raises ValueError for another unit.
    """
    if unit not in KM:
        raise ValueError(f"A scale is in {' or '.join(KM)}, not in {unit!r}.")
    pixels = view.scale * KM[unit]
    steps = (digit * 10**power for power in range(5) for digit in (1, 2, 5))
    length = max((step for step in steps if step * pixels <= LONGEST), default=1)
    text = _text(length, unit)
    far = round(view.width - INSET - max(length * pixels, LETTER * len(text)), 1)
    corners = [
        Scale(left, round(left + length * pixels, 1), y, text)
        for y in (view.height - INSET, INSET + 28)
        for left in (INSET, far)
    ]
    return next((corner for corner in corners if is_free(corner.space, busy)), corners[0])


def _text(length: int, unit: str) -> str:
    if unit == "mi":
        return ngettext("%(length)s mile", "%(length)s miles", length) % {"length": f"{length:,}"}
    return ngettext("%(length)s kilometer", "%(length)s kilometers", length) % {"length": f"{length:,}"}
