"""Curves that wires follow: cubic pieces that leave and enter horizontally."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from app.canvas.geometry.rect import Rect, between
from app.document.model import Point

Cubic = tuple[Point, Point, Point, Point]
_PIECES = 16


class Curve:
    """One or more cubic pieces, each beginning where the last one ends. A value: never changed."""

    def __init__(self, pieces: tuple[Cubic, ...]) -> None:
        self.pieces = pieces

    @property
    def start(self) -> Point:
        return self.pieces[0][0]

    @property
    def end(self) -> Point:
        return self.pieces[-1][3]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Curve) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    def moved(self, by: Point) -> Curve:
        x, y = by
        return Curve(tuple(
            ((a[0] + x, a[1] + y), (b[0] + x, b[1] + y), (c[0] + x, c[1] + y), (d[0] + x, d[1] + y))
            for a, b, c, d in self.pieces
        ))  # fmt: skip

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Points along the curve, near enough to each other to measure distances by."""
        return (self.start, *(p for piece in self.pieces for p in _along(piece)))

    @cached_property
    def path(self) -> QPainterPath:
        """The curve as Qt draws it."""
        path = QPainterPath(QPointF(*self.start))
        for _, b, c, d in self.pieces:
            path.cubicTo(QPointF(*b), QPointF(*c), QPointF(*d))
        return path

    @cached_property
    def bounds(self) -> Rect:
        """A rectangle that holds the curve."""
        corners = [point for piece in self.pieces for point in piece]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return between((min(xs), min(ys)), (max(xs), max(ys)))

    @cached_property
    def length(self) -> float:
        return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in self._segments())

    @cached_property
    def middle(self) -> tuple[Point, bool]:
        """The point half way along, and whether the curve is level there."""
        left = self.length / 2
        for a, b in self._segments():
            step = hypot(b[0] - a[0], b[1] - a[1])
            if step >= left and step > 0:
                t = left / step
                return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), abs(b[1] - a[1]) <= 0.05 * step
            left -= step
        return self.end, True

    def distance(self, point: Point) -> float:
        """How far `point` is from the curve."""
        return min(_from_segment(point, a, b) for a, b in self._segments())

    def _segments(self) -> Iterator[tuple[Point, Point]]:
        return pairwise(self.points)


def curve(a: Point, b: Point) -> Curve:
    """The plain curve from an out-port to an in-port."""
    return Curve((_cubic(a, b),))


def through(points: tuple[Point, ...]) -> Curve:
    """Curves from each point to the next, level at each."""
    return Curve(tuple(_cubic(a, b) for a, b in pairwise(points)))


def _cubic(a: Point, b: Point) -> Cubic:
    run, rise = b[0] - a[0], abs(b[1] - a[1])
    if run > 0:
        reach = run / 2 if rise else run / 3
        reach = max(reach, min(rise / 4, 24.0))
    else:
        reach = min(max(48.0, -run / 2), 160.0)
    return a, (a[0] + reach, a[1]), (b[0] - reach, b[1]), b


def _along(piece: Cubic) -> Iterator[Point]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = piece
    if ay == by == cy == dy and ax <= bx <= cx <= dx:
        yield dx, dy
        return
    for step in range(1, _PIECES + 1):
        t = step / _PIECES
        s = 1 - t
        k0, k1, k2, k3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield k0 * ax + k1 * bx + k2 * cx + k3 * dx, k0 * ay + k1 * by + k2 * cy + k3 * dy


def _from_segment(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    t = 0.0 if not size else min(max(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / size, 0.0), 1.0)
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
