"""Where a batch is in the network after some of its calls, and what is on the wires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.document.flow import incoming
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Wire
from app.training.event import Event, Values
from app.training.trace import Trace


@dataclass(frozen=True)
class Wave:
    """What the canvas shows of a batch.

    Attributes:
        event: the last call; None before the first.
        passed: where each module is: "forward" once its output is there, "backward" once its gradInput is.
        known: what is known of each node.
    """

    event: Event | None = None
    passed: Mapping[NodeId, str] = field(default_factory=dict)
    known: Mapping[NodeId, Values] = field(default_factory=dict)

    @property
    def active(self) -> NodeId | None:
        """The module whose call was the last."""
        return self.event.node if self.event else None


def wave(trace: Trace, position: int) -> Wave:
    """Where the batch is after so many events."""
    passed: dict[NodeId, str] = {}
    for event in trace.events[:position]:
        if event.act in ("call", "leave"):
            if event.method in ("updateOutput", "forward"):
                passed[event.node] = "forward"
            elif event.method in ("updateGradInput", "backward"):
                passed[event.node] = "backward"
    return Wave(trace.events[position - 1] if position else None, passed, trace.known(position))


def on_wire(document: Document, known: Mapping[NodeId, Values], graph: NodeId, wire: Wire) -> tuple[Any, Any]:
    """The value that went along a wire, and the gradient that came back along it; None for what is not there
    yet.
    """
    is_root = graph == document.root.id
    if wire.source == INPUT:
        value = known.get(INPUT, {}).get("output") if is_root else known.get(graph, {}).get("input")
    else:
        value = known.get(wire.source, {}).get("output")
    if wire.target != OUTPUT:
        gradient = known.get(wire.target, {}).get("gradInput")
    elif is_root:
        criterion = document.criterion.id if document.criterion else OUTPUT
        gradient = known.get(criterion, {}).get("gradInput")
    else:
        gradient = known.get(graph, {}).get("gradOutput")
    wires = incoming(index(document).nodes[graph]).get(wire.target, [])
    place = wires.index(wire) if len(wires) > 1 and wire in wires else None
    return _strand(value, wire.strand), _strand(gradient, place)


def _strand(value: Any, place: int | None) -> Any:
    if place is None or value is None:
        return value
    return value[place] if isinstance(value, list) and place < len(value) else None


def norm(value: Any) -> float:
    """The length of a value: of a table, of all its entries together."""
    if isinstance(value, list):
        return float(np.sqrt(sum(norm(entry) ** 2 for entry in value)))
    return float(np.linalg.norm(np.asarray(value, dtype=np.float64)))
