"""Every value in Torch's files is read as Torch tells it, and written as Torch wrote it, byte for byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from torchfiles import agrees, files, path, told

import nncore as nn
from nncore.formats import t7

VALUES = [file for file in files() if told(file) and "value" in told(file)]
MODULES = ("criterion", "checkpoint", "value_format")
DIFFERENT = ("old_format", "bigendian", "long32", "two_objects")
"""Forms that are read but not written, and a file with something behind its object."""


@pytest.mark.parametrize("file", VALUES)
def test_a_value_is_read_as_torch_tells(file: str) -> None:
    agrees(t7.load(path(file), functions=True), told(file)["value"], {})


@pytest.mark.parametrize("file", [file for file in VALUES if not any(word in file for word in MODULES)])
def test_it_is_written_byte_for_byte(file: str, tmp_path: Path) -> None:
    value = t7.load(path(file), functions=True)
    for ascii in (False, True):
        t7.save(tmp_path / "again.t7", value, ascii)
        agrees(t7.load(tmp_path / "again.t7", functions=True), told(file)["value"], {})
        if ascii == file.endswith(".ascii.t7") and not any(form in file for form in DIFFERENT):
            expected = path(file).read_bytes()
            assert (tmp_path / "again.t7").read_bytes() == expected


def test_functions_are_refused_unless_they_are_wanted(tmp_path: Path) -> None:
    for file in ("t7/function.t7", "t7_more/value_function.t7", "t7_more/value_function.ascii.t7"):
        with pytest.raises(t7.FileDamaged, match="at byte .*Lua function.*functions=True"):
            t7.load(path(file))
    value = t7.load(path("t7_more/value_function.t7"), functions=True)
    assert value["n"] == 1
    assert isinstance(value["f"], t7.Closure) and not callable(value["f"])
    t7.save(tmp_path / "again.t7", value)
    assert (tmp_path / "again.t7").read_bytes() == path("t7_more/value_function.t7").read_bytes()


def test_unknown_classes_survive(tmp_path: Path) -> None:
    mine = t7.Opaque("my.Class", {"size": 3, "weight": np.arange(3.0)}, version=2)
    holder = [mine, mine, nn.Tanh()]
    t7.save(tmp_path / "a.t7", holder, ascii=True)
    first, again, tanh = t7.load(tmp_path / "a.t7")
    assert first is again and (first.className, first.version) == ("my.Class", 2)
    assert first.content["size"] == 3 and np.array_equal(first.content["weight"], [0, 1, 2])
    assert isinstance(tanh, nn.Tanh)


def test_a_known_container_with_an_unknown_child_stays_opaque(tmp_path: Path) -> None:
    net = t7.Opaque("nn.Sequential", {"modules": [nn.Tanh(), t7.Opaque("cudnn.ReLU", {})]})
    t7.save(tmp_path / "a.t7", net)
    again = t7.load(tmp_path / "a.t7")
    assert isinstance(again, t7.Opaque) and again.className == "nn.Sequential"
    assert isinstance(again.content["modules"][0], nn.Tanh)
    assert again.content["modules"][1].className == "cudnn.ReLU"


def test_views_of_one_array_stay_views_of_one(tmp_path: Path) -> None:
    memory = np.arange(12.0)
    value = {
        "whole": memory.reshape(3, 4),
        "column": memory.reshape(3, 4)[:, 1],
        "turned": memory.reshape(3, 4).T,
    }
    t7.save(tmp_path / "a.t7", value)
    again = t7.load(tmp_path / "a.t7")
    again["whole"][:] = 0
    assert not again["column"].any() and not again["turned"].any()


def test_tables_that_no_dict_can_hold(tmp_path: Path) -> None:
    key = [1, 2]
    pairs = t7.Pairs([(key, "list"), (1, "number"), (True, "truth")])
    t7.save(tmp_path / "a.t7", pairs)
    again = t7.load(tmp_path / "a.t7")
    assert isinstance(again, t7.Pairs) and list(again) == list(pairs)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({1, 2}, "got set"),
        (2**60 + 1, "too large for Torch"),
        (np.array([1j]), "no such type of numbers; got complex128"),
        ([object()], "got object"),
    ],
)
def test_what_torch_has_not_got_is_not_written(value: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(nn.NNError) as caught:
        t7.save(tmp_path / "a.t7", value)
    assert words in str(caught.value)
    assert not (tmp_path / "a.t7").exists()


def test_sizes_and_kinds_of_numbers(tmp_path: Path) -> None:
    value = [
        (2, 3),
        np.float32(0.5),
        np.array([True, False]),
        -0.0,
        2**53,
        "é",
        b"\xff".decode("utf-8", "surrogateescape"),
    ]
    t7.save(tmp_path / "a.t7", value, ascii=True)
    sizes, half, flags, zero, large, letter, byte = t7.load(tmp_path / "a.t7")
    assert isinstance(sizes, t7.Memory) and sizes.tolist() == [2, 3]
    assert half == 0.5 and flags.dtype == np.uint8 and np.signbit(zero) and large == 2**53
    assert letter == "é" and byte.encode("utf-8", "surrogateescape") == b"\xff"


def test_an_array_without_dimensions_is_a_tensor_of_one_number(tmp_path: Path) -> None:
    for ascii in (False, True):
        t7.save(tmp_path / "a.t7", np.array(5.0), ascii)
        np.testing.assert_array_equal(t7.load(tmp_path / "a.t7"), [5.0])
