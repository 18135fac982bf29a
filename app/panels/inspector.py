"""The inspector: what is selected, in a form."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.data_choice import DataChoice
from app.document.index import index
from app.document.model import INPUT, OUTPUT
from app.panels.data import DataPanel
from app.panels.model_card import ModelCard
from app.panels.node_card import NodeCard
from app.panels.parts import column, header, words
from app.panels.remark_card import RemarkCard
from app.panels.several_card import SeveralCard
from app.panels.wire_card import WireCard
from app.session import Session


class Card(Protocol):
    """What the inspector shows: a widget that follows the model."""

    def follow(self) -> None: ...


class InspectorPanel(QWidget):
    """Shows one card at a time; a new one when something else is selected, else the same with what is new."""

    def __init__(
        self, session: Session, choice: DataChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPanel")
        self._session = session
        self.choice = choice or DataChoice(session, self)
        self._key: Hashable = None
        self._area = QScrollArea(self)
        self._area.setObjectName("inspector")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        session.selection_changed.connect(self._follow)
        session.document_changed.connect(self._follow)
        self._follow()

    def focus_first_field(self) -> None:
        """Gives the keyboard to the first thing that can be typed or chosen."""
        card = self._area.widget()
        field = card.nextInFocusChain() if card else None
        while card is not None and field is not None and field is not card:
            is_shown = card.isAncestorOf(field) and field.isVisibleTo(self)
            if is_shown and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
            field = field.nextInFocusChain()

    def _follow(self) -> None:
        key, make = self._wanted()
        if key == self._key:
            cast(Card, self._area.widget()).follow()
            return
        self._key = key
        card = make()
        self._area.setWidget(card)  # the one before is deleted

    def _wanted(self) -> tuple[Hashable, Callable[[], QWidget]]:
        """What is to be shown: a key that tells one card from another, and how it is made."""
        session = self._session
        selection, nodes = session.selection, session.selected_nodes
        if not selection:
            return "model", lambda: ModelCard(session)
        if selection == {INPUT}:
            return "data", lambda: DataPanel(session, self.choice)
        if selection == {OUTPUT}:
            return "criterion", _no_criterion
        if len(selection) == 1 and (wires := session.selected_wires):
            return wires[0], lambda: WireCard(session, *wires[0])
        remarks = session.selected_remarks
        if len(remarks) == len(selection):
            return remarks, lambda: RemarkCard(session, remarks)
        kinds = tuple(index(session.document).nodes[id].module for id in nodes)
        if len(nodes) == len(selection) and len(set(kinds)) == 1:
            return (nodes, kinds), lambda: NodeCard(session, nodes)
        return (selection, kinds), lambda: SeveralCard(session)


class _NoCriterion(QWidget):
    def follow(self) -> None:
        """It is always the same."""


def _no_criterion() -> QWidget:
    card = _NoCriterion()
    layout = column(card)
    layout.addWidget(header("Criterion", "category-criterions", "criterions"))
    layout.addWidget(
        words(
            "A criterion measures how far the output is from the target; training makes it smaller. Drag one "
            "here from the list: MSECriterion for numbers, ClassNLLCriterion for classes.",
            "muted",
        )
    )
    layout.addStretch(1)
    return card
