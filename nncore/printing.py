"""Text to Torch's letter: tensors, trees of modules, and the members of an object as iTorch lists them.

After torch7's Tensor.lua and torch/nn's `__tostring__` methods. Tensors are numpy arrays of any number type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from nncore.errors import NNError

LINE = 80
NAMES = {
    "float64": "Double",
    "float32": "Float",
    "int64": "Long",
    "int32": "Int",
    "int16": "Short",
    "int8": "Char",
    "uint8": "Byte",
    "bool": "Byte",
}


def tensor(array: np.ndarray) -> str:
    """What Torch's `print(tensor)` writes, with the line end.

    >>> print(tensor(np.array([[1.5, 2], [3, 4]])), end="")
     1.5000  2.0000
     3.0000  4.0000
    [torch.DoubleTensor of size 2x2]
    """
    if not isinstance(array, np.ndarray) or array.dtype.name not in NAMES:
        raise NNError(
            "Torch has no such tensor",
            got=str(getattr(array, "dtype", type(array).__name__)),
            needs=f"an array of one of the types {', '.join(NAMES)}",
            module="print",
        )
    name = f"torch.{NAMES[array.dtype.name]}Tensor"
    if array.ndim == 0 or not array.size:
        return f"[{name} with no dimension]\n"
    values = array.astype(np.float64)
    form = _Format(values)
    if values.ndim == 1:
        body = form.head() + "".join(form.number(value) + "\n" for value in values.tolist())
    elif values.ndim == 2:
        body = _matrix(values, form, "")
    else:
        body = "\n".join(_slices(values, form))
    return f"{body}[{name} of size {'x'.join(map(str, array.shape))}]\n"


class _Format:
    """How wide and how exact Torch writes the numbers of one tensor: one format and one factor for all."""

    def __init__(self, values: np.ndarray) -> None:
        size = np.abs(values)
        whole = bool((values == np.ceil(values)).all())
        low, high = _exponent(float(size.min())), _exponent(float(size.max()))
        self.scale = 1.0
        self.width: float = math.nan
        if math.isnan(high):
            self.spec = "%f"
        elif whole:
            self.width, kind = (11, ".4e") if high > 9 else (high + 1, "d")
            self.spec = f"%{self.width:g}{kind}"
        elif high - low > 4:
            self.width = 11 if max(abs(high), abs(low)) <= 99 else 12
            self.spec = f"%{self.width}.4e"
        else:
            large = high > 5 or high < 0
            self.scale = math.pow(10, high - 1) if large else 1.0
            self.width = 7 if large or high == 0 else high + 6
            self.spec = f"%{self.width:g}.4f"

    def head(self) -> str:
        """The line that says by what everything below is to be multiplied."""
        return "" if self.scale == 1 else "%g *\n" % self.scale  # noqa: UP031 (C's format is Torch's)

    def number(self, value: float) -> str:
        return self.spec % (value / self.scale)


def _exponent(size: float) -> float:
    """How many digits stand before the point; not a number stays so."""
    if size == 0:
        return 1
    return math.floor(math.log10(size)) + 1 if math.isfinite(size) else size


def _matrix(values: np.ndarray, form: _Format, indent: str) -> str:
    """The rows, in groups of columns where they are too long for a line."""
    columns = values.shape[1]
    fit = columns if math.isnan(form.width) else int((LINE - len(indent)) // (form.width + 1))
    inner = indent if form.scale == 1 else indent + " "
    text = ""
    for first in range(0, columns, max(fit, 1)):
        last = min(first + max(fit, 1), columns)
        if fit < columns:
            text += ("\n" if first else "") + (indent if not first else "")
            text += f"Columns {first + 1} to {last}\n{indent}"
        else:
            text += indent
        text += form.head() + (" " + indent if form.scale != 1 else "")
        rows = (" ".join(map(form.number, row)) for row in values[:, first:last].tolist())
        text += ("\n" + inner).join(rows) + "\n"
    return text


def _slices(values: np.ndarray, form: _Format) -> Iterator[str]:
    """One matrix for each index of the outer dimensions, the first of which runs fastest."""
    for backwards in product(*(range(size) for size in values.shape[-3::-1])):
        index = backwards[::-1]
        yield f"({','.join(str(i + 1) for i in index)},.,.) = \n" + _matrix(values[index], form, " ")


def chain(modules: Sequence[Any]) -> str:
    """The text of a Sequential."""
    steps = "".join(f" -> ({number})" for number in range(1, len(modules) + 1))
    lines = [f"[input{steps} -> output]"]
    lines += [f"({number}): {_shifted(module, '  ')}" for number, module in enumerate(modules, start=1)]
    return "nn.Sequential {\n" + "".join(f"  {line}\n" for line in lines) + "}"


def branches(name: str, modules: Sequence[Any]) -> str:
    """The text of a container whose children stand side by side."""
    text = f"nn.{name} {{\n  input\n"
    for number, module in enumerate(modules, start=1):
        sign, beside = ("   `-> ", "       ") if number == len(modules) else ("  |`-> ", "  |    ")
        text += f"  {sign}({number}): {_shifted(module, '  ' + beside)}\n"
    return text + "     ... -> output\n}"


def _shifted(module: Any, indent: str) -> str:
    return str(module).replace("\n", "\n" + indent)


def listing(value: Any, indent: str = "") -> str:
    """The members of a module or a table, or a tensor, with types and sizes, as iTorch's print lists them."""
    if isinstance(value, np.ndarray):
        name = NAMES[value.dtype.name] + "Tensor"
        return f"{name} - size: {'x'.join(map(str, value.shape))}" if value.size else f"{name} - empty"
    if isinstance(value, tuple):
        return f"LongStorage - size: {len(value)}"
    members = _members(value)
    if members is None:
        return str(value).lower() if isinstance(value, bool) else "nil" if value is None else str(value)
    head = "" if isinstance(value, list) else f"{str(value).replace(chr(10), chr(10) + indent)}\n{indent}"
    lines = [f"{indent}  {key} : {_below(entry, indent + '  ')}\n" for key, entry in members.items()]
    return f"{head}{{\n{''.join(lines)}{indent}}}"


def _below(value: Any, indent: str) -> str:
    text = listing(value, indent)
    return f"\n{indent}{text}" if text.endswith("}") else text


def _members(value: Any) -> dict[Any, Any] | None:
    """What a listing shows of a value: public attributes and arguments, or entries; None if plain."""
    if isinstance(value, list):
        return dict(enumerate(value, start=1))
    if not hasattr(value, "args"):
        return None
    own = {_public(value, key): entry for key, entry in vars(value).items()}
    own = {key: entry for key, entry in own.items() if not key.startswith("_") and key != "args"}
    return {**own, **{key: entry for key, entry in vars(value.args).items() if key not in own}}


def _public(value: Any, key: str) -> str:
    """The name under which an attribute is known: `_gradWeight` where a property `gradWeight` gives it."""
    shown = key.lstrip("_")
    return shown if isinstance(getattr(type(value), shown, None), property) else key
