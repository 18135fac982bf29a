"""What modules and criterions have in common: description, arguments as attributes, copies, number types."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import Any, ClassVar, Self

import numpy as np

from nncore import memory
from nncore.errors import NNError
from nncore.example import Example
from nncore.spec import Arg, Spec
from nncore.torchform import TorchForm
from nncore.worked import Place, Values

TORCH_TYPES = {
    "torch.DoubleTensor": "float64",
    "torch.FloatTensor": "float32",
    "double": "float64",
    "float": "float32",
}


class Argument:
    """A constructor argument as an attribute: read from `args`, checked when assigned."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        return self if owner is None else getattr(owner.args, self.name)

    def __set__(self, owner: Any, value: Any) -> None:
        owner.assign(self.name, value)


class Called(type):
    """Says what a constructor needs, in nncore's own kind of error, when it gets too few arguments."""

    def __call__(cls, *args: Any, **named: Any) -> Any:
        try:
            return super().__call__(*args, **named)
        except TypeError:
            signature = inspect.signature(cls.__init__)  # type: ignore[misc]  # of the class that is called
            try:
                signature.bind(None, *args, **named)
            except TypeError as misfit:
                needs = ", ".join(list(signature.parameters)[1:]) or "no arguments"
                raise NNError(str(misfit), needs=needs, module=cls.__name__) from None
            raise


class Described(metaclass=Called):
    """An object whose class carries a `spec`.

    Its arguments are kept in `args`, once, and are attributes too: `pool.kW`, `mse.sizeAverage = False`. An
    assignment is checked like the constructor's, and takes effect at the next `forward`; so methods read
    `self.args.kW` and keep no copy. A class's own attribute of the same name wins: Linear's `bias` is the
    vector, `args.bias` the flag.
    """

    spec: ClassVar[Spec]
    example: ClassVar[Example] = Example()
    """How the tests draw arguments and inputs for this class."""
    torch: ClassVar[TorchForm] = TorchForm()
    """How the class looks in Torch's own files."""
    parameterNames: ClassVar[tuple[str, ...]] = ()
    """The attributes that hold parameters; the gradient of `weight` is `gradWeight`."""
    stateNames: ClassVar[tuple[str, ...]] = ()
    """Further arrays that a later `forward` depends on, such as running means. They are saved too."""
    parameterPairs: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The names of each parameter and of its gradient, read off `parameterNames`."""
    dtype: np.dtype[Any] = np.dtype(np.float64)
    keepsType: ClassVar[tuple[str, ...]] = ()
    """The attributes that `type` leaves as they are."""
    _shape: Any = None
    """Of the last input that passed the check; None makes the next one be looked at."""

    def __init_subclass__(cls) -> None:
        """Makes an attribute of each argument whose name the class does not use for something else."""
        super().__init_subclass__()
        cls.parameterPairs = tuple((name, "grad" + name[0].upper() + name[1:]) for name in cls.parameterNames)
        for arg in cls.spec.everything() if hasattr(cls, "spec") else ():
            if arg.name not in cls.parameterNames and not hasattr(cls, arg.name):
                setattr(cls, arg.name, Argument(arg.name))

    def __init__(self, **args: Any) -> None:
        try:
            self.args: SimpleNamespace = self.spec.bind(args)
        except NNError as error:
            error.module = error.module or type(self).__name__
            raise
        self.gradInput: Any = np.empty(0)

    def assign(self, name: str, value: Any) -> None:
        """Gives an argument another value.

        Raises:
            NNError: when the value does not fit; the old one stays.
        """
        known: dict[str, Arg] = {arg.name: arg for arg in self.spec.everything()}
        free = name not in known or (value is None and known[name].default is None)
        try:
            setattr(self.args, name, value if free else known[name].check(value))
        except NNError as error:
            error.module = error.module or self
            raise
        self._shape = None

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        """How the element `at` of the value `name` comes about, in lines of LaTeX; [] when nothing is said.

        `a` holds the constructor's arguments, `values` what went in and came out (see `nncore.worked`). It is
        true of the very class that defines it: one made from that may compute otherwise.
        """
        return []

    def clone(self) -> Self:
        """A copy that shares nothing with this one; what was shared within stays shared within the copy."""
        return memory.copy(self)

    def type(self, kind: Any = None) -> Any:
        """Turns all real numbers into another type, "float" or "double" (or Torch's or numpy's name for
        them).

        What was shared stays shared, but a flat vector from `getParameters` must be asked for again, unless
        all has this type already: then nothing changes. Without an argument: Torch's name of the type there
        is.
        """
        if kind is None:
            return "torch.FloatTensor" if self.dtype == np.float32 else "torch.DoubleTensor"
        dtype = dtypeOf(kind)
        if not self._hasType(dtype):
            memory.convert(self, dtype)
        return self

    def children(self) -> list[Any]:
        """The modules and criterions directly inside this one."""
        return []

    def _hasType(self, dtype: np.dtype[Any]) -> bool:
        """Whether all real numbers have this type: here, of parameters and state, and in all children.

        Told without `vars`: once Python 3.11 has made a dictionary of an object's attributes, every later
        look at one takes longer, a tenth of a small training step in all.
        """
        held = [getattr(self, name) for name in (*self.parameterNames, *self.stateNames)]
        return (
            self.dtype == dtype
            and all(array is None or array.dtype == dtype for array in held)
            and all(child._hasType(dtype) for child in self.children())
        )

    def double(self) -> Self:
        """Turns all real numbers into float64."""
        self.type("double")
        return self

    def float(self) -> Self:
        """Turns all real numbers into float32."""
        self.type("float")
        return self

    def title(self) -> str:
        """The name with its sizes, as on a card: `Linear(5 → 1)`."""
        label = self.spec.labelled(vars(self.args))
        return type(self).__name__ + (f"({label})" if label else "")

    def __str__(self) -> str:
        return "nn." + type(self).__name__

    __repr__ = __str__


def dtypeOf(kind: Any) -> np.dtype[Any]:
    """float32 or float64, by any of their names.

    Raises:
        NNError: for any other type.
    """
    try:
        dtype = np.dtype(TORCH_TYPES.get(kind, kind) if isinstance(kind, str) else kind)
    except TypeError:
        dtype = np.dtype(object)
    if dtype not in (np.float32, np.float64):
        raise NNError("there is no such type of numbers", got=str(kind), needs="float or double")
    return dtype
