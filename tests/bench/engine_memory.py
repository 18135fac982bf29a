"""What memory a training step takes, seen by tracemalloc (numpy tells it of every array)."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.bench.engine_networks import Network, Step

STEPS = 200


@dataclass(frozen=True)
class Memory:
    """Bytes.

    Attributes:
        needed: activations, gradients by them, parameters and gradients by these.
        held: all that there is between steps, from the network's making on.
        peak: the most there is during a step.
        growth: how much more there is after `STEPS` further steps.
        largest: by how much the peak of a step grows over these.
    """

    needed: int
    held: int
    peak: int
    growth: int
    largest: int


def measure(make: Any, flat: bool = False) -> Memory:
    """Makes a network, trains it and looks at the memory meanwhile."""
    with _traced():
        network: Network = make()
        step = network.flatStep() if flat else network.step()
        before = _steps(step, 5)
        after = _steps(step, STEPS)
        return Memory(needed(network), before[0], before[1], after[0] - before[0], after[1] - before[1])


def needed(network: Network) -> int:
    """What the mathematics asks for: activations, parameters and the gradients by all of them."""
    arrays: dict[int, np.ndarray] = {}
    for module in network.module.listModules():
        values = (module.output, module.gradInput) if not module.children() else ()
        for array in (*values, *(a for kind in module.parameters() for a in kind)):
            if array is not None:
                arrays[array.__array_interface__["data"][0]] = array
    return sum(array.nbytes for array in arrays.values())


def _steps(step: Step, count: int) -> tuple[int, int]:
    """What is held after `count` steps, and the most during them."""
    gc.collect()
    tracemalloc.reset_peak()
    for _ in range(count):
        step()
    peak = tracemalloc.get_traced_memory()[1]
    gc.collect()
    return tracemalloc.get_traced_memory()[0], peak


@contextmanager
def _traced() -> Iterator[None]:
    gc.collect()
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()
