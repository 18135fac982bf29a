"""The inspector's picture of a module's first weights: one histogram for each of its parameters."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.document.check import Check
from app.document.index import index
from app.document.model import NodeId
from app.document.parameters import own_parameters
from app.document.refused import Refused
from app.look.tokens import GRID
from app.panels.histogram import Histogram
from app.panels.parts import heading, words
from app.session import Session
from app.training.first_weights import Spread, spreads

REST = 150
"""Milliseconds after the last edit until weights are drawn: typing a size does not wait for them."""


class FirstWeights(QWidget):
    """Hidden for a module that learns nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstWeights")
        self._session = session
        self._id: NodeId | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(GRID // 2)
        title = heading("First weights")
        title.setToolTip("As the seed draws them, before training changes them")
        self._column.addWidget(title)
        self._why = words(role="muted", name="noWeights")
        self._column.addWidget(self._why)
        self._shown: list[Histogram] = []
        self._later = QTimer(self, singleShot=True, interval=REST)
        self._later.timeout.connect(self._draw)
        self.hide()

    def follow(self, id: NodeId | None) -> None:
        """Shows the weights of a module of the document that there is now; None for none."""
        self._id = id
        learns = id is not None and _learns(self._session.check, id)
        self.setVisible(learns)
        if learns:
            self._later.start()
        else:
            self._later.stop()

    def _draw(self) -> None:
        if self._id is None or self._id not in index(self._session.document).nodes:
            return
        try:
            found, why = spreads(self._session.document, self._id), ""
        except Refused as refusal:
            found, why = (), str(refusal)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._show(found)

    def _show(self, found: tuple[Spread, ...]) -> None:
        while len(self._shown) > len(found):
            self._shown.pop().deleteLater()
        while len(self._shown) < len(found):
            picture = Histogram(self)
            self._shown.append(picture)
            self._column.addWidget(picture)
        for picture, spread in zip(self._shown, found, strict=True):
            picture.show_spread(spread)


def _learns(check: Check, id: NodeId) -> bool:
    """Whether the module has parameters, or may have some once its sizes are known."""
    node = index(check.document).nodes.get(id)
    return node is not None and own_parameters(node) != ()
