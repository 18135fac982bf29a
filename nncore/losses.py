"""Criterions made of criterions: weighted sums of their losses."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.spec import Values

WEIGHTS = Values("weights", "one factor for each criterion; nothing for all 1", default=None)


class Losses(Criterion):
    """Σ wᵢ Lᵢ over `criterions`. A subclass says what each of them gets, and puts gradients together."""

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.criterions: list[Criterion] = []

    def add(self, criterion: Criterion, weight: float = 1) -> Self:
        """Puts `criterion` behind those there are; its loss counts `weight` times. Returns itself."""
        if not isinstance(criterion, Criterion):
            raise NNError(
                "only a criterion can be added",
                got=type(criterion).__name__,
                needs="a criterion, such as nn.MSECriterion()",
                module=type(self).__name__,
            )
        weights = self._weights()
        self.criterions.append(criterion)
        self.assign("weights", (*weights, weight))
        return self

    def children(self) -> list[Criterion]:
        """The criterions within, in order."""
        return self.criterions

    def _weights(self) -> tuple[float, ...]:
        weights = self.args.weights
        return (1.0,) * len(self.criterions) if weights is None else weights

    def _share(self, value: Any, index: int) -> Any:
        """What criterion `index` gets of the input."""
        return value

    def _target(self, target: Any, index: int) -> Any:
        """What criterion `index` gets of the target."""
        return target

    def _check(self, input: Any, target: Any = None) -> None:
        super()._check(input, target)
        if len(self._weights()) != len(self.criterions):
            raise NNError(
                "there must be one weight for each criterion",
                got=str(len(self._weights())),
                needs=str(len(self.criterions)),
                module=type(self).__name__,
            )

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        total, index = 0.0, 0
        try:
            for index, (criterion, weight) in enumerate(zip(self.criterions, self._weights(), strict=True)):
                total += weight * criterion.updateOutput(
                    self._share(input, index), self._target(target, index)
                )
        except NNError as error:
            raise error.within(self, index) from None
        self.output = total
        return total

    def _gradients(self, input: Any, target: Any) -> list[Any]:
        """The weighted gradient of each criterion by its share of the input."""
        self._checkBack(input, target)
        gradients, index = [], 0
        try:
            for index, (criterion, weight) in enumerate(zip(self.criterions, self._weights(), strict=True)):
                slope = criterion.updateGradInput(self._share(input, index), self._target(target, index))
                gradients.append(_times(slope, weight))
        except NNError as error:
            raise error.within(self, index) from None
        return gradients


def _times(gradient: Any, weight: float) -> Any:
    if isinstance(gradient, list):
        return [_times(entry, weight) for entry in gradient]
    return gradient * np.asarray(weight, gradient.dtype)


def zerosLike(value: Any) -> Any:
    """Zeros in the shape of a tensor or of a table of them."""
    return [zerosLike(entry) for entry in value] if isinstance(value, (list, tuple)) else np.zeros_like(value)
