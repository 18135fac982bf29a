"""Table modules that random shapes cannot reach: a mask decides, a criterion is inside."""

import numpy as np
import pytest

import nncore as nn


def test_masked_select_keeps_what_the_mask_keeps_in_order() -> None:
    module = nn.MaskedSelect()
    x, mask = np.arange(6.0).reshape(2, 3), np.array([[1, 0, 1], [0, 0, 1]], np.uint8)
    np.testing.assert_array_equal(module.forward([x, mask]), [0, 2, 5])
    toWhole, toMask = module.backward([x, mask], np.array([10.0, 20.0, 30.0]))
    np.testing.assert_array_equal(toWhole, [[10, 0, 20], [0, 0, 30]])
    assert not toMask.any()
    np.testing.assert_array_equal(module.forward([x, 1 - mask]), [1, 3, 4])
    assert module.forward([x, np.zeros_like(mask)]).size == 0


def test_masked_select_refuses_a_mask_of_another_size() -> None:
    with pytest.raises(nn.NNError, match="a mask 3"):
        nn.MaskedSelect().forward([np.ones(3), np.ones(2, np.uint8)])


def test_criterion_table_is_the_loss_within_a_model() -> None:
    model = nn.Sequential().add(nn.ParallelTable().add(nn.Linear(2, 1)).add(nn.Identity()))
    model.add(nn.CriterionTable(nn.MSECriterion()))
    nn.manualSeed(1)
    x, target = nn.randn(4, 2), nn.randn(4, 1)
    loss = model.forward([x, target])
    assert loss == pytest.approx(np.square(model.get(1).get(1).output - target).mean())


def test_criterion_table_gives_the_criterions_own_gradient() -> None:
    module, criterion = nn.CriterionTable(nn.AbsCriterion()), nn.AbsCriterion()
    x, target = np.array([1.0, -2.0]), np.zeros(2)
    with pytest.raises(nn.NNError, match="forward"):
        module.backward([x, target], 1.0)
    assert module.forward([x, target]) == criterion.forward(x, target) == 1.5
    (gradient,) = module.backward([x, target], 7.0)
    np.testing.assert_array_equal(gradient, criterion.backward(x, target))
    with pytest.raises(nn.NNError, match="a criterion"):
        nn.CriterionTable(nn.Tanh())  # type: ignore[arg-type]


def test_pairwise_distance_gives_equal_elements_a_random_sign() -> None:
    nn.manualSeed(1)
    module, x = nn.PairwiseDistance(1), np.zeros(40)
    module.forward([x, x])
    assert set(module.backward([x, x], np.ones(1))[0]) == {-1, 1}


def test_max_and_min_tables_say_which_entry_it_was() -> None:
    entries = [np.array([1.0, 5.0, 2.0]), np.array([1.0, 4.0, 3.0])]
    largest, smallest = nn.CMaxTable(), nn.CMinTable()
    largest.forward(entries)
    smallest.forward(entries)
    np.testing.assert_array_equal(largest.maxIdx, [1, 1, 2])
    np.testing.assert_array_equal(smallest.minIdx, [1, 2, 1])
