"""nn.PartialLinear: a Linear of which only some outputs are computed. After torch/nn's PartialLinear.lua."""

from typing import Any

import numpy as np

from nncore.containers.ParallelTable import ParallelTable
from nncore.containers.Sequential import Sequential
from nncore.costs import numbers
from nncore.errors import NNError
from nncore.example import Example
from nncore.follows import last
from nncore.indices import fromZero
from nncore.module import Module
from nncore.rules import lastSize, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.simple.Identity import Identity
from nncore.simple.LookupTable import LookupTable
from nncore.spec import Array, Flag, Int, Spec
from nncore.table.MM import MM
from nncore.torchform import Present, Told, TorchForm


class PartialLinear(Module):
    """y = x Wᵀ + b for N×inputsize, with only those rows of W and b that `setPartition` named; at first all.

    As in Torch it is a small network inside, whose LookupTable holds W; `bias` is 1×outputsize.
    """

    spec = Spec(
        summary="A Linear of which only some outputs are computed, such as a few of very many words.",
        formula=r"y = W_P x + b_P",
        args=(
            Int("inputsize", "how many numbers go in", low=1, follows=last),
            Int("outputsize", "how many outputs there are in all", low=1),
            Flag("bias", "whether b is added", default=True),
        ),
        settings=(
            Array(
                "partition", "which outputs are computed (from 1); left out, all", default=None, optional=True
            ),
        ),
        label="{inputsize} → {outputsize}",
        keywords=("dense", "subset", "sampled"),
    )
    torch = TorchForm(
        {
            "inputsize": Told(
                lambda f: f["network"].get(1).get(2).weight.shape[1], lambda n: {"inputsize": n}
            ),
            "outputsize": Told(
                lambda f: f["network"].get(1).get(2).weight.shape[0], lambda n: {"outputsize": n}
            ),
            "bias": Present("bias"),
        },
        parts=("network",),
        extra={"allcolumns": lambda a: np.arange(1.0, a.outputsize + 1)},
    )
    example = Example(
        arguments=lambda draw: {
            "inputsize": int(draw.integers(1, 5)),
            "outputsize": 4,
            "bias": bool(draw.integers(2)),
            "partition": draw.permutation(4)[: draw.integers(1, 5)] + 1,
        }
    )
    parameterNames = ("bias",)

    def __init__(self, inputsize: int, outputsize: int, bias: bool = True) -> None:
        super().__init__(inputsize=inputsize, outputsize=outputsize, bias=bias)
        both = ParallelTable().add(Identity()).add(LookupTable(self.args.outputsize, self.args.inputsize))
        self.network = Sequential().add(both).add(MM(False, True))
        self.bias = np.zeros((1, self.args.outputsize)) if self.args.bias else None
        self.gradBias = np.zeros((1, self.args.outputsize)) if self.args.bias else None

    @property
    def partition(self) -> np.ndarray:
        """The numbers (from 1) of the outputs that are computed."""
        chosen = self.args.partition
        every = range(1, self.args.outputsize + 1)
        return np.array(every if chosen is None else chosen, self.dtype)

    @partition.setter
    def partition(self, partition: Any) -> None:
        self.assign("partition", partition)

    def assign(self, name: str, value: Any) -> None:
        before = self.args.partition if name == "partition" else None
        super().assign(name, value)
        if name == "partition" and self.args.partition is not None:
            try:
                fromZero(np.array(self.args.partition), self.args.outputsize, self)
            except NNError:
                self.args.partition = before
                raise

    def setPartition(self, indices: Any) -> None:
        """Names the outputs (from 1) that are computed from now on."""
        self.partition = indices

    def resetPartition(self) -> None:
        """From now on all outputs are computed."""
        self.assign("partition", None)

    def holders(self) -> list[tuple[Module, str, str]]:
        return [(self._table, "weight", "gradWeight"), *super().holders()]

    def zeroGradParameters(self) -> None:
        self._table.zeroGradParameters()
        super().zeroGradParameters()

    def updateParameters(self, learningRate: float) -> None:
        self._table.updateParameters(learningRate)
        super().updateParameters(learningRate)

    def reset(self, stdv: float | None = None) -> None:
        """Draws new weights, normal with standard deviation `stdv` (1); the bias becomes 0."""
        self._table.reset(stdv)
        if self.bias is not None:
            self.bias.fill(0)

    @property
    def _table(self) -> Any:
        """The lookup table within the network, which holds the weight."""
        return self.network.get(1).get(2)  # type: ignore[attr-defined]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(2,), needs=f"N×{a.inputsize}")
        lastSize(x, a.inputsize, "inputsize")
        return Tensor((x.dims[0], a.outputsize if a.partition is None else len(a.partition)))

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(y) * int(a.inputsize)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._chosen = self.partition
        np.copyto(self.output, self.network.forward([input, self._chosen]))
        if self.bias is not None:
            self.output += self.bias[:, self._chosen.astype(np.int64) - 1]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.network.updateGradInput([input, self._chosen], gradOutput)
        self.gradInput = self.network.gradInput[0]
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self.network.accGradParameters([input, self._chosen], gradOutput, scale)
        if self.gradBias is not None:
            np.add.at(self.gradBias[0], self._chosen.astype(np.int64) - 1, scale * gradOutput.sum(axis=0))

    def __str__(self) -> str:
        plain = "" if self.bias is not None else " without bias"
        return f"nn.PartialLinear({self.args.inputsize} -> {self.args.outputsize}){plain}"
