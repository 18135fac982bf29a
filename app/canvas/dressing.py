"""How the canvas is set up as a view: what Qt draws of itself, what it takes from the mouse and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGraphicsView


def dress(view: QGraphicsView) -> None:
    """No edge, no bars; smooth lines; only what changed is drawn anew."""
    view.setObjectName("canvas")
    view.setAccessibleName("Canvas")
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    view.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
    view.setMouseTracking(True)
    view.setAcceptDrops(True)
