"""What every module offers besides its three functions: copies, sharing, search, types, modes, parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn


def mlp() -> Any:
    return nn.Sequential().add(nn.Linear(4, 3)).add(nn.Tanh()).add(nn.Linear(3, 1))


def siamese() -> Any:
    """Two branches with one weight."""
    first = nn.Linear(4, 3)
    second = first.clone("weight", "bias", "gradWeight", "gradBias")
    return nn.Sequential().add(nn.ParallelTable().add(first).add(second)).add(nn.CAddTable())


def trained(module: Any, input: Any, gradOutput: Any) -> np.ndarray:
    module.zeroGradParameters()
    module.forward(input)
    module.backward(input, gradOutput)
    module.updateParameters(0.1)
    return module.forward(input).copy()


def test_a_clone_is_apart_from_its_original() -> None:
    original, x = mlp(), nn.randn(5, 4)
    before = original.forward(x).copy()
    copy = original.clone()
    trained(copy, x, np.ones((5, 1)))
    np.testing.assert_array_equal(original.forward(x), before)
    assert not np.array_equal(copy.forward(x), before)


def test_a_clone_can_share_parameters_and_gradients() -> None:
    original, x = mlp(), nn.randn(5, 4)
    copy = original.clone("weight", "bias", "gradWeight", "gradBias")
    after = trained(copy, x, np.ones((5, 1)))
    np.testing.assert_array_equal(original.forward(x), after)
    assert copy.get(1).output is not original.get(1).output


def test_a_clone_of_a_flattened_network_is_flat_itself() -> None:
    original = mlp()
    original.getParameters()
    copy = original.clone()
    parameters = copy.parameters()[0]
    assert all(parameter.base is parameters[0].base for parameter in parameters)
    assert parameters[0].base is not original.get(1).weight.base


def test_sharing_makes_one_array_of_two() -> None:
    a, b = mlp(), mlp()
    b.share(a, "weight")
    assert b.get(1).weight is a.get(1).weight and b.get(3).weight is a.get(3).weight
    assert b.get(1).bias is not a.get(1).bias


def test_flat_parameters_hold_shared_ones_once() -> None:
    net, x = siamese(), [nn.randn(5, 4), nn.randn(5, 4)]
    before = net.forward(x).copy()
    flat, gradients = net.getParameters()
    assert flat.shape == gradients.shape == (15,)
    np.testing.assert_array_equal(net.forward(x), before)
    gradients.fill(0)
    net.backward(x, np.ones((5, 3)))
    np.testing.assert_allclose(gradients[:12].reshape(3, 4), np.tile(x[0].sum(0) + x[1].sum(0), (3, 1)))
    flat.fill(0)
    assert not net.forward(x).any()


def test_flat_parameters_come_in_the_order_of_parameters() -> None:
    net = mlp()
    before = np.concatenate([parameter.ravel() for parameter in net.parameters()[0]])
    flat, _ = net.flattenParameters()
    np.testing.assert_array_equal(flat, before)
    assert nn.Tanh().getParameters()[0].shape == (0,)


def test_shared_parameters_stay_shared_when_the_type_changes() -> None:
    net = siamese()
    net.float()
    first, second = net.get(1).modules
    assert first.weight is second.weight or np.shares_memory(first.weight, second.weight)
    assert first.weight.dtype == np.float32
    assert net.type() == "torch.FloatTensor"
    assert net.double().type() == "torch.DoubleTensor"


def test_a_flattened_network_stays_flat_when_the_type_changes() -> None:
    net = mlp()
    net.getParameters()
    net.float()
    parameters = net.parameters()[0]
    assert np.shares_memory(parameters[0].base, parameters[-1])


def test_a_type_that_all_has_already_changes_nothing() -> None:
    net = mlp()
    flat, _ = net.getParameters()
    weight = net.get(1).weight
    net.double()
    assert net.get(1).weight is weight and np.shares_memory(flat, weight)


def test_one_array_of_another_type_is_enough_for_all_to_be_turned() -> None:
    net, norm = mlp(), nn.BatchNormalization(3)
    net.get(3).weight = net.get(3).weight.astype(np.float32)
    net.double()
    assert net.get(3).weight.dtype == np.float64
    norm.running_mean = norm.running_mean.astype(np.float32)
    assert norm.double().running_mean.dtype == np.float64
    loss = nn.MultiCriterion().add(nn.MSECriterion().float())
    assert loss.double().criterions[0].type() == "torch.DoubleTensor"


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(nn.NNError, match="float or double"):
        mlp().type("torch.IntTensor")


def test_modules_are_listed_depth_first_and_found_by_class() -> None:
    inner = nn.Sequential().add(nn.Tanh()).add(nn.Linear(3, 2))
    net = nn.Sequential().add(nn.Linear(4, 3)).add(inner)
    assert net.listModules() == [net, net.get(1), inner, inner.get(1), inner.get(2)]
    nodes, containers = net.findModules("nn.Linear")
    assert nodes == [net.get(1), inner.get(2)] and containers == [net, inner]
    assert net.findModules("nn.Sequential") == ([net, inner], [net, net])
    assert net.findModules("nn.Sum") == ([], [])
    net.add(nn.Linear(2, 1))
    assert net.findModules("nn.Linear")[0] == [net.get(1), inner.get(2), net.get(3)]


def test_apply_reaches_every_module_and_replace_puts_others_in_their_place() -> None:
    net, seen = mlp(), []
    assert net.apply(seen.append) is net
    assert seen == net.listModules()
    net.replace(lambda module: nn.ReLU() if isinstance(module, nn.Tanh) else module)
    assert str(net.get(2)) == "nn.ReLU"
    with pytest.raises(nn.NNError, match="replaced by nothing"):
        net.replace(lambda module: None)


def test_a_sequence_can_be_inserted_into_and_removed_from() -> None:
    net = mlp()
    net.insert(nn.ReLU(), 2)
    assert [str(module) for module in net.modules] == [
        "nn.Linear(4 -> 3)",
        "nn.ReLU",
        "nn.Tanh",
        "nn.Linear(3 -> 1)",
    ]
    assert str(net.remove(2)) == "nn.ReLU" and net.size() == 3
    assert str(net.remove()) == "nn.Linear(3 -> 1)"
    assert str(net.insert(nn.Abs()).get(-1)) == "nn.Abs"
    assert net.forward(nn.randn(2, 4)).shape == (2, 3)


def test_modes_reach_every_module() -> None:
    net = nn.Sequential().add(nn.Sequential().add(nn.Dropout(0.5)))
    assert all(module.train for module in net.listModules())
    assert net.evaluate() is net and not any(module.train for module in net.listModules())
    x = np.ones(100)
    np.testing.assert_array_equal(net.forward(x), x)
    net.training()
    assert (net.forward(x) == 0).any()


def test_clear_state_lets_go_of_outputs_and_the_network_goes_on() -> None:
    net, x = mlp(), nn.randn(5, 4)
    before = net.forward(x).copy()
    net.backward(x, np.ones((5, 1)))
    net.clearState()
    assert all(module.output.size == module.gradInput.size == 0 for module in net.listModules())
    with pytest.raises(nn.NNError, match="backward came before forward"):
        net.backward(x, np.ones((5, 1)))
    np.testing.assert_array_equal(net.forward(x), before)


def test_one_step_against_one_gradient_leaves_what_was_accumulated() -> None:
    net, x = mlp(), nn.randn(5, 4)
    net.forward(x)
    net.zeroGradParameters()
    net.backward(x, np.ones((5, 1)))
    before = [(w.copy(), g.copy()) for w, g in zip(*net.parameters(), strict=True)]
    net.accUpdateGradParameters(x, np.ones((5, 1)), 0.5)
    for (weight, gradient), now, kept in zip(before, *net.parameters(), strict=True):
        np.testing.assert_allclose(now, weight - 0.5 * gradient)
        np.testing.assert_array_equal(kept, gradient)


def test_a_step_against_one_gradient_is_one_step_for_shared_parameters() -> None:
    net, x, ones = siamese(), [nn.randn(5, 4), nn.randn(5, 4)], np.ones((5, 3))
    before = net.parameters()[0][1].copy()
    net.forward(x)
    net.backwardUpdate(x, ones, 0.5)
    np.testing.assert_allclose(net.parameters()[0][1], before - 0.5 * 10)
    first, second = nn.Linear(4, 3), nn.Linear(4, 3)
    apart = nn.Sequential().add(nn.ParallelTable().add(first).add(second)).add(nn.CAddTable())
    second.share(first, "weight", "bias")  # the gradients are not shared: each takes its own step
    before = first.bias.copy()
    apart.forward(x)
    apart.backwardUpdate(x, ones, 0.5)
    np.testing.assert_allclose(first.bias, before - 0.5 * 10)


def test_sharing_with_a_module_built_in_another_way_is_refused_and_nothing_is_shared() -> None:
    net, other = mlp(), nn.Sequential().add(nn.Linear(4, 3)).add(nn.Tanh()).add(nn.Linear(3, 2))
    for wrong in (other, nn.Sequential(), nn.Linear(4, 3)):
        with pytest.raises(nn.NNError, match="must be built alike"):
            net.share(wrong, "weight")
    assert net.get(1).weight is not other.get(1).weight


def test_flat_parameters_hold_those_of_a_module_that_stands_in_a_net_twice_once() -> None:
    layer = nn.Linear(2, 2)
    net, x = nn.Sequential().add(layer).add(nn.Tanh()).add(layer), nn.randn(3, 2)
    before = net.forward(x).copy()
    flat, gradients = net.getParameters()
    assert flat.size == gradients.size == 6 and np.shares_memory(layer.weight, flat)
    np.testing.assert_array_equal(net.forward(x), before)


def test_flat_parameters_keep_a_weight_and_its_transpose_one() -> None:
    coder, x = nn.Sequential().add(nn.Linear(4, 3)).add(nn.Linear(3, 4)), nn.randn(5, 4)
    for name in ("weight", "gradWeight"):
        setattr(coder.get(2), name, getattr(coder.get(1), name).T)
    before = coder.forward(x).copy()
    flat, gradients = coder.getParameters()
    assert flat.size == gradients.size == 12 + 3 + 4
    np.testing.assert_array_equal(coder.forward(x), before)
    flat[0] = 7
    assert coder.get(1).weight[0, 0] == coder.get(2).weight[0, 0] == 7
    assert np.shares_memory(coder.get(2).gradWeight, gradients)
    coder.float()
    assert np.shares_memory(coder.get(1).weight, coder.get(2).weight)


def test_flat_parameters_leave_out_what_lies_between_the_parts_of_one_memory() -> None:
    whole, net = np.arange(10.0), nn.Sequential().add(nn.Add(2)).add(nn.Add(3))
    net.get(1).bias, net.get(2).bias = whole[6:8], whole[1:4]
    assert net.getParameters()[0].tolist() == [1, 2, 3, 6, 7]  # as they lie in memory, as in Torch
    net.get(2).bias[0] = 9
    assert net.get(1).bias.tolist() == [6, 7] and net.getParameters()[0][0] == 9


def test_reset_keeps_the_flat_vectors() -> None:
    net = nn.Sequential().add(nn.WeightedEuclidean(4, 3)).add(nn.Linear(3, 2))
    flat, _ = net.getParameters()
    net.reset()
    assert all(np.shares_memory(parameter, flat) for parameter in net.parameters()[0])


def test_reset_draws_all_parameters_anew() -> None:
    nn.manualSeed(287)
    fresh = mlp()
    net = mlp()
    nn.manualSeed(287)
    net.reset()
    for ours, theirs in zip(net.parameters()[0], fresh.parameters()[0], strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_an_argument_assigned_later_takes_effect_and_is_checked() -> None:
    mse, x = nn.MSECriterion(), nn.randn(6)
    mean = mse.forward(x, x + 1)
    mse.sizeAverage = False
    assert mse.forward(x, x + 1) == pytest.approx(6 * mean)
    with pytest.raises(nn.NNError, match="sizeAverage does not fit"):
        mse.sizeAverage = 3
    assert mse.sizeAverage is False
    view = nn.View(6)
    assert view.forward(nn.randn(1, 6)).shape == (6,)
    view.numInputDims = 1
    assert view.forward(nn.randn(1, 6)).shape == (1, 6)


def test_a_lookup_table_updates_the_rows_that_were_looked_up_and_all_when_others_may_have_written() -> None:
    table = nn.LookupTable(6, 2)
    before = table.weight.copy()
    trained(table, np.array([2, 5, 2]), np.ones((3, 2)))
    expected = before.copy()
    expected[1] -= 0.2
    expected[4] -= 0.1
    np.testing.assert_allclose(table.weight, expected)
    table.zeroGradParameters()
    table.gradWeight[0] = 1
    table.updateParameters(1)
    np.testing.assert_allclose(table.weight[0], before[0] - 1)
    table.zeroGradParameters()
    assert not table.gradWeight.any()
    table.updateParameters(1)
    np.testing.assert_allclose(table.weight[0], before[0] - 1)


def test_a_lookup_table_does_not_forget_rows_of_earlier_passes() -> None:
    table = nn.LookupTable(6, 1)
    before = table.weight.copy()
    for rows in ([1, 2], [2, 3]):
        table.forward(np.array(rows))
        table.backward(np.array(rows), np.ones((2, 1)))
    table.updateParameters(1)
    np.testing.assert_allclose((before - table.weight).ravel(), [1, 2, 1, 0, 0, 0])
    table.zeroGradParameters()
    table.updateParameters(1)
    np.testing.assert_allclose((before - table.weight).ravel(), [1, 2, 1, 0, 0, 0])


def test_a_map_table_s_clones_follow_its_module() -> None:
    net = nn.Sequential().add(nn.MapTable(nn.Linear(3, 2))).add(nn.CAddTable())
    x = [nn.randn(4, 3), nn.randn(4, 3)]
    net.forward(x)
    flat, gradients = net.getParameters()
    assert flat.size == 8
    flat.fill(0)
    assert not net.forward(x).any()
    net.backward(x, np.ones((4, 2)))
    assert gradients[6:].tolist() == [8, 8]


def test_dont_cast_keeps_the_type_within() -> None:
    net = nn.Sequential().add(nn.DontCast(nn.Linear(3, 2), True)).add(nn.Tanh())
    net.float()
    out = net.forward(nn.randn(4, 3).astype(np.float32))
    assert net.get(1).module.weight.dtype == np.float64 and out.dtype == np.float32
    assert net.backward(nn.randn(4, 3).astype(np.float32), out.copy()).dtype == np.float32


def test_nan_is_found_where_it_began() -> None:
    net = nn.NaN(nn.Log(), 3)
    with np.errstate(all="ignore"), pytest.raises(nn.NNError, match=r"NaN\(3\): there is NaN in output"):
        net.forward(np.array([1.0, -1.0]))
    with pytest.raises(nn.NNError, match="NaN in the input"):
        net.forward(np.array([1.0, np.nan]))


def test_a_profile_counts_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    net = nn.Profile(nn.Tanh(), 2, "squash")
    for _ in range(3):
        net.forward(nn.randn(3))
    assert net.calls["forward"] == 3 and net.seconds["forward"] > 0
    assert capsys.readouterr().out.count("squash took") == 1
