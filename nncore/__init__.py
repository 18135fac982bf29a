"""nncore: Torch7's `nn` in numpy, exact to its digits.

import nncore as nn

nn.manualSeed(287)
mlp = nn.Sequential().add(nn.Linear(4, 3)).add(nn.Tanh()).add(nn.Linear(3, 1))
"""

from difflib import get_close_matches
from importlib import import_module
from typing import Any

from nncore import catalog, tables
from nncore.container import Container
from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import Generator, generator, manualSeed, rand, randn, using
from nncore.StochasticGradient import StochasticGradient

__all__ = [
    "Container",
    "Criterion",
    "Generator",
    "Module",
    "NNError",
    "StochasticGradient",
    "catalog",
    "generator",
    "manualSeed",
    "rand",
    "randn",
    "tables",
    "using",
]


def __getattr__(name: str) -> Any:
    """Every class of the catalogue by its Torch name: `nn.Linear`; `nn.optim` and `nn.formats`."""
    if name in ("optim", "formats"):  # imported when asked for: they import this package
        return import_module(f"nncore.{name}")
    if name in catalog.files():
        return catalog.find(name)
    near = get_close_matches(name, __dir__(), n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near and not name.startswith("_") else ""
    raise AttributeError(f"nncore has no {name}{hint}")


def __dir__() -> list[str]:
    return sorted([*__all__, *catalog.files()])
