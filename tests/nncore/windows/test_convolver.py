"""Both ways of a convolution, by columns and by slabs, give what a plain loop gives."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nncore.windows.columns import Columns
from nncore.windows.convolver import convolver
from nncore.windows.geometry import Geometry
from nncore.windows.slabs import Slabs


@st.composite
def cases(draw: st.DrawFn) -> tuple[Geometry, tuple[int, ...], int]:
    """A geometry over one to three dimensions, an input shape it fits into, a number of output planes."""
    small = st.integers(1, 3)
    rank = draw(st.integers(1, 3))
    kernel, stride, dilation = (tuple(draw(small) for _ in range(rank)) for _ in range(3))
    pad = tuple(draw(st.integers(0, 2)) for _ in range(rank))
    geometry = Geometry(kernel, stride, pad, dilation)
    sizes = tuple(reach + draw(st.integers(0, 3)) for reach in geometry.reach)
    return geometry, (draw(small), draw(small), *sizes), draw(small)


def windows(geometry: Geometry, padded: np.ndarray, counts: tuple[int, ...]) -> np.ndarray:
    """The plain way: for each place of the kernel what it sees, N × C × taps × places."""
    seen = []
    for place in product(*map(range, counts)):
        steps = zip(place, geometry.stride, geometry.reach, geometry.dilation, strict=True)
        view = padded[(..., *(slice(i * d, i * d + r, s) for i, d, r, s in steps))]
        seen.append(view.reshape(*view.shape[:2], -1))
    return np.stack(seen, axis=-1)


@pytest.mark.parametrize("way", [Columns, Slabs])
@settings(deadline=None, max_examples=60)
@given(case=cases())
def test_a_convolution_and_its_gradients_agree_with_plain_loops(
    way: type[Columns] | type[Slabs], case: tuple[Geometry, tuple[int, ...], int]
) -> None:
    geometry, shape, planes = case
    random = np.random.default_rng(1)
    input, weight = random.normal(size=shape), random.normal(size=(planes, shape[1], *geometry.kernel))
    bias = random.normal(size=planes)
    margins = [(0, 0), (0, 0), *((p, p) for p in geometry.pad)]
    padded = np.pad(input, margins)
    counts = geometry.whole(shape[2:])
    seen = windows(geometry, padded, counts)
    flat = weight.reshape(planes, shape[1], -1)
    expected = np.einsum("ock,nckp->nop", flat, seen) + bias[:, None]
    gradOutput = random.normal(size=(shape[0], planes, *counts))
    gradient = gradOutput.reshape(shape[0], planes, -1)

    core = way(shape, geometry, np.dtype(np.float64))
    for _ in range(2):  # kept buffers do not remember
        core.fill(input)
        output, gradInput = np.empty_like(gradOutput), np.empty_like(input)
        core.output(weight, bias, output)
        np.testing.assert_allclose(output.reshape(gradient.shape), expected, rtol=1e-10, atol=1e-10)
        laid = core.lay(gradOutput)
        gradWeight = np.einsum("nop,nckp->ock", gradient, seen).reshape(planes, -1)
        np.testing.assert_allclose(core.gradWeight(laid), gradWeight, rtol=1e-10, atol=1e-10)
        np.testing.assert_allclose(core.gradBias(laid), gradient.sum(axis=(0, 2)), rtol=1e-10, atol=1e-10)
        core.gradInput(laid, weight, gradInput)
        step = np.einsum("ock,nop->nckp", flat, gradient)
        change = random.normal(size=shape)
        seenChange = windows(geometry, np.pad(change, margins), counts)
        np.testing.assert_allclose(
            (gradInput * change).sum(), (step * seenChange).sum(), rtol=1e-9, atol=1e-9
        )


def test_many_planes_go_by_slabs_and_few_by_columns() -> None:
    geometry = Geometry((5, 5), (1, 1), (0, 0), (1, 1))
    assert isinstance(convolver((64, 20, 12, 12), geometry, np.dtype(np.float64)), Slabs)
    assert isinstance(convolver((64, 1, 28, 28), geometry, np.dtype(np.float64)), Columns)
