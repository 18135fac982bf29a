"""What every criterion is. After torch/nn's Criterion.lua."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np

from nncore.errors import NNError
from nncore.shapes import Shape, shapeOf
from nncore.spec import Spec


class Criterion:
    """A loss: `forward(input, target)` gives a number, `backward(input, target)` its gradient by the input."""

    spec: ClassVar[Spec]
    dtype = np.dtype(np.float64)

    def __init__(self, **args: Any) -> None:
        try:
            self.args: SimpleNamespace = self.spec.bind(args)
        except NNError as error:
            error.module = error.module or type(self).__name__
            raise
        self.output = 0.0
        self.gradInput: Any = np.empty(0)
        self._seen: Any = None

    def updateOutput(self, input: Any, target: Any) -> float:
        raise NotImplementedError

    def updateGradInput(self, input: Any, target: Any) -> Any:
        raise NotImplementedError

    def forward(self, input: Any, target: Any) -> float:
        """The loss."""
        return self.updateOutput(input, target)

    def backward(self, input: Any, target: Any) -> Any:
        """The gradient of the loss by `input`, shaped like it."""
        return self.updateGradInput(input, target)

    def __call__(self, input: Any, target: Any) -> float:
        return self.forward(input, target)

    @staticmethod
    def shape(a: Any, x: Shape, target: Shape) -> None:
        """Whether an input and a target of these shapes fit together.

        Raises:
            NNError: when they do not, with both.
        """
        raise NotImplementedError

    def _check(self, input: Any, target: Any) -> None:
        """Looks at both before anything is computed; cheap when their shapes were seen the last time."""
        seen = (getattr(input, "shape", None), getattr(target, "shape", None))
        if seen != self._seen or None in seen:
            try:
                self.shape(self.args, shapeOf(input), shapeOf(target))
            except NNError as error:
                error.module = error.module or type(self).__name__
                raise
            self._seen = seen

    def title(self) -> str:
        """The name with its settings, as on a card."""
        label = self.spec.labelled(vars(self.args))
        return type(self).__name__ + (f"({label})" if label else "")

    def __str__(self) -> str:
        return "nn." + type(self).__name__

    __repr__ = __str__
