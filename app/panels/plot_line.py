"""One line on a plot: pyqtgraph's curve, made cheap for points that change many times a second."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


class PlotLine(pg.PlotCurveItem):  # type: ignore[misc]
    """It counts as large as all that is seen: pyqtgraph looks for the extent of new points several times for
    each picture, and has the scene look for the item anew.
    """

    def __init__(self) -> None:
        super().__init__(antialias=True, skipFiniteCheck=True)

    def show_points(self, x: np.ndarray, y: np.ndarray) -> None:
        """Shows these points, all finite, and a line through them."""
        self.xData, self.yData = x, y
        self.path, self._lineSegmentsRendered = None, False
        self.update()

    def boundingRect(self) -> QRectF:
        seen = self.viewRect()
        return QRectF() if seen is None else seen

    def viewTransformChanged(self) -> None:
        pg.GraphicsObject.viewTransformChanged(self)
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        if self.xData is None or len(self.xData) < 2:
            return
        pen = self.opts["pen"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        if self._shouldUseDrawLineSegments(pen):
            painter.drawLines(*self._getLineSegments())
        else:
            painter.drawPath(self.getPath())
