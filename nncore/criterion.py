"""What every criterion is. After torch/nn's Criterion.lua."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np

from nncore.described import Described
from nncore.errors import NNError
from nncore.shapes import NUMBERS, Shape, shapeOf, words

Targets = Literal["values", "shares", "classes", "labels", "signs", "table", "nothing"]


class Criterion(Described):
    """A loss: `forward(input, target)` gives a number, `backward(input, target)` its gradient by the input.

    Arguments, settings and checks are as in `Module`.
    """

    targets: ClassVar[Targets] = "values"
    """What a target is: real numbers, shares from 0 to 1, classes counted from 1, labels (several classes in
    a row, then 0), signs (1 or −1), a table of targets, or nothing."""

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.output = 0.0

    def updateOutput(self, input: Any, target: Any = None) -> float:
        raise NotImplementedError

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        raise NotImplementedError

    def forward(self, input: Any, target: Any = None) -> float:
        """The loss."""
        return self.updateOutput(input, target)

    def backward(self, input: Any, target: Any = None) -> Any:
        """The gradient of the loss by `input`, shaped like it, after `forward` with the same two."""
        return self.updateGradInput(input, target)

    def __call__(self, input: Any, target: Any = None) -> float:
        return self.forward(input, target)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        """Whether an input and a target of these shapes fit together; `target` is None where there is none.

        Raises:
            NNError: when they do not, with both.
        """
        raise NotImplementedError

    def _check(self, input: Any, target: Any = None) -> None:
        """Looks at both before anything is computed; cheap when their kinds were seen the last time."""
        seen = _kinds(input, target)
        if seen != self._shape:
            try:
                self._checkTypes(input)
                self._checkTarget(target)
                self.shape(self.args, shapeOf(input), None if target is None else shapeOf(target))
            except NNError as error:
                error.module = error.module or type(self).__name__
                raise
            self._shape = seen

    def _checkTypes(self, input: Any) -> None:
        if isinstance(input, (list, tuple)):
            for entry in input:
                self._checkTypes(entry)
        elif not isinstance(input, np.ndarray) or input.dtype != self.dtype:
            raise NNError(
                "the input has another type",
                got=f"{input.dtype} {_words(input)}" if isinstance(input, np.ndarray) else repr(input),
                needs=f"{self.dtype}: input.astype('{self.dtype}'), or type() of the criterion",
            )
        elif not input.size:
            raise NNError("the input is empty", got=_words(input), needs="at least one number")

    def _checkTarget(self, target: Any) -> None:
        """That a target, or each of a table, holds numbers."""
        if isinstance(target, (list, tuple)):
            for entry in target:
                self._checkTarget(entry)
        elif isinstance(target, np.ndarray) and target.dtype.kind not in NUMBERS:
            raise NNError("the target holds no numbers", got=str(target.dtype), needs="real or whole numbers")

    def _checkBack(self, input: Any, target: Any = None) -> None:
        """Looks at what `backward` got: the kinds of input and target that the last `forward` got."""
        if self._shape is None:
            raise NNError(
                "backward came before forward",
                needs="forward with the same input and target first",
                module=type(self).__name__,
            )
        if _kinds(input, target) != self._shape:
            raise NNError(
                "backward got another input or target than forward",
                got=f"{_words(input)} with target {_words(target)}",
                needs="those of the last forward",
                module=type(self).__name__,
            )

    def _gradBuffer(self, input: np.ndarray) -> np.ndarray:
        """`gradInput`, made anew only when the input's shape has changed."""
        if self.gradInput.shape != input.shape or self.gradInput.dtype != input.dtype:
            self.gradInput = np.empty(input.shape, input.dtype)
        buffer: np.ndarray = self.gradInput
        return buffer


def _kinds(input: Any, target: Any) -> Any:
    """What the check depends on: shapes and types; cheap to make and to compare."""
    if type(input) is np.ndarray and type(target) is np.ndarray:
        return input.shape, target.shape, input.dtype, target.dtype
    return _kind(input), _kind(target)


def _kind(value: Any) -> Any:
    if type(value) is np.ndarray:
        return value.shape, value.dtype
    if isinstance(value, (list, tuple)):
        return [_kind(entry) for entry in value]
    return type(value)


def _words(value: Any) -> str:
    try:
        return words(shapeOf(value))
    except NNError:
        return "nothing" if value is None else type(value).__name__
