"""How many numbers a module learns, told before it runs."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from app.document.described import holds
from app.document.model import Node
from nncore import catalog, using
from nncore.errors import NNError
from nncore.random import Generator

Sizes = tuple[tuple[str, tuple[int, ...]], ...]
"""Each parameter's name and sizes: (("weight", (3, 4)), ("bias", (3,)))."""

MOST = 20_000_000
"""A module with more is not built just to count them: its gradients' memory would really be taken."""


def own_parameters(node: Node) -> Sizes | None:
    """The parameters of the node itself, without those of the modules inside it.

    None when it cannot be known yet, as an argument is missing or the module is very large.
    """
    if holds(node) is not None:
        return ()
    try:
        return _sizes(node.module, node.args)
    except TypeError:  # arguments that cannot be kept in a cache
        return _sizes.__wrapped__(node.module, node.args)


def parameter_count(node: Node) -> int | None:
    """How many numbers the node and all inside it learn; None when that is not known of one of them."""
    known = [own_parameters(inner) for inner in node.walk()]
    if None in known:
        return None
    return sum(math.prod(dims) for sizes in known for _, dims in sizes or ())


@lru_cache(maxsize=4096)
def _sizes(module: str, args: tuple[tuple[str, Any], ...]) -> Sizes | None:
    cls = catalog.find(module)
    if not cls.parameterNames:
        return ()
    if math.prod(sorted(value for _, value in args if isinstance(value, int))[-2:]) > MOST:
        return None
    settings = {arg.name for arg in cls.spec.settings}
    try:
        spread, named = cls.spec.call({name: value for name, value in args if name not in settings})
        with using(_Zeros()):
            made = _undrawn(cls)(*spread, **named)
    except (NNError, MemoryError, ValueError):
        return None
    held = ((name, getattr(made, name, None)) for name in cls.parameterNames)
    return tuple((name, array.shape) for name, array in held if isinstance(array, np.ndarray))


def _undrawn(cls: Any) -> Any:
    """The class with parameters that are allocated but never written, which costs next to nothing."""
    return type(cls.__name__, (cls,), {"reset": lambda self, *args, **named: None})


class _Zeros(Generator):
    """Draws nothing, for classes that draw elsewhere than in `reset`: the values do not matter here."""

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Any = ()) -> Any:
        return np.zeros(size)

    def normal(self, mean: float = 0.0, std: float = 1.0, size: Any = ()) -> Any:
        return np.zeros(size)
