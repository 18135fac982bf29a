"""The outlines of cards: modules that hold nothing, the data, the criterion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.canvas import words
from app.canvas.geometry import measure
from app.canvas.geometry.box import Box, Outlet
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import CARD_HEIGHT, CARD_WIDTH, LINE, STEP, TEXT_LEFT, TEXT_RIGHT
from app.canvas.geometry.rect import up
from app.document.model import INPUT, OUTPUT, Data, Document, Node, Point
from nncore import catalog

_ROW_GAP = 16.0
"""Between a port's words on the Data card and the edge."""


def card(
    node: Node, inlet: Inlet, outs: tuple[int | None, ...], followed: Mapping[str, Any] | None = None
) -> Box:
    """A module's card; `followed` are the arguments that were not given but follow the wire."""
    sizes, parts = words.sizes(node, followed or {})
    return Box(
        node.id,
        "card",
        _width(node.module, sizes, node.label),
        _height(max(inlet.ports, len(outs)), bool(node.label)),
        node.module,
        sizes,
        node.label,
        catalog.category(node.module),
        LINE,
        in_column(inlet.ports),
        inlet.spare,
        out_column(_width(node.module, sizes, node.label), outs),
        followed=parts,
        frozen=node.frozen,
        muted=node.muted,
    )


def collapsed(
    node: Node, inlet: Inlet, outs: tuple[int | None, ...], learnt: int | None, through: str
) -> Box:
    """A container as one card, which says how many modules are in it, how many numbers those learn (None: it
    is not known yet), and what goes `through`.
    """
    modules = sum(1 for _ in node.walk()) - 1
    known = "sizes not known yet" if learnt is None else counted(learnt, "parameter")
    lines = (f"{counted(modules, 'module')}, {known}", through, node.label)
    width = _width(node.module, *lines)
    between = inlet.ports - 1 if inlet.separate else 0
    leaves = LINE + round(between * STEP / 2 / 8) * 8  # amid the inputs, as it does from the open frame
    lowest = max(LINE + STEP * (inlet.ports - 1), leaves + STEP * (len(outs) - 1))
    height = max(_height(1, sum(map(bool, lines)) - 1), up(lowest + LINE, 8))
    return Box(
        node.id, "card", width, height, node.module, lines[0], node.label, "containers", LINE,
        in_column(inlet.ports), inlet.spare, out_column(width, outs, leaves), through=through, is_stack=True,
        frozen=node.frozen, muted=node.muted,
    )  # fmt: skip


def counted(number: int, what: str) -> str:
    """`1 module`, `2 modules`."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def data_card(data: Data, title: str) -> Box:
    """The data at the network's entry: a port for each input, and before them one for all where there are
    several.
    """
    if len(data.inputs) == 1:
        port = data.inputs[0]
        line = f"{port.name} · {port.shape}"
        width = _width(title, line)
        return Box(INPUT, "data", width, CARD_HEIGHT, title, line, "", "data", LINE,
                   outs=(Outlet(None, (width, LINE)),))  # fmt: skip
    rows = [f"{port.name} · {port.shape}" for port in data.inputs]
    inner = max(measure.title_width(title), *map(measure.small_width, rows))
    width = up(TEXT_LEFT + inner + TEXT_RIGHT + _ROW_GAP, 16)
    outs = [Outlet(None, (width, LINE))]
    outs += [Outlet(k, (width, LINE + STEP * (k + 1)), row) for k, row in enumerate(rows)]
    return Box(INPUT, "data", width, _height(len(outs)), title, "", "", "data", LINE, outs=tuple(outs))


def criterion_card(document: Document, ports: int) -> Box:
    """The criterion at the network's end, or the empty place for one."""
    node = document.criterion
    if node is None:
        lines = ("Criterion", "drop one here")
        return Box(OUTPUT, "slot", _width(*lines), _height(ports), *lines, "", "criterions", LINE,
                   in_column(ports))  # fmt: skip
    target = document.data.target
    sizes = f"target {target.name} · {target.shape}"
    return Box(
        node.id,
        "criterion",
        _width(node.module, sizes, node.label),
        _height(ports, bool(node.label)),
        node.module,
        sizes,
        node.label,
        catalog.category(node.module),
        LINE,
        in_column(ports),
    )


def in_column(count: int, line: float = LINE) -> tuple[Point, ...]:
    """Ports one under the other on the left edge."""
    return tuple((0.0, line + STEP * k) for k in range(count))


def out_column(right: float, outs: tuple[int | None, ...], line: float = LINE) -> tuple[Outlet, ...]:
    """Ports one under the other on the right edge."""
    return tuple(Outlet(strand, (right, line + STEP * k)) for k, strand in enumerate(outs))


def _width(title: str, *lines: str) -> float:
    inner = max(measure.title_width(title), *(measure.small_width(line) for line in lines))
    return max(CARD_WIDTH, up(TEXT_LEFT + inner + TEXT_RIGHT, 16))


def _height(ports: int, more_lines: int = 0) -> float:
    words_height = CARD_HEIGHT + measure.LABEL_HEIGHT * more_lines
    return max(words_height, up(LINE + STEP * (ports - 1) + LINE, 8))
