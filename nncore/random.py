"""Torch7's random numbers: MT19937, one tempered 32-bit word for every draw.

Source: torch7's THRandom.c. Logarithm, sine and cosine are the C library's (through `math`), as Torch's are;
numpy's own may differ in the last bit.

The generator in use is the process's own, or the one of the innermost `using` block of this thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nncore.errors import NNError

Size = int | tuple[int, ...]
WORDS = 4294967296.0


class Generator:
    """A stream of random numbers. Every method draws as Torch's of the same name does, in row-major order."""

    def __init__(self, seed: int = 5489) -> None:
        self.seed(seed)

    def seed(self, seed: int) -> None:
        """Starts anew; a pending half of a normal pair is forgotten.

        Raises:
            NNError: when the seed is no number; the stream goes on as it was then.
        """
        try:
            self._seed = int(seed)
        except (TypeError, ValueError, OverflowError):
            needs = "a whole number, such as 1"
            raise NNError(
                "the seed is not a number", got=repr(seed), needs=needs, module="manualSeed"
            ) from None
        self._bits = np.random.MT19937()
        self._bits._legacy_seeding(self._seed & 0xFFFFFFFF)
        self._pending: tuple[float, float] | None = None

    def words(self, count: int) -> NDArray[np.uint64]:
        """The next `count` raw words, each below 2**32."""
        return self._bits.random_raw(count)

    def unit(self, count: int) -> NDArray[np.float64]:
        """The next `count` numbers in [0, 1)."""
        return self.words(count) / WORDS

    def random(self, low: int | None = None, high: int | None = None) -> int:
        """A raw word; `random(b)` is one of 1..b, `random(a, b)` one of a..b."""
        word = int(self.words(1)[0])
        if low is None:
            return word
        first, last = (1, low) if high is None else (low, high)
        return word % (last + 1 - first) + first

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Size = ()) -> NDArray[np.float64]:
        """Uniform in [low, high)."""
        return self.unit(_count(size)).reshape(size) * (high - low) + low

    def normal(self, mean: float = 0.0, std: float = 1.0, size: Size = ()) -> NDArray[np.float64]:
        """Normal, by Box and Muller; the sine half of a pair waits for the next call."""
        count = _count(size)
        drawn = [] if self._pending is None or not count else [self._sine()]
        pairs = (count - len(drawn) + 1) // 2
        unit = self.unit(2 * pairs).tolist()
        for x, y in zip(unit[::2], unit[1::2], strict=True):
            rho = math.sqrt(-2 * math.log(1 - y))
            self._pending = (x, rho)
            drawn.append(rho * math.cos(2 * math.pi * x))
            if len(drawn) < count:
                drawn.append(self._sine())
        return np.array(drawn, dtype=np.float64).reshape(size) * std + mean

    def bernoulli(self, p: float | NDArray[np.float64] = 0.5, size: Size = ()) -> NDArray[np.float64]:
        """1 with probability p, else 0; `p` may be an array with one probability for each number."""
        return (self.unit(_count(size)) <= np.ravel(p)).astype(np.float64).reshape(size)

    def randperm(self, count: int) -> NDArray[np.int64]:
        """The numbers 1..count in random order."""
        order = list(range(count))
        for i, word in enumerate(self.words(max(count - 1, 0)).tolist()):
            j = i + word % (count - i)
            order[i], order[j] = order[j], order[i]
        return np.array(order, dtype=np.int64) + 1

    def exponential(self, rate: float, size: Size = ()) -> NDArray[np.float64]:
        """Exponential with this rate: the mean is 1 / rate."""
        return self._each(size, lambda u: -1 / rate * math.log(1 - u))

    def cauchy(self, median: float = 0.0, sigma: float = 1.0, size: Size = ()) -> NDArray[np.float64]:
        """Cauchy around `median` with half-width `sigma`."""
        return self._each(size, lambda u: median + sigma * math.tan(math.pi * (u - 0.5)))

    def logNormal(self, mean: float = 1.0, std: float = 2.0, size: Size = ()) -> NDArray[np.float64]:
        """The exponential of normal numbers with this mean and standard deviation."""
        normal = np.ravel(self.normal(mean, std, size)).tolist()
        return np.array([math.exp(x) for x in normal]).reshape(size)

    def geometric(self, p: float, size: Size = ()) -> NDArray[np.float64]:
        """How many draws until one below p fails: 1, 2, ..."""
        return self._each(size, lambda u: float(int(math.log(1 - u) / math.log(p)) + 1))

    def multinomial(
        self, weights: NDArray[np.float64], count: int, replacement: bool = False
    ) -> NDArray[np.int64]:
        """`count` of the indices 1..n, index i with a chance in proportion to `weights[i - 1]`.

        Without replacement an index that was drawn cannot come again.
        """
        left = np.array(weights, dtype=np.float64)
        drawn = []
        for _ in range(count):
            sums = np.cumsum(left / left.sum())
            sums[-1] = 1.0 if left[-1] else sums[-1]
            drawn.append(int(np.searchsorted(sums, float(self.unit(1)[0]))))
            if not replacement:
                left[drawn[-1]] = 0
        return np.array(drawn, dtype=np.int64) + 1

    def _each(self, size: Size, value: Callable[[float], float]) -> NDArray[np.float64]:
        """`value` of one uniform number for each element, by the C library's functions."""
        return np.array([value(u) for u in self.unit(_count(size)).tolist()]).reshape(size)

    def state(self) -> dict[str, Any]:
        """All that `restore` needs: the key (624 words), the position in it, the pending pair, the seed."""
        inner = self._bits.state["state"]
        return {
            "key": np.array(inner["key"], dtype=np.uint32),
            "pos": int(inner["pos"]),
            "pending": self._pending,
            "seed": self._seed,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Goes on from where `state()` was taken."""
        key = np.asarray(state["key"], dtype=np.uint32)
        self._bits.state = {"bit_generator": "MT19937", "state": {"key": key, "pos": int(state["pos"])}}
        self._pending = None if state["pending"] is None else tuple(state["pending"])
        self._seed = int(state["seed"])

    def _sine(self) -> float:
        assert self._pending is not None
        x, rho = self._pending
        self._pending = None
        return rho * math.sin(2 * math.pi * x)


_process = Generator()
_thread: ContextVar[Generator | None] = ContextVar("generator", default=None)


def generator() -> Generator:
    """The generator that modules draw from just now."""
    return _thread.get() or _process


@contextmanager
def using(other: Generator) -> Iterator[Generator]:
    """Within the block, everything this thread draws comes from `other`."""
    token = _thread.set(other)
    try:
        yield other
    finally:
        _thread.reset(token)


def manualSeed(seed: int) -> None:
    """torch.manualSeed: the draws that follow repeat for the same seed."""
    generator().seed(seed)


def randn(*size: int | tuple[int, ...]) -> NDArray[np.float64]:
    """torch.randn: normal numbers with mean 0 and standard deviation 1."""
    return generator().normal(size=_sizes(size))


def rand(*size: int | tuple[int, ...]) -> NDArray[np.float64]:
    """torch.rand: uniform numbers in [0, 1)."""
    return generator().uniform(size=_sizes(size))


def _sizes(size: tuple[Any, ...]) -> tuple[int, ...]:
    """The sizes of a tensor, given one by one or as one tuple.

    Raises:
        NNError: when they are no sizes.
    """
    given = tuple(size[0]) if len(size) == 1 and isinstance(size[0], (tuple, list)) else size
    if not all(isinstance(each, (int, np.integer)) and each >= 0 for each in given):
        needs = "whole numbers from 0, such as 2, 3"
        raise NNError("the sizes do not fit", got=str(given), needs=needs, module="random numbers")
    return given


def _count(size: Size) -> int:
    return size if isinstance(size, int) else math.prod(size)
