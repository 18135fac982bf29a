"""Keeps the drawing and the line at its head true to the batch that is walked through."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.canvas.caption import CaptionLine
from app.canvas.items.wave import WaveItem
from app.canvas.view import CanvasView
from app.stepper import Stepper


class Waving(QObject):
    """Shows a stepper's batch on a canvas."""

    def __init__(self, canvas: CanvasView, stepper: Stepper) -> None:
        super().__init__(canvas)
        self._canvas, self._stepper = canvas, stepper
        self.item = WaveItem()
        canvas.stage.addItem(self.item)
        self.line = CaptionLine(canvas)
        stepper.changed.connect(self._follow)
        canvas.session.document_changed.connect(self._redraw)
        canvas.inside.changed.connect(self._redraw)
        canvas.inside.drawn_anew.connect(self._redraw)

    def _follow(self) -> None:
        stepper, document = self._stepper, self._canvas.session.document
        wave, trace = stepper.wave, stepper.trace
        self._redraw()
        self.line.show_wave(document, wave, stepper.position, len(trace.events) if trace else 0)
        plan = self._canvas.stage.plan
        at = plan.shown(wave.active) if wave and wave.active is not None else None
        if at is not None and at in plan.spots:
            self._canvas.camera.reveal(plan.rect(at))

    def _redraw(self) -> None:
        """The cards may stand elsewhere."""
        wave = self._stepper.wave
        if wave is not None or self.item.isVisible():
            self.item.show_wave(self._canvas.stage.plan, self._canvas.session.document, wave)
