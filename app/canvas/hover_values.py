"""What goes along the wire under the pointer, and what comes back along it, in numbers."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolTip, QVBoxLayout

from app.canvas.geometry.box import Box
from app.canvas.geometry.hit import Hit
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import minus, plus
from app.canvas.view import CanvasView
from app.document.figures import figure, signed
from app.document.model import INPUT, NodeId, Point, Wire
from app.look import look, restyle
from app.look.tokens import GRID
from app.looking import Looking
from app.training.wave import on_wire

WAIT = 80
"""Milliseconds for which the pointer rests before the values are asked for."""
PAUSE = 200
"""Milliseconds between two changes of the numbers: nobody reads faster."""
NEAR = 9.0
"""So near to a wire within a container the pointer must be."""
ROWS, COLUMNS = 3, 5
"""So many of the numbers are shown."""


class Carried(NamedTuple):
    """A wire of a graph, or one that follows from a container: then `node` is the module at its end that the
    value is an "output" or an "input" of.
    """

    wire: tuple[NodeId, Wire] | None = None
    node: NodeId | None = None
    side: str = "output"


class HoverValues(QFrame):
    """A card beside the pointer, live as long as the pointer stays at the wire."""

    def __init__(self, canvas: CanvasView, looking: Looking) -> None:
        super().__init__(canvas.viewport())
        self.setObjectName("wireValues")
        self.setProperty("kind", "caption")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas, self._looking = canvas, looking
        self._spot = QPoint()
        self.carried: Carried | None = None
        self.label = QLabel()
        self.label.setObjectName("wireValuesText")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        restyle(self.label, role="plain")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        layout.addWidget(self.label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._look)
        canvas.viewport().installEventFilter(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._show)
        looking.changed.connect(self._ask)
        canvas.session.document_changed.connect(self.let_go)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            self._spot = event.position().toPoint()
            if event.buttons() != Qt.MouseButton.NoButton:
                self.let_go()
            elif self.carried is None:
                self._timer.start()
            else:
                self._look()
        elif kind in (QEvent.Type.Leave, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.let_go()
        return kind == QEvent.Type.ToolTip and self.carried is not None

    def let_go(self, *_: object) -> None:
        """Shows nothing more."""
        self._timer.stop()
        if self.carried is not None:
            self.carried = None
            self._looking.want(self)
        self.hide()

    def _look(self) -> None:
        """Looks at what the pointer is at."""
        canvas = self._canvas
        spot = QPointF(self._spot)
        found = carried(canvas.stage.plan, canvas.pointer.hit(spot), canvas.pointer.at(spot))
        if found is None:
            self.let_go()
            return
        if found != self.carried:
            self.carried = found
            self._looking.want(self, self._needed(found))
        self._show()

    def _needed(self, found: Carried) -> set[NodeId]:
        """The modules whose values tell what is on a wire."""
        if found.wire is None:
            return {found.node} if found.node is not None else set()
        graph, wire = found.wire
        return {id for id in (graph, wire.source, wire.target) if id >= 0}

    def _ask(self) -> None:
        """Shows what is known now: at once, but no more than once in PAUSE while it is live."""
        if self.carried is None:
            return
        if not self._looking.is_live or not self.isVisible():
            self._show()
        elif not self._later.isActive():
            self._later.start()

    def _show(self) -> None:
        if self.carried is None:
            return
        value, gradient = self._values(self.carried)
        words = [
            part
            for part in (
                _part("Value", "forward", value),
                _part("Gradient", "backward", gradient),
            )
            if part
        ]
        if not words:
            self.hide()
            return
        told = f"<p><small>{escape(self._looking.told)}</small></p>"
        self.label.setText("".join(words) + told)
        self.adjustSize()
        room = self._canvas.viewport().rect()
        x = min(self._spot.x() + 2 * GRID, room.right() - self.width() - GRID)
        below = self._spot.y() + 3 * GRID
        fits = below + self.height() < room.bottom()
        self.move(max(x, GRID), below if fits else max(self._spot.y() - self.height() - 2 * GRID, 0))
        QToolTip.hideText()
        self.show()
        self.raise_()

    def _values(self, found: Carried) -> tuple[Any, Any]:
        known = self._looking.known
        if found.wire is not None:
            return on_wire(self._canvas.session.document, known, *found.wire)
        own = known.get(found.node, {}) if found.node is not None else {}
        gradient = "gradOutput" if found.side == "output" else "gradInput"
        return own.get(found.side), own.get(gradient)


def carried(plan: Plan, found: Hit, at: Point) -> Carried | None:
    """Which wire is at a point of the canvas."""
    if found.wire is not None:
        return Carried(wire=found.wire)
    if found.node is None or found.node == INPUT or found.node not in plan.spots or found.port is not None:
        return None
    box = plan.box(found.node)
    if box.kind != "frame":
        return None
    local = minus(at, plan.place(found.node))
    for link in box.links:
        if link.curve.distance(local) <= NEAR:
            return _linked(box, link.curve.start, link.curve.end)
    return None


def _linked(box: Box, start: Point, end: Point) -> Carried:
    """The module at an end of a container's own wire."""

    def distance(a: Point, b: Point) -> float:
        return abs(a[0] - b[0]) + abs(a[1] - b[1])

    ends = [
        (distance(plus(at, (child.w, child.line)), start), child.id, "output") for child, at in box.children
    ]
    ends += [(distance(plus(at, (0.0, child.line)), end), child.id, "input") for child, at in box.children]
    near, node, side = min(ends, default=(0.0, box.id, "input"))
    return Carried(node=node, side=side) if near <= 16 else Carried(node=box.id, side="input")


def _part(title: str, way: str, value: Any) -> str:
    """A value in words and its first numbers, as rich text."""
    if value is None:
        return ""
    colour = look.theme.colour(f"{way}_text")
    if isinstance(value, list):
        inner = "".join(_part(f"{title} {place + 1}", way, entry) for place, entry in enumerate(value[:4]))
        return inner or ""
    if not isinstance(value, np.ndarray):
        return ""
    shape = "×".join(map(str, value.shape))
    numbers = np.asarray(value, np.float64)
    told = (
        f"length {figure(float(np.linalg.norm(numbers)))}, "
        f"{figure(float(numbers.min()))} to {figure(float(numbers.max()))}"
        if numbers.size
        else "empty"
    )
    return f"<p><b style='color:{colour}'>{title}</b> {shape}<br>{told}</p>{_table(numbers)}"


def _table(numbers: np.ndarray) -> str:
    rows = numbers.reshape(-1, numbers.shape[-1]) if numbers.ndim > 1 else numbers.reshape(1, -1)
    lines = []
    for row in rows[:ROWS]:
        cells = "".join(
            f"<td align='right' style='padding-right:8px'>{signed(x, 5)}</td>" for x in row[:COLUMNS].tolist()
        )
        lines.append(f"<tr>{cells}{'<td>…</td>' if len(row) > COLUMNS else ''}</tr>")
    if len(rows) > ROWS:
        lines.append("<tr><td>…</td></tr>")
    return f"<table cellspacing='0'>{''.join(lines)}</table>"
