"""What fractional max poolings have in common: windows at random distances that give any output size.

After torch/nn's SpatialFractionalMaxPooling.lua and THNN's C code of that name.
"""

from __future__ import annotations

from itertools import product
from typing import Any, ClassVar, Self

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError, Repair
from nncore.module import Module
from nncore.random import generator
from nncore.shapes import Shape, Tensor
from nncore.torchform import Told
from nncore.windows.rules import planes, resized


def outOrRatio(letter: str) -> Told:
    """Where Torch's files have an argument: as the output's size, or as its ratio to the input's."""
    return Told(
        lambda f: f.get(f"out{letter}") or f.get(f"ratio{letter}"),
        lambda value: {f"{'out' if value >= 1 else 'ratio'}{letter}": value},
    )


class FractionalMaxPooling(Module):
    """Max pooling over the dimensions `letters` at places drawn anew, for each plane, at every forward.

    Attributes:
        indices: for each output, the place in its plane that it came from, from 1 in row-major order.
        randomSamples: what was drawn, N × planes × dimensions (in the order of Torch's arguments).
    """

    letters: ClassVar[str]
    drawn: ClassVar[str]
    """The dimensions in the order of Torch's arguments."""

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        wanted = self.wanted(self.args)
        if not (min(wanted) >= 1 or all(0 < value < 1 for value in wanted)):
            raise NNError(
                "the output's sizes do not fit",
                got=", ".join(map(str, wanted)),
                needs="whole numbers from 1, or ratios between 0 and 1",
                module=type(self).__name__,
            )
        self.indices = np.empty(0, np.int64)
        self.randomSamples: np.ndarray | None = None
        self.newRandomPool = False

    def fixPoolingRegions(self, val: bool = True) -> Self:
        """Keeps the windows that were drawn last, while the batch and planes stay as they are."""
        self.newRandomPool = val
        return self

    @classmethod
    def wanted(cls, a: Any) -> tuple[float, ...]:
        """The arguments for the output's sizes or ratios, in Torch's order."""
        return tuple(getattr(a, f"arg{i + 1}") for i in range(len(cls.drawn)))

    @classmethod
    def pools(cls, a: Any) -> tuple[int, ...]:
        """The windows' sizes in the order of the array."""
        return tuple(getattr(a, f"poolSize{letter}") for letter in cls.letters)

    @classmethod
    def pooled(cls, a: Any, x: Shape) -> Shape:
        """The shape rule: the sizes that were asked for, or ratios of the input's."""
        x = planes(x, cls.letters)
        sizes = dict(zip(cls.letters, x.dims[-len(cls.letters) :], strict=True))
        ratios = dict(zip(cls.drawn, cls.wanted(a), strict=True))
        whole = min(ratios.values()) >= 1
        out = {
            letter: int(ratios[letter]) if whole else _part(sizes[letter], ratios[letter], x)
            for letter in cls.letters
        }
        for letter, pool in zip(cls.letters, cls.pools(a), strict=True):
            _fits(x, letter, sizes[letter], out[letter], pool)
        return resized(x, tuple(out[letter] for letter in cls.letters))

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """A single example as a batch of one."""
        return array if array.ndim == len(self.letters) + 2 else array[None]

    def _draw(self, batch: np.ndarray) -> np.ndarray:
        sizes = (*batch.shape[:2], len(self.letters))
        samples = self.randomSamples
        if samples is None or samples.shape != sizes or not self.newRandomPool:
            samples = generator().uniform(size=sizes).astype(self.dtype)
        self.randomSamples = samples
        return samples

    def _starts(self, batch: np.ndarray) -> list[np.ndarray]:
        """Where the windows begin: for each dimension N × planes × output size, in the order of the array."""
        samples, counts = self._draw(batch), self.output.shape[-len(self.letters) :]
        sides = zip(self.letters, batch.shape[2:], counts, self.pools(self.args), strict=True)
        return [_starts(samples[..., self.drawn.index(letter)], n, k, p) for letter, n, k, p in sides]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        batch = self._batch(input)
        starts, sizes = self._starts(batch), batch.shape[2:]
        flat = batch.reshape(*batch.shape[:2], -1)
        best = np.full(self._batch(self.output).shape, -np.inf, self.dtype)
        places = np.zeros(best.shape, np.int64)
        for tap in product(*map(range, self.pools(self.args))):
            here = _places([start + step for start, step in zip(starts, tap, strict=True)], sizes)
            values = np.take_along_axis(flat, here.reshape(*here.shape[:2], -1), axis=2).reshape(here.shape)
            larger = values > best
            np.copyto(best, values, where=larger)
            np.copyto(places, here, where=larger)
        np.copyto(self._batch(self.output), best)
        self.indices = places.reshape(self.output.shape) + 1
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradient = self._gradBuffer(input)
        rows = self._batch(input).shape[0] * self._batch(input).shape[1]
        places = self.indices.reshape(rows, -1) - 1 + np.arange(rows)[:, None] * (input.size // rows)
        total = np.bincount(places.reshape(-1), gradOutput.reshape(-1), input.size)
        np.copyto(gradient, total.reshape(input.shape))
        return self.gradInput

    def __str__(self) -> str:
        wanted, pools = self.wanted(self.args), [getattr(self.args, f"poolSize{d}") for d in self.drawn]
        shown = "x".join(str(int(value)) for value in wanted)
        return f"nn.{type(self).__name__}({shown}, {','.join(map(str, pools))})"


def _part(size: Dim, ratio: float, x: Tensor) -> int:
    """⌊size · ratio⌋."""
    if not isinstance(size, int):
        raise NNError("a ratio of a size that is not known", got=str(x), needs="numbers for the sizes")
    count = int(size * ratio)
    if count < 1:
        raise NNError(
            "the input is too small for the ratio", got=str(x), needs=f"at least {int(-(-1 // ratio))}"
        )
    return count


def _fits(x: Tensor, letter: str, size: Dim, count: int, pool: int) -> None:
    """That `count` windows, each one place further at least, fit into `size`."""
    if isinstance(size, int) and count + pool - 1 > size:
        name, fits = f"poolSize{letter}", size - count + 1
        raise NNError(
            f"the windows do not fit along {letter}",
            got=str(x),
            needs=f"at least {count + pool - 1} there, for {count} windows of {pool}",
            repairs=(Repair(f"set {name} = {fits}", "set", name, fits),) if fits >= 2 else (),
        )


def _starts(samples: np.ndarray, size: int, count: int, pool: int) -> np.ndarray:
    """Where each of `count` windows begins, for every sample. After generateIntervals in THNN's C code."""
    starts = np.empty((*samples.shape, count), np.int64)
    starts[..., -1] = size - pool
    if count > 1:
        alpha = samples.dtype.type(size - pool) / samples.dtype.type(count - 1)
        steps = np.arange(count - 1)
        moved = ((steps + samples[..., None]) * alpha).astype(np.int64)
        starts[..., :-1] = moved - (samples * alpha).astype(np.int64)[..., None]
    return starts


def _places(positions: list[np.ndarray], sizes: tuple[int, ...]) -> np.ndarray:
    """The places in a plane at every combination of the positions along its dimensions."""
    flat: Any = 0
    for axis, (position, size) in enumerate(zip(positions, sizes, strict=True)):
        around = [1] * len(sizes)
        around[axis] = -1
        flat = flat * size + position.reshape(*position.shape[:2], *around)
    return np.asarray(flat)
