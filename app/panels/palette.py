"""The palette: every module there is, to be found, dragged, clicked or entered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.document.search import search
from app.look import restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.palette_tree import PaletteTree

_IN_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PalettePanel(QWidget):
    """A search field over the list. It reads nncore's catalogue alone and changes nothing itself."""

    chosen = Signal(str)  # add this module, somewhere sensible
    placing = Signal(str)  # the next click on the canvas puts this module there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palettePanel")
        self.tree = PaletteTree(self)
        self.tree.setToolTip("")
        self.search = self._field()
        self._nothing = QLabel(self)
        self._nothing.setObjectName("paletteNothing")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(GRID, GRID, GRID, GRID)
        restyle(self._nothing, role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        head = QVBoxLayout()
        head.setContentsMargins(GRID, 0, GRID, 0)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.tree, 1)
        self.tree.chosen.connect(self.chosen)
        self.tree.placing.connect(self.placing)
        self.tree.typed.connect(self._type)
        self._filter("")

    def _field(self) -> QLineEdit:
        field = QLineEdit(self, placeholderText="Find a module")
        field.setObjectName("paletteSearch")
        field.setAccessibleName("Find a module")
        field.setToolTip(
            "Find a module by its name, or by what it does: dense, embedding, loss.\n"
            "Arrows choose, Enter adds it, Esc clears."
        )
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._filter)
        field.installEventFilter(self)
        return field

    def _filter(self, text: str) -> None:
        names = search(text) if text.strip() else []
        if text.strip():
            self.tree.show_matches(names)
        else:
            self.tree.show_all()
        missed = bool(text.strip()) and not names
        self._nothing.setVisible(missed)
        self.tree.setVisible(not missed)
        if missed:
            self._nothing.setText(
                f"No module fits “{text.strip()}”. Try fewer letters, or what it does: embedding, loss."
            )

    def _type(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Keys of the search field that are meant for the list. Whether it was one."""
        key = event.key()
        if key in _IN_LIST:
            QApplication.sendEvent(self.tree, event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tree.activate_current()
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            return False
        return True
