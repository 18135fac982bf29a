"""What every module is: three functions, kept buffers, parameters, gradients. After torch/nn's Module.lua."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self

import numpy as np

from nncore import flat
from nncore.described import Described
from nncore.errors import NNError
from nncore.rate import asRate
from nncore.shapes import NUMBERS, Shape, Tensor, said, shapeOf, words
from nncore.wiring import called

ShapeFunction = Callable[[Shape], Shape]


class Module(Described):
    """A function with a forward and a backward pass. State: `output`, `gradInput`, parameters and their
    gradients.

    As in Torch, `gradInput = None` spares Linear and the convolutions the gradient by their input, which the
    first module of a network need not give.

    A subclass has a `spec`, a shape rule `shape`, and `updateOutput`, `updateGradInput` and (with parameters)
    `accGradParameters`. Its arrays are its own and are written in place: what `forward` returns is
    overwritten by the next `forward`, as in Torch.

    The constructor hands its arguments by name to `super().__init__`, which checks them and keeps them in
    `self.args`. Each is an attribute as well, and may be assigned (see `Described`); a Torch attribute that
    no constructor sets is described in `Spec.settings` and found in `self.args` with its default. Nothing is
    computed from an input before `_check` (in `updateOutput`) or `_checkBack` (in the other two) has looked
    at it.
    """

    train = True

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.output: Any = np.empty(0)
        self._type: Any = None  # the type of the last input that passed the check

    # The three functions of section 2e, and the two that call them.

    def updateOutput(self, input: Any) -> Any:
        raise NotImplementedError

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        raise NotImplementedError

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        """Adds `scale` times the gradient of the loss by each parameter to that parameter's gradient."""

    def forward(self, input: Any) -> Any:
        """The output for `input`, which stays this module's own array."""
        return self.updateOutput(input)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        """The gradient of the loss by `input`, given that by the output of `forward` with the same input."""
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput

    def __call__(self, *input: Any) -> Any:
        """`forward`; but with what feeds it in a graph that is being written down, its value there (see
        `nncore.wiring`).
        """
        value = called(self, input)
        return self.forward(*input) if value is None else value

    # Shapes: the rule, and the checks that read it.

    shape: ClassVar[Callable[..., Shape]]
    """The shape rule, a static method: `shape(a, x)` gives the output's shape for the input's.

    `a` holds the constructor's arguments; containers are handed their children's rules as further arguments.
    Raises NNError, with what came and what is needed, when `x` does not fit.
    """

    def outputShape(self, x: Shape) -> Shape:
        """The shape `forward` gives for an input of shape `x`, without computing."""
        try:
            return self.shape(self.args, x)
        except NNError as error:
            error.module = error.module or self
            raise

    def promised(self, input: Any) -> Shape:
        """The shape that `forward` gives for a value, which need not be a tensor or a table.

        Raises:
            NNError: when it is neither, or does not fit.
        """
        try:
            return self.outputShape(shapeOf(input))
        except NNError as error:
            error.module = error.module or self
            raise

    def allocate(self, shape: Shape) -> Any:
        """New arrays of this module's type for a shape without symbols."""
        if isinstance(shape, Tensor):
            return np.empty(shape.dims, np.int64 if shape.kind == "index" else self.dtype)
        return [self.allocate(entry) for entry in shape]

    def _check(self, input: Any) -> None:
        """Looks at an input before anything is computed; cheap when its shape was seen the last time."""
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        if input.shape != self._shape or input.dtype is not self._type:
            if not input.size or not input.ndim:
                raise self._refuseEmpty(input)
            self._checkType(input)
            self.output = self.allocate(self.promised(input))
            self._shape, self._type = input.shape, input.dtype

    def _checkType(self, input: np.ndarray) -> None:
        if input.dtype != self.dtype:
            raise NNError(
                "the input has another type",
                got=f"{input.dtype} {said(input)}",
                needs=f"{self.dtype}: convert with input.astype('{self.dtype}'), or the module with type()",
                module=self,
            )

    def _refuse(self, input: Any) -> NNError:
        return NNError(
            "the input is not a tensor",
            got=said(input),
            needs="one tensor (a numpy array)",
            module=self,
        )

    def _refuseEmpty(self, input: np.ndarray) -> NNError:
        return NNError(
            "the input is empty" if input.ndim else "the input has no dimension",
            got=said(input),
            needs="one dimension and one number at least",
            module=self,
        )

    def _refuseGradient(self, gradOutput: np.ndarray) -> NNError:
        return NNError(
            "gradOutput holds no real numbers", got=str(gradOutput.dtype), needs=str(self.dtype), module=self
        )

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        """Looks at what `backward` got: the last `forward`'s input and a gradient shaped like the output."""
        if (
            type(input) is not np.ndarray
            or type(gradOutput) is not np.ndarray
            or input.shape != self._shape
            or gradOutput.shape != self.output.shape
        ):
            raise self._misfit(input, gradOutput)
        if gradOutput.dtype is not self.dtype and gradOutput.dtype.kind not in NUMBERS:
            raise self._refuseGradient(gradOutput)
        if input.dtype is not self._type and input.dtype.kind not in NUMBERS and input.dtype != self._type:
            raise self._otherType(input)

    def _ready(self, input: Any, gradOutput: Any) -> None:
        """Refuses what `backward` would refuse: for containers, before any child has accumulated anything."""
        if self._shape is not None:
            self._checkBack(input, gradOutput)

    def _otherType(self, input: np.ndarray) -> NNError:
        return NNError(
            "backward got another type of input than forward",
            got=f"{input.dtype} {words(Tensor(input.shape))}",
            needs=str(self._type or self.dtype),
            module=self,
        )

    def _misfit(self, input: Any, gradOutput: Any) -> NNError:
        if self._shape is None:
            return NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if type(input) is not np.ndarray or input.shape != self._shape:
            return NNError(
                "backward got another input than forward",
                got=said(input),
                needs=words(Tensor(self._shape)),
                module=self,
            )
        return NNError(
            "gradOutput has another size than the output",
            got=said(gradOutput),
            needs=said(self.output),
            module=self,
        )

    def _gradBuffer(self, input: np.ndarray) -> np.ndarray:
        """`gradInput`, made anew only when the input's shape has changed."""
        buffer: np.ndarray = self.gradInput
        if buffer.shape != input.shape:
            buffer = self.gradInput = np.empty(input.shape, self.dtype)
        return buffer

    # Parameters.

    def holders(self) -> list[tuple[Module, str, str]]:
        """Where the parameters are, in Torch's order: a module, the names of one there, of its gradient."""
        pairs = self.parameterPairs
        return [(self, name, gradient) for name, gradient in pairs if getattr(self, name) is not None]

    def parameters(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """All parameters and all their gradients, in Torch's order (the children's included)."""
        holders = self.holders()
        return [getattr(m, name) for m, name, _ in holders], [getattr(m, name) for m, _, name in holders]

    def getParameters(self) -> tuple[np.ndarray, np.ndarray]:
        """Moves all parameters into one flat vector and their gradients into another; returns both.

        Every `weight` and `gradWeight` becomes a view of them. Shared parameters stay shared and are counted
        once. Call it once: a second call moves everything again, and earlier vectors are then no longer the
        module's.
        """
        return flat.flatten(self)

    def flattenParameters(self) -> tuple[np.ndarray, np.ndarray]:
        """The same as `getParameters`."""
        return self.getParameters()

    def zeroGradParameters(self) -> None:
        """Sets all gradients to zero; `backward` adds to them."""
        for _, name in self.parameterPairs:
            gradient = getattr(self, name)
            if gradient is not None:
                gradient.fill(0)

    def updateParameters(self, learningRate: float) -> None:
        """One step against the gradient: parameters -= learningRate * gradients.

        As in Torch, parameters that several modules share take a step for each of them; use `getParameters`
        there.
        """
        if not self.parameterPairs:
            return
        rate = asRate(learningRate, self.dtype, self)
        for name, gradient in self.parameterPairs:
            parameter = getattr(self, name)
            if parameter is not None:
                parameter -= np.multiply(getattr(self, gradient), rate)

    def accUpdateGradParameters(self, input: Any, gradOutput: Any, learningRate: float) -> None:
        """One step against this example's gradient alone; what was accumulated before stays as it is.

        Parameters that several modules share take one step, against the sum of what each contributes.
        """
        pairs = list(zip(*self.parameters(), strict=True))
        before = [gradient.copy() for _, gradient in pairs]
        self.zeroGradParameters()
        self.accGradParameters(input, gradOutput)
        once = {(flat.key(pair[0]), flat.key(pair[1])): pair for pair in pairs}
        if len(once) == len(pairs):
            self.updateParameters(learningRate)
        else:
            for parameter, gradient in once.values():
                parameter -= learningRate * gradient.reshape(parameter.shape)
        for (_, gradient), values in zip(pairs, before, strict=True):
            np.copyto(gradient, values)

    def backwardUpdate(self, input: Any, gradOutput: Any, learningRate: float) -> Any:
        """`updateGradInput` and then `accUpdateGradParameters`; returns `gradInput`."""
        self.updateGradInput(input, gradOutput)
        self.accUpdateGradParameters(input, gradOutput, learningRate)
        return self.gradInput

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters; there are none here."""

    def share(self, other: Module, *names: str) -> Self:
        """Makes the attributes `names`, here and in all children, the very arrays of `other`, its equal.

        Raises:
            NNError: when `other` is built in another way; nothing is shared then.
        """
        if not isinstance(other, Module) or not all(isinstance(name, str) for name in names):
            raise NNError(
                "modules share attributes by their names",
                got=f"{said(other) if not isinstance(other, Module) else other.title()} and {names}",
                needs='a module built alike, and names such as "weight", "bias"',
                module=self,
            )
        for mine, theirs, name in self._shared(other, names):
            setattr(mine, name, getattr(theirs, name))
        return self

    def _shared(self, other: Module, names: tuple[str, ...]) -> list[tuple[Module, Module, str]]:
        """Every array with one of the names: its module, the one in that place in `other`, its name."""
        arrays = {name: getattr(self, name, None) for name in names}
        mine = {name: array.shape for name, array in arrays.items() if isinstance(array, np.ndarray)}
        theirs = {name: getattr(getattr(other, name, None), "shape", None) for name in mine}
        if len(self.children()) != len(other.children()) or mine != theirs:
            raise NNError(
                "modules that share must be built alike",
                got=other.title(),
                needs=f"{self.title()}, or another with the same children and sizes",
                module=self,
            )
        found = [(self, other, name) for name in mine]
        for child, twin in zip(self.children(), other.children(), strict=True):
            found += child._shared(twin, names)
        return found

    def clone(self, *names: str) -> Self:
        """A copy; the attributes `names` ("weight", "gradWeight", ...) are shared, all else is not."""
        return super().clone().share(self, *names)

    def clearState(self) -> Self:
        """Lets go of the outputs and gradients of the last call, here and in all children."""
        for module in self.listModules():
            module.output, module.gradInput = (_emptied(value) for value in (module.output, module.gradInput))
            module._shape = None
            module._letGo()
        return self

    def _letGo(self) -> None:
        """Lets go of what else is kept between calls, such as columns of a convolution."""

    # The tree and the modes.

    def children(self) -> list[Module]:
        """The modules directly inside this one."""
        return []

    def listModules(self) -> list[Module]:
        """This module and all inside it, depth first."""
        found: list[Module] = [self]
        for child in self.children():
            found.extend(child.listModules())
        return found

    def apply(self, callback: Callable[[Module], None]) -> Self:
        """Calls `callback` with every module of `listModules()`, each before its children."""
        callback(self)
        for child in list(self.children()):
            child.apply(callback)
        return self

    def replace(self, callback: Callable[[Module], Module]) -> Module:
        """What `callback` gives for this module, whose children are replaced by what it gives for them."""
        result = callback(self)
        if not isinstance(result, Module):
            raise NNError(
                "a module cannot be replaced by nothing",
                got=type(result).__name__,
                needs="a callback that returns a module, the old one where it is to stay",
                module=self,
            )
        children = self.children()
        children[:] = [child.replace(callback) for child in children]
        return result

    def findModules(self, kind: str) -> tuple[list[Module], list[Module]]:
        """The modules of exactly this class ("nn.Linear"), and for each the container it is in.

        They come in the order of `listModules()`; this module counts as in itself.
        """
        found = list(self._within(kind, self))
        return [module for module, _ in found], [container for _, container in found]

    def _within(self, kind: str, container: Module) -> Iterator[tuple[Module, Module]]:
        if "nn." + type(self).__name__ == kind:
            yield self, container
        for child in self.children():
            yield from child._within(kind, self)

    def training(self) -> Self:
        """Training mode, here and in all children: dropout drops, batch normalisation measures."""
        return self._setMode(True)

    def evaluate(self) -> Self:
        """Evaluation mode, here and in all children."""
        return self._setMode(False)

    def _setMode(self, train: bool) -> Self:
        self.train = train
        for child in self.children():
            child._setMode(train)
        return self


def _emptied(value: Any) -> Any:
    return None if value is None else [] if isinstance(value, list) else np.empty(0)
