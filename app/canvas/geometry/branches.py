"""The outlines of containers of branches: stacked, forked at the entry, joined at the exit."""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas import words
from app.canvas.geometry.box import Box, Link, Outlet
from app.canvas.geometry.cards import in_column, out_column
from app.canvas.geometry.curve import curve
from app.canvas.geometry.flow import Flow
from app.canvas.geometry.frames import Outs, frame, header_width, out_of
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import CONTENT, LINE, STEP
from app.canvas.geometry.rect import plus, up
from app.canvas.geometry.spacing import Spacing
from app.document.model import Node, Point

_BAR = 40.0
"""How far from the right edge the branches are joined."""


def stack(
    node: Node, children: Sequence[Box], flow: Flow, inlet: Inlet, outs: Outs, spacing: Spacing
) -> Box:
    """Branches one under the other. Without `outs` (criterions) nothing leaves, and nothing is joined."""
    tops = _tops(children, spacing)
    bottom = tops[-1] + children[-1].h
    lines = [top + child.line for top, child in zip(tops, children, strict=True)]
    middle = _on_grid((lines[0] + lines[-1]) / 2)
    fan = min(max(up(24 + (lines[-1] - lines[0]) / 8, 8), spacing.fork), 96.0)
    exit_ = fan + 24 if children[0].outs else 24
    width = max(fan + max(child.w for child in children) + exit_, up(header_width(node), 8))
    spots = [(fan, top) for top in tops]
    ins = _ins(node, inlet, lines, middle, bottom)
    leaving = _outs(width, outs, lines, middle)
    links = _fork(node, ins, children, spots, flow, inlet)
    bars: tuple[tuple[Point, Point], ...] = ()
    if children[0].outs:
        links += _join(children, spots, width, flow, leaving, middle)
        bars = (((width - _BAR, lines[0]), (width - _BAR, lines[-1])),)
    ports = [y for _, y in ins] + [outlet.at[1] for outlet in leaving]
    height = up(max(bottom, *(y + 12 for y in ports)) + spacing.bottom, 8)
    return frame(node, width, height, middle, ins, leaving, inlet, children, spots, links, bars)


def _tops(children: Sequence[Box], spacing: Spacing) -> list[float]:
    y, tops = CONTENT, []
    for child in children:
        tops.append(y)
        y += up(child.h, 8) + spacing.branches
    return tops


def _one_each(node: Node) -> bool:
    children = words.spec(node.module).children
    return children is not None and children.feed == "each"


def _ins(node: Node, inlet: Inlet, lines: list[float], middle: float, bottom: float) -> tuple[Point, ...]:
    """The ports on the left: beside the branches they feed, or in the middle."""
    if not (_one_each(node) and inlet.separate):
        return in_column(inlet.ports, middle)
    beside = lines[: inlet.ports]
    further = [_on_grid(bottom + 12 + STEP * k) for k in range(inlet.ports - len(beside))]
    return tuple((0.0, y) for y in (*beside, *further))


def _outs(width: float, outs: Outs, lines: list[float], middle: float) -> tuple[Outlet, ...]:
    """The whole leaves in the middle, each entry of a table beside its branch where there is room."""
    if len(outs) - 1 != len(lines) or any(abs(y - middle) < STEP for y in lines):
        return out_column(width, outs, middle)
    return (Outlet(None, (width, middle)), *(Outlet(k, (width, y)) for k, y in enumerate(lines)))


def _fork(
    node: Node,
    ins: tuple[Point, ...],
    children: Sequence[Box],
    spots: Sequence[Point],
    flow: Flow,
    inlet: Inlet,
) -> list[Link]:
    """From the frame's ports to every child; child k gets entry k where each has one of its own."""
    links = []
    for k, (child, spot) in enumerate(zip(children, spots, strict=True)):
        target, strands = plus(spot, child.ins[0]), words.strands(flow.gets[k])
        if not inlet.separate:
            links.append(Link(curve(ins[0], target), strands))
        elif _one_each(node):
            links.append(Link(curve(ins[k], target), strands))
        else:
            links += [Link(curve(port, target)) for port in ins]
    return links


def _join(
    children: Sequence[Box],
    spots: Sequence[Point],
    width: float,
    flow: Flow,
    leaving: tuple[Outlet, ...],
    middle: float,
) -> list[Link]:
    """From every child to the bar, and from there out."""
    bar = width - _BAR
    links = []
    for child, spot, shape in zip(children, spots, flow.gives, strict=True):
        start = out_of(child, spot)
        links.append(Link(curve(start, (bar, start[1])), words.strands(shape)))
    for outlet in leaving or (Outlet(None, (width, middle)),):
        strands = words.strands(flow.leaves) if outlet.strand is None else 1
        links.append(Link(curve((bar, outlet.at[1]), outlet.at), strands))
    return links


def _on_grid(y: float) -> float:
    """The nearest line on which the ports of cards on the grid can be."""
    return round((y - LINE) / 8) * 8 + LINE
