"""Numbered pins that can all be read and pressed: those that would cover each other are merged or moved aside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import copysign, hypot
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.maps.view import Rectangle, View

RADIUS = 20  # pixels; with its border a pin is 44 pixels across on a map of full size
SHARED = 26  # pixels; nearer than this, two pins become one
FREE = 2 * RADIUS + 4  # pixels between pins that do not touch
ROUNDS = 12
MANY = 80  # pins, with which a few rounds must do
LETTER = 11  # pixels a digit takes, about


class Marked(Protocol):
    """A group with a meeting place; `is_about` if only its town is known."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...

    @property
    def number(self) -> int: ...

    @property
    def href(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def is_about(self) -> bool: ...


@dataclass
class Pin:
    """One pin; `x`, `y` is its middle in pixels, `text` is shown in it, `label` is read out."""

    x: float
    y: float
    marks: list[Marked] = field(repr=False)

    @property
    def href(self) -> str:
        return self.marks[0].href

    @property
    def text(self) -> str:
        """The number; "3–5" for a run of numbers, "3, 7" for two, "3 +2" for more."""
        numbers = [mark.number for mark in self.marks]
        if len(numbers) == 1:
            return str(numbers[0])
        if numbers[-1] - numbers[0] == len(numbers) - 1:
            return f"{numbers[0]}–{numbers[-1]}"
        if len(numbers) == 2:
            return f"{numbers[0]}, {numbers[1]}"
        return f"{numbers[0]} +{len(numbers) - 1}"

    @property
    def is_about(self) -> bool:
        """Whether it leads to no door: all of its groups say their town only."""
        return all(mark.is_about for mark in self.marks)

    @property
    def label(self) -> str:
        """Read out."""
        return _("%s (town only)") % self._named if self.is_about else self._named

    @property
    def _named(self) -> str:
        first, others = self.marks[0], len(self.marks) - 1
        if not others:
            return _("%(number)s, %(name)s") % {"number": first.number, "name": first.label}
        return ngettext(
            "%(number)s, %(name)s, and %(others)s more group here",
            "%(number)s, %(name)s, and %(others)s more groups here",
            others,
        ) % {"number": self.text, "name": first.label, "others": others}

    @property
    def half(self) -> float:
        """Half its width in pixels: a circle for one or two digits, longer for more."""
        return max(RADIUS, len(self.text) * LETTER / 2 + 9)

    @property
    def left(self) -> float:
        return round(self.x - self.half, 1)

    @property
    def top(self) -> float:
        return round(self.y - RADIUS, 1)

    @property
    def space(self) -> Rectangle:
        return self.left, self.top, self.left + self.width, self.top + self.height

    @property
    def width(self) -> float:
        return 2 * self.half

    @property
    def height(self) -> float:
        return 2 * RADIUS

    @property
    def round(self) -> float:
        """Radius of its corners."""
        return RADIUS

    @property
    def base(self) -> float:
        """The base line of the text."""
        return round(self.y + 7, 1)


def pins(marks: Sequence[Marked], view: View) -> list[Pin]:
    """In the order of their numbers; the same marks always give the same pins."""
    placed: list[Pin] = []
    for mark in sorted(marks, key=lambda mark: mark.number):
        x, y = view.pixel(mark)
        near = next((pin for pin in placed if hypot(pin.x - x, pin.y - y) < SHARED), None)
        if near:
            near.marks.append(mark)
        else:
            placed.append(Pin(x, y, [mark]))
    _spread(placed, view)
    for pin in placed:
        pin.x, pin.y = round(pin.x, 1), round(pin.y, 1)
    return placed


def _spread(pins: list[Pin], view: View) -> None:
    """Push touching pins apart, half the way each, and keep them in the picture."""
    for _round in range(ROUNDS if len(pins) < MANY else 3):
        has_moved = False
        for first, second in combinations(pins, 2):
            has_moved |= _push_apart(first, second)
        for pin in pins:
            pin.x = min(max(pin.x, pin.half + 3), view.width - pin.half - 3)
            pin.y = min(max(pin.y, RADIUS + 3), view.height - RADIUS - 3)
        if not has_moved:
            return


def _push_apart(first: Pin, second: Pin) -> bool:
    """Along the axis that needs the shorter step; to the east or south if they lie on one spot. False if they don't touch."""
    dx, dy = second.x - first.x, second.y - first.y
    too_near_x, too_near_y = first.half + second.half + 4 - abs(dx), FREE - abs(dy)
    if too_near_x <= 0 or too_near_y <= 0:
        return False
    if too_near_x < too_near_y:
        step = copysign(too_near_x / 2, dx)
        first.x, second.x = first.x - step, second.x + step
    else:
        step = copysign(too_near_y / 2, dy)
        first.y, second.y = first.y - step, second.y + step
    return True
