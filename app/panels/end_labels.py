"""The names and values of a plot's lines, each at the height of its line's end, none over another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import REGULAR, SMALL, STRONG, LineStyle

SAMPLE, GAP = 24, 8
"""The room for the piece of line before each name, and how much of it stays empty before the name."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """One line's: `y` is where the line ends, in pixels from the top of this widget.

    Where not all fit, those that are `spare` give way.
    """

    key: Hashable
    name: str
    value: str
    y: float
    style: LineStyle
    spare: bool = False


class EndLabels(QWidget):
    """A column at the right of a plot. The names that do not fit are counted below the others."""

    pointed = Signal(object)  # the key of the label under the pointer, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("endLabels")
        self.setAccessibleName("The lines' names and values")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies behind is not painted with it
        self._labels: tuple[EndLabel, ...] = ()
        self._fitting: tuple[EndLabel, ...] = ()
        self._places: list[float] = []
        self._strong: Hashable = None
        self._wide = 0
        self._axis = ""

    @property
    def fitting(self) -> list[str]:
        """The names that there is room for, from the top down."""
        return [label.name for label in self._fitting]

    @property
    def texts(self) -> list[str]:
        """What is shown, from the top down: `loss 1.3503`."""
        return [f"{label.name} {label.value}" for label in self._labels]

    def show_labels(self, labels: Sequence[EndLabel], strong: Hashable = None) -> None:
        """Shows these; the one whose key is `strong` stands out."""
        ordered = tuple(sorted(labels, key=lambda label: label.y))
        if (ordered, strong) == (self._labels, self._strong):
            return
        self._labels, self._strong = ordered, strong
        self._place()
        self._widen()
        self.update()

    def name_axis(self, name: str) -> None:
        """Puts the horizontal axis's name beside its numbers, which stand at this height."""
        self._axis = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("canvas"))
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draws the labels, the corner of this widget at 0, 0."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, sample, values = self._height(), look.scaled(SAMPLE), self._value_width()
        room = QRectF(sample, 0, self.width() - sample - 4, height)
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        for label, y in zip(self._fitting, self._places, strict=True):
            painter.setPen(self._pen(label))
            painter.drawLine(QPointF(2, y), QPointF(sample - look.scaled(GAP), y))
            font = ui_font(look.scaled(SMALL), STRONG if label.key == self._strong else REGULAR)
            painter.setFont(font)
            painter.setPen(look.colour("text"))
            room.moveTop(y - height / 2)
            painter.drawText(room, right | middle, label.value)
            painter.setPen(look.colour("text_muted"))
            names = room.adjusted(0, 0, -values - 8, 0)
            painter.drawText(names, middle, _elided(label.name, font, names.width()))
        self._paint_rest(painter, height)

    def _pen(self, label: EndLabel) -> QPen:
        """That of the piece of line."""
        pen = QPen(QColor(label.style.colour), look.scaled(3 if label.key == self._strong else 2))
        if label.style.dash:
            pen.setDashPattern([length / 2 for length in label.style.dash])
        return pen

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), "\n".join(self.texts), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = [
            label.key
            for label, y in zip(self._fitting, self._places, strict=True)
            if abs(event.position().y() - y) <= self._height() / 2
        ]
        self.pointed.emit(near[0] if near else None)

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit(None)

    def _paint_rest(self, painter: QPainter, height: float) -> None:
        """The axis's name, and how many labels did not fit."""
        painter.setFont(ui_font(look.scaled(SMALL)))
        painter.setPen(look.colour("text_muted"))
        below = QRectF(look.scaled(4), self.height() - height - 1, self.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._axis)
        if hidden := len(self._labels) - len(self._places):
            room = QRectF(0, self.height() - 2 * height, self.width() - 4, height)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"and {hidden} more"
            )

    def _place(self) -> None:
        """Pushes the labels apart: each as near to its line's end as the others allow."""
        height = self._height()
        room = max(int(self.height() / height) - 1, 1)
        fits = len(self._labels) if len(self._labels) <= room else room - 1
        first = sorted(self._labels, key=lambda label: (label.spare and label.key != self._strong))[:fits]
        self._fitting = tuple(label for label in self._labels if label in first)
        wanted = [label.y for label in self._fitting]
        below = (
            1.5 if fits == len(self._labels) else 2.5
        )  # rows that are taken by the axis's name and the rest
        self._places = spread(wanted, height, height / 2, self.height() - below * height)

    def _widen(self) -> None:
        """As wide as its widest text, in steps, and never narrower again while the same lines are shown."""
        font = QFontMetricsF(ui_font(look.scaled(SMALL), STRONG))
        names = max((font.horizontalAdvance(label.name) for label in self._labels), default=0)
        wide = look.scaled(SAMPLE) + min(names, look.scaled(120)) + 12 + self._value_width()
        step = look.scaled(16)
        wide = int(-(-wide // step) * step)
        if wide > self._wide or wide < self._wide - 3 * step:
            self._wide = wide
            self.setFixedWidth(wide)

    def _value_width(self) -> float:
        font = QFontMetricsF(ui_font(look.scaled(SMALL), STRONG))
        return max((font.horizontalAdvance(label.value) for label in self._labels), default=0)

    def _height(self) -> float:
        return look.scaled(SMALL) + 6.0

    def resizeEvent(self, event: object) -> None:
        self._place()


def _elided(name: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideMiddle, room)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places in the same order, at least `gap` apart and between `low` and `high`, near to the wanted ones.

    `wanted` ascends. Where there is no room for all, the last ones come to lie beyond `high`.
    """
    groups: list[
        list[float]
    ] = []  # each: the sum of the first places its members would give it, and their number
    for y in (min(max(y, low), high) for y in wanted):
        groups.append([y, 1])
        while len(groups) > 1 and _top(groups[-1]) < _top(groups[-2]) + gap * groups[-2][1]:
            total, count = groups.pop()
            groups[-1][0] += total - count * gap * groups[-1][1]
            groups[-1][1] += count
    placed = [_top(group) + gap * number for group in groups for number in range(int(group[1]))]
    for place in range(len(placed) - 1, -1, -1):  # from below: nothing hangs out
        placed[place] = min(placed[place], high - gap * (len(placed) - 1 - place))
    for place in range(len(placed)):
        placed[place] = max(placed[place], low + gap * place)
    return placed


def _top(group: list[float]) -> float:
    """Where the first of a group stands, so that all are as near as can be."""
    return group[0] / group[1]
