"""A graph for showing it: in layers along the flow, which go on in a band below where the room ends."""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas.geometry.box import Box
from app.canvas.geometry.rect import Rect, up
from app.canvas.geometry.spacing import Spacing
from app.canvas.geometry.tracks import Spots
from app.canvas.layout.graph import Gaps, Graph
from app.canvas.layout.parts import laid_out
from app.canvas.layout.reading import Reader
from app.document.check import Check
from app.document.model import Node

Layer = list[tuple[int, Rect]]
"""Cards by their numbers, one under the other."""


def banded(graph: Node, spots: Spots, check: Check, spacing: Spacing) -> Spots:
    """The same cards at other places: wherever the document has them, they are read from left to right."""
    if not spots:
        return spots
    given = Reader(graph, Box(graph.id, "graph", 0, 0, children=tuple(spots)), check).graph()
    given.gaps = Gaps(spacing.gap, spacing.branches)
    places: list[tuple[float, float]] = [at for _, at in spots]
    top = 0.0
    for band in _bands(_layers(given), spacing.row):
        rects = [rect for layer in band for _, rect in layer]
        left, high = rects[0].x, min(rect.y for rect in rects)
        for layer in band:
            for number, rect in layer:
                places[number] = (rect.x - left, rect.y - high + top)
        top += up(max(rect.bottom for rect in rects) - high, 8) + 2 * spacing.lane
    return tuple((box, at) for (box, _), at in zip(spots, places, strict=True))


def _layers(graph: Graph) -> list[Layer]:
    """The cards by where they stand along the flow, those that overlap there together."""
    places = laid_out(graph)
    rects = [
        (number, Rect(*at, card.along, card.across))
        for number, (at, card) in enumerate(zip(places, graph.cards, strict=True))
    ]
    layers: list[Layer] = []
    reach = 0.0
    for number, rect in sorted(rects, key=lambda each: (each[1].x, each[1].y)):
        if layers and rect.x < reach:
            layers[-1].append((number, rect))
        else:
            layers.append([(number, rect)])
        reach = max(reach, rect.right) if layers[-1][1:] else rect.right
    return layers


def _bands(layers: Sequence[Layer], room: float) -> list[list[Layer]]:
    """As many layers beside each other as there is room for."""
    bands: list[list[Layer]] = []
    for layer in layers:
        right = max(rect.right for _, rect in layer)
        if bands and right - min(rect.x for _, rect in bands[-1][0]) <= room:
            bands[-1].append(layer)
        else:
            bands.append([layer])
    return bands
