"""The outlines of chains that are too long for one row: they go on in rows below, as words do."""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas import words
from app.canvas.geometry import measure
from app.canvas.geometry.box import Box, Link
from app.canvas.geometry.cards import in_column, out_column
from app.canvas.geometry.curve import Curve, curve
from app.canvas.geometry.flow import Flow
from app.canvas.geometry.frames import Outs, entries, frame, header_width, out_of
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import CONTENT, STEP
from app.canvas.geometry.rect import plus, up
from app.canvas.geometry.spacing import Spacing
from app.document.model import Node, Point

Row = list[int]
"""The numbers of the children that stand in it."""
BETWEEN = 40.0
"""From one row to the next: room for the wire that leads there, and its shape."""


def rows_of(children: Sequence[Box], flow: Flow, spacing: Spacing) -> list[Row]:
    """Which children stand in which row, each as full as it can be."""
    rows: list[Row] = []
    x = 0.0
    for k, child in enumerate(children):
        apart = _gap(flow, k, spacing)
        if rows and x + apart + child.w <= spacing.row:
            rows[-1].append(k)
            x += apart + child.w
        else:
            rows.append([k])
            x = child.w
    return rows


def in_rows(
    node: Node, children: Sequence[Box], flow: Flow, inlet: Inlet, outs: Outs, spacing: Spacing
) -> Box:
    """Children in order, each row from left to right; it enters at the first row and leaves at the last."""
    rows = rows_of(children, flow, spacing)
    spots, lanes, line = _spots(rows, children, flow, spacing)
    last, end = children[-1], spots[-1]
    right = max(x + child.w for (x, _), child in zip(spots, children, strict=True))
    width = max(right + spacing.side, up(header_width(node), 8))
    bottom = max(y + child.h for (_, y), child in zip(spots, children, strict=True))
    first, leave = CONTENT + line, out_of(last, end)[1] if last.outs else CONTENT + line
    lowest = max(first + STEP * (inlet.ports - 1), leave + STEP * (len(outs) - 1))
    ins, leaving = in_column(inlet.ports, first), out_column(width, outs, leave)
    links = entries(ins, children[0], spots[0], flow.gets[0], inlet)
    links += _between(rows, children, spots, lanes, flow, spacing)
    if last.outs:
        links.append(Link(curve(out_of(last, end), (width, leave)), words.strands(flow.leaves)))
    height = up(max(bottom, lowest) + spacing.bottom, 8)
    return frame(node, width, height, first, ins, leaving, inlet, children, spots, links)


def turned(a: Point, b: Point, y: float, turn: float) -> Curve:
    """From the end of a row to the beginning of the next: out, back along `y` between the two, and in."""
    out, into = a[0], b[0]
    return Curve((
        (a, (a[0] + turn, a[1]), (out + turn, y), (out, y)),
        ((out, y), (out, y), (into, y), (into, y)),
        ((into, y), (into - turn, y), (b[0] - turn, b[1]), b),
    ))  # fmt: skip


def _gap(flow: Flow, k: int, spacing: Spacing) -> float:
    """Before child k: room for the shape that comes to it."""
    return max(spacing.gap, up(measure.small_width(words.shape_label(flow.gets[k])) + 16, 8))


def _spots(
    rows: Sequence[Row], children: Sequence[Box], flow: Flow, spacing: Spacing
) -> tuple[list[Point], list[float], float]:
    """Where children stand, the heights of the wires between rows, and how far down the first ports are."""
    spots: list[Point] = []
    lanes: list[float] = []
    y, first = CONTENT, max(children[k].line for k in rows[0])
    for row in rows:
        line, x = max(children[k].line for k in row), spacing.side
        for place, k in enumerate(row):
            x += _gap(flow, k, spacing) if place else 0.0
            spots.append((x, y + line - children[k].line))
            x += children[k].w
        y = up(max(spots[k][1] + children[k].h for k in row), 8) + BETWEEN
        lanes.append(y - BETWEEN / 2)
    return spots, lanes, first


def _between(
    rows: Sequence[Row],
    children: Sequence[Box],
    spots: Sequence[Point],
    lanes: Sequence[float],
    flow: Flow,
    spacing: Spacing,
) -> list[Link]:
    """The wires from each child to the next."""
    links, row_of = [], {k: number for number, row in enumerate(rows) for k in row}
    for k in range(1, len(children)):
        if not children[k - 1].outs:
            continue
        a, b = out_of(children[k - 1], spots[k - 1]), plus(spots[k], children[k].ins[0])
        here = row_of[k - 1]
        way = curve(a, b) if row_of[k] == here else turned(a, b, lanes[here], spacing.side - 4)
        links.append(Link(way, words.strands(flow.gets[k]), words.shape_label(flow.gets[k])))
    return links
