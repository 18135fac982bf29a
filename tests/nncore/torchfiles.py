"""Torch's own files, and what stands in them as Torch tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import recorded

from nncore.formats.t7 import Closure, Memory, Opaque

FOLDERS = ("t7", "t7_more")


def files() -> list[str]:
    """All of them, by folder and name."""
    return [
        f"{folder}/{path.name}"
        for folder in FOLDERS
        for path in sorted((recorded.DATA / folder).glob("*.t7"))
    ]


def path(file: str) -> Path:
    return recorded.DATA / file


def told(file: str) -> Any:
    """What Torch tells of a file; None where it tells nothing."""
    name = file.removesuffix(".t7").removesuffix(".ascii")
    return recorded.load(name) if (recorded.DATA / f"{name}.json.gz").exists() else None


def agrees(value: Any, told: dict[str, Any], seen: dict[int, Any]) -> None:
    """That a value is the one told of, which is the same object wherever it is told to be."""
    kind = told["kind"]
    if kind == "ref":
        assert seen[told["id"]] is value
        return
    if "id" in told:
        seen[told["id"]] = value
    if kind == "nil":
        assert value is None
    elif kind == "boolean":
        assert value is told["value"]
    elif kind == "string":  # told byte by byte
        assert value.encode("utf-8", "surrogateescape").decode("latin-1") == told["value"]
    elif kind == "number":
        _number(value, told["value"])
    elif kind == "table":
        _table(value, told["entries"], seen)
    elif kind == "function":
        assert isinstance(value, Closure)
    elif kind in ("tensor", "storage"):
        _array(value, told, seen)
    else:
        assert f"nn.{type(value).__name__}" == told["class"] or isinstance(value, Opaque)


def _number(value: Any, told: Any) -> None:
    expected = float(told)
    assert value == expected or (value != value and expected != expected)


def _table(value: Any, entries: list[Any], seen: dict[int, Any]) -> None:
    assert len(value) == len(entries)
    for key, entry in entries:
        name = float(key["value"]) if key["kind"] == "number" else key["value"]
        agrees(value[int(name) - 1] if isinstance(value, list) else value[name], entry, seen)


def _array(value: Any, told: dict[str, Any], seen: dict[int, Any]) -> None:
    name = told["type"].removeprefix("torch.")
    expected = np.array([float(n) if isinstance(n, str) else n for n in told["data"]], value.dtype)
    assert value.dtype == TYPES[name.removesuffix("Tensor").removesuffix("Storage")]
    assert isinstance(value, Memory) == name.endswith("Storage")
    if told.get("shape"):
        assert list(value.shape) == told["shape"]
        steps = [stride // value.itemsize for stride in value.strides]
        assert all(
            mine == theirs
            for mine, theirs, size in zip(steps, told["stride"], value.shape, strict=True)
            if size > 1
        )
    np.testing.assert_array_equal(np.ravel(value), expected)
    if told["storage"] is not None and value.size:
        first = seen.setdefault(("storage", told["storage"]), value)
        assert np.may_share_memory(_whole(first), _whole(value))


def _whole(array: np.ndarray) -> np.ndarray:
    """The memory that an array is a view of."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


TYPES = {
    "Double": np.float64,
    "Float": np.float32,
    "Long": np.int64,
    "Int": np.int32,
    "Short": np.int16,
    "Char": np.int8,
    "Byte": np.uint8,
}
