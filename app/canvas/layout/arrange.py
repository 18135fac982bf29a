"""Automatic layout of a document: of all its graphs, or of what is selected."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.canvas.geometry.box import Box
from app.canvas.geometry.rect import Rect, minus, plus, snapped
from app.canvas.layout.graph import GRID
from app.canvas.layout.parts import laid_out
from app.canvas.layout.reading import Reader, end_of
from app.canvas.layout.room import clear
from app.canvas.layout.sizes import Sizes, boxes_of, graphs_of
from app.document import edits
from app.document.check import Check
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Point


def arrange(
    document: Document, check: Check, chosen: Iterable[NodeId] = (), downwards: bool = False
) -> dict[NodeId, Point]:
    """Places in layers along the flow, to the right or `downwards`, on the grid and without overlaps, as
    `edits.move` takes them.

    Args:
        chosen: only these cards, about the middle of where they are (INPUT and OUTPUT are the cards at the
            ends), and all that is in them; none: the whole document, and the Data card stays.

    Graphs within frames are laid out before what holds them, since that sizes their frames; to the right,
    since their ends are at the frame's sides.
    """
    asked = _asked(document, set(chosen))
    builder, now = Sizes(), document
    moves: dict[NodeId, Point] = {}
    for level in graphs_of(document):
        wanted = [graph for graph in level if graph in asked]
        if not wanted:
            continue
        root = builder.build(now, check)
        outlines = {box.id: box for box in boxes_of(root)}
        step: dict[NodeId, Point] = {}
        for graph in wanted:
            turned = downwards and (graph == document.root.id or asked[graph] is not None)
            reader = Reader(index(now).nodes[graph], outlines[graph], check, turned)
            step |= _graph(now, graph, outlines[graph], reader, asked[graph])
        now = edits.move(now, step)
        moves |= step
    return moves


def _asked(document: Document, chosen: set[NodeId]) -> dict[NodeId, set[NodeId] | None]:
    """Which cards of which graphs; None: all of them."""
    found = index(document)
    graphs = [graph for level in graphs_of(document) for graph in level]
    if not chosen:
        return dict.fromkeys(graphs)
    if document.criterion is not None and document.criterion.id in chosen:
        chosen = chosen | {OUTPUT}
    asked: dict[NodeId, set[NodeId] | None] = {}
    for graph in graphs:
        if chosen & set(found.chain(graph)):
            asked[graph] = None
            continue
        here = {child.id for child in found.nodes[graph].children}
        here |= {INPUT, OUTPUT} if graph == document.root.id else set()
        if len(chosen & here) > 1:
            asked[graph] = chosen & here
    return asked


def _graph(
    document: Document, graph: NodeId, box: Box, reader: Reader, only: Collection[NodeId] | None
) -> dict[NodeId, Point]:
    """New places for the cards of one graph."""
    given = reader.graph(only)
    inner = [number for number, card in enumerate(given.cards) if card.along]
    if not inner:
        return {}
    places = laid_out(given)
    if reader.downwards:
        spots = {given.cards[n].key: Rect(places[n][1], places[n][0], given.cards[n].across,
                 given.cards[n].along) for n in inner}  # fmt: skip
    else:
        spots = {given.cards[n].key: Rect(*places[n], given.cards[n].along, given.cards[n].across)
                 for n in inner}  # fmt: skip
    by = _anchor(document, graph, box, spots, only)
    return {key: plus((rect.x, rect.y), by) for key, rect in spots.items()}


def _anchor(
    document: Document,
    graph: NodeId,
    box: Box,
    spots: dict[NodeId, Rect],
    only: Collection[NodeId] | None,
) -> Point:
    """By how much all is shifted: the Data card stays; in a frame, all begins at its corner; of a selection
    the middle stays, as far as other cards leave room.
    """
    here = {end_of(card): Rect(*minus(at, box.origin), card.w, card.h) for card, at in box.children}
    if only is None and graph != document.root.id:
        area = _around(spots.values())
        return -area.x, -area.y
    if only is None:
        return snapped(minus(document.root.ends[0], spots[INPUT][:2]), int(GRID))
    area = _around(spots.values())
    was = _around(here[key] for key in spots)
    by = snapped((was.centre[0] - area.w / 2 - area.x, was.centre[1] - area.h / 2 - area.y), int(GRID))
    others = [rect for key, rect in here.items() if key not in spots]
    return clear(by, list(spots.values()), others)


def _around(rects: Iterable[Rect]) -> Rect:
    first, *rest = rects
    for rect in rest:
        first = first.united(rect)
    return first
