"""A label for words that change many times a second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class StillLabel(QLabel):
    """Only ever grows. A plain label has the whole window laid out anew whenever its words change, which
    takes more time than writing them.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, least: int = 0) -> None:
        super().__init__(text, parent)
        self._least = least
        self._fit()

    def set_least(self, width: int) -> None:
        """Has it at least so wide, and no wider than that or its words."""
        self._least = width
        self._fit(anew=True)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(anew=True)

    def _fit(self, anew: bool = False) -> None:
        """A label of a fixed size asks nobody for room."""
        if anew:  # Qt never counts a label smaller than its fixed size, and remembers what it counted
            self.setMinimumSize(0, 0)
            self.setWordWrap(False)
        hint = self.sizeHint()
        before = 0 if anew else self.minimumWidth()
        width = max(hint.width(), self._least, before)
        if (width, hint.height()) != (self.minimumWidth(), self.minimumHeight()):
            self.setFixedSize(width, hint.height())


class StillWords(QLabel):
    """Words that wrap and change many times a second. It takes what width it is given, and only ever grows
    in height.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setMinimumWidth(1)
        self.setText(text)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        if text != self._words:
            self._words = text
            self.setAccessibleName(text)
            self._fit()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words), self._needed(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, flags = self.contentsRect(), _WRAPPED
        self.style().drawItemText(
            painter, rect, flags, self.palette(), self.isEnabled(), self._words, self.foregroundRole()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(anew=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(anew=True)

    def _needed(self, width: int) -> int:
        """The height of the words at a width."""
        room = QRect(0, 0, max(width, 1), _HIGH)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._words).height()

    def _fit(self, anew: bool = False) -> None:
        """A fixed height asks nobody for room."""
        height = max(self._needed(self.width()), 0 if anew else self.minimumHeight())
        if height != self.minimumHeight():
            self.setFixedHeight(height)


_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_HIGH = 10_000
