"""nn.ModuleCriterion: a criterion behind modules. After torch/nn's ModuleCriterion.lua."""

from collections.abc import Callable
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
            raise NNError(
                "the first is no criterion",
                got=type(criterion).__name__,
                needs="a criterion, such as nn.MSECriterion()",
                module="ModuleCriterion",
            )
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
            input = self._part(self.inputModule, self.inputModule.forward, input)
        if self.targetModule is not None:
            target = self._part(self.targetModule, self.targetModule.forward, target)
        self._inner = input, target
        self.output = self._part(self.criterion, self.criterion.updateOutput, input, target)
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        self.gradInput = self._part(self.criterion, self.criterion.updateGradInput, *self._inner)
        if self.inputModule is not None:
            back = self.inputModule.updateGradInput
            self.gradInput = self._part(self.inputModule, back, input, self.gradInput)
        return self.gradInput

    def _part(self, part: Any, call: Callable[..., Any], *values: Any) -> Any:
        """What a part of it gives; an error says which part refused."""
        try:
            return call(*values)
        except NNError as error:
            raise error.within(self, self.children().index(part)) from None
