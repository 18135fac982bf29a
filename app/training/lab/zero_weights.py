"""All first weights are zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    run.layout.parameters.fill(0)


SWITCH = Switch(
    id="zero_weights",
    title="Weights all zero",
    explanation=(
        "Every weight and bias begins at 0. Units of a layer are then all alike, get the same gradient (or "
        "none), and stay alike: the layer is as good as one unit. A model of one layer only does not mind."
    ),
    right="params, gradParams = mlp:getParameters()",
    wrong="params:zero()",
    run=_bend,
    first=True,
)
