"""The description that every module class carries, and the kinds of constructor arguments.

Palette, search, form, check, files, export, documentation and tests are read off these values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np

from nncore.errors import NNError

REQUIRED: Any = object()


@dataclass(frozen=True, slots=True)
class Arg:
    """One constructor argument: Torch's name, what it means, and its default (`REQUIRED` if it has none).

    `follows` says how an argument that is not given is read off the input's shape (see `nncore.follows`).
    """

    name: str
    meaning: str
    default: Any = REQUIRED
    follows: Callable[[Any], Any] | None = field(default=None, kw_only=True)

    def check(self, value: Any) -> Any:
        """`value` as the constructor takes it.

        Raises:
            NNError: when the value does not fit, with the allowed range.
        """
        return value

    @property
    def wants(self) -> str:
        """What is allowed, in words: "a whole number from 1"."""
        return "a value"

    @property
    def spreads(self) -> bool:
        """Whether it takes several places in the constructor's call: `View(2, 3)`."""
        return False

    def refuse(self, value: Any) -> NNError:
        return NNError(f"{self.name} does not fit", got=repr(value), needs=self.wants)


@dataclass(frozen=True, slots=True)
class Int(Arg):
    """A whole number from `low` to `high`; `optional` also allows None (Torch's nil)."""

    low: int | None = None
    high: int | None = None
    optional: bool = False

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        if not _is_whole(value) or not _within(value, self.low, self.high):
            raise self.refuse(value)
        return int(value)

    @property
    def wants(self) -> str:
        return "a whole number" + _range(self.low, self.high) + (" or nothing" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Number(Arg):
    """A real number from `low` to `high`; `optional` also allows None."""

    low: float | None = None
    high: float | None = None
    optional: bool = False

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        if not _is_real(value) or not _within(float(value), self.low, self.high):
            raise self.refuse(value)
        return value if isinstance(value, int) else float(value)

    @property
    def wants(self) -> str:
        return "a number" + _range(self.low, self.high) + (" or nothing" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Flag(Arg):
    """True or false."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value

    @property
    def wants(self) -> str:
        return "true or false"


@dataclass(frozen=True, slots=True)
class Sizes(Arg):
    """One or more sizes, written as separate arguments in Torch: `View(2, 3)`. Each is at least `low`."""

    low: int = 1

    def check(self, value: Any) -> Any:
        sizes = tuple(value) if isinstance(value, (tuple, list)) else (value,)
        if not sizes:
            raise self.refuse(value)
        each = Int(self.name, self.meaning, low=self.low)
        return tuple(each.check(size) for size in sizes)

    @property
    def spreads(self) -> bool:
        return True

    @property
    def wants(self) -> str:
        return f"sizes, each {Int(self.name, '', low=self.low).wants}, such as 2, 3"


@dataclass(frozen=True, slots=True)
class Size(Sizes):
    """The same as one argument: a size, or a tuple of sizes (Torch's LongStorage)."""

    def check(self, value: Any) -> Any:
        sizes = Sizes.check(self, value)
        return sizes if isinstance(value, (tuple, list)) else sizes[0]

    @property
    def spreads(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Values(Arg):
    """A vector of numbers, one for each class, say; or nothing."""

    def check(self, value: Any) -> Any:
        if value is None:
            return None
        array = _numbers(value)
        if array is None or array.ndim != 1 or not array.size or not np.isfinite(array).all():
            raise self.refuse(value)
        return tuple(array.tolist())

    @property
    def wants(self) -> str:
        return "numbers such as 1, 0.5, 2, or nothing"


@dataclass(frozen=True, slots=True)
class Array(Arg):
    """A tensor of numbers with one of the `ranks`, kept as nested tuples; rank 0 is a plain number."""

    ranks: tuple[int, ...] = (1,)
    optional: bool = False

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        array = _numbers(value)
        if array is None or array.ndim not in self.ranks or not array.size or not np.isfinite(array).all():
            raise self.refuse(value)
        return _nested(array.tolist())

    @property
    def wants(self) -> str:
        kinds = {0: "a number", 1: "a list of numbers", 2: "rows of numbers"}
        words = [kinds.get(rank, f"numbers nested {rank} deep") for rank in self.ranks]
        return " or ".join(words) + (" or nothing" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Pairs(Arg):
    """Pairs of whole numbers, each pair an argument of its own in Torch: `Transpose({1, 2}, {2, 3})`."""

    def check(self, value: Any) -> Any:
        try:
            pairs = tuple((int(first), int(second)) for first, second in value)
        except (TypeError, ValueError):
            raise self.refuse(value) from None
        if not pairs or any(list(pair) != list(given) for pair, given in zip(pairs, value, strict=True)):
            raise self.refuse(value)
        return pairs

    @property
    def wants(self) -> str:
        return "pairs of whole numbers such as (1, 2), (2, 3)"

    @property
    def spreads(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Text(Arg):
    """A word or a line of text; `optional` also allows None."""

    optional: bool = False

    def check(self, value: Any) -> Any:
        if not isinstance(value, str) and not (value is None and self.optional):
            raise self.refuse(value)
        return value

    @property
    def wants(self) -> str:
        return "text" + (" or nothing" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Names(Arg):
    """Names of attributes, or nothing."""

    def check(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
            raise self.refuse(value)
        return tuple(value)

    @property
    def wants(self) -> str:
        return "names such as weight, bias, or nothing"


@dataclass(frozen=True, slots=True)
class Choice(Arg):
    """One of a few words."""

    options: tuple[str, ...] = ()

    def check(self, value: Any) -> Any:
        if not isinstance(value, str) or value not in self.options:
            raise self.refuse(value)
        return value

    @property
    def wants(self) -> str:
        return "one of " + ", ".join(self.options)


@dataclass(frozen=True, slots=True)
class Children:
    """What a container does with its children.

    feed: "chain" (each gets what the one before gives), "all" (each gets the whole input), "each" (child i
        gets entry i of the input table), "slices" (child i gets slice i of the input tensor), "every" (the
        one child gets every entry of the input table in turn), "graph" (by wires of its own).
    join: "last" (the last child's output), "table" (all outputs as a table), "tensor" (all outputs,
        concatenated), "sum" (numbers, added).
    words: the same for people.
    wraps: whether Torch's constructor takes the children, before its other arguments: `MapTable(nn.Tanh())`.
        Else they are given to `add` one by one.
    least, most: how many children there may be.
    criterions: whether the children are criterions.
    """

    feed: Literal["chain", "all", "each", "slices", "every", "graph"]
    join: Literal["last", "table", "tensor", "sum"]
    words: str
    wraps: bool = False
    least: int = 0
    most: int | None = None
    criterions: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """The description of a module class.

    Args:
        summary: one sentence in plain words.
        formula: LaTeX, as the tutorial writes it.
        backward: how gradInput follows from gradOutput, as LaTeX; "" leaves it to the chain rule in general.
        accumulates: what is added to the gradients of the parameters, as LaTeX.
        args: the constructor's arguments in Torch's order, the children of a wrapping container left out.
        settings: Torch's attributes that no constructor sets, such as `sizeAverage` or `ceil_mode`; all have
            defaults.
        takes: what goes in: "tensor", "table", or "any".
        label: what stands under the name on a card, with arguments' names in braces: "{inputSize} →
            {outputSize}".
        children: for containers, what happens to the children. None for a module that people see as one
            piece, though it may be made of others (LayerNormalization is a Sequential, as in Torch).
        keywords: further words by which people search for it ("dense", "embedding").
        indices: whether the input must hold whole numbers from 1.
        refers: the class of a module that the constructor takes first and refers to, but does not contain: it
            stands elsewhere in the model (the pooling that an unpooling undoes). "" for none.
        is_base: whether it is there for others to build on: read from files, but not offered in lists.
    """

    summary: str
    formula: str = ""
    args: tuple[Arg, ...] = ()
    settings: tuple[Arg, ...] = ()
    takes: Literal["tensor", "table", "any"] = "tensor"
    label: str = ""
    children: Children | None = None
    keywords: tuple[str, ...] = ()
    indices: bool = False
    backward: str = ""
    accumulates: str = ""
    is_base: bool = False
    refers: str = ""

    def everything(self) -> tuple[Arg, ...]:
        """The arguments and the settings."""
        return self.args + self.settings

    def bind(self, values: dict[str, Any]) -> SimpleNamespace:
        """All arguments and settings by name, checked; None, Torch's nil, stands for the default.

        Raises:
            NNError: for a missing, unknown or unfitting argument.
        """
        known = {arg.name: arg for arg in self.everything()}
        for name in values:
            if name not in known:
                raise NNError(f"there is no argument {name}", needs=", ".join(known) or "no arguments")
        bound = {}
        for name, arg in known.items():
            value = values.get(name)
            value = arg.default if value is None else value
            if value is REQUIRED:
                raise NNError(f"{name} is missing", needs=arg.wants)
            bound[name] = value if value is arg.default else arg.check(value)
        return SimpleNamespace(**bound)

    def positional(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The arguments as Torch's constructor takes them; trailing ones at their default are left out."""
        bound = vars(self.bind(values))
        given: list[Any] = []
        for arg in self.args:
            given.extend(bound[arg.name] if arg.spreads else [bound[arg.name]])
        for arg in reversed(self.args):
            if arg.spreads or bound[arg.name] != arg.default:
                break
            given.pop()
        return tuple(given)

    def call(self, values: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments as Python's constructor takes them: sizes written one by one, all others by name."""
        bound = vars(self.bind(values))
        spread = tuple(value for arg in self.args if arg.spreads for value in bound[arg.name])
        return spread, {arg.name: bound[arg.name] for arg in self.args if not arg.spreads}

    def labelled(self, values: dict[str, Any]) -> str:
        """`label` with the arguments filled in; sizes are joined as `2×3`."""
        shown = {name: "×".join(map(str, v)) if isinstance(v, tuple) else v for name, v in values.items()}
        try:
            return self.label.format(**shown)
        except KeyError:
            return ""


def _numbers(value: Any) -> np.ndarray | None:
    """Numbers as an array; None for what holds none."""
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None


def _nested(value: Any) -> Any:
    return tuple(map(_nested, value)) if isinstance(value, list) else value


def _is_real(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
        return False
    if isinstance(value, int):
        return abs(value) < 2**63  # what the arrays can hold
    return bool(np.isfinite(value))


def _is_whole(value: Any) -> bool:
    return _is_real(value) and int(value) == value


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f" from {low} to {high}"
    if low is not None:
        return f", at least {low}"
    return f", at most {high}" if high is not None else ""
