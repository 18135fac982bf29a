"""The line at the canvas's head that says what the call at hand does."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.document.captions import caption
from app.document.model import Document
from app.look import look, restyle
from app.look.formula import to_html
from app.look.tokens import GRID, STRONG
from app.training.wave import Wave

_PHASES = {"forward": "Forward", "criterion": "Criterion", "backward": "Backward", "update": "Update"}


class CaptionLine(QFrame):
    """Large enough to be read from the back row. Shown only while a batch is walked through."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("caption")
        self.setAccessibleName("What this step does")
        self.setProperty("kind", "caption")
        self._canvas = canvas
        self._phase, self._text, self._place = QLabel(), QLabel(), QLabel()
        self._phase.setObjectName("captionPhase")
        self._text.setObjectName("captionText")
        self._place.setObjectName("captionPlace")
        self._place.setToolTip("Which call of the batch this is, and how many there are")
        self._text.setTextFormat(Qt.TextFormat.RichText)
        restyle(self._text, role="caption")
        restyle(self._place, role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        for label in (self._phase, self._text, self._place):
            row.addWidget(label)
        row.setStretch(1, 1)
        canvas.installEventFilter(self)
        self.hide()

    def show_wave(self, document: Document, wave: Wave | None, position: int = 0, count: int = 0) -> None:
        """Says where a batch is; None hides the line."""
        event = wave.event if wave else None
        if wave is None:
            self.hide()
            return
        phase = event.phase if event else "forward"
        self._phase.setText(_PHASES[phase] if event else "Before the batch")
        restyle(self._phase, role=f"phase-{'forward' if phase == 'forward' else 'backward'}")
        self._text.setText(_words(document, wave))
        self._place.setText(f"{position} of {count}")
        self.show()
        self._put()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._put()
        return False

    def _put(self) -> None:
        """At the head, in the middle; heads of listeners hide the foot."""
        room = self._canvas.width() - 4 * GRID
        self._text.setWordWrap(False)
        self.adjustSize()
        if self.width() > room:
            self._text.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        x = (self._canvas.width() - self.width()) // 2
        self.move(x, look.scaled(5 * GRID if self._is_crowded() else 2 * GRID))
        self.raise_()

    def _is_crowded(self) -> bool:
        """Whether something else stands at the canvas's head."""
        bar = self._canvas.findChild(QFrame, "breadcrumb")
        return bar is not None and bar.isVisible()


def _words(document: Document, wave: Wave) -> str:
    event = wave.event
    if event is None:
        return "nothing is computed yet"
    said = caption(document, event.node, event.method, event.act)
    formula = f": {to_html(said.formula)}" if said.formula else ""
    more = f"&nbsp;&nbsp;<small>{escape(said.words)}</small>" if said.words else ""
    return f'<span style="font-weight:{STRONG}">{escape(said.call)}</span>{formula}{more}'
