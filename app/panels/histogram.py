"""A histogram with its numbers: the range below it, the highest count beside it, mean and spread above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL, STRONG
from app.training.first_weights import Spread

_HIGH = 64
"""The height of the bars, in pixels at 100 %."""


class Histogram(QWidget):
    """Shows one `Spread`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spread: Spread | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._height())
        look.changed.connect(self._dress)

    @property
    def spread(self) -> Spread | None:
        """What is shown."""
        return self._spread

    def show_spread(self, spread: Spread) -> None:
        """Shows these numbers."""
        if spread != self._spread:
            self._spread = spread
            self.setObjectName(f"firstWeights:{spread.name}")
            self.setAccessibleName(f"{spread.name}: {spread.size:,} numbers, {_summary(spread)}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(200), self._height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said_at(event.pos().x()), self)
            return True
        return super().event(event)

    def said_at(self, x: float) -> str:
        """What a bar stands for, at so many pixels from the left."""
        shown, area = self._spread, self._area()
        if shown is None or not area.left() <= x < area.right():
            return ""
        at = int((x - area.left()) / area.width() * len(shown.counts))
        low, high = shown.edges[at], shown.edges[at + 1]
        if low == high:
            return f"All {shown.size:,} are {_number(low)}"
        return f"{shown.counts[at]:,} of {shown.size:,} between {_number(low)} and {_number(high)}"

    # How it looks.

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._spread
        if shown is None:
            return
        painter, area = QPainter(self), self._area()
        self._words(painter, shown, area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("forward"))
        wide, most = area.width() / len(shown.counts), max(shown.counts)
        for number, count in enumerate(shown.counts):
            high = area.height() * count / most
            bar = QRectF(area.left() + number * wide, area.bottom() - high, max(wide - 1, 1), high)
            painter.drawRect(_narrow(bar) if len(shown.counts) == 1 else bar)
        painter.setPen(look.colour("outline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if shown.edges[0] < 0 < shown.edges[-1]:
            x = self._x(shown, area, 0.0)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + look.scaled(4)))

    def _words(self, painter: QPainter, shown: Spread, area: QRectF) -> None:
        line = self._line()
        painter.setFont(ui_font(look.scaled(SMALL), STRONG))
        painter.setPen(look.colour("text"))
        top = QRectF(0, 0, self.width(), line)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(top, left | Qt.AlignmentFlag.AlignVCenter, shown.name)
        painter.setFont(ui_font(look.scaled(SMALL)))
        painter.setPen(look.colour("text_muted"))
        painter.drawText(top, right | Qt.AlignmentFlag.AlignVCenter, _summary(shown))
        most = QRectF(0, area.top() - line / 2, area.left() - look.scaled(GRID // 2), line)
        painter.drawText(most, right | Qt.AlignmentFlag.AlignVCenter, f"{max(shown.counts):,}")
        none = most.translated(0, area.height())
        painter.drawText(none, right | Qt.AlignmentFlag.AlignVCenter, "0")
        foot = QRectF(area.left(), area.bottom() + look.scaled(3), area.width(), line)
        low, high = shown.edges[0], shown.edges[-1]
        if low == high:
            painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, _number(low))
            return
        painter.drawText(foot, left, _number(low))
        painter.drawText(foot, right, _number(high))
        x = self._x(shown, area, 0.0)
        edge = look.scaled(48)
        if area.left() + edge < x < area.right() - edge:
            painter.drawText(QRectF(x - edge, foot.top(), 2 * edge, line), Qt.AlignmentFlag.AlignHCenter, "0")

    @staticmethod
    def _x(shown: Spread, area: QRectF, value: float) -> float:
        low, high = shown.edges[0], shown.edges[-1]
        return area.left() + (value - low) / ((high - low) or 1.0) * area.width()

    def _area(self) -> QRectF:
        """Where the bars are: to the right of the counts, below the name."""
        count = f"{max(self._spread.counts) if self._spread else 0:,}"
        left = QFontMetricsF(ui_font(look.scaled(SMALL))).horizontalAdvance(count) + look.scaled(GRID)
        top = self._line() + look.scaled(GRID)
        return QRectF(left, top, self.width() - left - 1, look.scaled(_HIGH))

    @staticmethod
    def _line() -> int:
        """The height of a line of words."""
        return look.scaled(18)

    def _height(self) -> int:
        return 2 * self._line() + look.scaled(_HIGH + GRID + 4)

    def _dress(self) -> None:
        self.setFixedHeight(self._height())
        self.update()


def _narrow(bar: QRectF) -> QRectF:
    """The only bar, where all numbers are the same: not as broad as the whole axis."""
    third = bar.width() * 0.45
    return bar.adjusted(third, 0, -third, 0)


def _summary(shown: Spread) -> str:
    return f"mean {_number(shown.mean)}, sd {_number(shown.deviation)}"


def _number(value: float) -> str:
    """Three figures, with a true minus."""
    return f"{value:.3g}".replace("-", "\u2212")
