"""nn.Clamp: numbers are kept within bounds. After torch/nn's Clamp.lua."""

from typing import Any

from nncore.filled import pointwise
from nncore.spec import Spec
from nncore.torchform import Named, TorchForm
from nncore.transfer.HardTanh import MAX_VALUE, MIN_VALUE, HardTanh, refuseEmptyRange
from nncore.worked import Place, Values


class Clamp(HardTanh):
    """The same as HardTanh: y = x, but never below min_value or above max_value."""

    spec = Spec(
        summary="Keeps every number between two bounds.",
        formula=r"y = \min(\max(x, a), b)",
        args=(MIN_VALUE, MAX_VALUE),
        label="{min_value}, {max_value}",
        keywords=("clip", "bound"),
    )
    torch = TorchForm(
        {"min_value": Named("min_val"), "max_value": Named("max_val")}, extra={"inplace": False}
    )

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return pointwise(cls, a, values, name, at)

    def __init__(self, min_value: float = -1, max_value: float = 1) -> None:
        super(HardTanh, self).__init__(min_value=min_value, max_value=max_value)
        refuseEmptyRange(self)
