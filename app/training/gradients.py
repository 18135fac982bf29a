"""The gradient check of a model: what backward gives against differences of the loss, on a copy of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.document.model import Checkpoint, Document, NodeId
from app.document.refused import Refused
from app.training import diagnose
from app.training.diagnosis.step import loss
from app.training.examples import Examples
from app.training.fault import TrainingFault
from app.training.run import Run
from app.training.tap import Tap
from nncore import gradcheck
from nncore.module import Module
from nncore.random import using

TOLERANCE = 1e-5
"""A relative error above this is none of rounding."""
STEP = 1e-6
LARGEST = 1e4
"""Parameters beyond this leave no digits for differences."""
ROWS = 6
"""Examples that are looked at."""
SMALLEST = 1e-4
"""Gradients of the loss below this share of it are lost in its rounding."""
MOST = 16
"""Numbers of each array that are looked at, chosen at random."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found at one node: its worst number.

    Attributes:
        error: by how much both differ, relative where they are large.
        where: which number: "weight[2, 1]", "input[1, 3]"; indices count from 1.
        analytic: what backward gives; `numeric`: what the differences say.
        fault: why it could not be checked; empty if it could.
    """

    node: NodeId
    error: float = 0.0
    where: str = ""
    analytic: float = math.nan
    numeric: float = math.nan
    fault: str = ""

    @property
    def is_right(self) -> bool:
        return not self.fault and self.error <= TOLERANCE


Report = Callable[[float, Checked | None], bool]
"""Told the share done and, once there is one, what was found at a node; returns False to stop."""


class Stopped(Exception):
    """Nobody wants to know any more."""


class GradientCheck:
    """Checks each module by itself, at what it gets in the network; then the loss by all parameters, with the
    gradients as training makes them.

    Args:
        document: the model, as it is trained: with the bugs that are switched on.
        checkpoint: where it stands.
        examples: all its data.
        nodes: what is checked, and all inside it; None for everything.

    Raises:
        Refused: when the document cannot run, or its parameters have run away.
    """

    def __init__(
        self,
        document: Document,
        checkpoint: Checkpoint,
        examples: Examples,
        nodes: Collection[NodeId] | None = None,
    ) -> None:
        self._run = Run(document, checkpoint, examples=examples)
        largest = float(np.abs(self._run.layout.parameters).max(initial=0.0))
        if largest > LARGEST:
            raise Refused(
                f"The parameters have grown to {largest:.3g}: differences of such numbers say nothing. "
                "Rewind, then check."
            )
        self._criterion = document.criterion.id if document.criterion is not None else None
        self._wanted = None if nodes is None else _inside(document, nodes)
        self._found: dict[NodeId, Checked] = {}
        self._modules = {
            node: module
            for node, module in self._run.network.nodes.items()
            if not module.children() and self._is_wanted(node)
        }
        inputs = [array[:ROWS].copy() for array in self._run.examples.inputs]
        self._input: Any = inputs[0] if len(inputs) == 1 else inputs
        self._target = self._run.examples.target[:ROWS].copy()
        self._parts = len(self._modules) + 2
        self._done = 0
        self._share = 0.0

    def __call__(self, report: Report) -> list[Checked]:
        """What was found at every node, those with the largest error first; less of it when stopped."""
        self._report = report
        with suppress(Stopped):
            self._check_all()
        return sorted(self._found.values(), key=lambda one: (not one.fault, -one.error))

    def _check_all(self) -> None:
        fault = self._look()
        for node, module in self._modules.items():
            if node in self._inputs:
                self._check_module(node, module)
            self._done += 1
        self._check_criterion()
        self._done += 1
        if fault is None:
            self._check_training()
        elif fault.node is not None:
            self._tell(Checked(fault.node, math.inf, fault=fault.text))

    def _is_wanted(self, node: NodeId) -> bool:
        return self._wanted is None or node in self._wanted

    def _look(self) -> TrainingFault | None:
        """What every module gets, from one pass through the network; what stopped that pass."""
        network = self._run.network
        tap, fault = Tap(network, self._modules), None
        with self._quiet(), tap.open():
            try:
                network.evaluate(self._input, self._target)
            except TrainingFault as found:
                fault = found
        self._inputs = {
            event.node: _writable(event.values["input"])
            for event in tap.events
            if event.method == "updateOutput" and event.act == "call" and "input" in event.values
        }
        return fault

    # A module by itself.

    def _check_module(self, node: NodeId, module: Module) -> None:
        try:
            with self._quiet():
                checks = gradcheck.check(
                    module, _off_kinks(self._inputs[node]), most=MOST, step=STEP, progress=self._go_on
                )
        except Stopped:
            raise
        except Exception as error:  # whatever a module does, it is told at that module
            self._tell(Checked(node, math.inf, fault=diagnose.words(error)))
            return
        self._tell(_worst(node, checks))

    def _check_criterion(self) -> None:
        output, criterion = self._run.network.module.output, self._run.network.criterion
        if self._criterion is None or not self._is_wanted(self._criterion):
            return
        try:
            with self._quiet():
                checks = gradcheck.checkCriterion(
                    criterion, _writable(output), self._target, step=STEP, progress=self._go_on
                )
        except Stopped:
            raise
        except Exception as error:  # as above
            self._tell(Checked(self._criterion, math.inf, fault=diagnose.words(error)))
            return
        self._tell(_worst(self._criterion, checks))

    # The loss by all parameters.

    def _check_training(self) -> None:
        """A second pass behind a first, as in training: what the first left must not count."""
        run = self._run
        random = run.generator.state()
        run.layout.zero_gradients()
        with self._quiet():
            for _ in range(2):
                run.generator.restore(random)
                run.network.evaluate(self._input, self._target)

        def value() -> float:
            run.generator.restore(random)
            return loss(run, self._input, self._target)

        gradients = {node: list(_parameters(module)) for node, module in self._modules.items()}
        total, done = max(sum(map(len, gradients.values())), 1), 0
        for node, arrays in gradients.items():
            checks = []
            for name, array, gradient in arrays:
                self._go_on(done / total)
                checks.append(_compared(name, array, gradient, value))
                done += 1
            if checks:
                self._tell(_worst(node, checks, SMALLEST * max(1.0, abs(value()))))

    # Reports.

    def _quiet(self) -> Any:
        return using(self._run.generator)

    def _go_on(self, share: float) -> bool:
        self._share = (self._done + share) / self._parts
        if not self._report(self._share, None):
            raise Stopped
        return True

    def _tell(self, found: Checked) -> None:
        """Keeps the worse of what is known of a node."""
        known = self._found.get(found.node)
        if known is None or found.fault or (not known.fault and found.error > known.error):
            self._found[found.node] = found
        if not self._report(self._share, self._found[found.node]):
            raise Stopped


def _inside(document: Document, nodes: Collection[NodeId]) -> set[NodeId]:
    """The nodes with all that they hold."""
    found = set(nodes)
    for node in document.root.walk():
        if node.id in found:
            found.update(inner.id for inner in node.walk())
    return found


def _parameters(module: Module) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    for holder, name, gradient in module.holders():
        yield name, getattr(holder, name), getattr(holder, gradient).copy()


def _compared(
    name: str, array: np.ndarray, gradient: np.ndarray, value: Callable[[], float]
) -> gradcheck.Check:
    """Some numbers of a parameter, moved a little both ways."""
    places = list(np.ndindex(array.shape))
    if len(places) > MOST:
        chosen = np.random.default_rng(1).choice(len(places), MOST, replace=False)
        places = [places[at] for at in sorted(chosen)]
    numeric = [_slope(array, place, value) for place in places]
    gradient = gradient.reshape(array.shape)
    return gradcheck.Check(
        name, np.array([gradient[place] for place in places]), np.array(numeric), tuple(places)
    )


def _slope(array: np.ndarray, place: tuple[int, ...], value: Callable[[], float]) -> float:
    kept = array[place]
    step = STEP * max(1.0, abs(kept))
    try:
        array[place] = kept + step
        above = value()
        array[place] = kept - step
        return float((above - value()) / (2 * step))
    finally:
        array[place] = kept


def _worst(node: NodeId, checks: list[gradcheck.Check], floor: float = 1.0) -> Checked:
    """The number with the largest error, as a share of the largest gradient of its array, or of `floor`."""
    found = Checked(node)
    for check in checks:
        if not check.analytic.size:
            continue
        largest = max(floor, float(np.abs(check.analytic).max()), float(np.abs(check.numeric).max()))
        errors = np.abs(check.analytic - check.numeric) / largest
        at = int(np.argmax(np.nan_to_num(errors, nan=np.inf)))
        error = float(errors[at])
        error = math.inf if math.isnan(error) else error
        if error >= found.error:
            indices = ", ".join(str(index + 1) for index in check.places[at])
            where = f"{check.where}[{indices}]" if indices else check.where
            found = Checked(node, error, where, float(check.analytic[at]), float(check.numeric[at]))
    return found


def _off_kinks(value: Any) -> Any:
    """Moved by far more than a step and far less than matters: at a tie of two numbers under a maximum, or at
    the 0 of a ReLU, there is no gradient to compare with.
    """
    draw = np.random.default_rng(1)
    if isinstance(value, list):
        return [_off_kinks(entry) for entry in value]
    if value.dtype.kind != "f":
        return value
    return value + draw.uniform(1e-4, 1e-3, size=value.shape).astype(value.dtype)


def _writable(value: Any) -> Any:
    """A copy that may be written into."""
    if isinstance(value, (list, tuple)):
        return [_writable(entry) for entry in value]
    return np.array(value)
