"""A learning rate that is a hundred times what is set."""

from __future__ import annotations

from app.training.lab.stretch import stretched
from app.training.lab.switch import Switch

FACTOR = 100.0

SWITCH = Switch(
    id="learning_rate",
    title="Learning rate too large",
    explanation=(
        "Every step is a hundred times as long as the learning rate that is set. It points the right way, "
        "but jumps over the valley and lands higher on the other side."
    ),
    right="params:add(-eta, gradParams)",
    wrong="params:add(-100 * eta, gradParams)",
    run=stretched(FACTOR),
)
