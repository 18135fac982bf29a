"""What a run's network says of any inputs, without a trace left in the network that is trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from app.document.refused import Refused
from app.training.labels import Labels
from app.training.network import Network
from app.training.run import Run
from nncore.random import Generator, using

ROWS = 512
"""Examples that go through the network at once."""

_twins: WeakKeyDictionary[Run, tuple[Any, Network]] = WeakKeyDictionary()


def outputs(run: Run, inputs: Sequence[np.ndarray]) -> np.ndarray:
    """The outputs, N×outputs, for inputs in the data's own units, rows first; in evaluation, without dropout.

    Raises:
        Refused: when the model gives a table, or not one output for each row.
    """
    network = twin(run)
    scaled = run.scaling.scaled(inputs)
    rows, parts = len(scaled[0]), []
    with using(Generator(0)), np.errstate(all="ignore"):
        for start in range(0, rows, ROWS):
            taken = [np.array(array[start : start + ROWS]) for array in scaled]
            found = network.module.forward(taken[0] if len(taken) == 1 else taken)
            if not isinstance(found, np.ndarray):
                raise Refused("The model gives a table. This view needs one output.")
            if found.size % len(taken[0]) or (found.ndim and len(found) != len(taken[0]) > 1):
                raise Refused("The model does not give one output for each example.")
            parts.append(found.reshape(len(taken[0]), -1).copy())
    return np.concatenate(parts)


def twin(run: Run) -> Network:
    """Another network of the same document with the run's parameters and states as they are now."""
    document = run.document
    kept, of = _twins.get(run), (document.root, document.criterion, document.training.faults)
    if kept is None or kept[0] != of:
        kept = (of, Network(document, Generator(0)))
        kept[1].module.evaluate()
        _twins[run] = kept
    network = kept[1]
    for node in run.layout.nodes:
        mine = (*network.layout.own(node), *network.layout.states(node))
        for array, value in zip(mine, (*run.layout.own(node), *run.layout.states(node)), strict=True):
            np.copyto(array, value)
    return network


def labels_of(run: Run) -> tuple[Labels, ...]:
    """What the numbers of the run's inputs stand for."""
    ports = run.document.data.inputs
    return run.data.labels[:-1] or tuple(Labels(port.name) for port in ports)
