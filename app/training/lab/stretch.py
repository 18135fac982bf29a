"""Updates that go another way than they should."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from app.training.run import Run


def stretched(factor: float) -> Callable[[Run], None]:
    """A bug that multiplies what every update adds to the parameters, whatever the optimiser."""

    def bend(run: Run) -> None:
        inner, parameters = run.optimise, run.layout.parameters
        before, change = np.empty_like(parameters), np.empty_like(parameters)

        def optimise(input: Any, target: np.ndarray) -> float:
            np.copyto(before, parameters)
            loss = inner(input, target)
            np.subtract(parameters, before, out=change)
            np.multiply(change, factor, out=change)
            np.add(before, change, out=parameters)
            return loss

        run.optimise = optimise

    return bend
