"""nn.Copy: the same numbers in another type. After torch/nn's Copy.lua."""

from typing import Any

import numpy as np

from nncore.costs import nothing
from nncore.errors import NNError
from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Choice, Flag, Spec

TYPES: dict[str, Any] = {
    "torch.DoubleTensor": np.float64,
    "torch.FloatTensor": np.float32,
    "torch.LongTensor": np.int64,
    "torch.IntTensor": np.int32,
}


class Copy(Pointwise):
    """y = x in the type `outtype`; the gradient comes back in `intype`.

    Where both are the same nothing is copied, unless `forceCopy`. `float()` and `double()` change both types,
    unless `dontCast`.
    """

    spec = Spec(
        summary="Turns numbers into another type, such as single into double precision.",
        formula=r"y = x",
        args=(
            Choice("intype", "the type of the input", default="torch.DoubleTensor", options=tuple(TYPES)),
            Choice("outtype", "the type of the output", default="torch.DoubleTensor", options=tuple(TYPES)),
            Flag("forceCopy", "whether numbers of the right type are copied too", default=False),
            Flag("dontCast", "whether the types stay when the module's is changed", default=False),
        ),
        label="{outtype}",
        keywords=("convert", "cast", "type"),
    )
    example = Example(arguments=lambda draw: {"forceCopy": bool(draw.integers(2))})

    def __init__(
        self,
        intype: str = "torch.DoubleTensor",
        outtype: str = "torch.DoubleTensor",
        forceCopy: bool = False,
        dontCast: bool = False,
    ) -> None:
        super().__init__(intype=intype, outtype=outtype, forceCopy=forceCopy, dontCast=dontCast)

    cost = staticmethod(nothing)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor(oneTensor(x).dims, "real" if TYPES[a.outtype](0).dtype.kind == "f" else "index")

    def _typeOf(self, name: str) -> Any:
        changed = vars(self).get("dtype")  # set by float() and double() only
        return TYPES[name] if changed is None or self.args.dontCast else changed

    def _hasType(self, dtype: np.dtype[Any]) -> bool:
        return False  # to be told of a type changes what comes out, even if it is the type there is

    def _checkType(self, input: np.ndarray) -> None:
        if input.dtype.kind not in "iuf":
            raise NNError(
                "the input holds no numbers", got=str(input.dtype), needs=self.args.intype, module=self
            )

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = self._as(self._typeOf(self.args.outtype), input, self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = self._as(self._typeOf(self.args.intype), gradOutput, self.gradInput)
        return self.gradInput

    def _as(self, dtype: Any, values: np.ndarray, buffer: np.ndarray) -> np.ndarray:
        """The values in another type, in the buffer where it fits; the values themselves when nothing is to
        change.
        """
        if values.dtype == dtype and not self.args.forceCopy:
            return values
        if buffer.shape != values.shape or buffer.dtype != dtype or buffer is values:
            buffer = np.empty(values.shape, dtype)
        np.copyto(buffer, values, casting="unsafe")
        return buffer
