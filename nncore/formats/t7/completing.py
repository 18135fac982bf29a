"""What an object's file leaves out, or has in an old form, and Torch's own `read` of its class works out.

After the `read` functions of torch/nn's WeightNorm.lua and BatchNormalization.lua.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from nncore.containers.WeightNorm import EPS
from nncore.formats.t7 import kinds
from nncore.formats.t7.nodes import Object, Storage, Table, Tensor

BATCHES = ("nn.BatchNormalization", "nn.SpatialBatchNormalization", "nn.VolumetricBatchNormalization")


def complete(node: Object, fields: Mapping[str, Any]) -> None:
    """Adds the missing fields to the content of an object, or of the module within it."""
    if node.name == "nn.WeightNorm":
        _addWeight(node, fields)
    elif node.name in BATCHES and "running_std" in fields and "running_var" not in fields:
        spread, eps = fields["running_std"], fields.get("eps")
        if isinstance(spread, np.ndarray) and isinstance(eps, (int, float)):
            with np.errstate(all="ignore"):
                _put(node, "running_var", spread**-2.0 - np.array(eps, spread.dtype))


def _addWeight(node: Object, fields: Mapping[str, Any]) -> None:
    """The weight of the module within, from its lengths and directions: it is not written down."""
    inner = _module(node)
    if inner is None or any(key == b"weight" for key, _ in inner.content.entries):
        return
    parts: Any = (fields.get(name) for name in ("v", "g", "weightSize", "outputDim"))
    v, g, sizes, place = parts
    known = all(isinstance(part, np.ndarray) for part in (v, g, sizes)) and isinstance(place, int)
    if not known or not (0 < place <= sizes.size and prod(sizes.tolist()) == v.size and len(v) == g.size):
        return
    turned = sizes.tolist()
    turned.insert(0, turned.pop(place - 1))
    rows = v.reshape(len(v), -1)
    lengths = np.sqrt(np.square(rows).sum(axis=1, keepdims=True) + EPS)
    weight = np.moveaxis((rows * (g.reshape(-1, 1) / lengths)).reshape(turned), 0, place - 1)
    _put(inner, "weight", weight)
    _put(inner, "gradWeight", np.zeros_like(weight))


def _module(node: Object) -> Any:
    """The module within a decorator, if there is one with fields."""
    modules = next((entry for key, entry in node.content.entries if key == b"modules"), None)  # type: ignore[attr-defined]
    inner = modules.entries[0][1] if isinstance(modules, Table) and modules.entries else None
    return inner if isinstance(inner, Object) and isinstance(inner.content, Table) else None


def _put(node: Any, name: str, array: np.ndarray) -> None:
    """Adds a tensor to the fields of an object, as if it had been in the file."""
    kind, flat = kinds.NAMES[array.dtype], np.ascontiguousarray(array).reshape(-1)
    strides = tuple(stride // array.itemsize for stride in np.ascontiguousarray(array).strides)
    storage = Storage(node.offset, f"torch.{kind}Storage", flat)
    tensor = Tensor(node.offset, f"torch.{kind}Tensor", array.shape, strides, 0, storage)
    node.content.entries.append((name.encode(), tensor))
