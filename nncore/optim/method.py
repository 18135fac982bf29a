"""What every optimisation method is: described settings, a state of plain values, and a step."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np

from nncore.errors import NNError
from nncore.shapes import NUMBERS, said
from nncore.spec import Arg, Spec

OpFunc = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""Torch's `opfunc`: given the parameters, the loss there and its gradient."""

Result = tuple[Any, ...]
"""`x, [f, ...]`, and what a method gives beyond that."""


class Method:
    """Changes a flat vector of parameters, in place, by the gradient of a loss.

    Two ways to use one. A training loop keeps the method and calls it once per gradient:

        method = Sgd(learningRate=0.1)
        method.lookAhead(x)         # does nothing, but for nag
        method.step(x, gradient)

    And Torch's form, `optim.sgd(opfunc, x, config, state)`, which is `run`.

    Attributes:
        args: the settings, by their names in `spec`; a number may be changed between steps.
        state: all that the next step depends on besides the settings: arrays and numbers by name. Given to
            another method of the same class and settings, it goes on exactly. Empty before the first step.
    """

    spec: ClassVar[Spec]
    """The settings: name, meaning, range and default of each."""
    remembers: ClassVar[tuple[str, ...]] = ()
    """The names in `state`."""
    oneGradient: ClassVar[bool] = True
    """Whether a step needs one gradient only; else it evaluates the loss itself: use `minimise`."""

    def __init__(self, state: dict[str, Any] | None = None, **settings: Any) -> None:
        try:
            self.args: SimpleNamespace = self.spec.bind(settings)
            self._checkTogether()
        except NNError as error:
            error.module = error.module or type(self).__name__
            raise
        self.state: dict[str, Any] = {} if state is None else state
        self._buffers: dict[str, np.ndarray] = {}

    def _checkTogether(self) -> None:
        """Raises NNError for settings that are fine alone but not together."""

    def lookAhead(self, x: np.ndarray) -> None:
        """Moves `x` to where the next gradient is wanted; called before the loss is evaluated."""

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        """Moves `x`, in place, given the gradient at `x`; the gradient is left as it is.

        Raises:
            NNError: when their sizes differ.
        """
        raise NotImplementedError

    def minimise(self, opfunc: OpFunc, x: np.ndarray) -> Result:
        """One call of Torch's: `x` and a list of the losses seen, the first from before any step."""
        self.lookAhead(x)
        loss, gradient = self.evaluated(opfunc, x)
        self.step(x, gradient)
        return x, [loss]

    def evaluated(self, opfunc: OpFunc, x: np.ndarray) -> tuple[float, np.ndarray]:
        """What `opfunc` gives at `x`.

        Raises:
            NNError: when that is not a loss and its gradient, or `x` is no flat vector.
        """
        if not isinstance(x, np.ndarray) or x.ndim != 1 or x.dtype.kind != "f":
            raise NNError(
                "the parameters are not one flat vector",
                got=said(x),
                needs="a vector of real numbers, such as getParameters gives",
                module=type(self).__name__,
            )
        if not callable(opfunc):
            raise NNError(
                "there is no function to minimise",
                got=said(opfunc),
                needs="a function of the parameters that gives the loss and its gradient",
                module=type(self).__name__,
            )
        result = opfunc(x)
        if not _isPair(result):
            raise NNError(
                "the function to minimise gave something else",
                got=said(result),
                needs="a pair: the loss and its gradient, one number for each parameter",
                module=type(self).__name__,
            )
        self._check(x, result[1])
        return result[0], result[1]

    @classmethod
    def run(
        cls,
        opfunc: OpFunc,
        x: np.ndarray,
        config: dict[str, Any] | None = None,
        state: dict[str, Any] | None = None,
    ) -> Result:
        """Torch's `optim.method(opfunc, x, config, state)`; without `state`, `config` keeps it, as there."""
        config = {} if config is None else config
        if not isinstance(config, dict):
            raise NNError(
                "the settings are no table", got=said(config), needs="a dict of names", module=cls.__name__
            )
        known = {arg.name for arg in cls.spec.args}
        settings = {
            name: value for name, value in config.items() if name in known or name not in cls.remembers
        }
        return cls(config if state is None else state, **settings).minimise(opfunc, x)

    def _check(self, x: np.ndarray, gradient: np.ndarray) -> None:
        rates = getattr(self.args, "learningRates", None)
        if rates is not None and rates.shape != x.shape:
            raise NNError(
                "there is not one learning rate for each parameter",
                got=f"{rates.size} for {x.size} parameters",
                needs=f"{x.size} numbers",
                module=type(self).__name__,
            )
        if gradient.shape != x.shape:
            raise NNError(
                "the gradient has another size than the parameters",
                got=f"{gradient.size} for {x.size} parameters",
                needs="one number for each parameter",
                module=type(self).__name__,
            )

    def _buffer(self, name: str, x: np.ndarray) -> np.ndarray:
        """A kept array like `x`, to work in; it holds nothing that matters after the step."""
        buffer = self._buffers.get(name)
        if buffer is None or buffer.shape != x.shape or buffer.dtype != x.dtype:
            buffer = self._buffers[name] = np.empty_like(x)
        return buffer

    def _zeros(self, name: str, x: np.ndarray, value: float = 0.0) -> np.ndarray:
        """The array `name` of the state, like `x`; made and filled with `value` at the first step.

        Raises:
            NNError: when the state belongs to another number of parameters.
        """
        kept = self.state.get(name)
        if kept is None:
            kept = self.state[name] = np.full_like(x, value)
        if kept.shape != x.shape:
            raise NNError(
                "the state belongs to other parameters",
                got=f"{name} with {kept.size} numbers for {x.size} parameters",
                needs="the state of the same network, or none to start anew",
                module=type(self).__name__,
            )
        return kept

    def _decayed(self, x: np.ndarray, gradient: np.ndarray, weightDecay: Any) -> np.ndarray:
        """gradient + weightDecay x, in a buffer; the gradient itself without weight decay."""
        if weightDecay is None or (isinstance(weightDecay, (int, float)) and weightDecay == 0):
            return gradient
        buffer = self._buffer("decayed", x)
        np.multiply(x, weightDecay, out=buffer)
        buffer += gradient
        return buffer


def _isPair(result: Any) -> bool:
    """Whether a function gave a loss and a gradient: a real number and real numbers."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return False
    loss, gradient = result
    return isinstance(loss, (int, float, np.number)) and (
        isinstance(gradient, np.ndarray) and gradient.dtype.kind in NUMBERS
    )


class Vector(Arg):
    """One number for each parameter, or nothing. An array is kept as it is."""

    def check(self, value: Any) -> Any:
        if value is None:
            return None
        array = np.asarray(value)
        if array.ndim != 1 or array.dtype.kind not in "iuf" or not np.isfinite(array).all():
            raise self.refuse(value)
        return array

    @property
    def wants(self) -> str:
        return "one number for each parameter, or nothing"
