"""The panel of what the network says: one view at a time, asked for only while it can be seen."""

from __future__ import annotations

from concurrent.futures import Future
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.document.model import Document
from app.look import restyle
from app.look.tokens import GRID
from app.panels.predictions.ask_view import AskView
from app.panels.predictions.axes import Axes
from app.panels.predictions.confusion_view import ConfusionView
from app.panels.predictions.curve_view import CurveView
from app.panels.predictions.surface_view import SurfaceView
from app.panels.predictions.worst_view import WorstView
from app.panels.seen import is_seen
from app.runner import Runner
from app.session import Session
from app.training.questions import confusion, curve, surface
from app.training.questions.asked import asked, example
from app.training.questions.worst import worst
from app.training.run import Run

PACE = 250
"""Milliseconds between two questions while it trains;"""
SHARE = 0.06
"""more where an answer takes long, so that training loses no more of its time to them."""

VIEWS = {
    "surface": ("Surface", "What the network says over the plane, with the examples"),
    "confusion": ("Classes", "How often each class is taken for each other"),
    "worst": ("Worst", "The examples on which the network does worst"),
    "ask": ("Ask", "What does it say for ...: type inputs by hand"),
}


class PredictionsPanel(QWidget):
    """Follows the run: a few times a second while it trains, once after each change while it rests."""

    def __init__(self, session: Session, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictionsPanel")
        self._session, self._runner = session, runner
        self._pending: Future[Any] | None = None
        self._is_stale = True
        self._took = self._rest = 0.0
        self._view = "surface"
        self.surface, self.curve = SurfaceView(self), CurveView(self)
        self.confusion, self.worst, self.ask = ConfusionView(self), WorstView(self), AskView(self)
        self.axes = Axes(self)
        self._words = QLabel(self)
        self._words.setObjectName("predictionsWords")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restyle(self._words, role="muted")
        self._pointed = QLabel(self)
        self._pointed.setObjectName("predictionsPointed")
        restyle(self._pointed, role="small")
        self._stack = QStackedWidget(self)
        for view in (self._words, self.surface, self.curve, self.confusion, self.worst, self.ask):
            self._stack.addWidget(view)
        self._buttons = {name: self._button(name) for name in VIEWS}
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(PACE)
        self._timer.timeout.connect(self._tick)
        self._connect()
        self._choose("surface")

    @property
    def view(self) -> str:
        """The id of the view that is shown."""
        return self._view

    def choose(self, view: str) -> None:
        """Shows "surface" (or the curve), "confusion", "worst" or "ask"."""
        self._buttons[view].click()

    def focus_first(self) -> None:
        """Gives the keyboard to the choice of views."""
        self._buttons[self._view].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Assembly.

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self.axes)
        column.addWidget(self._stack, 1)
        column.addWidget(self._pointed)

    def _button(self, name: str) -> QToolButton:
        title, tip = VIEWS[name]
        button = QToolButton(self)
        button.setObjectName(f"predictions:{name}")
        button.setText(title)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        restyle(button, kind="small")
        button.clicked.connect(lambda: self._choose(name))
        return button

    def _connect(self) -> None:
        session, runner = self._session, self._runner
        session.document_changed.connect(self._follow)
        session.history_changed.connect(self._refresh)
        runner.state_changed.connect(self._refresh)
        runner.shown_changed.connect(self._refresh)
        for view in (self.surface, self.curve):
            view.pointed.connect(self._pointed.setText)
        self.axes.changed.connect(self._refresh)
        self.ask.asked.connect(self._refresh)
        self.ask.example_wanted.connect(self._fetch)
        self.worst.chosen.connect(self._try)

    # What is shown.

    def _choose(self, name: str) -> None:
        self._view = name
        self._buttons[name].setChecked(True)
        self._pointed.setVisible(name == "surface")
        self._follow()

    def _follow(self) -> None:
        """After an edit: other data has other inputs, and other views."""
        data = self._session.document.data
        is_curve = not curve.why_not(self._session.document)
        self._buttons["surface"].setText("Curve" if is_curve else "Surface")
        self.axes.follow(data, surface.output_names(self._session.document))
        is_surface = self._view == "surface" and not surface.why_not(self._session.document)
        self.axes.setVisible(is_surface and self.axes.has_choice)
        self.ask.follow(data)
        self._refresh()

    def _refresh(self) -> None:
        """What is shown no longer holds."""
        self._is_stale = True
        self.catch_up()

    def catch_up(self) -> None:
        """Asks again, now that it is seen."""
        if is_seen(self):
            self._tick()
            self._timer.start()

    def _tick(self) -> None:
        """Asks, if something is to be asked; rests when nothing moves."""
        if self._pending is not None:
            return
        if not self._is_stale and not self._runner.is_running:
            self._timer.stop()
            return
        if not is_seen(self):  # behind another panel
            self._is_stale = True
            self._timer.stop()
            return
        if self._runner.is_running and perf_counter() < self._rest:
            return
        self._is_stale = False
        document = self._session.document
        if why := self._why_not(document):
            self._show_words(why)
            return
        self._ask_for(document)

    def _why_not(self, document: Document) -> str:
        blocker = self._session.check.blocker
        if blocker is not None and not self._runner.is_running:
            return f"The model cannot run yet. {blocker.text}"
        if self._view == "surface" and curve.why_not(document):
            return surface.why_not(document)
        if self._view == "confusion":
            return confusion.why_not(document)
        return ""

    def _ask_for(self, document: Document) -> None:
        target = document.data.target.name
        if self._view == "surface" and not curve.why_not(document):
            first = self.axes.names[0]
            self._send(curve.curve, self.curve, lambda found: self.curve.show_curve(found, (first, target)))
        elif self._view == "surface":
            question = surface.surface(*self.axes.columns, self.axes.output)
            self._send(question, self.surface, self._show_surface)
        elif self._view == "confusion":
            self._send(confusion.confusion, self.confusion, self.confusion.show_confusion)
        elif self._view == "worst":
            self._send(worst, self.worst, self.worst.show_worst)
        elif self.ask.is_empty:
            self._stack.setCurrentWidget(self.ask)
            self.ask.choose_row(0)
        else:
            self._send(asked(self.ask.texts), self.ask, self.ask.show_answer)

    def _send(self, question: Any, view: QWidget, show: Any) -> None:
        """Puts a question; its answer is shown if that view is still wanted."""
        wanted = self._view

        def timed(run: Run) -> Any:
            began = perf_counter()
            found = question(run)
            self._took = perf_counter() - began
            return found

        def then(answer: Any) -> None:
            self._pending = None
            self._rest = perf_counter() + self._took / SHARE
            if self._view == wanted:
                show(answer)
                self._stack.setCurrentWidget(view)
            else:
                self._refresh()

        def failed(error: Exception) -> None:
            self._pending = None
            if self._view == wanted and view is self.ask:
                self.ask.show_words(str(error))
                self._stack.setCurrentWidget(self.ask)
            elif self._view == wanted:
                self._show_words(str(error) or type(error).__name__)

        self._pending = self._runner.ask(timed, then, failed, self._runner.shown)

    def _show_surface(self, found: surface.Surface) -> None:
        self.axes.rename(found.columns, found.outputs)
        self.surface.show_surface(found, self.axes.names)

    def _show_words(self, words: str) -> None:
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)

    # Examples to ask about.

    def _fetch(self, row: int) -> None:
        """Puts a row of the data into the fields."""
        self._runner.ask(example(row), self.ask.put)

    def _try(self, row: int) -> None:
        """One of the worst examples, to be changed by hand."""
        self._choose("ask")
        self.ask.choose_row(row)

    # Being seen.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
