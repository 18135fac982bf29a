"""The training loop, without a thread: one object that owns the network, its data and its optimiser."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from app.document.index import index
from app.document.model import Arrays, Checkpoint, Document, NodeId, Training
from app.document.moment import Moment
from app.document.training import DECAY, RATES, method
from app.document.training import rate as scheduled
from app.training import lab, sources, standardise
from app.training.batches import Batches, dealt
from app.training.epochs import EpochLosses
from app.training.examples import Examples, load
from app.training.filling import filled
from app.training.measures import Measures
from app.training.network import Network
from app.training.pace import adjustment, own_decay
from app.training.resume import Resumed, optimiser_state, take_gradients, take_state, take_weights
from app.training.rings import Rings
from app.training.safety import SECURE, Safety, rehearsing
from app.training.scores import Scores
from app.training.splitting import held_out, split
from app.training.standardise import Scaling
from app.training.stopping import Stopping
from app.training.timeline import Timeline
from app.training.turn import QUICK, Turn
from nncore.optim import Method
from nncore.random import Generator

DETAILED = 2000
"""Of this many steps every gradient norm is recorded; then of as many as can be seen."""
NORMS_PER_SECOND = 500
VALIDATED = 1000
"""Held-out examples that go through the network at once."""


class Run:
    """Trains one model. After a `TrainingFault` it stands at the last good step and can go on from there.

    Attributes:
        optimise: changes the parameters by one batch, its input and target; gives its loss before that. Here,
            in `batches` and in `network` the bugs that are switched on are put in, once.
        carries: whether the gradients outlast a step, as one of those bugs has it.
        data, examples, held_out: all the data, what of it is trained on, and what only measures the loss.
        scaling: how these two differ from `data`, where the inputs are standardised.
        losses, validations: each finished epoch's mean loss, and its loss on `held_out` (NaN without one).
        scores: accuracy or R² of the epochs that were scored.
        reached: why the last `advance` stopped before its time; empty if it did not.

    Args:
        document: what to train.
        checkpoint: how far it came before; what no longer fits the document begins anew (see `resumed`).
        folder: where relative paths in the data's settings begin.
        examples: the data, when it is at hand already.

    Raises:
        Refused: when the document cannot run.
        DataError: when its data cannot be had.
    """

    def __init__(
        self,
        document: Document,
        checkpoint: Checkpoint | None = None,
        folder: Path | None = None,
        examples: Examples | None = None,
    ) -> None:
        training, data = document.training, document.data
        self.document = document
        given = examples or load(data, folder)
        self.data = filled(given, held_out(given, training.validation, training.split_seed))
        self.examples, self.held_out = split(self.data, training.validation, training.split_seed)
        self.scaling = Scaling()
        if standardise.wanted(data):
            parts = standardise.standardised(self.examples, self.held_out)
            self.examples, self.held_out, self.scaling = parts
        self.generator = Generator(training.seed)
        sources.find(data.source).skip(data.options, self.generator)
        self.network = Network(document, self.generator)
        self.layout = self.network.layout
        self.method = method(training)
        self.batches = Batches(self.examples, self.network.writes_input)
        if not training.shuffle:
            self.batches.drawn = self._in_order
        elif training.shuffle_seed is not None:
            self.batches.drawn = self._own_order
        self.optimise: Callable[[Any, np.ndarray], float] = (
            self._descend if self.method.oneGradient else self._minimise
        )
        self.carries = False
        lab.bend(self, training.faults)
        self.losses, self.validations, self.scores = EpochLosses(), EpochLosses(), Scores()
        self.partial = 0.0
        self.step_count = 0
        self.resumed = Resumed()
        self._idle: dict[NodeId, Arrays] = {}
        self._safety = Safety(self)
        self._shortened = 1.0
        self.reached = ""
        if checkpoint is not None:
            self._resume(checkpoint)
        self._first_epoch = self.epoch
        self._stopping = Stopping(self.validations if self.held_out.rows else self.losses)
        self.pace = training
        self.rings = Rings(self.layout.trainable, self.step_count, self.epoch)
        self.measures = Measures(self.layout, self.network.criterion, self.rings, self.scores)
        self.timeline = Timeline()
        self._looks_ahead = type(self.method).lookAhead is not Method.lookAhead
        self._stride, self._next_norms = 1, 0

    # Going on.

    def step(self) -> None:
        """One batch: forward, criterion, backward, update.

        Raises:
            TrainingFault: when a number is not finite, a shape is wrong, or anything else fails.
        """
        with self._safety.working():
            self.unguarded_step()

    def rehearse(self) -> Checkpoint:
        """Makes one step and takes it back; how far it would be trained. Raises as `step`."""
        with rehearsing(self):
            self.unguarded_step(record=False)
            if not self.network.is_sound():
                raise self.network.bad_parameters()
            return self.checkpoint()

    def step_epoch(self) -> None:
        """The rest of this epoch: all of it, if none is begun. Raises as `step`."""
        self.advance(math.inf, self.epoch + 1)

    def advance(self, seconds: float, until_epoch: int | None = None, turn: Turn | None = None) -> None:
        """Steps for about this long, but not beyond the end of epoch `until_epoch`. Raises as `step`.

        Quick steps give way while somebody else has taken the `turn`.
        """
        turn = turn or Turn()
        began, first = perf_counter(), self.step_count
        deadline = began + seconds
        last = math.inf if until_epoch is None else until_epoch
        losses, step, now = self.losses, self.unguarded_step, began
        self.reached = ""
        with self._safety.working():
            secure = now + SECURE
            while len(losses) < last and now < deadline and not self.reached:
                step()
                before, now = now, perf_counter()
                if turn.is_taken and now - before < QUICK:
                    turn.wait()
                    now = perf_counter()
                if now > secure:
                    self._safety.secure()
                    secure = now + SECURE
        if self.step_count - self.rings.step >= DETAILED:
            pace = (self.step_count - first) / max(perf_counter() - began, 1e-9)
            self._stride = max(1, int(pace / NORMS_PER_SECOND))

    @property
    def pace(self) -> Training:
        """The settings from the next step on; only those in `LIVE` may be others than at the start."""
        return self._pace

    @pace.setter
    def pace(self, training: Training) -> None:
        self._pace = training
        self._batch_size = training.batch_size
        self._adjust = adjustment(training, self.layout)
        self._decay = own_decay(training)
        if hasattr(self.method.args, DECAY):
            setattr(self.method.args, DECAY, training.weight_decay)
        self._set_rate()

    @property
    def learning_rate(self) -> float:
        """How large steps are, from the next one on, before the schedule."""
        return self._pace.learning_rate

    @learning_rate.setter
    def learning_rate(self, rate: float) -> None:
        self.pace = replace(self._pace, learning_rate=rate)

    @property
    def batch_size(self) -> int:
        """How many examples a batch takes, from the next one on; 0 for all."""
        return self._batch_size

    @batch_size.setter
    def batch_size(self, size: int) -> None:
        self.pace = replace(self._pace, batch_size=size)

    def _set_rate(self) -> None:
        """Gives the method the learning rate of the epoch at hand."""
        rate = scheduled(self._pace, self.epoch)
        for name in RATES:
            if hasattr(self.method.args, name):
                setattr(self.method.args, name, rate)

    # Where it stands.

    @property
    def epoch(self) -> int:
        """How many epochs are finished."""
        return len(self.losses)

    @property
    def gradient_norms(self) -> dict[NodeId, float]:
        """The length of the last batch's gradient at each node that has parameters."""
        return dict(zip(self.layout.trainable, self.layout.norms().tolist(), strict=True))

    @property
    def kept(self) -> tuple[NodeId, ...]:
        return self.resumed.kept

    @property
    def new(self) -> tuple[NodeId, ...]:
        return self.resumed.new

    @property
    def gone(self) -> tuple[NodeId, ...]:
        return self.resumed.gone

    def checkpoint(self) -> Checkpoint:
        """All that is needed to go on from here as if never interrupted. Its arrays are copies."""
        losses, omitted = self.losses.kept()
        validations, _ = self.validations.kept()
        if all(map(math.isnan, validations)):
            validations = ()
        scores = self.scores.kept(self.epoch)
        return replace(self._state(), losses=losses, omitted=omitted, validations=validations, scores=scores)

    def moment(self) -> Moment:
        """Where it stands, for its past."""
        seen, rows = self.batches.position, self.batches.rows
        return Moment(
            state=self._state(),
            epoch=self.epoch,
            time=self.epoch + seen / rows if seen else self.epoch,
            mean=self.losses[-1] if self.epoch else math.nan,
            document=self.document,
            validation=self.validations[-1] if self.epoch else math.nan,
        )

    def _state(self) -> Checkpoint:
        """A checkpoint without the losses of the finished epochs."""
        random = self.generator.state()
        if self.batches.order is not None:
            random["order"] = self.batches.order.copy()
        return Checkpoint(
            weights=self._idle | self.layout.weights(),
            step=self.step_count,
            position=self.batches.position,
            partial=self.partial,
            optimiser=optimiser_state(self.layout, self.document.training.optimiser, self.method.state),
            random=random,
            gradients=self.layout.own_gradients() if self.carries else {},
        )

    def _resume(self, checkpoint: Checkpoint) -> None:
        weights, known = checkpoint.weights, index(self.document).nodes
        found = take_weights(self.layout, weights)
        self._idle = {node: weights[node] for node in found.gone if node in known}
        self.resumed = Resumed(found.kept, found.new, tuple(node for node in found.gone if node not in known))
        take_state(self.layout, self.method, checkpoint.optimiser, weights)
        if self.carries:
            take_gradients(self.layout, checkpoint.gradients, found)
        self.losses = EpochLosses(checkpoint.losses, checkpoint.omitted)
        validations = checkpoint.validations or (math.nan,) * len(checkpoint.losses)
        self.validations = EpochLosses(validations, checkpoint.omitted)
        self.scores = Scores(checkpoint.scores)
        self.step_count = checkpoint.step
        if "key" in checkpoint.random:
            self.generator.restore(dict(checkpoint.random))
        order = checkpoint.random.get("order")
        if order is not None and len(order) == self.examples.rows:
            self.batches.position, self.batches.order = checkpoint.position, order
            self.partial = checkpoint.partial

    # One step.

    def unguarded_step(self, record: bool = True) -> None:
        """One batch, for those who look after faults themselves; without `record` nobody is told of it."""
        batches = self.batches
        entering, target, rows = batches.next(self._batch_size, self.generator)
        measures = self.measures
        measured = record and self.step_count + 1 >= measures.due
        if measured:
            measures.before()
        loss = self.optimise(entering, target)
        self.step_count += 1
        if record:
            self._record(loss)
            if measured:
                measures.after(self.step_count, self._stride)
            if measures.scores:
                measures.score(self.network.module.output, target)
        self.partial += loss * rows
        if batches.position == batches.rows:
            self._end_epoch(loss if rows == batches.rows else self.partial / batches.rows, record)
        if record and self.step_count >= self.timeline.due:
            self._offer()

    def _offer(self) -> None:
        """Has the timeline take this moment, if it is time for one."""
        batches, size = self.batches, self._batch_size
        left = batches.rows - batches.position if batches.position else 0
        self.timeline.offer(self.step_count, -(-left // size) if size else min(left, 1), self.moment)

    def _descend(self, input: Any, target: np.ndarray) -> float:
        """With a method that needs one gradient; the loss before the step."""
        layout = self.layout
        if self._looks_ahead:
            self.method.lookAhead(layout.parameters)
        loss = self.network.evaluate(input, target)
        if self._adjust is not None:
            self._shortened = self._adjust()
        self.method.step(layout.parameters, layout.gradients)
        return loss

    def _minimise(self, input: Any, target: np.ndarray) -> float:
        """With a method that evaluates the loss itself, as often as it likes; the loss at the first."""
        losses: list[float] = []

        def evaluate(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            losses.append(self.network.evaluate(input, target))
            if self._adjust is not None:
                self._adjust()
            return losses[-1] + self._decay / 2 * parameters.dot(parameters), self.layout.gradients

        self.method.minimise(evaluate, self.layout.parameters)
        return losses[0]

    def _record(self, loss: float) -> None:
        step = self.step_count
        self.rings.losses.add(step, loss)
        if step >= self._next_norms:
            norms = self.layout.norms()
            self.rings.norms.add(step, norms if self._shortened == 1 else norms / self._shortened)
            self._next_norms = step + self._stride

    def _end_epoch(self, mean: float, record: bool) -> None:
        """`mean` is that of the batches' losses, each before its update, weighted by their sizes."""
        self.losses.append(mean)
        self.validations.append(self.validate() if self.held_out.rows else math.nan)
        self._set_rate()
        if record:
            self.rings.epochs.add(len(self.losses), mean)
            if self.held_out.rows:
                self.rings.validation.add(len(self.losses), self.validations[-1])
            self.reached = self._stopping.reason(self._pace, self._first_epoch)
            self.measures.end_epoch(len(self.losses), self.batches.rows)
        self.partial = 0.0
        self.batches.begin()

    def validate(self) -> float:
        """The mean loss on the examples that are held out, in evaluation; nothing is learnt from them."""
        total, rows, answers = 0.0, self.held_out.rows, self.measures.held_out
        answers.take()  # those of a call before that nobody wanted to know
        with self.network.evaluating():
            for input, target, count in dealt(self.held_out, VALIDATED):
                total += self.network.loss(input, target) * count
                if self.measures.scores:
                    answers.add(self.network.module.output, target)
        return total / rows

    def forget(self) -> None:
        """Some steps were taken back: what was counted of them does not count."""
        self.measures.forget()
        self._stopping.forget()

    def _in_order(self, generator: Generator) -> np.ndarray:
        return np.arange(self.batches.rows)

    def _own_order(self, generator: Generator) -> np.ndarray:
        """The order of the epoch at hand as its own seed has it, whatever else was drawn."""
        seed = self.document.training.shuffle_seed or 0
        return Generator(seed + self.epoch).randperm(self.batches.rows) - 1
