"""A module built only to be looked at: what its constructor refuses, and how large its parameters are.

Its parameters are allocated but never written, and nothing is drawn, so this costs little at any size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from nncore import catalog, using
from nncore.errors import NNError
from nncore.random import Generator

Args = tuple[tuple[str, Any], ...]
Sizes = tuple[tuple[str, tuple[int, ...]], ...]
"""Each parameter's name and sizes: (("weight", (3, 4)), ("bias", (3,)))."""

MOST = 20_000_000
"""A module with more parameters is not built: its gradients' memory would really be taken."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. `sizes` is None when that is not known, `refusal` the constructor's, if any."""

    sizes: Sizes | None = None
    refusal: NNError | None = None


def trial(module: str, args: Args) -> Trial:
    """What a module without children would be like; worked out once for the same arguments."""
    try:
        return _trial(module, args)
    except TypeError:  # arguments that cannot be kept in a cache
        return _trial.__wrapped__(module, args)


@lru_cache(maxsize=4096)
def _trial(module: str, args: Args) -> Trial:
    cls = catalog.find(module)
    if cls.spec.refers:
        return Trial(())  # it has nothing of its own, and cannot be built without that one
    if math.prod(sorted(value for _, value in args if isinstance(value, int))[-2:]) > MOST:
        return Trial()
    settings = {arg.name for arg in cls.spec.settings}
    try:
        spread, named = cls.spec.call({name: value for name, value in args if name not in settings})
        with using(_Zeros()):
            made = _undrawn(cls)(*spread, **named)
            for name, value in args:
                if name in settings:
                    made.assign(name, value)
    except NNError as error:
        return Trial(refusal=error)
    except (MemoryError, ValueError):
        return Trial()
    held = ((name, getattr(made, name, None)) for name in getattr(cls, "parameterNames", ()))
    return Trial(tuple((name, array.shape) for name, array in held if isinstance(array, np.ndarray)))


@cache
def _undrawn(cls: Any) -> Any:
    """The class with parameters that are allocated but never written."""
    return type(cls.__name__, (cls,), {"reset": lambda self, *args, **named: None})


class _Zeros(Generator):
    """Draws nothing, for classes that draw elsewhere than in `reset`: the values do not matter here."""

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Any = ()) -> Any:
        return np.zeros(size)

    def normal(self, mean: float = 0.0, std: float = 1.0, size: Any = ()) -> Any:
        return np.zeros(size)
