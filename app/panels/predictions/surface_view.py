"""The decision surface with the examples on it: classes in their colours, numbers in blue and orange."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL
from app.panels.predictions.marks import Mark, Marks
from app.panels.predictions.paper import Paper, draw_axes, draw_mark, inner, mixed, rgb, told
from app.training.questions.surface import Surface

FAINTEST, STRONGEST = 0.12, 0.62
"""How much of a class's colour is seen where the network guesses, and where it is sure."""


class SurfaceView(QWidget):
    """Shows a surface. `pointed` tells in words what is said at the pointer."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setMouseTracking(True)
        self.shown: Surface | None = None
        self.names = ("", "")
        self._image = QImage()
        self._marks = Marks()
        look.changed.connect(self._colour)

    def show_surface(self, surface: Surface, names: tuple[str, str]) -> None:
        """Shows it; `names` are those of the two inputs."""
        self.shown, self.names = surface, names
        self.setAccessibleName(_spoken(surface, names))
        self._colour()

    def colour_at(self, x: float, y: float) -> QColor:
        """The colour of the surface at two inputs, as it is drawn."""
        column, row = self._cell(x, y)
        return self._image.pixelColor(column, self._image.height() - 1 - row)

    def words_at(self, x: float, y: float) -> str:
        """What the network says there, in words."""
        surface = self.shown
        if surface is None:
            return ""
        column, row = self._cell(x, y)
        value = float(surface.values[row, column])
        place = f"{self.names[0]} {told(x)}, {self.names[1]} {told(y)}: "
        if surface.classes is None:
            return place + told(value)
        number = int(surface.classes[row, column])
        return place + f"{_name(surface, number)}, sure to {value:.0%}"

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(280), look.scaled(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.scaled(160), look.scaled(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        surface = self.shown
        if surface is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, surface.classes is None)
        paper = self._paper(surface)
        painter.drawImage(paper.area, self._image)
        painter.save()
        painter.setClipRect(paper.area)
        painter.drawPixmap(0, 0, self._examples(surface, paper))
        painter.restore()
        draw_axes(painter, paper, self.names)
        self._draw_key(painter, surface, paper)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        surface = self.shown
        if surface is None:
            return
        paper = self._paper(surface)
        inside = paper.area.contains(event.position())
        self.pointed.emit(self.words_at(*paper.under(event.position())) if inside else "")

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit("")

    def _paper(self, surface: Surface) -> Paper:
        return Paper(inner(self.width(), self.height(), look.scaled(4.5 * GRID)), surface.x, surface.y)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        """Column and row, from the bottom, of the grid at two inputs."""
        surface = self.shown
        assert surface is not None
        side = len(surface.values) - 1
        shares = ((at - low) / (high - low) for at, (low, high) in ((x, surface.x), (y, surface.y)))
        column, row = (int(np.clip(round(share * side), 0, side)) for share in shares)
        return column, row

    # Colours.

    def _colour(self) -> None:
        if self.shown is not None:
            self._image = _painted(self.shown)
        self.update()

    def _examples(self, surface: Surface, paper: Paper) -> QPixmap:
        """The examples, each in the shape and the colour of what is right."""
        extent = None if surface.classes is not None else _extent(surface)

        def marks() -> Iterator[Mark]:
            for (x, y), answer, held in zip(surface.points, surface.answers, surface.held, strict=True):
                number = int(answer) if extent is None else 0
                fill = class_colour(number) if extent is None else _signed(float(answer), extent).name()
                yield paper.at(x, y), number, fill, bool(held)

        arrays = (surface.points, surface.answers, surface.held)
        key = (paper.x, paper.y, extent, *(array.tobytes() for array in arrays))
        return self._marks.picture(key, marks, self)

    def _draw_key(self, painter: QPainter, surface: Surface, paper: Paper) -> None:
        """Below the figure: the classes by their marks, or the range of the numbers."""
        painter.setFont(ui_font(look.scaled(SMALL)))
        top = paper.area.bottom() + look.scaled(4 * GRID + 4)
        x, line = paper.area.left(), look.scaled(2 * GRID)
        if surface.classes is None:
            extent = _extent(surface)
            for value in (-extent, 0.0, extent):
                painter.fillRect(QRectF(x, top + 3, line, line - 6), _signed(value, extent))
                x = _write(painter, x + line + 4, top, _sign(value))
            return
        for number in range(len(surface.names)):
            width = painter.fontMetrics().horizontalAdvance(_name(surface, number))
            if x + line + width > self.width():
                _write(painter, x, top, "…")
                return
            draw_mark(painter, QPointF(x + 6, top + line / 2), number, class_colour(number), False)
            x = _write(painter, x + line, top, _name(surface, number))


def class_colour(number: int) -> str:
    """The fill of a class, counted from 0."""
    colours = look.theme.classes
    return colours[number % len(colours)]


def _painted(surface: Surface) -> QImage:
    """The grid as a picture, one pixel a cell, the first row at the bottom."""
    side, ground = len(surface.values), np.array(rgb(look.theme.canvas), dtype=np.float64)
    if surface.classes is None:
        share = np.nan_to_num(np.abs(surface.values) / _extent(surface)).clip(0, 1) * STRONGEST
        blue, orange = np.array(rgb(look.theme.forward)), np.array(rgb(look.theme.backward))
        ends = np.where((surface.values > 0)[:, :, None], blue, orange)
    else:
        table = np.array([rgb(class_colour(number)) for number in range(int(surface.classes.max()) + 1)])
        share = FAINTEST + (STRONGEST - FAINTEST) * np.nan_to_num(surface.values)
        ends = table[surface.classes]
    pixels = ground + (ends - ground) * share[:, :, None]
    content = np.ascontiguousarray(np.round(pixels[::-1]).astype(np.uint8)).tobytes()
    return QImage(content, side, side, 3 * side, QImage.Format.Format_RGB888).copy()


def _extent(surface: Surface) -> float:
    """The number that has the full colour: the greatest of what is said and of what is right."""
    finite = surface.values[np.isfinite(surface.values)]
    return float(max(np.abs(finite).max(initial=0), np.abs(surface.answers).max(initial=0))) or 1.0


def _signed(value: float, extent: float) -> QColor:
    end = look.theme.forward if value > 0 else look.theme.backward
    return mixed(look.theme.canvas, end, min(abs(value) / extent, 1) * STRONGEST)


def _sign(value: float) -> str:
    return f"+{told(value)}" if value > 0 else told(value)


def _name(surface: Surface, number: int) -> str:
    return surface.names[number] if number < len(surface.names) else str(number + 1)


def _write(painter: QPainter, x: float, top: float, words: str) -> float:
    """Writes words and tells where the next ones go."""
    painter.setPen(QColor(look.theme.text_muted))
    width = painter.fontMetrics().horizontalAdvance(words)
    line = look.scaled(2 * GRID)
    painter.drawText(QRectF(x, top, width + 2, line), Qt.AlignmentFlag.AlignVCenter, words)
    return x + width + look.scaled(1.5 * GRID)


def _spoken(surface: Surface, names: tuple[str, str]) -> str:
    kind = "classes" if surface.classes is not None else "numbers"
    count = len(surface.points)
    return f"What the network says over {names[0]} and {names[1]}, as {kind}, with {count} examples"
