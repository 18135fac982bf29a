"""Convolutions in which only some input planes meet some output planes.

After torch/nn's SpatialConvolutionMap.lua.
"""

from __future__ import annotations

from math import prod, sqrt
from typing import Any

import numpy as np

from nncore.costs import numbers as numbersOf
from nncore.errors import NNError
from nncore.example import Draw
from nncore.random import generator
from nncore.shapes import Shape
from nncore.spec import Array
from nncore.torchform import Named, Present, TorchForm
from nncore.windows.convolution import Convolution, numbers

TABLE = Array("conMatrix", "the connections, one a row: input plane, output plane (from 1)", ranks=(2,))

NEEDS = "rows of two whole numbers from 1 (input plane, output plane) that name every output plane"


class Connected(Convolution):
    """`weight` is connections × kernel. The plane counts are the largest numbers in the table, as in Torch.

    A connection named twice has two kernels, which add up.
    """

    torch = TorchForm(
        {"conMatrix": Named("connTable"), "bias": Present("bias")},
        extra={
            "nInputPlane": lambda a: planeCounts(a)[0],
            "nOutputPlane": lambda a: planeCounts(a)[1],
        },
        size=numbers,
    )

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        table = np.array(self.args.conMatrix)
        fault = _faultOf(table)
        if fault:
            raise NNError("conMatrix does not fit", got=fault, needs=NEEDS, module=type(self).__name__)
        self._setParameters((len(table), *self.geometry(self.args).kernel), (int(table[:, 1].max()),))

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each connection is a sum over its kernel at every place that comes out."""
        places = numbersOf(y) // planeCounts(a)[1]
        return places * prod(cls.geometry(a).kernel) * len(a.conMatrix)

    @property
    def connTable(self) -> np.ndarray:
        """The connections, as Torch names them."""
        return np.array(self.args.conMatrix)

    @property
    def nInputPlane(self) -> int:
        return planeCounts(self.args)[0]

    @property
    def nOutputPlane(self) -> int:
        return planeCounts(self.args)[1]

    def reset(self, stdv: float | None = None) -> None:
        """Draws each kernel, then each bias, uniform in ±1/√(kernel size · connections), or ±√3·stdv."""
        into = self.connTable[:, 1].astype(int) - 1
        fan = np.bincount(into)
        taps = self.gradWeight[0].size
        bounds = [stdv * sqrt(3) if stdv else 1 / sqrt(taps * meeting) for meeting in fan]
        for kernel, plane in zip(self.weight, into, strict=True):
            kernel[:] = generator().uniform(-bounds[plane], bounds[plane], kernel.shape)
        if self.bias is not None:
            self.bias[:] = [generator().uniform(-bound, bound) for bound in bounds]

    def _places(self) -> tuple[np.ndarray, ...]:
        """For each connection, its two planes (from 0) in the order of the dense weights' dimensions."""
        table = self.connTable.astype(int) - 1
        return table[:, 1], table[:, 0]

    def _dense(self) -> tuple[int, int]:
        """The first two sizes of the dense weights."""
        return self.nOutputPlane, self.nInputPlane

    def _kernel(self) -> np.ndarray:
        dense = np.zeros((*self._dense(), *self.weight.shape[1:]), self.dtype)
        np.add.at(dense, self._places(), self.weight)
        return dense

    def _addGradWeight(self, gradient: np.ndarray) -> None:
        self.gradWeight += gradient.reshape(*self._dense(), *self.weight.shape[1:])[self._places()]


def _faultOf(table: np.ndarray) -> str:
    """What is wrong with a connection table; "" if nothing is."""
    if table.shape[1] != 2:
        return f"rows of {table.shape[1]} numbers"
    if (table < 1).any() or (table != table.astype(int)).any():
        return "a number that is not a plane"
    missing = set(range(1, int(table[:, 1].max()) + 1)) - set(table[:, 1].astype(int).tolist())
    return f"no connection to output plane {min(missing)}" if missing else ""


def planeCounts(a: Any) -> tuple[int, int]:
    """How many planes go in and come out."""
    return int(max(row[0] for row in a.conMatrix)), int(max(row[1] for row in a.conMatrix))


def drawConnections(random: Draw) -> dict[str, Any]:
    """Arguments for a trial: every output plane meets at least one input plane."""
    inputs, outputs = int(random.integers(1, 4)), int(random.integers(1, 4))
    table = [(int(random.integers(1, inputs + 1)), o + 1) for o in range(outputs)]
    table += [(i + 1, int(random.integers(1, outputs + 1))) for i in range(inputs)]
    return {"conMatrix": table, **{name: int(random.integers(1, 4)) for name in ("kW", "kH", "dW", "dH")}}


def connectedImages(random: Draw, a: Any) -> np.ndarray:
    """An input for a trial, mostly a batch."""
    height, width = a.kH + int(random.integers(0, 4)), a.kW + int(random.integers(0, 4))
    shape = (planeCounts(a)[0], height, width)
    return random.uniform(-2, 2, (int(random.integers(1, 4)), *shape) if random.random() < 0.7 else shape)
