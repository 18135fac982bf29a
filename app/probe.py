"""Where things are on the screen and what they say, told to a test that drives the real window.

With the environment variable NETLOOM_PROBE=PATH the program listens on a local socket at PATH. A test sends a
line with one JSON object and gets one back; places and sizes are in pixels of the screen, from its top left:

    {"find": "run"}              the widget or action with that object name:
                                 x, y, w, h, visible, enabled, text, checked
    {"find": "palette:Linear"}   the same of the row with that text in the item view "palette"
    {"text": "loss"}             {"text": what that widget shows}
    {"focus": true}              {"focus": the object name of the widget with the keyboard, "" for none}
    {"windows": true}            {"windows": [title, name, place and whether it is active, of each]}
    anything else                what the resolver of the main window makes of it

The resolver is asked first, so it may also say where things are that are no widgets, such as a card on the
canvas. The probe only reads: a test acts with the real mouse and keyboard. What cannot be answered gets
{"error": words}.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QMenu,
    QMenuBar,
    QToolBar,
    QWidget,
)

Answer = dict[str, Any]
Resolver = Callable[[Answer], Answer | None]
"""Answers a query, or None for one that is not its business."""

VARIABLE = "NETLOOM_PROBE"
TEXTS = (
    "text",
    "currentText",
    "plainText",
    "title",
    "windowTitle",
)  # Qt's properties that hold what is shown


class Probe(QObject):
    """Answers queries on the local socket at `path`. Raises OSError when it cannot listen there."""

    def __init__(self, path: str, resolver: Resolver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resolver = resolver
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        if not self._server.listen(path):
            raise OSError(f"the test probe cannot listen at {path}: {self._server.errorString()}")

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            answer = self.answer(bytes(socket.readLine().data()))
            socket.write(json.dumps(answer).encode() + b"\n")

    def answer(self, line: bytes) -> Answer:
        """What the query in `line` is answered."""
        try:
            query = json.loads(line)
            found = self._resolver(query)
            return found if found is not None else resolve(query)
        except Exception as error:  # the test must hear of any fault, or it would wait in vain
            return {"error": f"{type(error).__name__}: {error}"}


def from_environment(resolver: Resolver, parent: QObject) -> Probe | None:
    """The probe that the environment asks for, a child of `parent`; None, as for everybody but a test."""
    path = os.environ.get(VARIABLE)
    return Probe(path, resolver, parent) if path else None


def resolve(query: Answer) -> Answer:
    """The answer for widgets, actions and rows. Raises LookupError for a name that nothing has."""
    match query:
        case {"find": str(name)}:
            return find(name)
        case {"text": str(name)}:
            return {"text": find(name)["text"]}
        case {"focus": _}:
            focus = QApplication.focusWidget()
            return {"focus": focus.objectName() if focus else ""}
        case {"windows": _}:
            return {
                "windows": [
                    _window(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()
                ]
            }
    raise LookupError(f"nothing answers {query}")


def find(name: str) -> Answer:
    """The widget, action or row called `name`; a visible one before a hidden one of the same name."""
    found = [_of_widget(widget) for widget in QApplication.allWidgets() if widget.objectName() == name]
    found += [_of_action(action) for action in _actions() if action.objectName() == name]
    view, colon, text = name.partition(":")
    if colon:
        views = (widget for widget in QApplication.allWidgets() if widget.objectName() == view)
        found += [
            row for widget in views if isinstance(widget, QAbstractItemView) for row in _rows(widget, text)
        ]
    if not found:
        raise LookupError(f"nothing is called {name!r}")
    return max(found, key=lambda answer: bool(answer["visible"]))


def place(widget: QWidget, part: QRect) -> Answer:
    """Where `part`, in `widget`'s own pixels, is on the screen, and whether any of it can be seen."""
    scale = widget.devicePixelRatioF()
    corner = widget.mapToGlobal(part.topLeft())
    x, y, w, h = (round(side * scale) for side in (corner.x(), corner.y(), part.width(), part.height()))
    seen = widget.isVisible() and widget.visibleRegion().intersects(part)
    return {"x": x, "y": y, "w": w, "h": h, "visible": seen}


def _of_widget(widget: QWidget) -> Answer:
    said = (widget.property(name) for name in TEXTS)
    text = next((words for words in said if isinstance(words, str) and words), "")
    state = {"enabled": widget.isEnabled(), "checked": bool(widget.property("checked")), "text": text}
    return place(widget, widget.rect()) | state


def _window(widget: QWidget) -> Answer:
    names = {"title": widget.windowTitle(), "name": widget.objectName(), "active": widget.isActiveWindow()}
    return place(widget, widget.rect()) | names


def _actions() -> Iterator[QAction]:
    for window in QApplication.topLevelWidgets():
        yield from window.findChildren(QAction)


def _of_action(action: QAction) -> Answer:
    """An action, at the first place where it can be seen: in a toolbar, a menu bar or an open menu."""
    state = {"enabled": action.isEnabled(), "checked": action.isChecked(), "text": action.text()}
    places = [spot for shown in action.associatedObjects() if (spot := _shown(action, shown))]
    nowhere = {"x": 0, "y": 0, "w": 0, "h": 0, "visible": False}
    return next((spot for spot in places if spot["visible"]), nowhere) | state


def _shown(action: QAction, by: QObject) -> Answer | None:
    if isinstance(by, QToolBar):
        button = by.widgetForAction(action)
        return place(button, button.rect()) if button else None
    if isinstance(by, QMenu | QMenuBar):
        return place(by, by.actionGeometry(action))
    return place(by, by.rect()) if isinstance(by, QAbstractButton) else None  # others have only its keys


def _rows(view: QAbstractItemView, text: str) -> Iterator[Answer]:
    """The rows of `view` that show `text`, at any depth."""
    model = view.model()
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive | Qt.MatchFlag.MatchRecursive
    first = model.index(0, 0, QModelIndex())
    for index in model.match(first, Qt.ItemDataRole.DisplayRole, text, -1, flags):
        enabled = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
        chosen = view.selectionModel().isSelected(index)
        state = {"enabled": enabled and view.isEnabled(), "checked": chosen, "text": text}
        yield place(view.viewport(), view.visualRect(index)) | state
