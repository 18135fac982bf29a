"""nn.DepthConcat: outputs of different sizes, centred and joined. After torch/nn's DepthConcat.lua."""

from typing import Any

from nncore.containers.Concat import Concat, Window
from nncore.dims import Dim
from nncore.errors import NNError
from nncore.module import ShapeFunction
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Spec


class DepthConcat(Concat):
    """Joins along `dimension`; in the others smaller outputs stand in the middle, with zeros around."""

    spec = Spec(
        summary="Joins its children's outputs along a dimension, padding smaller ones with zeros.",
        formula=r"y = [\mathrm{pad}(f_1(x)) \; \mathrm{pad}(f_2(x)) \; \ldots]",
        args=Concat.spec.args,
        takes="any",
        label="{dimension}",
        children=Concat.spec.children,
        keywords=("branches", "join", "inception", "pad"),
    )

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        if not children:
            raise NNError("there is nothing to join", needs="at least one child")
        tensors = [oneTensor(child(x)) for child in children]
        axis = axisOf(tensors[0], a.dimension)
        if any(tensor.rank != tensors[0].rank for tensor in tensors):
            raise NNError(
                "the outputs differ in their number of dimensions",
                got=words(tuple(tensors)),
                needs=f"{tensors[0].rank} dimensions each",
            )
        joint = list(tensors[0].dims)
        for tensor in tensors[1:]:
            for i, dim in enumerate(tensor.dims):
                joint[i] = joint[i] + dim if i == axis else _larger(joint[i], dim)
        return Tensor(tuple(joint))

    def _placed(self, shapes: list[tuple[int, ...]]) -> list[Window]:
        whole, axis = self.output.shape, self.args.dimension - 1
        windows, start = [], 0
        for shape in shapes:
            first = [(room - size) // 2 for room, size in zip(whole, shape, strict=True)]
            first[axis] = start
            windows.append(tuple(slice(low, low + size) for low, size in zip(first, shape, strict=True)))
            start += shape[axis]
        return windows


def _larger(a: Dim, b: Dim) -> Dim:
    difference = a - b
    if not isinstance(difference, int):
        raise NNError("which output is larger cannot be told", got=f"{a} and {b}", needs="comparable sizes")
    return a if difference >= 0 else b
