"""A run's past: moments of it, thinned evenly as it grows, in bounded memory and for little of its time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import median
from time import perf_counter

from app.document.model import Checkpoint
from app.document.moment import Moment, arrays
from app.training.epochs import EpochLosses
from app.training.scores import Scores

MOMENTS, BYTES = 400, 256 * 2**20
"""How many moments are kept, and how much memory they take."""
SHARE = 0.02
"""How much of the time that training takes may go into taking them."""
APART = 4
"""Where moments must be so many times farther apart than they were at first, the first ones are thinned."""
GRACE = 0.02
"""Seconds that may go into them whatever the share, so that the first epochs are all there."""


class Timeline:
    """The moments of one run, the oldest first. Written by one thread, read by any.

    The run is cut into stretches of `stride` batches, in each of which one moment is kept: at an epoch's end
    where there is one. When there are too many, the stretches are made longer, until half of that are left.
    """

    def __init__(
        self, moments: Iterable[Moment] = (), most: int = MOMENTS, room: int = BYTES, grace: float = GRACE
    ) -> None:
        self.moments = tuple(moments)
        """Replaced by another tuple as the run goes on, never changed."""
        self.stride = _stride(self.moments)
        self.due = 0
        """The number of batches from which `offer` has something to do."""
        self._most, self._room, self._grace = most, room, grace
        self._start: int | None = None  # where the clock started
        self._last = self._worked = 0.0
        self._began: float | None = None
        self.spent = 0.0
        """Seconds that went into taking moments."""
        self.bytes = sum(map(size, self.moments))
        """The memory that the moments take."""
        self._thin()

    def resume(self) -> None:
        """The run works from now on."""
        self._began = perf_counter()

    def rest(self) -> None:
        """The run does not work from now on."""
        if self._began is not None:
            self._worked += perf_counter() - self._began
            self._began = None

    def offer(self, step: int, left: int, take: Callable[[], Moment]) -> None:
        """Takes a moment after `step` batches, if it is time for one; `left` batches end the epoch (0: none).

        `take` gives the moment. An epoch's end may be paid for later.
        """
        now = perf_counter()
        if self._start is None:
            self._start = step
        wait = self._wait(step, now)
        in_time = (step + left) // self.stride == step // self.stride or left <= wait // 2
        if left and in_time and self.moments:
            self.due = step + left  # the epoch's end
        elif self._debt(now) > (0 if left else self._last):
            self.due = step + max(1, min(wait, left) if left else wait)
        else:
            self._take(take, step, now)

    def _take(self, take: Callable[[], Moment], step: int, now: float) -> None:
        self.add(take())
        self._last = perf_counter() - now
        self.spent += self._last
        wait = self._wait(step, now)
        if wait > APART * self.stride and len(self.moments) > self._most // 2:
            self._lengthen()
        self.due = max(self.due, step + wait)

    def _debt(self, now: float) -> float:
        """Seconds that the moments have cost more than they may by now."""
        return self.spent - self._grace - SHARE * self._elapsed(now)

    def _wait(self, step: int, now: float) -> int:
        """After how many batches another moment like the last one is paid for; at once while grace lasts."""
        if self.spent <= self._grace:
            return 0
        pace = (step - (self._start or 0)) / max(self._elapsed(now), 1e-6)
        return math.ceil(self._last / SHARE * pace)

    def _elapsed(self, now: float) -> float:
        """Seconds that the run has worked."""
        return self._worked + (now - self._began if self._began else 0.0)

    def add(self, moment: Moment) -> None:
        """Adds a moment behind the others."""
        self.moments = (*self.moments, moment)
        self.bytes += size(moment)
        self._thin()

    def cut(self, step: int) -> None:
        """Drops what is after `step` batches."""
        self.moments = tuple(moment for moment in self.moments if moment.step <= step)
        self.bytes = sum(map(size, self.moments))
        self._next()

    def _thin(self) -> None:
        if len(self.moments) > self._most or self.bytes > self._room:
            self._halve()
        self._next()

    def _halve(self) -> None:
        most, room = self._most // 2, self._room // 2
        while len(self.moments) > 2 and (len(self.moments) > most or self.bytes > room):
            self._lengthen()

    def _lengthen(self) -> None:
        """Makes the stretches twice as long."""
        self.stride *= 2
        self.moments = thinned(self.moments, self.stride)
        self.bytes = sum(map(size, self.moments))

    def _next(self) -> None:
        if self.moments:
            self.due = (self.moments[-1].step // self.stride + 1) * self.stride


def _stride(moments: tuple[Moment, ...]) -> int:
    """The stretches that these moments were taken in: a power of two, by the distance of most of them."""
    gaps = [after.step - before.step for before, after in pairwise(moments)]
    return 1 << (max(int(median(gaps)), 1).bit_length() - 1) if gaps else 1


def size(moment: Moment) -> int:
    """The memory that a moment takes, in bytes."""
    return sum(array.nbytes for array in arrays(moment.state))


def thinned(moments: tuple[Moment, ...], stride: int) -> tuple[Moment, ...]:
    """One moment of each stretch of `stride` batches: an epoch's end if there is one; and first and last."""
    kept: dict[int, Moment] = {}
    for moment in moments[1:-1]:
        cell = moment.step // stride
        if cell not in kept or (moment.is_epoch_end and not kept[cell].is_epoch_end):
            kept[cell] = moment
    first, last = moments[0], moments[-1]
    kept.pop(first.step // stride, None)
    kept.pop(last.step // stride, None)
    return (first, *kept.values(), last)


def checkpoint_at(
    moment: Moment, losses: EpochLosses, validations: EpochLosses, scores: Scores
) -> Checkpoint:
    """All that is needed to go on from a moment, with the losses of the run that has gone on since."""
    epochs = [epoch for epoch, _ in losses.since(0) if epoch <= moment.epoch]
    kept = [losses[epoch - 1] for epoch in epochs]
    held_out = [validations[epoch - 1] for epoch in epochs if epoch <= len(validations)]
    if epochs and epochs[-1] < moment.epoch:  # the run has forgotten that epoch by now
        kept.append(moment.mean)
        held_out.append(moment.validation)
    has_held_out = len(held_out) == len(kept) and not all(map(math.isnan, held_out))
    return replace(
        moment.state,
        losses=tuple(kept),
        omitted=moment.epoch - len(kept),
        validations=tuple(held_out) if has_held_out else (),
        scores=scores.kept(moment.epoch),
    )
