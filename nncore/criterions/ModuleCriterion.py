"""nn.ModuleCriterion: a criterion behind modules. After torch/nn's ModuleCriterion.lua."""

from typing import Any

from nncore.criterion import Criterion
from nncore.criterions.MSECriterion import MSECriterion
from nncore.errors import NNError
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Children, Flag, Spec
from nncore.torchform import TorchForm
from nncore.transfer.Tanh import Tanh


class ModuleCriterion(Criterion):
    """L(f(x), g(t)): `inputModule` f is applied to the input first, and `targetModule` g to the target.

    The gradient goes back through f; the parameters of f and g get none, as
    in Torch. `castTarget` says whether the target's numbers take on the input's type after a change of type.
    """

    spec = Spec(
        summary="Applies a module to the input, and one to the target, before the loss.",
        formula=r"L = \ell(f(x), g(t))",
        args=(
            Flag("castTarget", "whether the target module changes its type with the criterion", default=True),
        ),
        takes="any",
        children=Children(
            "chain",
            "sum",
            "a criterion, then a module for the input and one for the target",
            wraps=True,
            least=1,
            most=3,
            criterions=True,
        ),
        keywords=("decorate", "preprocess", "target"),
    )
    torch = TorchForm(children=("criterion", "inputModule", "targetModule"))
    example = Example(
        children=lambda draw, a: [MSECriterion(), Tanh()],
        input=lambda draw, a: draw.uniform(-2, 2, (3, 4)),
        target=lambda draw, a, x: draw.uniform(-2, 2, x.shape),
    )

    def __init__(
        self,
        criterion: Criterion,
        inputModule: Module | None = None,
        targetModule: Module | None = None,
        castTarget: bool = True,
    ) -> None:
        super().__init__(castTarget=castTarget)
        if not isinstance(criterion, Criterion):
            raise NNError("the first is no criterion", got=type(criterion).__name__, module="ModuleCriterion")
        self.criterion = criterion
        self.inputModule = inputModule
        self.targetModule = targetModule

    def children(self) -> list[Any]:
        """The criterion and its modules."""
        return [part for part in (self.criterion, self.inputModule, self.targetModule) if part is not None]

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        """Any; what fits is up to the criterion and the modules within."""

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        if self.inputModule is not None:
            input = self.inputModule.forward(input)
        if self.targetModule is not None:
            target = self.targetModule.forward(target)
        self._inner = input, target
        self.output = self.criterion.updateOutput(input, target)
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        self.gradInput = self.criterion.updateGradInput(*self._inner)
        if self.inputModule is not None:
            self.gradInput = self.inputModule.updateGradInput(input, self.gradInput)
        return self.gradInput
