"""Aligning cards to each other and spacing them evenly: places in, places out, on the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from app.canvas.geometry.rect import Rect, snapped, up
from app.canvas.layout.graph import GRID
from app.document.model import NodeId, Point

Edge = Literal["left", "right", "top", "bottom", "column", "row"]
"""`column`: their middles one under the other; `row`: their first ports at one height, so that wires between
them are straight.
"""
CLOSEST = 16.0
"""The least gap that spacing evenly leaves."""


class Standing(NamedTuple):
    """A card where it stands, and how far down its first ports are."""

    rect: Rect
    line: float


Cards = Mapping[NodeId, Standing]
Places = dict[NodeId, Point]


def align(cards: Cards, edge: Edge) -> Places:
    """Places at which the cards agree: with the outermost one at an edge, in a column with the widest one, in
    a row amid their heights.
    """
    rects = [card.rect for card in cards.values()]
    lines = [card.rect.y + card.line for card in cards.values()]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    middle = max(rects, key=lambda rect: rect.w).centre[0]
    height = (min(lines) + max(lines)) / 2
    place: dict[Edge, Callable[[Standing], Point]] = {
        "left": lambda card: (left, card.rect.y),
        "right": lambda card: (right - card.rect.w, card.rect.y),
        "top": lambda card: (card.rect.x, top),
        "bottom": lambda card: (card.rect.x, bottom - card.rect.h),
        "column": lambda card: (middle - card.rect.w / 2, card.rect.y),
        "row": lambda card: (card.rect.x, height - card.line),
    }
    return {id: snapped(place[edge](card), int(GRID)) for id, card in cards.items()}


def distribute(cards: Cards, downwards: bool) -> Places:
    """Places with equal gaps between the cards; the first stays, and the last where there is room."""

    def begin(rect: Rect) -> float:
        return rect.y if downwards else rect.x

    def size(rect: Rect) -> float:
        return rect.h if downwards else rect.w

    order = sorted(cards, key=lambda card: (begin(cards[card].rect), card))
    rects = [cards[id].rect for id in order]
    room = begin(rects[-1]) - begin(rects[0]) - sum(size(rect) for rect in rects[:-1])
    gap = max(room / (len(rects) - 1), CLOSEST)
    at, places = begin(rects[0]), {}
    for id, rect in zip(order, rects, strict=True):
        places[id] = snapped((rect.x, at) if downwards else (at, rect.y), int(GRID))
        at += size(rect) + gap
    return _apart(places, cards, order, downwards)


def _apart(places: Places, cards: Cards, order: list[NodeId], downwards: bool) -> Places:
    """What has come too near by the grid is moved on."""
    for before, id in pairwise(order):
        x, y = places[before]
        rect = cards[before].rect
        if downwards:
            places[id] = (places[id][0], max(places[id][1], up(y + rect.h + CLOSEST / 2, int(GRID))))
        else:
            places[id] = (max(places[id][0], up(x + rect.w + CLOSEST / 2, int(GRID))), places[id][1])
    return places


def covered(places: Places, cards: Cards) -> tuple[NodeId, NodeId] | None:
    """Two of the cards of which one would lie on the other at these places, though it does not now."""
    new = {id: Rect(*at, cards[id].rect.w, cards[id].rect.h) for id, at in places.items()}
    for a, b in combinations(sorted(places), 2):
        if new[a].meets(new[b]) and not cards[a].rect.meets(cards[b].rect):
            return a, b
    return None
