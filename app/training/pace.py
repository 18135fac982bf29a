"""What is done to a batch's gradient before the optimiser has it: weight decay, and a limit to its length."""

from __future__ import annotations

import math
from collections.abc import Callable

from app.document.model import Training
from app.document.training import DECAY
from app.training.layout import Layout
from nncore.optim import METHODS

Adjust = Callable[[], float]
"""Changes the gradient in place; gives the factor by which it was shortened, 1 when it was not."""


def adjustment(training: Training, layout: Layout) -> Adjust | None:
    """What the settings have done to the flat gradient of `layout`; None when nothing is.

    A method that searches along a line needs the gradient as it is: no limit holds there.
    """
    kind = METHODS[training.optimiser]
    decay = own_decay(training)
    limit = training.clip if kind.oneGradient else 0.0
    if not decay and not limit:
        return None
    parameters, gradients = layout.parameters, layout.gradients

    def adjust() -> float:
        factor = 1.0
        if limit:
            length = math.sqrt(gradients.dot(gradients))
            if length > limit:
                factor = limit / length
                gradients.__imul__(factor)
        if decay:
            gradients.__iadd__(decay * parameters)
        return factor

    return adjust


def own_decay(training: Training) -> float:
    """The weight decay that is left to us, as the method does not know of it itself."""
    known = any(arg.name == DECAY for arg in METHODS[training.optimiser].spec.args)
    return 0.0 if known else training.weight_decay
