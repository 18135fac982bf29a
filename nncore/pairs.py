"""What criterions that compare two tensors ask of their input and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nncore.errors import NNError
from nncore.rules import sameShapes, table
from nncore.shapes import Shape, Tensor, words

if TYPE_CHECKING:
    from nncore.criterion import Criterion


def pairOf(x: Shape) -> Tensor:
    """The shape that both tensors of a table of two have.

    Raises:
        NNError: for anything else.
    """
    if len(table(x, 2)) != 2:
        raise NNError("the table has too many entries", got=words(x), needs="two tensors of one shape")
    return sameShapes(x)


def checkSigns(target: Any, criterion: Criterion) -> None:
    """That every target is 1 or −1. Torch takes others, and gives a gradient that is not the loss's.

    Raises:
        NNError: naming the first that is not.
    """
    signs = np.asarray(target)
    bad = np.abs(signs) != 1
    if bad.any():
        name = type(criterion).__name__
        raise NNError("a target is no sign", got=f"{signs[bad][0]:g}", needs="1 or −1", module=name)
