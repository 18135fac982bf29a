"""Files dragged onto the window: a model is opened, anything else is taken as the model's data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

if TYPE_CHECKING:
    from app.window import Window


class FileDrop(QObject):
    """Watches a window for files. Parts of it that take drops themselves leave files to it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)) and dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and (path := dropped(event.mimeData())):
            event.acceptProposedAction()
            self._window.files.open(path)
            return True
        return False


def dropped(mime: QMimeData) -> Path | None:
    """The file or folder that is dragged, if it is one on this machine."""
    local = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    return Path(local[0]) if len(local) == 1 else None
