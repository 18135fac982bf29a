"""backward is given a gradOutput of another size than the output has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    derive = run.network.derive
    run.network.derive = lambda output, target: _cut(derive(output, target))


def _cut(gradient: Any) -> Any:
    """Without the last row; twice the only row. Of a table, the first tensor."""
    if isinstance(gradient, (list, tuple)):
        return [_cut(gradient[0]), *gradient[1:]]
    if not isinstance(gradient, np.ndarray) or not gradient.ndim:
        return gradient
    return gradient[:-1].copy() if len(gradient) > 1 else np.concatenate([gradient, gradient])


SWITCH = Switch(
    id="grad_output",
    title="gradOutput of another size",
    explanation=(
        "backward needs the gradient of the loss by the output, one number for each number of the output. "
        "Here the last example's is missing, which the last module refuses."
    ),
    right="mlp:backward(X, dLdpreds)",
    wrong="mlp:backward(X, dLdpreds:narrow(1, 1, N - 1))",
    run=_bend,
)
