"""nn.LogSoftMax: the logarithm of the softmax. After torch/nn's LogSoftMax.lua and THNN's LogSoftMax.c."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.rowwise import largest, moderate, total
from nncore.rules import featureAxis, oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.worked import Place, Values, array, index, plain, terms


class LogSoftMax(Module):
    """yᵢ = xᵢ − log Σⱼ e^xⱼ over the features of n or N×n, or the planes of images."""

    spec = Spec(
        summary="Turns scores into logarithms of probabilities that sum to 1.",
        formula=r"y_i = x_i - \log \sum_j e^{x_j}",
        backward=r"gradInput = gradOutput - e^{y} \sum gradOutput",
        keywords=("softmax", "probability", "log"),
    )
    example = Example(batch="the first dimension of a vector and of an image is not a batch")

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        if name != "output" or x is None or x.ndim > 2:
            return []
        *row, _ = at
        powers = terms(f"e^{{{plain(value)}}}" for value in x[tuple(row)])
        rule = rf"y{index(*at)} = x{index(*at)} - \log \sum_j e^{{x{index(*row, 'j')}}}"
        return [rule, rf"= {plain(x[at])} - \log({powers})"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x, ranks=(1, 2, 3, 4), needs="one to four dimensions, such as N×classes")

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if input.ndim == 2:
            shifted = input if moderate(input) else input - largest(input)
            logarithms = total(np.exp(shifted, self.output))
            return np.subtract(shifted, np.log(logarithms, logarithms), self.output)
        axis = featureAxis(input.ndim)
        output = np.subtract(input, np.max(input, axis=axis, keepdims=True), out=self.output)
        output -= np.log(np.sum(np.exp(output), axis=axis, keepdims=True))
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.exp(self.output, self._gradBuffer(input))
        axis = featureAxis(input.ndim)
        gradInput *= total(gradOutput) if input.ndim == 2 else np.sum(gradOutput, axis=axis, keepdims=True)
        return np.subtract(gradOutput, gradInput, gradInput)
