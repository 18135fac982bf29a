"""Random instances of any class of the catalogue: arguments, children, inputs and targets that fit.

Everything is read off the class: its description, its shape rule, its `Example` where they say too little.
"""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nncore as nn
from nncore import spec as kinds
from nncore.catalog import build, files, find
from nncore.shapes import Shape, Tensor, shapeOf

MODULES = [name for name in files() if issubclass(find(name), nn.Module)]
CRITERIONS = [name for name in files() if issubclass(find(name), nn.Criterion)]
LARGEST = 400
"""How many numbers an input may hold at most: finite differences look at each."""

some = settings(settings.get_profile("nncore"))
seeded = given(seed=st.integers(0, 2**32 - 1))


def reachable(names: list[str]) -> Any:
    """A test for each class; one that random arguments cannot reach is skipped with its reason."""
    reasons = {name: find(name).example.unreachable for name in names}
    return pytest.mark.parametrize(
        "name",
        [pytest.param(n, marks=pytest.mark.skip(reason=why) if (why := reasons[n]) else ()) for n in names],
    )


TRIES = 100


class Drawn:
    """A module with its input, or a criterion with input and target, made at random."""

    def __init__(self, name: str, seed: int) -> None:
        self.draw = np.random.default_rng(seed)
        self.kind = find(name)
        for _ in range(TRIES):
            try:
                self.arguments = self._arguments()
                with nn.using(nn.Generator(seed)):
                    self.module = build(name, self.arguments, self._children())
                    self._draw_values()
                return
            except nn.NNError as error:
                last = error
        raise AssertionError(f"no arguments and input of {name} fit together; the last try: {last}")

    def _draw_values(self) -> None:
        """An input, and for a criterion a target that fits it."""
        for attempt in itertools.count():
            self.input, self.target = self._input(), None
            if not issubclass(self.kind, nn.Criterion):
                return
            self.target = self._target()
            sizes = (shapeOf(self.input), None if self.target is None else shapeOf(self.target))
            try:
                self.kind.shape(self.module.args, *sizes)
                return
            except nn.NNError:
                if attempt == TRIES:
                    raise

    def _arguments(self) -> dict[str, Any]:
        if self.kind.example.arguments:
            return dict(self.kind.example.arguments(self.draw))
        given = {}
        for arg in self.kind.spec.everything():
            if arg.default is kinds.REQUIRED or self.draw.random() < 0.4:
                given[arg.name] = argument(self.draw, arg)
        return given

    def _children(self) -> list[Any]:
        rule, example = self.kind.spec.children, self.kind.example
        if example.children:
            return list(example.children(self.draw, SimpleNamespace(**self.arguments)))
        if rule is None:
            return []
        if rule.criterions:
            return [build("MSECriterion", {}) for _ in range(max(rule.least, 1))]
        linear = [build("Linear", {"inputSize": 3, "outputSize": 3}) for _ in range(2)]
        return linear[: 1 if rule.most == 1 else 2] if rule.feed != "chain" or rule.most == 1 else chain()

    def _input(self) -> Any:
        if self.kind.example.input:
            return self.kind.example.input(self.draw, self.module.args)
        return fill(self.draw, self._shape(), self.kind.example, self.module.args)

    def _shape(self) -> Shape:
        """A shape that the rule accepts, found by trying."""
        sizes = sorted({1, 2, 3, 4, *numbers(self.module.args)})
        for attempt in itertools.count():
            shape = candidate(self.draw, self.kind, sizes)
            try:
                if isinstance(self.module, nn.Module):
                    self.module.outputShape(shape)
                return shape
            except nn.NNError:
                if attempt == TRIES:
                    raise
        raise AssertionError

    def _target(self) -> Any:
        if self.kind.example.target:
            return self.kind.example.target(self.draw, self.module.args, self.input)
        return target(self.draw, self.kind.targets, self.input)

    def run(self) -> Any:
        """The output of a forward pass over a copy of the input, with the random numbers of every run."""
        with nn.using(nn.Generator(1)):
            if isinstance(self.module, nn.Criterion):
                return self.module.forward(copied(self.input), copied(self.target))
            return self.module.forward(copied(self.input))


def chain() -> list[Any]:
    return [build("Linear", {"inputSize": 3, "outputSize": 2}), build("Tanh", {})]


def argument(draw: np.random.Generator, arg: kinds.Arg) -> Any:
    """A small value that the argument's kind allows."""
    match arg:
        case kinds.Int():
            low = arg.low if arg.low is not None else -2
            high = min(low + 3, arg.high if arg.high is not None else low + 3)
            return int(draw.integers(low, high + 1))
        case kinds.Number():
            low = arg.low if arg.low is not None else -1.0
            high = arg.high if arg.high is not None else low + 2.0
            return round(float(draw.uniform(low, high)), 3)
        case kinds.Flag(name="inplace" | "ip"):  # the input is then not what backward needs any more
            return False
        case kinds.Flag():
            return bool(draw.random() < 0.5)
        case kinds.Sizes():
            return tuple(draw.integers(1, 4, draw.integers(1, 4)).tolist())
        case kinds.Values():
            return tuple(draw.uniform(0.5, 2, draw.integers(1, 5)).round(3).tolist())
        case kinds.Array():
            rank = draw.choice(arg.ranks)
            return draw.uniform(0.1, 1, draw.integers(1, 4, rank)).round(3).tolist()
        case kinds.Pairs():
            return tuple(tuple(draw.integers(1, 4, 2).tolist()) for _ in range(draw.integers(1, 3)))
        case kinds.Choice():
            return str(draw.choice(arg.options))
        case _:
            return arg.default


def numbers(args: Any) -> set[int]:
    """The small whole numbers among the arguments: sizes that an input may need."""
    found: set[int] = set()
    for value in vars(args).values():
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, int) and not isinstance(entry, bool) and 0 < entry < 9:
                found.add(entry)
            if isinstance(value, tuple):
                found.add(max(len(value), 1))
    return found


def candidate(draw: np.random.Generator, kind: Any, sizes: list[int]) -> Shape:
    """Any shape: a tensor, or a table of tensors that are alike, or alike but for one size, or unlike."""
    takes = getattr(kind.spec, "takes", "tensor")
    first = tensor(draw, kind, sizes)
    if takes == "tensor" or (takes == "any" and draw.random() < 0.6):
        return first
    others = []
    for _ in range(draw.integers(1, 3)):
        way = draw.integers(0, 5)
        if way < 2:
            others.append(first)
        elif way == 2:
            others.append(first.but(int(draw.integers(0, first.rank)), int(draw.choice(sizes))))
        elif way == 3:
            cut = int(draw.integers(0, first.rank))
            others.append(
                Tensor(first.dims[cut:] if draw.random() < 0.5 else first.dims[: cut + 1], first.kind)
            )
        else:
            others.append(tensor(draw, kind, sizes))
    return (first, *others)


def tensor(draw: np.random.Generator, kind: Any, sizes: list[int]) -> Tensor:
    while True:
        dims = tuple(int(size) for size in draw.choice(sizes, draw.integers(1, 6)))
        if np.prod(dims) <= LARGEST:
            return Tensor(dims, "index" if kind.spec.indices else "real")


def fill(draw: np.random.Generator, shape: Shape, example: Any, args: Any) -> Any:
    """Numbers for a shape."""
    if not isinstance(shape, Tensor):
        return [fill(draw, entry, example, args) for entry in shape]
    if shape.kind == "index":
        most = getattr(args, example.most) if isinstance(example.most, str) else example.most
        return draw.integers(1, most + 1, shape.dims)
    return draw.uniform(example.low, example.high, shape.dims)


def target(draw: np.random.Generator, sort: str, input: Any) -> Any:
    """A target of the sort that a criterion asks for."""
    if sort == "nothing":
        return None
    if sort == "table":
        return [target(draw, "values", entry) for entry in input]
    first = input[0] if isinstance(input, list) else input
    rows = first.shape[0] if first.ndim > 1 else 1
    match sort:
        case "values":
            return draw.normal(size=first.shape)
        case "shares":
            return draw.random(first.shape)
        case "classes":
            return draw.integers(1, first.shape[-1] + 1, rows)
        case "signs":
            return draw.choice([-1.0, 1.0], first.shape if first.ndim == 1 else rows)
        case _:
            return labels(draw, first)


def labels(draw: np.random.Generator, input: np.ndarray) -> np.ndarray:
    """For each row some of the classes, each once, then zeros."""
    classes, found = input.shape[-1], np.zeros(input.shape, np.int64)
    for row in found.reshape(-1, classes):
        count = draw.integers(1, classes + 1)
        row[:count] = draw.permutation(classes)[:count] + 1
    return found


def copied(value: Any) -> Any:
    """A value that may be written to."""
    if isinstance(value, (list, tuple)):
        return [copied(entry) for entry in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def flat(value: Any) -> list[np.ndarray]:
    """The arrays of a table, in order."""
    if isinstance(value, (list, tuple)):
        return [array for entry in value for array in flat(entry)]
    return [np.asarray(value)]


def cast(value: Any, dtype: Any) -> Any:
    """The same with all reals as `dtype`."""
    if isinstance(value, (list, tuple)):
        return [cast(entry, dtype) for entry in value]
    real = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return value.astype(dtype) if real else copied(value)
