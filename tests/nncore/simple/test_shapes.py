"""Shape rules with a batch of unknown size, their refusals and the repairs they offer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore.shapes import Shape, sized, words

RULES: list[tuple[Any, Shape, str]] = [
    (lambda: nn.Linear(4, 3), sized("N", 4), "N×3"),
    (lambda: nn.View(12), sized("N", 3, 4), "N×12"),
    (lambda: nn.View(-1), sized("N", 4), "4N"),
    (lambda: nn.View(-1).setNumInputDims(2), sized("N", 3, 4), "N×12"),
    (lambda: nn.Reshape(2, 6), sized("N", 3, 4), "N×2×6"),
    (lambda: nn.Collapse(2), sized("N", 3, 4), "N×12"),
    (lambda: nn.Narrow(1, 2, -1), sized("N", 4), "(N − 1)×4"),
    (lambda: nn.Select(2, -1), sized("N", 4, 5), "N×5"),
    (lambda: nn.Sum(2), sized("N", 4), "N"),
    (lambda: nn.Replicate(3, 1, 1), sized("N", 4), "N×3×4"),
    (lambda: nn.Transpose((1, 2)), sized("N", 4), "4×N"),
    (lambda: nn.Padding(1, -2, 1), sized("N", 4), "N×6"),
    (lambda: nn.Squeeze(), sized("N", 1, 4), "N×4"),
    (lambda: nn.Unsqueeze(1, 1), sized("N", 4), "N×1×4"),
    (lambda: nn.OneHot(5), sized("N", kind="index"), "N×5"),
    (lambda: nn.LookupTable(9, 3), sized("N", 7, kind="index"), "N×7×3"),
    (lambda: nn.GatedLinearUnit(), sized("N", 6), "N×3"),
    (lambda: nn.CReLU(1), sized("N", 3), "N×6"),
    (lambda: nn.Maxout(4, 3, 2), sized("N", 4), "N×3"),
    (lambda: nn.JoinTable(1, 1), (sized("N", 2), sized("N", 5)), "N×7"),
    (lambda: nn.SplitTable(2), sized("N", 2, 3), "{N×3, N×3}"),
    (lambda: nn.MM(False, True), (sized("N", 2, 3), sized("N", 4, 3)), "N×2×4"),
    (lambda: nn.MV(), (sized("N", 2, 3), sized("N", 3)), "N×2"),
    (lambda: nn.MixtureTable(), (sized("N", 2), (sized("N", 4), sized("N", 4))), "N×4"),
    (lambda: nn.MixtureTable(3), (sized("N", 2), sized("N", 4, 2)), "N×4"),
    (lambda: nn.Bilinear(2, 3, 5), (sized("N", 2), sized("N", 3)), "N×5"),
    (lambda: nn.MaskedSelect(), (sized("N", 2), sized("N", 2)), "K"),
    (lambda: nn.ZipTableOneToMany(), (sized("N", 2), (sized("N", 3),)), "{{N×2, N×3}}"),
]


@pytest.mark.parametrize(("make", "given", "expected"), RULES)
def test_a_rule_holds_for_a_batch_of_any_size(make: Any, given: Shape, expected: str) -> None:
    assert words(make().outputShape(given)) == expected


REPAIRS: list[tuple[Any, Shape, str, Any]] = [
    (lambda: nn.Linear(4, 3), sized("N", 5), "inputSize", 5),
    (lambda: nn.Linear(12, 3), sized("N", 3, 4), "View", {"sizes": (12,)}),
    (lambda: nn.Euclidean(4, 3), sized("N", 5), "inputSize", 5),
    (lambda: nn.PReLU(4), sized("N", 5), "nOutputPlane", 5),
    (lambda: nn.CMul(4), sized("N", 5, 2), "size", (5, 2)),
    (lambda: nn.Add(4), sized("N", 5), "inputSize", 5),
    (lambda: nn.Bilinear(2, 3, 5), (sized("N", 2), sized("N", 4)), "inputSize2", 4),
    (lambda: nn.ReLU(), (sized("N", 2), sized("N", 4)), "ParallelTable", None),
]


@pytest.mark.parametrize(("make", "given", "name", "value"), REPAIRS)
def test_a_refusal_offers_a_repair(make: Any, given: Shape, name: str, value: Any) -> None:
    with pytest.raises(nn.NNError) as caught:
        make().outputShape(given)
    assert (name, value) in [(repair.name, repair.value) for repair in caught.value.repairs]


@pytest.mark.parametrize(
    ("make", "given", "needs"),
    [
        (lambda: nn.SplitTable(1), sized("N", 2), "a known size"),
        (lambda: nn.GatedLinearUnit(1), sized("N", 2), "an even size"),
        (lambda: nn.CSubTable(), (sized(2), sized(2), sized(2)), "two tensors"),
        (lambda: nn.MM(), (sized(2, 3), sized(2, 3)), "2×3 and 3×3"),
        (lambda: nn.ZipTable(), ((sized(2),), (sized(2), sized(3))), "one length"),
    ],
)
def test_a_refusal_says_what_is_needed(make: Any, given: Shape, needs: str) -> None:
    with pytest.raises(nn.NNError, match=needs):
        make().outputShape(given)


def test_modules_that_rearrange_take_indices_and_keep_them_indices() -> None:
    model = nn.Sequential().add(nn.Select(2, 1)).add(nn.LookupTable(5, 2))
    import numpy as np

    words_ = np.array([[1, 2], [5, 4]])
    assert model.forward(words_).shape == (2, 2)
    assert model.backward(words_, np.ones((2, 2))).shape == (2, 2)


def test_a_view_takes_other_sizes() -> None:
    view = nn.View(6)
    assert view.resetSize(2, 3).forward(np.arange(6.0)).shape == (2, 3)
    assert view.resetSize((3, 2)).forward(np.arange(6.0)).shape == (3, 2)
    assert str(view) == "nn.View(3, 2)"
