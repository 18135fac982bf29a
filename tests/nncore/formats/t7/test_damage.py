"""A damaged file is one error that names the byte: no crash, no more memory than the file warrants."""

from __future__ import annotations

import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torchfiles import files, path

import nncore as nn
from nncore import catalog
from nncore.formats import t7

SEEDS = [path(file).read_bytes() for file in files() if path(file).stat().st_size < 9000]
HUGE = struct.pack("<q", 2**40)


def integers(*values: int) -> bytes:
    return b"".join(struct.pack("<i", value) for value in values)


def string(text: bytes) -> bytes:
    return integers(len(text)) + text


def tensor(number: int, sizes: list[int], strides: list[int], stored: int, kind: bytes = b"Double") -> bytes:
    """A tensor whose storage has `stored` zeros."""
    longs = struct.pack(f"<{2 * len(sizes) + 1}q", *sizes, *strides, 1)
    head = (
        integers(4, number)
        + string(b"V 1")
        + string(b"torch." + kind + b"Tensor")
        + integers(len(sizes))
        + longs
    )
    storage = integers(4, number + 1) + string(b"V 1") + string(b"torch." + kind + b"Storage")
    return head + storage + struct.pack("<q", stored) + bytes(8 * stored)


def module(name: bytes, fields: dict[bytes, bytes]) -> bytes:
    content = b"".join(integers(2) + string(key) + field for key, field in fields.items())
    return integers(4, 1) + string(b"V 1") + string(b"nn." + name) + integers(3, 2, len(fields)) + content


def number(value: float) -> bytes:
    return integers(1) + struct.pack("<d", value)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """One of Torch's files, changed in a few places or cut off."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        how = draw(st.sampled_from(["byte", "cut", "insert", "remove", "huge", "copy"]))
        if how == "byte" and data:
            data[at] = draw(st.integers(0, 255))
        elif how == "cut":
            data = data[:at]
        elif how == "insert":
            data[at:at] = draw(st.binary(max_size=9))
        elif how == "remove":
            del data[at : at + draw(st.integers(1, 9))]
        elif how == "huge":
            data[at : at + 8] = draw(st.sampled_from([HUGE, b"\xff" * 8, b"99999999", integers(2**31 - 1)]))
        else:
            start = draw(st.integers(0, max(len(data) - 1, 0)))
            data[at:at] = data[start : start + draw(st.integers(1, 64))]
    return bytes(data)


def check(data: bytes, folder: Path) -> None:
    """Reads what may be damaged: a value or one kind of error, in bounded memory."""
    file = folder / "a.t7"
    file.write_bytes(data)
    error: t7.FileDamaged | None = None
    tracemalloc.start()
    try:
        t7.load(file)
    except t7.FileDamaged as caught:
        error = caught
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 100 * len(data) + 2_000_000
    assert error is None or (0 <= error.offset <= len(data) and f"at byte {error.offset}" in str(error))


@pytest.fixture(scope="module", autouse=True)
def _allClasses() -> None:
    catalog.everything()  # importing them takes memory too, but is not the file's doing


@settings(max_examples=200, deadline=None, derandomize=True)
@given(data=damaged())
@example(data=b"")
@example(data=b"4")
@example(data=integers(4, 1))
def test_random_damage(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(data, tmp_path_factory.getbasetemp())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.binary(max_size=200))
def test_random_bytes(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(data, tmp_path_factory.getbasetemp())


def test_every_file_cut_off_anywhere(tmp_path: Path) -> None:
    for name in ("t7/seed_mlp.t7", "t7/seed_mlp.ascii.t7", "t7_more/value_format_long32.t7"):
        data = path(name).read_bytes()
        for end in range(0, len(data) - 1, 29):
            (tmp_path / "a.t7").write_bytes(data[:end])
            with pytest.raises(t7.FileDamaged):
                t7.load(tmp_path / "a.t7")


BOMBS: dict[str, bytes] = {
    "a string longer than the file": integers(2, 2**31 - 1) + b"abc",
    "a string of a length below 0": integers(2, -5) + b"abc",
    "a table with more entries than the file": integers(3, 1, 2**30),
    "a storage larger than the file": integers(4, 1) + string(b"V 1") + string(b"torch.DoubleStorage") + HUGE,
    "a storage of a size that overflows": integers(4, 1)
    + string(b"V 1")
    + string(b"torch.DoubleStorage")
    + b"\xff" * 7
    + b"\x7f",
    "a text storage larger than the file": b"4\n1\n3\nV 1\n19\ntorch.DoubleStorage\n99999999999\n1 2 3\n",
    "a tensor of too many dimensions": integers(4, 1)
    + string(b"V 1")
    + string(b"torch.DoubleTensor")
    + integers(2**30),
    "a tensor beyond its storage": tensor(1, [3], [1], 2),
    "a tensor that steps beyond its storage": tensor(1, [2, 2], [3, 1], 4),
    "a tensor with a size below 0": tensor(1, [-3], [1], 4),
    "a weight that repeats one number": module(b"Linear", {b"weight": tensor(5, [10**5, 10**5], [0, 0], 1)}),
    "a convolution of many planes": module(
        b"SpatialConvolution",
        {b"weight": tensor(5, [4], [1], 4), b"bias": tensor(7, [2], [1], 2)}
        | {name: number(10**5) for name in (b"nInputPlane", b"nOutputPlane", b"kW", b"kH")},
    ),
    "a normalisation of many planes": module(
        b"SpatialSubtractiveNormalization", {b"nInputPlane": number(10**9)}
    ),
    "a simplex of many classes": module(
        b"ClassSimplexCriterion", {b"simplex": tensor(5, [1, 4000], [4000, 1], 4000)}
    ),
    "a constant that repeats one number": module(b"Constant", {b"value": tensor(5, [10**9], [0], 1)}),
    "sizes that repeat one number": module(b"Maxout", {b"modules": tensor(5, [10**9], [0], 1)}),
    "an object named twice as something else": integers(3, 1, 1, 2) + string(b"a") + integers(4, 1),
    "a kind there is not": integers(9),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_asks_for_more_than_there_is(name: str, tmp_path: Path) -> None:
    check(BOMBS[name], tmp_path)
    with pytest.raises(t7.FileDamaged):
        t7.load(tmp_path / "a.t7")


def test_deep_nesting_is_read_without_recursion(tmp_path: Path) -> None:
    depth = 5000
    deep = b"".join(integers(3, level, 1) + number(1) for level in range(1, depth + 1)) + integers(0)
    (tmp_path / "a.t7").write_bytes(deep)
    value: Any = t7.load(tmp_path / "a.t7")
    for _ in range(depth - 1):
        (value,) = value
    too = b"".join(integers(3, level, 1) + number(1) for level in range(1, 30_000)) + integers(0)
    (tmp_path / "b.t7").write_bytes(too)
    with pytest.raises(t7.FileDamaged, match="nested"):
        t7.load(tmp_path / "b.t7")


def test_modules_within_modules_have_an_end(tmp_path: Path) -> None:
    net: nn.Module = nn.Tanh()
    for _ in range(60):
        net = nn.Sequential().add(net)
    t7.save(tmp_path / "a.t7", net)
    with pytest.raises(t7.FileDamaged, match="nested more than"):
        t7.load(tmp_path / "a.t7")


def test_a_module_within_itself(tmp_path: Path) -> None:
    inside = t7.Opaque("nn.Sequential", {})
    inside.content["modules"] = [inside]
    t7.save(tmp_path / "a.t7", inside)
    with pytest.raises(t7.FileDamaged, match="contains itself"):
        t7.load(tmp_path / "a.t7")


def test_a_missing_parameter_is_named(tmp_path: Path) -> None:
    t7.save(tmp_path / "a.t7", t7.Opaque("nn.Cosine", {"weight": np.ones((2, 3)), "gradWeight": np.ones(5)}))
    with pytest.raises(t7.FileDamaged, match="gradWeight of nn.Cosine"):
        t7.load(tmp_path / "a.t7")
    t7.save(tmp_path / "a.t7", t7.Opaque("nn.Linear", {"bias": np.ones(3)}))
    with pytest.raises(t7.FileDamaged, match="inputSize is missing"):
        t7.load(tmp_path / "a.t7")
