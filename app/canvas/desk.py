"""What a gesture works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.canvas.camera import Camera
from app.canvas.geometry.hit import PortKey
from app.canvas.geometry.plan import Plan
from app.canvas.items.overlay import Overlay
from app.canvas.stage import Stage
from app.document.model import Point
from app.session import Selected, Session


@dataclass(frozen=True, slots=True)
class Desk:
    """The open model, the scene that shows it, the eye on it; `hint` says what a gesture will do, `focus`
    moves the keyboard's focus to a card, `offer` asks for a module at the free end of a wire, `snaps` tells
    whether what is dragged is drawn onto its neighbours' lines.
    """

    session: Session
    stage: Stage
    camera: Camera
    hint: Callable[[str], None]
    focus: Callable[[Selected | None], None]
    offer: Callable[[PortKey, Point], None]
    snaps: Callable[[], bool]

    @property
    def plan(self) -> Plan:
        return self.stage.plan

    @property
    def overlay(self) -> Overlay:
        return self.stage.overlay
