"""The update goes along the gradient instead of against it."""

from __future__ import annotations

from app.training.lab.stretch import stretched
from app.training.lab.switch import Switch

SWITCH = Switch(
    id="sign",
    title="The update's sign",
    explanation="The update adds the gradient instead of subtracting it: every step climbs, the loss grows.",
    right="params:add(-eta, gradParams)",
    wrong="params:add(eta, gradParams)",
    run=stretched(-1.0),
)
