"""Presents what is explained, on the whole screen, and puts everything back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QToolBar

from app.canvas.camera import MOST, Framing
from app.docks import LAYOUT_VERSION
from app.look import look
from app.presenting import sizes
from app.presenting.before import Before
from app.presenting.blank import Blank
from app.presenting.keys import PresentingKeys
from app.presenting.pen import Pen
from app.presenting.pointing import Pointing
from app.presenting.reflow import reflow
from app.presenting.stage_plots import StagePlots
from app.presenting.way import beside

if TYPE_CHECKING:
    from app.window import Window

_PATIENCE = 250
"""Milliseconds that a window manager has to give the window the screen."""


class Presenting(QObject):
    """Off until `begin`. What is explained: the selected container, else the one that is shown alone, else
    the whole model.
    """

    changed = Signal()
    pen: Pen
    blank: Blank
    plots: StagePlots

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, canvas = window, window.canvas
        self._before: Before | None = None
        self.pen = Pen(canvas, canvas.camera)
        self.blank = Blank(window)
        self.plots = StagePlots(canvas, window.plots)
        self._keys = PresentingKeys(canvas, self._escape, self.go)
        self._pointing = Pointing(canvas)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        canvas.installEventFilter(self)
        for head in self._heads:
            head.installEventFilter(self)
        canvas.inside.changed.connect(self._show_another)
        window.session.document_changed.connect(lambda *_: self._ask())
        window.settings.changed.connect(self._follow_settings)
        self.changed.connect(window.actions_.refresh)

    @property
    def is_on(self) -> bool:
        return self._before is not None

    @property
    def is_setting(self) -> bool:
        """Whether the picture is yet to be set for the room that there is."""
        return self._soon.isActive()

    @property
    def layout(self) -> tuple[QByteArray, QByteArray]:
        """Where the window and its panels are, or were before; as the settings keep it."""
        if self._before is not None:
            return self._before.layout
        return self._window.saveGeometry(), self._window.saveState(LAYOUT_VERSION)

    # Beginning and ending.

    def toggle(self) -> None:
        """Begins, or ends."""
        if self.is_on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Shows what is explained on the whole screen, as large as is to be read from the back row."""
        window, canvas = self._window, self._window.canvas
        chosen = window.session.selected_nodes
        self._before = Before(window)
        canvas.pointer.cancel()
        canvas.keyboard.cancel()
        for part in (*window.findChildren(QDockWidget), *window.findChildren(QToolBar)):
            part.hide()
        for bar in (window.menuBar(), window.statusBar()):
            bar.hide()
        high = sizes.screen_of(window).height()
        wanted = window.settings.get("present_theme")
        look.project(True, look.mode if wanted == "same" else wanted, sizes.words_scale(high))
        window.canvas.minimap.show_always(False)
        window.showFullScreen()
        QTimer.singleShot(_PATIENCE, self, self._fill_screen)
        self._keys.turn(True)
        self._pointing.turn(True)
        self.pen.show()
        canvas.setFocus()
        if len(chosen) == 1 and canvas.inside.can_enter(chosen[0]):
            canvas.inside.go(chosen[0])
        self._fit()
        self.changed.emit()

    def end(self) -> None:
        """All as it was before."""
        before = self._before
        if before is None:
            return
        self._before = None
        self._soon.stop()
        self.blank.turn(False)
        self.plots.turn(False)
        self.pen.turn(False)
        self.pen.clear()
        self.pen.hide()
        self._keys.turn(False)
        self._pointing.turn(False)
        self._window.canvas.minimap.show_always(self._window.settings.get("minimap"))
        before.put_back()
        before.put_content_back()
        self.changed.emit()

    def _fill_screen(self) -> None:
        """Where no window manager does it."""
        window = self._window
        if self.is_on and window.size() != (size := sizes.screen_of(window)):
            window.setGeometry(QRect(window.screen().geometry().topLeft(), size))

    def _escape(self) -> None:
        if self.blank.isVisible():
            self.blank.turn(False)
        elif self.pen.is_on:
            self.turn_pen(False)
        else:
            self.end()

    # What one does meanwhile.

    def go(self, by: int) -> None:
        """One step of training further or back while a batch is stepped through; else one container."""
        window = self._window
        if self.blank.isVisible():
            self.blank.turn(False)
        elif window.stepper.trace is not None and not window.runner.is_running:
            window.stepper.forward("module") if by > 0 else window.stepper.back("module")
        else:
            inside = window.canvas.inside
            inside.go(beside(window.session.document, inside, by))

    def turn_pen(self, on: bool) -> None:
        """Has the mouse draw, or point again."""
        self.pen.turn(on)
        self.changed.emit()

    def turn_blank(self, on: bool) -> None:
        """Hides the picture, or shows it again."""
        self.blank.turn(on)
        self.changed.emit()

    def turn_plots(self, on: bool) -> None:
        """Shows the plots below the drawing, or the drawing alone."""
        self.plots.turn(on)
        self._fit()
        self.changed.emit()

    # How it is set.

    @property
    def _heads(self) -> tuple[QObject, ...]:
        return self._window.waving.line, self._window.canvas.breadcrumb

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_on and event.type() in (
            QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide
        ):  # fmt: skip
            is_head = watched is not self._window.canvas
            if not is_head or self._top() != self._window.canvas.camera.framing.top:
                self._ask()
        return False

    def _follow_settings(self) -> None:
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        if self.is_on:
            self._soon.start()

    def _show_another(self) -> None:
        """Strokes belong to what they were drawn on."""
        if self.is_on:
            self.pen.clear()
            self._fit()

    def _fit(self) -> None:
        """Sets everything for the room that there is."""
        if not self.is_on:
            return
        window, canvas = self._window, self._window.canvas
        screen = sizes.screen_of(window).height()
        self.pen.fit()
        foot = canvas.height() * window.settings.get("present_foot") / 100
        low = self.plots.fit(foot)
        least = min(sizes.least_zoom(screen), MOST)
        most = max(min(sizes.most_zoom(screen), MOST), least)
        canvas.camera.framing = Framing(least, most, self._top(), foot + low, sizes.MARGIN)
        reflow(canvas)
        wave, plan = window.stepper.wave, canvas.stage.plan
        at = plan.shown(wave.active) if wave and wave.active is not None else None
        if at is not None and at in plan.spots:
            canvas.camera.reveal(plan.rect(at))
        self.pen.raise_()
        self.blank.turn(self.blank.isVisible())

    def _top(self) -> float:
        """How far down the bars at the head reach; once there for a batch, that room stays."""
        window = self._window
        shown = [head for head in (window.waving.line, window.canvas.breadcrumb) if head.isVisible()]
        top = float(max((head.geometry().bottom() + 1 for head in shown), default=0))
        if window.waving.line.isVisible():
            return max(top, window.canvas.camera.framing.top)
        return top
