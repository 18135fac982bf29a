"""Every class: backward gives the derivative of what forward gives, by the input and by each parameter."""

from __future__ import annotations

import numpy as np
from draws import CRITERIONS, MODULES, Drawn, copied, reachable, seeded, some

from nncore import gradcheck
from nncore.catalog import find

NEAR = 2e-5


def assert_small(checks: list[gradcheck.Check], drawn: Drawn) -> None:
    for check in checks:
        assert check.error < NEAR, (
            f"{check.where} of {drawn.module.title()} {drawn.arguments}: off by {check.error:.2g}\n"
            f"backward {check.analytic.ravel()[:8]}\nforward {check.numeric.ravel()[:8]}"
        )


@reachable([name for name in MODULES if not find(name).example.gradient])
@some
@seeded
def test_a_module_s_gradients_are_derivatives(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    spread_out(drawn)
    assert_small(gradcheck.check(drawn.module, drawn.input, most=40), drawn)


@reachable([name for name in CRITERIONS if not find(name).example.gradient])
@some
@seeded
def test_a_criterion_s_gradient_is_the_derivative(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    assert_small(gradcheck.checkCriterion(drawn.module, copied(drawn.input), drawn.target), drawn)


def spread_out(drawn: Drawn) -> None:
    """Moves parameters that start out alike (biases of zero) apart, so that none can hide behind another."""
    for parameter in drawn.module.parameters()[0]:
        parameter += drawn.draw.uniform(0.05, 0.25, parameter.shape)


def test_the_check_notices_a_wrong_gradient() -> None:
    drawn = Drawn("Tanh", 1)
    right = drawn.module.updateGradInput
    drawn.module.updateGradInput = lambda x, g: np.multiply(right(x, g), 1.001, out=drawn.module.gradInput)
    assert gradcheck.check(drawn.module, drawn.input)[0].error > 1e-4


def test_the_check_names_what_it_compared_leaves_it_and_can_be_stopped() -> None:
    drawn = Drawn("Sequential", 1)
    before = [p.copy() for p in drawn.module.parameters()[0]]
    seen: list[float] = []
    whole = gradcheck.check(drawn.module, drawn.input, progress=lambda share: seen.append(share) or True)
    assert [check.where for check in whole] == ["input", "1.weight", "1.bias"]
    assert seen == sorted(seen) and seen[-1] == 1
    for parameter, kept in zip(drawn.module.parameters()[0], before, strict=True):
        np.testing.assert_array_equal(parameter, kept)
    assert gradcheck.check(drawn.module, drawn.input, progress=lambda share: False) == []
