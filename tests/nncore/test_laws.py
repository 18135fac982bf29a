"""Every class: the shape rule, repetition, batches and rows, float32, misuse. A test for each law."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pytest
from draws import CRITERIONS, MODULES, Drawn, cast, copied, flat, reachable, seeded, some

import nncore as nn
from nncore.catalog import build, find
from nncore.dims import symbol
from nncore.shapes import Shape, Tensor, shapeOf
from nncore.spec import REQUIRED

QUIET = [name for name in MODULES if not find(name).example.random]
BATCHED = [name for name in QUIET if not find(name).example.batch]


@reachable(MODULES)
@some
@seeded
def test_the_shape_rule_says_what_forward_gives(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    promised = drawn.module.outputShape(shapeOf(drawn.input))
    assert sizes(promised) == sizes(shapeOf(drawn.run()))


def sizes(shape: Shape) -> Any:
    return shape.dims if isinstance(shape, Tensor) else [sizes(entry) for entry in shape]


@reachable(MODULES)
@some
@seeded
def test_gradients_are_shaped_like_what_they_are_of_and_nothing_given_is_changed(
    name: str, seed: int
) -> None:
    drawn = Drawn(name, seed)
    given, kept = copied(drawn.input), copied(drawn.input)
    output = drawn.module.forward(given)
    gradOutput = [np.ones_like(array) for array in flat(output)]
    shaped = unflat(output, iter(gradOutput))
    gradInput = drawn.module.backward(given, shaped)
    for gradient, entry in zip(flat(gradInput), flat(kept), strict=True):
        assert gradient.shape == entry.shape
    for now, before in zip(flat(given), flat(kept), strict=True):
        np.testing.assert_array_equal(now, before)


def unflat(like: Any, arrays: Any) -> Any:
    return [unflat(entry, arrays) for entry in like] if isinstance(like, list) else next(arrays)


@reachable(MODULES)
@some
@seeded
def test_an_update_is_a_step_against_every_gradient(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    module = drawn.module
    output = drawn.run()
    module.zeroGradParameters()
    module.backward(drawn.input, unflat(output, iter([np.ones_like(array) for array in flat(output)])))
    parameters, gradients = module.parameters()
    expected = [p - 0.25 * g.reshape(p.shape) for p, g in zip(parameters, gradients, strict=True)]
    module.updateParameters(0.25)
    for now, then in zip(parameters, expected, strict=True):
        np.testing.assert_allclose(now, then, rtol=1e-9, atol=1e-12)


@reachable(QUIET + CRITERIONS)
@some
@seeded
def test_a_second_pass_gives_the_same(name: str, seed: int) -> None:
    """Also when another input came in between, and after `clearState` where there is one."""
    drawn = Drawn(name, seed)
    first = copied(drawn.run())
    agree(drawn.run(), first)
    other = Drawn(name, seed + 1)
    with contextlib.suppress(nn.NNError):  # where the arguments of the two differ
        drawn.module.forward(*([other.input] if other.target is None else [other.input, other.target]))
    agree(drawn.run(), first)
    if isinstance(drawn.module, nn.Module):
        drawn.module.clearState()
        agree(drawn.run(), first)


def agree(ours: Any, theirs: Any, **near: float) -> None:
    for mine, other in zip(flat(ours), flat(theirs), strict=True):
        np.testing.assert_allclose(mine, other, **(near or {"rtol": 1e-12, "atol": 1e-12}))


@reachable(BATCHED)
@some
@seeded
def test_a_batch_gives_what_its_rows_give(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    count = batch(drawn)
    if count is None:
        return
    whole = [copied(array) for array in flat(drawn.run())]
    for row in range(count):
        part = drawn.module.forward(cut(drawn.input, row))
        for array, expected in zip(flat(part), whole, strict=True):
            np.testing.assert_allclose(array.ravel(), expected[row].ravel(), rtol=1e-9, atol=1e-12)


def batch(drawn: Drawn) -> int | None:
    """The size of the batch, if the shape rule treats the first dimension of everything as one."""
    count = {array.shape[0] for array in flat(drawn.input)}
    if len(count) != 1:
        return None
    try:
        shape = drawn.module.outputShape(symbolic(shapeOf(drawn.input)))
        drawn.module.outputShape(shapeOf(cut(drawn.input, 0)))
    except nn.NNError:
        return None
    return count.pop() if leads(shape) else None


def symbolic(shape: Shape) -> Shape:
    if isinstance(shape, Tensor):
        return Tensor((symbol("N"), *shape.dims[1:]), shape.kind)
    return tuple(symbolic(entry) for entry in shape)


def leads(shape: Shape) -> bool:
    """Whether N comes first everywhere, and nowhere else."""
    if not isinstance(shape, Tensor):
        return all(leads(entry) for entry in shape)
    return shape.dims[0] == symbol("N") and all(isinstance(dim, int) for dim in shape.dims[1:])


def cut(value: Any, row: int) -> Any:
    return [cut(entry, row) for entry in value] if isinstance(value, list) else value[row : row + 1].copy()


@reachable(MODULES)
@some
@seeded
def test_float32_agrees_with_float64_and_stays_float32(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    output = copied(drawn.run())
    gradOutput = copied(output)
    gradInput = copied(drawn.module.backward(copied(drawn.input), gradOutput))
    drawn.module.float()
    with nn.using(nn.Generator(1)):
        single = drawn.module.forward(cast(drawn.input, np.float32))
    agree(single, output, rtol=2e-4, atol=2e-4)
    back = drawn.module.backward(cast(drawn.input, np.float32), cast(gradOutput, np.float32))
    agree(back, gradInput, rtol=2e-3, atol=2e-3)
    reals = [array for array in [*flat(single), *flat(back)] if array.dtype.kind == "f"]
    parameters, gradients = ([], []) if drawn.kind.keepsType else drawn.module.parameters()
    assert {array.dtype for array in [*reals, *parameters, *gradients]} <= {np.dtype(np.float32)}


@reachable(CRITERIONS)
@some
@seeded
def test_a_criterion_in_float32_agrees_with_float64(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    loss = drawn.run()
    gradient = copied(drawn.module.backward(drawn.input, drawn.target))
    drawn.module.float()
    single, goal = cast(drawn.input, np.float32), cast(drawn.target, np.float32)
    agree(drawn.module.forward(single, goal), loss, rtol=2e-4, atol=2e-4)
    back = drawn.module.backward(single, goal)
    agree(back, gradient, rtol=2e-3, atol=2e-3)
    assert {array.dtype for array in flat(back) if array.dtype.kind == "f"} <= {np.dtype(np.float32)}


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_misuse_is_refused_in_words_and_leaves_the_module_usable(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    module, more = drawn.module, () if drawn.target is None else (drawn.target,)
    gradOutput = () if isinstance(module, nn.Criterion) else (np.ones(1),)
    if not passes_on(module):
        refused(module, lambda: module.backward(drawn.input, *more, *gradOutput))
    for wrong in (None, "text", {"a": 1}, *(() if passes_on(module) else (5,))):
        refused(module, lambda wrong=wrong: module.forward(wrong, *more))
    first = copied(drawn.run())
    if isinstance(module, nn.Module) and not passes_on(module):
        for wrong in (None, np.ones((2, 3, 1, 1, 2, 7)), [np.ones(3)] * 9):
            refused(module, lambda wrong=wrong: module.backward(drawn.input, wrong))
    if not drawn.kind.example.random:
        agree(drawn.run(), first)


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_what_holds_no_numbers_is_refused_and_leaves_the_module_usable(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    module, more = drawn.module, () if drawn.target is None else (drawn.target,)
    if passes_on(module):
        return
    first = copied(drawn.run())
    for spoil in SPOILT:
        spoilt = spoil(drawn.input)
        refused(module, lambda spoilt=spoilt: module.forward(spoilt, *more))
        if drawn.target is not None and len(flat(drawn.target)):
            wrong = spoil(drawn.target)
            refused(module, lambda wrong=wrong: module.forward(drawn.input, wrong))
        if isinstance(module, nn.Module) and flat(output := copied(drawn.run())):
            wrong = spoil(output)
            refused(module, lambda wrong=wrong: module.backward(drawn.input, wrong))
            refused(module, lambda spoilt=spoilt: module.backward(spoilt, output))
    if not drawn.kind.example.random:
        agree(drawn.run(), first)


def spoiled(change: Any) -> Any:
    """A change of every tensor of a value."""

    def spoil(value: Any) -> Any:
        return [spoil(entry) for entry in value] if isinstance(value, list) else change(np.asarray(value))

    return spoil


SPOILT = [
    spoiled(lambda array: array.astype(str)),
    spoiled(lambda array: array.astype(object)),
    spoiled(lambda array: array.astype(complex)),
    spoiled(lambda array: array.reshape(-1)[:0].astype(str)),
    spoiled(np.ma.array),
]


@reachable(BATCHED)
@some
@seeded
def test_an_empty_input_is_refused(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    if not isinstance(drawn.input, np.ndarray) or drawn.module.spec.takes == "any":
        return
    for empty in (drawn.input[:0], np.empty(0, drawn.input.dtype), np.ones((), drawn.input.dtype)):
        refused(drawn.module, lambda empty=empty: drawn.module.forward(empty))


def passes_on(module: Any) -> bool:
    """A module that hands on whatever it gets has nothing to refuse."""
    return module.spec.takes == "any" and not isinstance(module, nn.Container)


def refused(module: Any, call: Any) -> None:
    with pytest.raises(nn.NNError) as caught:
        call()
    assert caught.value.path.startswith(type(module).__name__), f"{caught.value} does not say where"
    assert caught.value.needs, f"{caught.value} does not say what is needed"


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_a_copy_computes_the_same_and_shares_nothing(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    first = copied(drawn.run())
    original, drawn.module = drawn.module, drawn.module.clone()
    if isinstance(original, nn.Module):
        for parameter in original.parameters()[0]:
            parameter.fill(np.nan)
    agree(drawn.run(), first)
    assert str(drawn.module) == str(original)


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_arguments_can_be_read_and_make_the_same_again(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    spec = drawn.kind.spec
    again = spec.bind(drawn.arguments)
    for arg in spec.everything():
        assert vars(again)[arg.name] == spec.bind(vars(again)).__dict__[arg.name]
        assert arg.meaning and arg.wants
    if spec.children is None:
        twin = build(name, {arg.name: getattr(again, arg.name) for arg in spec.everything()})
        assert str(twin) == str(drawn.module)


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_whole_numbers_may_be_floats_and_arguments_left_out_nothing(name: str, seed: int) -> None:
    """Lua has one kind of number, and `nil` for what is left out."""
    drawn = Drawn(name, seed)
    spec = drawn.kind.spec
    if spec.children is not None:
        return
    left = {arg.name: None for arg in spec.args if arg.default is not REQUIRED}
    with nn.using(nn.Generator(seed)):
        twin = build(name, left | {key: as_float(value) for key, value in drawn.arguments.items()})
    assert str(twin) == str(drawn.module) and vars(twin.args) == vars(drawn.module.args)
    if isinstance(twin, nn.Module):
        for mine, other in zip(twin.parameters()[0], drawn.module.parameters()[0], strict=True):
            np.testing.assert_array_equal(mine, other)


def as_float(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(as_float(entry) for entry in value)
    return float(value) if type(value) is int else value


@pytest.mark.parametrize("name", MODULES + CRITERIONS)
def test_a_description_is_complete(name: str) -> None:
    kind = find(name)
    assert kind.__name__ == name and kind.__doc__
    assert kind.spec.summary.endswith(".") and kind.spec.formula
    assert kind.spec.labelled({arg.name: 1 for arg in kind.spec.args}) or not kind.spec.label
