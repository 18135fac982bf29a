"""One call that was noted while a batch went through a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.document.model import NodeId

Phase = Literal["forward", "criterion", "backward", "update"]
PHASES: tuple[Phase, ...] = ("forward", "criterion", "backward", "update")
Act = Literal["call", "enter", "leave", "fault"]

Values = dict[str, Any]
"""Arrays (or tables of them) by their names in Torch: input, output, gradOutput, gradInput, weight, ..."""


@dataclass(frozen=True, slots=True)
class Event:
    """A call of a module's method; of a container's that begins or ends; or one that failed.

    `values` is what is known of the module once the call is done; `before` what of it the call changed:
    gradients in accGradParameters, parameters in the update. All arrays are read-only copies.
    """

    phase: Phase
    act: Act
    method: str
    node: NodeId
    values: Mapping[str, Any]
    before: Mapping[str, Any]


def known(start: Mapping[NodeId, Values], events: Iterable[Event]) -> dict[NodeId, Values]:
    """What is known of each node after these events."""
    found = {node: dict(values) for node, values in start.items()}
    for event in events:
        found.setdefault(event.node, {}).update(event.values)
    return found
