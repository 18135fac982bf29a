"""What every criterion is. After torch/nn's Criterion.lua."""

from __future__ import annotations

from typing import Any

from nncore.described import Described
from nncore.errors import NNError
from nncore.shapes import Shape, shapeOf


class Criterion(Described):
    """A loss: `forward(input, target)` gives a number, `backward(input, target)` its gradient by the input.

    Arguments, settings and checks are as in `Module`.
    """

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.output = 0.0

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
        if seen != self._shape or None in seen:
            try:
                self.shape(self.args, shapeOf(input), shapeOf(target))
            except NNError as error:
                error.module = error.module or type(self).__name__
                raise
            self._shape = seen
