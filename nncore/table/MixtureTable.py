"""nn.MixtureTable: experts, each weighted by a gate. After torch/nn's MixtureTable.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.rules import oneTensor, sameShapes, tableOf
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Int, Spec
from nncore.tables import TableModule


class MixtureTable(TableModule):
    """y = Σ gᵢ eᵢ for a table {gates, experts}: one gate for each expert (E), or for each in each example
    (N×E).

    The experts are a table of tensors of one size, or one tensor with the experts along `dim` (from 1; by
    default the first dimension, or the second of a batch).
    """

    spec = Spec(
        summary="Adds the outputs of several experts, each weighted by a gate.",
        formula=r"y = \sum_i g_i e_i",
        args=(
            Int(
                "dim",
                "along which dimension the experts stand in one tensor (from 1)",
                default=None,
                low=1,
                optional=True,
            ),
        ),
        takes="table",
        keywords=("mixture of experts", "gate", "gating"),
    )

    def __init__(self, dim: int | None = None) -> None:
        super().__init__(dim=dim)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        gates, experts = tableOf(x, 2)
        gates = oneTensor(gates, ranks=(1, 2), needs="gates E or N×E")
        if isinstance(experts, Tensor):
            axis = _axis(a, gates.rank)
            if experts.rank < 2 or not gates.rank - 1 <= axis < experts.rank:
                raise NNError(
                    "the experts have too few dimensions", got=words(x), needs=f"experts along {axis + 1}"
                )
            count, output = experts.dims[axis], experts.without(axis)
        else:
            count, output = len(experts), sameShapes(experts)
        if count != gates.dims[-1]:
            raise NNError("there is not one gate for each expert", got=words(x), needs=f"{count} gates")
        if gates.rank == 2 and output.dims[0] != gates.dims[0]:
            raise NNError(
                "gates and experts differ in the batch", got=words(x), needs=f"{gates.dims[0]} examples"
            )
        return Tensor(output.dims)

    def _gate(self, gates: np.ndarray, number: int) -> np.ndarray:
        """The gates of one expert, in a shape that broadcasts against its output."""
        return (
            gates[..., number].reshape((-1,) + (1,) * (self.output.ndim - 1))
            if gates.ndim == 2
            else gates[number]
        )

    def _each(self, experts: Any) -> Any:
        """The experts one by one."""
        if isinstance(experts, (list, tuple)):
            return experts
        axis = _axis(self.args, self._gates)
        return np.moveaxis(experts, axis, 0)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        gates, experts = input
        self._gates = gates.ndim
        self.output.fill(0)
        for number, expert in enumerate(self._each(experts)):
            self.output += self._gate(gates, number) * expert
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gates, experts = input
        toGates, toExperts = self.gradInput
        inner = tuple(range(gates.ndim - 1, gradOutput.ndim))
        for number, (expert, gradient) in enumerate(
            zip(self._each(experts), self._each(toExperts), strict=True)
        ):
            toGates[..., number] = (expert * gradOutput).sum(axis=inner)
            gradient[...] = self._gate(gates, number) * gradOutput
        return self.gradInput


def _axis(a: Any, gates: int) -> int:
    """Where the experts stand in one tensor, from 0; `gates` is how many dimensions the gates have."""
    return gates - 1 if a.dim is None else int(a.dim) - 1
