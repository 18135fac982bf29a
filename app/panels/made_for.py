"""The inspector's choice of the module that another one is made for: the pooling that an unpooling undoes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.document import edits
from app.document.check.fault import path
from app.document.described import referred, title
from app.document.index import index
from app.document.model import NodeId
from app.panels.parts import column, heading
from app.session import Session

NONE_YET = "none yet"


class MadeFor(QWidget):
    """Lists the modules of the class that is wanted, those that run before first. It is hidden elsewhere."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id: NodeId | None = None
        layout = column(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading("Undoes"))
        self.choice = _Choice(self)
        self.choice.activated.connect(self._choose)
        layout.addWidget(self.choice)

    def follow(self, id: NodeId | None) -> None:
        """Shows what the model has now for this module; None for none, or for several."""
        nodes = index(self._session.document).nodes
        wanted = referred(nodes[id].module) if id is not None else ""
        self._id = id
        self.setVisible(bool(wanted))
        if id is None or not wanted:
            return
        found = index(self._session.check.document)
        others = [other for other in nodes if nodes[other].module == wanted]
        self.choice.clear()
        self.choice.addItem(NONE_YET, None)
        for other in others:
            self.choice.addItem(path(found, other) if other in found.nodes else title(nodes[other]), other)
        self.choice.setCurrentIndex(self.choice.findData(nodes[id].refers))
        self.choice.setToolTip(f"The {wanted} whose places it reads; it must run before")
        self.choice.setAccessibleName(f"The {wanted} that it undoes")

    def _choose(self, place: int) -> None:
        id, other = self._id, self.choice.itemData(place)
        if id is not None:
            self._session.attempt("Choose pooling", lambda document: edits.refer(document, id, other))
            self.follow(id)


class _Choice(QComboBox):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("madeFor")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it is the page that scrolls
