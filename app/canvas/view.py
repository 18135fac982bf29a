"""The canvas as a widget."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from app.canvas.camera import Camera
from app.canvas.stage import Stage
from app.session import Session


class CanvasView(QGraphicsView):
    """Shows the session's document and edits it."""

    inspect_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.stage = Stage()
        self.setScene(self.stage)
        self.camera = Camera(self)
        self.setObjectName("canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stage.show_document(session.document, session.check)

    def frame_all(self) -> None:
        self.camera.show(self.stage.plan.bounds())
