"""The tutorial's first bug: gradients are not set to zero before each pass, so that they pile up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    run.network.zero = _nothing
    run.carries = True


def _nothing() -> None:
    """The gradients stay what they are."""


SWITCH = Switch(
    id="no_zero",
    title="No zeroGradParameters",
    explanation=(
        "backward adds to gradWeight and gradBias. Without zeroing, each step goes along the sum of all "
        "gradients so far: steps grow, overshoot, and the loss swings or runs away."
    ),
    right="gradParams:zero()",
    wrong="-- gradParams:zero()",
    run=_bend,
)
