"""Where things stand: the grid, and places for what is put into an ordered container.

Children of ordered containers are not drawn at a place of their own; the one they keep is where they will
stand, each beside the other, when the container is unwrapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import floor

from app.document.described import holds
from app.document.model import Node, Point, Remark

GRID = 8
ALONG, ACROSS = 184, 96
"""From one card to the next along the flow, and from one branch to the next."""


def snapped(at: Point) -> Point:
    """The nearest point of the grid."""
    return (float(floor(at[0] / GRID + 0.5) * GRID), float(floor(at[1] / GRID + 0.5) * GRID))


def corner(nodes: Iterable[Node | Remark]) -> Point:
    """The top left corner of what surrounds them."""
    places = [node.at for node in nodes]
    return (min(x for x, _ in places), min(y for _, y in places))


def plus(at: Point, offset: Point, times: float = 1) -> Point:
    return (at[0] + times * offset[0], at[1] + times * offset[1])


def minus(at: Point, other: Point) -> Point:
    return (at[0] - other[0], at[1] - other[1])


def moved(node: Node, offset: Point) -> Node:
    """The node, standing elsewhere."""
    return node if offset == (0, 0) else replace(node, at=plus(node.at, offset))


def step(holder: Node) -> Point:
    """From one child of a container to the next."""
    children = holds(holder)
    return (ALONG, 0) if children is None or children.feed == "chain" else (0, ACROSS)


def lined_up(
    holder: Node, before: Sequence[Node], new: Sequence[Node], behind: Sequence[Node]
) -> tuple[Node, ...]:
    """The children of an ordered container, the new ones in a line between those before and those behind."""
    along = step(holder)
    start = plus(before[-1].at, along) if before else (behind or new or (holder,))[0].at
    placed = [replace(node, at=plus(start, along, number)) for number, node in enumerate(new)]
    shift = (along[0] * len(new), along[1] * len(new))
    return (*before, *placed, *(moved(node, shift) for node in behind))
