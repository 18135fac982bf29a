"""nn.FeatureLPPooling: the p-norm of stretches of neighbouring features.

After FeatureLPPooling.lua and THNN's C code of that name.
"""

from typing import Any

import numpy as np

from nncore.errors import NNError, Repair
from nncore.example import Draw, Example
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Int, Number, Spec
from nncore.windows.arguments import refuseZero


def _input(random: Draw, a: Any) -> np.ndarray:
    features = a.width + int(random.integers(0, 5))
    others = random.integers(1, 4, int(random.integers(0, 3))).tolist()
    shape = (int(random.integers(1, 4)), features, *others) if a.batch_mode else (features, *others)
    return random.uniform(0.2, 2, shape)


class FeatureLPPooling(Module):
    """F, F×A or F×A×B (with `batch_mode` a batch of one of these) to ⌊(F − width) / stride⌋ + 1 features."""

    spec = Spec(
        summary="Pools neighbouring features: the p-norm of each stretch of them.",
        formula=r"y_i = \Big( \sum_{j < width} x_{stride \cdot i + j}^p \Big)^{1/p}",
        args=(
            Int("width", "how many features are pooled", low=2, high=16),
            Int("stride", "step from one stretch to the next", low=1, high=4),
            Number("power", "p of the norm, not 0"),
            Flag("batch_mode", "whether the first dimension is the batch", default=False),
        ),
        label="{width}, {stride}",
        keywords=("pool", "norm", "maxout"),
    )
    example = Example(
        arguments=lambda random: {
            "width": int(random.integers(2, 5)),
            "stride": int(random.integers(1, 4)),
            "power": float(random.choice([1.0, 2.0, 3.0])),
            "batch_mode": bool(random.random() < 0.5),
        },
        input=_input,
    )

    def __init__(self, width: int, stride: int, power: float, batch_mode: bool = False) -> None:
        super().__init__(width=width, stride=stride, power=power, batch_mode=_flag(batch_mode))
        refuseZero("power", self.args.power, self)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        axis = int(a.batch_mode)
        first = "N×F, N×F×A or N×F×A×B" if axis else "F, F×A or F×A×B"
        x = oneTensor(x, ranks=(1 + axis, 2 + axis, 3 + axis), needs=first)
        features = x.dims[axis]
        if not isinstance(features, int):
            raise NNError("the number of features is not known", got=str(x), needs="a number")
        if features < a.width:
            raise NNError(
                "there are fewer features than are pooled",
                got=str(x),
                needs=f"at least {x.but(axis, a.width)}, as width = {a.width}",
                repairs=(Repair(f"set width = {features}", "set", "width", features),)
                if features > 1
                else (),
            )
        return Tensor(x.but(axis, (features - a.width) // a.stride + 1).dims)

    def _stretches(self, array: np.ndarray, count: int) -> list[np.ndarray]:
        """For each place in a stretch, the features that stand there, one for each output."""
        a = self.args
        lead = (slice(None),) * int(a.batch_mode)
        ends = ((j, j + (count - 1) * a.stride + 1) for j in range(a.width))
        return [array[(*lead, slice(start, end, a.stride))] for start, end in ends]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        power, output = self.args.power, self.output
        output.fill(0)
        for features in self._stretches(input, output.shape[int(self.args.batch_mode)]):
            output += np.power(features, power)
        np.power(output, 1 / power, out=output)
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradient, output = self._gradBuffer(input), self.output
        gradient.fill(0)
        count = output.shape[int(self.args.batch_mode)]
        nothing = output == 0  # as in Torch, there is no gradient where nothing came out
        divisor = np.where(nothing, 1, output)
        passed = np.where(nothing, 0, gradOutput)
        pairs = zip(self._stretches(input, count), self._stretches(gradient, count), strict=True)
        for features, place in pairs:
            place += passed * np.power(features / divisor, self.args.power - 1)
        return gradient

    def __str__(self) -> str:
        a = self.args  # Torch leaves the bracket open
        return f"nn.FeatureLPPooling(w{a.width} s{a.stride} power {int(a.power)} batch {int(a.batch_mode)}"


def _flag(value: Any) -> Any:
    """Torch's C code takes 0 and 1 for the flag too."""
    return bool(value) if isinstance(value, (int, float)) and value in (0, 1) else value
