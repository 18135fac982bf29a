"""nn.Decorator: one module in a frame. After torch/nn's Decorator.lua."""

from nncore.decorator import OneModule
from nncore.module import Module
from nncore.spec import Children, Spec


class Decorator(OneModule):
    """Hands everything on to the module it holds; the base of WeightNorm, Bottle and others."""

    spec = Spec(
        summary="A frame around one module that changes nothing.",
        formula=r"y = f(x)",
        takes="any",
        children=Children("chain", "last", "one module, in a frame", wraps=True, least=1, most=1),
        keywords=("wrap", "frame"),
        is_base=True,
    )

    def __init__(self, module: Module) -> None:
        super().__init__(module)

    def __str__(self) -> str:
        return f"nn.Decorator @ {self.modules[0]}"
