"""Aligning and spacing evenly: what is asked for holds, and all stays on the grid."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.geometry.rect import Rect
from app.canvas.layout.align import CLOSEST, Cards, Edge, Standing, align, covered, distribute

_grid = st.integers(-60, 60).map(lambda n: 8.0 * n)
_size = st.integers(4, 40).map(lambda n: 8.0 * n)
_card = st.tuples(_grid, _grid, _size, _size).map(lambda values: Standing(Rect(*values), 28.0))
_cards = st.lists(_card, min_size=2, max_size=6).map(lambda cards: dict(enumerate(cards)))


def placed(cards: Cards, places: dict[int, tuple[float, float]]) -> dict[int, Rect]:
    return {id: Rect(*at, cards[id].rect.w, cards[id].rect.h) for id, at in places.items()}


@pytest.mark.parametrize("edge", get_args(Edge))
@settings(max_examples=40, deadline=None)
@given(_cards)
def test_aligned_cards_agree(edge: Edge, cards: Cards) -> None:
    places = align(cards, edge)
    rects = placed(cards, places)
    values = {
        "left": [rect.x for rect in rects.values()],
        "right": [rect.right for rect in rects.values()],
        "top": [rect.y for rect in rects.values()],
        "bottom": [rect.bottom for rect in rects.values()],
        "column": [rect.centre[0] for rect in rects.values()],
        "row": [rect.y + cards[id].line for id, rect in rects.items()],
    }[edge]
    assert max(values) - min(values) <= (8 if edge == "column" else 0), "middles as near as the grid allows"
    across = 1 if edge in ("left", "right", "column") else 0
    assert all(places[id][across] == cards[id].rect[across] for id in cards), "the other way nothing moves"
    assert all(x % 8 == y % 8 == 0 for x, y in places.values())
    again = {id: Standing(rect, cards[id].line) for id, rect in rects.items()}
    assert align(again, edge) == places


@settings(max_examples=100, deadline=None)
@given(_cards.filter(lambda cards: len(cards) > 2), st.booleans())
def test_gaps_are_even_and_the_order_stays(cards: Cards, downwards: bool) -> None:
    axis = 1 if downwards else 0
    rects = placed(cards, distribute(cards, downwards))
    order = sorted(cards, key=lambda card: (cards[card].rect[axis], card))
    gaps = [rects[b][axis] - rects[a][axis] - rects[a][axis + 2] for a, b in pairwise(order)]
    assert max(gaps) - min(gaps) <= 8
    assert min(gaps) >= CLOSEST / 2
    assert rects[order[0]][axis] == cards[order[0]].rect[axis]
    room = cards[order[-1]].rect[axis] - cards[order[0]].rect[axis]
    needed = sum(cards[id].rect[axis + 2] + CLOSEST for id in order[:-1])
    if room >= needed:
        assert rects[order[-1]][axis] == cards[order[-1]].rect[axis], "the last one stays too"
    assert all(rects[id][1 - axis] == cards[id].rect[1 - axis] for id in cards)


def test_what_would_be_covered_is_found() -> None:
    cards = {1: Standing(Rect(0, 0, 96, 56), 28.0), 2: Standing(Rect(200, 0, 96, 56), 28.0)}
    assert covered(align(cards, "left"), cards) == (1, 2)
    assert covered(align(cards, "top"), cards) is None
