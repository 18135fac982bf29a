"""Points and rectangles as plain values, cheap to make by the thousand."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from app.document.model import Point


class Rect(NamedTuple):
    """A rectangle by its top-left corner and its size, in canvas pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> Point:
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, by: Point) -> Rect:
        return Rect(self.x + by[0], self.y + by[1], self.w, self.h)

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def contains(self, point: Point) -> bool:
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def encloses(self, other: Rect) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: Rect) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def united(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def between(a: Point, b: Point) -> Rect:
    """The rectangle that has `a` and `b` as opposite corners."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return Rect(x, y, abs(a[0] - b[0]), abs(a[1] - b[1]))


def plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def snapped(point: Point, grid: int) -> Point:
    """The nearest point of the grid."""
    return float(floor(point[0] / grid + 0.5) * grid), float(floor(point[1] / grid + 0.5) * grid)


def up(length: float, grid: int) -> float:
    """The next multiple of `grid` that is not smaller."""
    return float(ceil(length / grid) * grid)
