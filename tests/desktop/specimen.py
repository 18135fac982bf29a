"""A small window with one of each thing that the driver has to manage; `python -m tests.desktop.specimen`."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import probe

PLAIN = "application/x-qabstractitemmodeldatalist"


class Table(QGraphicsView):
    """Puts a square where something is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table")
        self._scene = QGraphicsScene(0, 0, 300, 300)
        self.setScene(self._scene)
        self.setAcceptDrops(True)
        self.dropped: list[QGraphicsRectItem] = []

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PLAIN):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        square = self._scene.addRect(at.x() - 10, at.y() - 10, 20, 20)
        square.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemIsMovable)
        self.dropped.append(square)
        event.acceptProposedAction()

    def where(self, square: QGraphicsRectItem) -> QRect:
        return self.mapFromScene(square.sceneBoundingRect()).boundingRect()


class Specimen(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Specimen")
        self.counts = {"button": 0, "double": 0, "bold": 0}
        self.table = Table()
        self._bold()
        self.resize(700, 420)
        self.setCentralWidget(self._content())
        self._probe = probe.from_environment(self._resolve, self)

    def _content(self) -> QWidget:
        button, self.field, self.echo = QPushButton("Press"), QLineEdit(), QLabel()
        button.setObjectName("button")
        button.clicked.connect(lambda: self._count("button"))
        self.field.setObjectName("field")
        self.echo.setObjectName("echo")
        self.field.textChanged.connect(self.echo.setText)
        names = QListWidget()
        names.setObjectName("names")
        names.addItems(["Linear", "Tanh", *(f"more {number}" for number in range(40))])
        names.setDragEnabled(True)
        names.doubleClicked.connect(lambda: self._count("double"))
        left, content = QVBoxLayout(), QWidget()
        for widget in (button, self.field, self.echo, names):
            left.addWidget(widget)
        row = QHBoxLayout(content)
        row.addLayout(left)
        row.addWidget(self.table, 1)
        return content

    def _bold(self) -> None:
        action = QAction("Bold", self)
        action.setObjectName("bold")
        action.setShortcut(QKeySequence("Ctrl+B"))
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.triggered.connect(lambda: self._count("bold"))
        menu = self.menuBar().addMenu("&Format")
        menu.menuAction().setObjectName("format")
        menu.addAction(action)
        save = menu.addAction("Save as")
        save.setShortcut(QKeySequence("Ctrl+O"))
        save.triggered.connect(self._ask)

    def _ask(self) -> None:
        """A dialog as the program has them, made of Qt's own widgets and open while the window lives on."""
        dialog = QFileDialog(self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.fileSelected.connect(self.field.setText)
        dialog.open()

    def _count(self, what: str) -> None:
        self.counts[what] += 1

    def _resolve(self, query: probe.Answer) -> probe.Answer | None:
        match query:
            case {"state": "counts"}:
                return dict(self.counts)
            case {"state": "drops"}:
                return {"count": len(self.table.dropped)}
            case {"square": int(index)}:
                return probe.place(self.table.viewport(), self.table.where(self.table.dropped[index]))
        return None


def main(arguments: list[str]) -> Any:
    if "--fail" in arguments:
        sys.exit("the specimen was told to fail")
    application = QApplication(arguments)
    window = Specimen()
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
