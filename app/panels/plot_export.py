"""Writes a plot to a file: its numbers as CSV, its drawing as SVG, its picture as PNG."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import BODY, GRID, STRONG
from app.panels.plot_glances import SpreadSource
from app.panels.plot_making import Format
from app.panels.plot_view import PlotView
from app.training.spread import BINS

SHARP = 3
"""Pixels of a picture for each of the screen's."""


def write(view: PlotView, kind: Format, path: Path) -> None:
    """Writes a plot, all of it at once.

    Raises:
        OSError: when the file cannot be written.
    """
    content = numbers(view).encode() if kind == "csv" else drawing(view) if kind == "svg" else picture(view)
    path.write_bytes(content)


def numbers(view: PlotView) -> str:
    """A table of all points that are kept, one column for each line, exact to the last digit.

    Histograms have a row for each: its range, and how many numbers are in each of its equal parts.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    source, lines = view.source, view.whole()
    if isinstance(source, SpreadSource):
        rows.writerow([source.x_name, "smallest", "largest", "mean", *(f"part {n + 1}" for n in range(BINS))])
        for step, (low, high, mean, *counts) in source.rows():
            rows.writerow([int(step), repr(low), repr(high), repr(mean), *(int(count) for count in counts)])
        return text.getvalue()
    rows.writerow([source.x_name, *(line.name for line in lines)])
    values = [dict(zip(line.x.tolist(), line.y.tolist(), strict=True)) for line in lines]
    for x in sorted(set().union(*values)):
        found = [known.get(x) for known in values]
        rows.writerow([f"{x:.15g}", *("" if value is None else repr(value) for value in found)])
    return text.getvalue()


def drawing(view: PlotView) -> bytes:
    """The plot as it is shown, as an SVG of lines and words."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made, size = QSvgGenerator(), _size(view)
    made.setOutputDevice(buffer)
    made.setResolution(view.plot.logicalDpiX())  # the axes' pictures are scaled by it
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(view.plot.title.text())
    painter = QPainter(made)
    _paint(view, painter)
    painter.end()
    return bytes(content.data())


def picture(view: PlotView) -> bytes:
    """The plot as it is shown, as a PNG, three times as fine."""
    size = _size(view)
    image = QImage(size * SHARP, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(SHARP)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(view, painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _size(view: PlotView) -> QSize:
    canvas, labels = view.plot.view, view.plot.labels
    return QSize(canvas.width() + labels.width() + GRID, canvas.height() + _head())


def _head() -> int:
    return look.scaled(3 * GRID)


def _paint(view: PlotView, painter: QPainter) -> None:
    """Title, plot and labels, without the switches and the cursor."""
    canvas, labels, size = view.plot.view, view.plot.labels, _size(view)
    painter.fillRect(0, 0, size.width(), size.height(), QColor(look.theme.canvas))
    painter.setFont(ui_font(look.scaled(BODY), STRONG))
    painter.setPen(look.colour("text"))
    title = QRectF(GRID, 0, size.width() - GRID, _head())
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, view.heading)
    with _plain(view):
        scene = canvas.scene()
        target = QRectF(0, _head(), canvas.width(), canvas.height())
        scene.render(painter, target, QRectF(0, 0, canvas.width(), canvas.height()))
    painter.save()
    painter.translate(QPoint(canvas.width(), _head()))
    labels.paint(painter)
    painter.restore()


@contextmanager
def _plain(view: PlotView) -> Iterator[None]:
    """Without the pictures that axes are kept as on the screen."""
    axes = [view.plot.view.getPlotItem().getAxis(side) for side in ("left", "bottom")]
    try:
        for axis in axes:
            axis.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        yield
    finally:
        for axis in axes:
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
