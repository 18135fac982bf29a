"""nncore: Torch7's `nn` in numpy, exact to its digits. This page is the tutorial, in Python.

>>> import numpy as np
>>> import nncore as nn
>>> from nncore import printing
>>> nn.manualSeed(287)

**A module** is a function with a forward and a backward pass. It keeps its parameters, its last output and
its last gradient; tensors are numpy arrays of float64, dimensions and indices count from 1, tables are lists.

>>> x = np.arange(1.0, 6.0)
>>> f = nn.CMul(5)                                  # y = x ⊙ w
>>> print(printing.tensor(f.forward(x)), end="")    # as Torch prints it
-0.3180
-0.0968
 0.5655
 1.6661
 1.6822
[torch.DoubleTensor of size 5]

**Containers** make modules of modules, and calls of `add` can be chained. Batches come first: N×5 here.

>>> h = nn.Sequential().add(f).add(nn.Sum(1))
>>> print(h)
nn.Sequential {
  [input -> (1) -> (2) -> output]
  (1): nn.CMul
  (2): nn.Sum
}
>>> h.forward(x).round(4)
array([3.499])
>>> nn.Concat(1).add(f).add(nn.Sum(1)).forward(x).shape
(6,)

**Backward** takes the gradient of a loss by the output and returns that by the input. It needs the input of
the last `forward`, and adds to the gradients of the parameters: set these to zero first.

>>> h.zeroGradParameters()
>>> gradInput = h.backward(x, np.ones(1))
>>> bool((gradInput == f.weight).all()), f.gradWeight
(True, array([1., 2., 3., 4., 5.]))

**Tables** go in where a model has several inputs: indices for a LookupTable beside dense numbers for a
Linear.

>>> both = nn.ParallelTable().add(nn.LookupTable(5, 2)).add(nn.Linear(3, 2))
>>> model = nn.Sequential().add(both).add(nn.CAddTable())
>>> model.forward([np.array([2]), nn.randn(1, 3)]).shape
(1, 2)

**Criterions** are the losses; classes count from 1.

>>> nn.ClassNLLCriterion().forward(np.log([[0.2, 0.3, 0.5]]), np.array([3])).__round__(4)
0.6931

**Training** is forward, backward, step. `getParameters` moves all parameters into one vector and all
gradients into another, which the modules' own are views of.

>>> nn.manualSeed(287)
>>> X = nn.randn(5, 4)
>>> y = (X @ nn.randn(4)) ** 2 + nn.randn(5)
>>> mlp = nn.Sequential().add(nn.Linear(4, 3)).add(nn.Tanh()).add(nn.Linear(3, 1))
>>> mse = nn.MSECriterion()
>>> params, gradParams = mlp.getParameters()
>>> for epoch in range(5):
...     gradParams.fill(0)
...     loss = mse.forward(mlp.forward(X), y)
...     print(f"{loss:.14g}")
...     gradInput = mlp.backward(X, mse.backward(mlp.output, y))
...     params -= 0.01 * gradParams
1.4847964912907
1.4471538022835
1.4123791149845
1.3801837665443
1.3503120157518

Without the vectors, `mlp.zeroGradParameters()` and `mlp.updateParameters(0.01)` do the same; `nncore.optim`
has Torch's other methods.

**Errors** are of one kind. They say where, what came, what is needed and what would help; nothing is computed
then.

>>> mlp.forward(nn.randn(5, 7))  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
nncore.errors.NNError: Sequential › 1 Linear(4 → 3): the input has the wrong size; got 5×7; needs 5×4, ...

**More**: `clone`, `share`, `float`, `evaluate`, `findModules` and the like are methods of every module, as in
Torch. `nncore.gradcheck` compares gradients with finite differences, `python -m nncore.catalog` lists all
classes, and `nn.Linear.spec` describes one. Torch's `GPU` is left out: there is no CUDA here.
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
