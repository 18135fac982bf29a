"""Looks at a network as it stands, with some of the examples. It trains nothing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from app.training.diagnosis.step import copied, loss
from app.training.run import Run
from nncore.errors import NNError
from nncore.random import Generator, using

MOST = 200
"""Examples that are looked at."""
FEW = 8
SOFTMAXES = ("SoftMax", "LogSoftMax")


class Probe:
    """Some of the run's examples, evenly from all of them, as the network and the criterion take them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        examples = run.examples
        rows = np.unique(np.linspace(0, examples.rows - 1, min(MOST, examples.rows)).astype(int))
        self._inputs = [array[rows] for array in examples.inputs]
        self._target = examples.target[rows]

    def _entering(self, count: int | None = None) -> Any:
        arrays = [array[:count].copy() for array in self._inputs]
        return arrays[0] if len(arrays) == 1 else arrays

    def loss(self) -> float:
        """The loss over these examples; NaN when it cannot be had. The modules keep what they gave."""
        return float(self._quietly(lambda: loss(self._run, self._entering(), self._target)))

    def _quietly(self, look: Any) -> Any:
        """Whatever is drawn is drawn from a generator of its own; what modules keep is put back."""
        layout = self._run.layout
        kept = [array.copy() for array in layout.all_states()]
        with using(Generator(1)), np.errstate(all="ignore"):
            try:
                return look()
            finally:
                for array, value in zip(layout.all_states(), kept, strict=True):
                    array[...] = value

    def constant(self) -> float:
        """The loss of the best answer that is the same for all; NaN where nobody knows that answer."""
        criterion, output = self._run.network.criterion, self._run.network.module.output
        if not isinstance(output, np.ndarray) or not isinstance(self._target, np.ndarray):
            return math.nan
        best = self._best(output)
        if best is None:
            return math.nan
        try:
            return float(criterion.forward(best, self._target))
        except NNError:
            return math.nan

    def _best(self, output: np.ndarray) -> np.ndarray | None:
        """That answer, shaped like the output: the shares of the classes, or the mean."""
        target = self._target
        if self._run.network.criterion.targets == "classes":
            if output.ndim != 2 or len(output) != len(target):
                return None
            counts = np.bincount(target.reshape(-1).astype(int), minlength=output.shape[1] + 1)[1:]
            if len(counts) != output.shape[1]:
                return None
            with np.errstate(divide="ignore"):
                shares = np.maximum(np.log(counts / max(int(counts.sum()), 1)), -50.0)
            return np.tile(shares, (len(output), 1)).astype(output.dtype)
        if target.size != output.size:
            return None
        shaped = target.reshape(output.shape).astype(output.dtype)
        return np.broadcast_to(shaped.mean(axis=0), output.shape).copy()

    def classes(self) -> int:
        """How many classes the output tells apart; 0 where the criterion does not want classes."""
        output = self._run.network.module.output
        wants = self._run.network.criterion.targets == "classes"
        return int(output.shape[-1]) if wants and isinstance(output, np.ndarray) and output.ndim else 0

    def probabilities(self) -> str:
        """The softmax whose input has sums of 1 already: its name, or the criterion's. "" when there is none.

        Two modules belong together when the one's output is the softmax of the other's.
        """
        outputs = [module.output for module in self._run.layout.leaves()]
        for module in self._run.layout.leaves():
            if type(module).__name__ in SOFTMAXES and any(
                _are_shares(given) and _is_softmax(given, module.output) for given in outputs
            ):
                return type(module).__name__
        criterion = type(self._run.network.criterion).__name__
        shares = _are_shares(self._run.network.module.output)
        return criterion if criterion == "CrossEntropyCriterion" and shares else ""

    def mixes(self) -> float:
        """How much an example's output changes, as a share of all outputs, when another is exchanged.

        0 when each example is computed by itself, or when that cannot be tried.
        """
        module = self._run.network.module
        module.evaluate()
        try:
            return float(self._quietly(self._mixed))
        except NNError:
            return 0.0
        finally:
            module.training()

    def _mixed(self) -> float:
        forward = self._run.network.module.forward
        entering = self._entering(FEW)
        first, again = copied(forward(entering)), copied(forward(self._entering(FEW)))
        if not isinstance(first, np.ndarray) or first.ndim < 1 or len(first) < 3:
            return 0.0
        for array in entering if isinstance(entering, list) else [entering]:
            array[0] = array[1]
        changed = copied(forward(entering))
        if changed.shape != first.shape or not np.array_equal(first, again):
            return 0.0
        most = float(np.abs(first).max())
        return float(np.abs(changed[2:] - first[2:]).max()) / most if most > 0 else 0.0


def _are_shares(value: Any) -> bool:
    """Whether each row has several numbers from 0 to 1 that sum to 1."""
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.shape[1] < 2 or value.dtype.kind != "f":
        return False
    return bool((value >= 0).all() and np.allclose(value.sum(axis=1), 1.0, atol=1e-6))


def _is_softmax(given: np.ndarray, output: Any) -> bool:
    if not isinstance(output, np.ndarray) or output.shape != given.shape or output is given:
        return False
    logs = given - np.log(np.exp(given).sum(axis=1, keepdims=True))
    return np.allclose(output, logs) or np.allclose(output, np.exp(logs))
