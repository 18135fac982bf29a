"""A hand on a canvas that is shown off screen: it drags, clicks and types where things are seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.mime import MODULE_MIME
from app.canvas.view import CanvasView
from app.document.model import Document, Node, NodeId
from app.session import Session

NONE = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Hand:
    """Works on one canvas with a session of its own."""

    def __init__(self, document: Document, qtbot: Any = None) -> None:
        """Without a `qtbot`, `close` is to be called, and the canvas has not got the keyboard at first."""
        self.session = Session(document)
        self.view = CanvasView(self.session)
        self.steps: list[str] = []
        self.session.document_changed.connect(lambda _old, _new: self.steps.append(self.session.undo_words))
        self.view.resize(1200, 700)
        self.view.show()
        self.view.frame_all()
        if qtbot:
            qtbot.addWidget(self.view)
            self.view.activateWindow()
            self.view.setFocus()
            qtbot.waitUntil(self.view.hasFocus)

    def close(self) -> None:
        """Does away with the canvas at once."""
        self.view.close()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def plan(self) -> Any:
        return self.view.stage.plan

    # Where.

    def at(self, query: dict[str, Any], dx: float = 0, dy: float = 0) -> QPoint:
        """The middle of what the query finds, in the viewport's pixels; `dx`, `dy`: canvas pixels further."""
        found = self.view.where(query)
        assert found is not None
        corner = self.view.viewport().mapFromGlobal(QPoint(found["x"], found["y"]))
        scale = self.view.camera.scale
        return corner + QPoint(round(found["w"] / 2 + dx * scale), round(found["h"] / 2 + dy * scale))

    def card(self, id: NodeId, dx: float = 0, dy: float = 0) -> QPoint:
        return self.at({"node": id}, dx, dy)

    def head(self, id: NodeId) -> QPoint:
        """On the header of a frame."""
        rect = self.plan.rect(id)
        return self.card(id, dx=-rect.w / 2 + 40, dy=-rect.h / 2 + 12)

    def port(self, side: str, id: NodeId, index: int = 0, **more: int) -> QPoint:
        return self.at({"port": side, "node": id, "index": index, **more})

    # What the hand does.

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        keys: Qt.KeyboardModifier = NONE,
        button: Qt.MouseButton = LEFT,
        release: bool = True,
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, start, keys, button)
        for step in range(1, 6):
            spot = start + (end - start) * (step / 5)
            self.mouse(QEvent.Type.MouseMove, spot, keys, button)
        if release:
            self.mouse(QEvent.Type.MouseButtonRelease, end, keys, button)

    def mouse(
        self, kind: QEvent.Type, spot: QPoint, keys: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT
    ) -> None:
        """One event, through the application as a real one would come."""
        held = button if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        cause = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        viewport = self.view.viewport()
        where = QPointF(viewport.mapToGlobal(spot))
        QApplication.sendEvent(viewport, QMouseEvent(kind, QPointF(spot), where, cause, held, keys))

    def move(self, spot: QPoint) -> None:
        """The pointer moves with no button held."""
        viewport = self.view.viewport()
        where = QPointF(viewport.mapToGlobal(spot))
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(
            viewport, QMouseEvent(QEvent.Type.MouseMove, QPointF(spot), where, none, none, NONE)
        )

    def click(self, spot: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, spot, keys)
        self.mouse(QEvent.Type.MouseButtonRelease, spot, keys)

    def double_click(self, spot: QPoint) -> None:
        port, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mouseDClick(port, left, NONE, spot)
        QTest.mouseRelease(port, left, NONE, spot)  # else it counts as held down, for the tests after this

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.view, QKeyEvent(kind, key, keys))

    def wheel(self, spot: QPoint, steps: int) -> None:
        viewport = self.view.viewport()
        QApplication.sendEvent(
            viewport,
            QWheelEvent(
                QPointF(spot),
                QPointF(viewport.mapToGlobal(spot)),
                QPoint(),
                QPoint(0, 120 * steps),
                Qt.MouseButton.NoButton,
                NONE,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    def hold_module(self, module: str, spot: QPoint) -> None:
        """Drags a module from the palette as far as `spot`."""
        self._mime = QMimeData()
        self._mime.setData(MODULE_MIME, module.encode())
        args = (Qt.DropAction.CopyAction, self._mime, LEFT, NONE)
        QApplication.sendEvent(self.view.viewport(), QDragEnterEvent(spot, *args))
        QApplication.sendEvent(self.view.viewport(), QDragMoveEvent(spot, *args))

    def drop_module(self, module: str, spot: QPoint) -> None:
        self.hold_module(module, spot)
        event = QDropEvent(QPointF(spot), Qt.DropAction.CopyAction, self._mime, LEFT, NONE)
        QApplication.sendEvent(self.view.viewport(), event)

    # What came of it.

    def module(self, name: str) -> NodeId:
        """The id of the only module of this name."""
        (found,) = [node.id for node in self.document.root.walk() if node.module == name]
        return found

    def check_shown(self) -> None:
        """Every card and wire is shown, where the geometry has it, and nothing else is."""
        stage, plan = self.view.stage, self.plan
        assert stage.cards.keys() == plan.spots.keys()
        assert stage.wires.keys() == plan.tracks.keys()
        top = self.document.node(self.view.inside.container or self.document.root.id)
        ids = {node.id for node in _drawn(top)} - {self.document.root.id}
        assert ids <= plan.spots.keys()
        for id, item in stage.cards.items():
            assert (item.scenePos().x(), item.scenePos().y()) == plan.place(id), id
        assert set(plan.remarks) == (set() if plan.inside else {r.id for r in self.document.remarks})
        for id, remark in plan.remarks.items():
            item = stage.remarks[id]
            assert item.remark is remark
            assert (item.scenePos().x(), item.scenePos().y()) == remark.at
        for key, item in stage.wires.items():
            assert item.isVisible()
            assert item.curve == plan.tracks[key].curve
            assert (item.scenePos().x(), item.scenePos().y()) == plan.origin(key[0])


def _drawn(top: Node) -> list[Node]:
    """A node and what is in it, without what is in collapsed containers."""
    inner = [node for child in top.children for node in (_drawn(child) if not child.collapsed else [child])]
    return [top, *inner]
