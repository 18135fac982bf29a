"""The bugs lab: the common mistakes of training, each a switch that really makes it. A file for each.

A run looks here once, when it is made; a step costs nothing more, whether or not there is a bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.document.model import Document
from app.document.refused import Refused
from app.training.lab import (
    batch_dimension,
    dead_relu,
    grad_output,
    labels_from_0,
    learning_rate,
    no_softmax,
    no_zero,
    saturated,
    sign,
    softmax_twice,
    unshuffled,
    zero_weights,
)
from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.document.compile import Compiled
    from app.training.run import Run

SWITCHES: tuple[Switch, ...] = (
    no_zero.SWITCH,
    sign.SWITCH,
    grad_output.SWITCH,
    batch_dimension.SWITCH,
    learning_rate.SWITCH,
    dead_relu.SWITCH,
    saturated.SWITCH,
    zero_weights.SWITCH,
    no_softmax.SWITCH,
    softmax_twice.SWITCH,
    labels_from_0.SWITCH,
    unshuffled.SWITCH,
)
"""All of them, the tutorial's own first, in the order in which they are shown and put in."""


def find(id: str) -> Switch:
    """The bug of this name.

    Raises:
        Refused: when there is none.
    """
    for switch in SWITCHES:
        if switch.id == id:
            return switch
    raise Refused(f"There is no bug called {id!r}. There are: {', '.join(s.id for s in SWITCHES)}.")


def bent(compiled: Compiled, faults: Iterable[str]) -> Compiled:
    """The model with these bugs in it; the very same without any."""
    for switch in map(find, faults):
        if switch.model is not None:
            compiled = switch.model(compiled)
    return compiled


def bend(run: Run, faults: Iterable[str]) -> None:
    """Puts these bugs into a run that has not begun."""
    for switch in map(find, faults):
        if switch.run is not None:
            switch.run(run)


def switched(document: Document, id: str, on: bool) -> Document:
    """With a bug switched on or off.

    Raises:
        Refused: when this model cannot have it.
    """
    switch, faults = find(id), document.training.faults
    if on == (id in faults):
        return document
    if on and (why := switch.why_not(document)):
        raise Refused(why)
    wanted = {*faults, id} if on else {*faults} - {id}
    kept = tuple(known.id for known in SWITCHES if known.id in wanted)
    return replace(document, training=replace(document.training, faults=kept))
