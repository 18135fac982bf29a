"""nn.SoftMax: scores to probabilities. After torch/nn's SoftMax.lua and THNN's SoftMax.c."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.rowwise import largest, moderate, total
from nncore.rules import featureAxis, oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.worked import Place, Values, array, index, plain, terms


class SoftMax(Module):
    """yᵢ = e^xᵢ / Σⱼ e^xⱼ over the features of n or N×n, or the planes of images."""

    spec = Spec(
        summary="Turns scores into probabilities that sum to 1.",
        formula=r"y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
        backward=r"gradInput = y \odot (gradOutput - \sum y \odot gradOutput)",
        keywords=("probability",),
    )
    example = Example(batch="the first dimension of a vector and of an image is not a batch")

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        if name != "output" or x is None or x.ndim > 2:
            return []
        *row, _ = at
        powers = terms(f"e^{{{plain(value)}}}" for value in x[tuple(row)])
        rule = rf"y{index(*at)} = \frac{{e^{{x{index(*at)}}}}}{{\sum_j e^{{x{index(*row, 'j')}}}}}"
        return [rule, rf"= \frac{{e^{{{plain(x[at])}}}}}{{{powers}}}"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x, ranks=(1, 2, 3, 4), needs="one to four dimensions, such as N×classes")

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if input.ndim == 2:
            shifted = input if moderate(input) else np.subtract(input, largest(input), out=self.output)
            output = np.exp(shifted, out=self.output)
            return np.divide(output, total(output), out=output)
        axis = featureAxis(input.ndim)
        output = np.subtract(input, np.max(input, axis=axis, keepdims=True), out=self.output)
        np.exp(output, out=output)
        output /= np.sum(output, axis=axis, keepdims=True)
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.multiply(gradOutput, self.output, out=self._gradBuffer(input))
        axis = featureAxis(input.ndim)
        mean = total(gradInput) if input.ndim == 2 else np.sum(gradInput, axis=axis, keepdims=True)
        np.subtract(gradOutput, mean, out=gradInput)
        gradInput *= self.output
        return gradInput
