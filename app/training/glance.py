"""A glance at a run's numbers between two batches: how they are spread, and which units rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

import numpy as np

from app.document.model import NodeId
from app.training.resting import resting
from app.training.run import Run
from app.training.spread import Spread, spread

Quantity = Literal["output", "gradInput", "parameters", "gradParameters"]
QUANTITIES: tuple[Quantity, ...] = ("output", "gradInput", "parameters", "gradParameters")


@dataclass(slots=True)
class Glance:
    """What was seen after so many steps, and how many seconds of the training's time it took."""

    step: int
    spreads: dict[tuple[Quantity, NodeId], Spread] = field(default_factory=dict)
    resting: dict[NodeId, np.ndarray] = field(default_factory=dict)
    seconds: float = 0.0


def glance(run: Run) -> Glance:
    """Looks at each module that has no others inside, as the last batch has left it."""
    began = perf_counter()
    seen = Glance(run.step_count)
    if not run.step_count:
        return seen
    for node, module in run.network.nodes.items():
        if not module.children():
            for quantity, values in (("output", module.output), ("gradInput", module.gradInput)):
                _note(seen, quantity, node, values)  # type: ignore[arg-type]
            rest = resting(module)
            if rest is not None:
                seen.resting[node] = rest
    layout = run.layout
    for node, part in layout.segments.items():
        _note(seen, "parameters", node, layout.parameters[part])
        _note(seen, "gradParameters", node, layout.gradients[part])
    seen.seconds = perf_counter() - began
    return seen


def _note(seen: Glance, quantity: Quantity, node: NodeId, values: object) -> None:
    if isinstance(values, np.ndarray) and values.dtype.kind == "f" and (row := spread(values)):
        seen.spreads[quantity, node] = row
