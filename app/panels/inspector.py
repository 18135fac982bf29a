"""The inspector: what is selected, in a form."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.data_choice import DataChoice
from app.document.index import index
from app.document.model import INPUT, OUTPUT
from app.panels.data import DataPanel
from app.panels.model_card import ModelCard
from app.panels.node_card import NodeCard
from app.panels.parts import column, header, words
from app.panels.remark_card import RemarkCard
from app.panels.seen import is_seen
from app.panels.several_card import SeveralCard
from app.panels.wire_card import WireCard
from app.session import Session

KEPT = 12
"""How many cards are kept: to make one takes far longer than to show it again."""


class Card(Protocol):
    """What the inspector shows: a widget that follows the model."""

    def follow(self) -> None: ...


class InspectorPanel(QWidget):
    """Shows one card at a time, while it is seen. Some are kept, for modules of the same class.

    Args:
        at_leisure: whether a card that must be made first is made, and then shown, in turns of the event loop
            of their own, so that the press or key that selects need not wait for it. What all modules come to
            is added up in such a turn too.
    """

    def __init__(
        self,
        session: Session,
        choice: DataChoice | None = None,
        parent: QWidget | None = None,
        at_leisure: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPanel")
        self._session = session
        self.choice = choice or DataChoice(session, self)
        self._key: Hashable = None
        self._kept: dict[Hashable, QWidget] = {}
        self._at_leisure = at_leisure
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._take_turn)
        self.card: QWidget | None = None
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea(self)
        self._area.setObjectName("inspector")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        session.selection_changed.connect(self._follow)
        session.document_changed.connect(self._follow)

    def focus_first_field(self) -> None:
        """Gives the keyboard to the first thing that can be typed or chosen."""
        self.catch_up()
        card = self.card
        field = card.nextInFocusChain() if card else None
        while card is not None and field is not None and field is not card:
            is_shown = card.isAncestorOf(field) and field.isVisibleTo(self)
            if is_shown and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
            field = field.nextInFocusChain()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def _follow(self) -> None:
        if not is_seen(self):
            return
        adds_up = self._key == "model" == self._wanted()[0]  # goes through all modules: after the edit
        if self._at_leisure and (adds_up or not self._is_at_hand()):
            self._next_turn.start()
        else:
            self.catch_up()

    def _is_at_hand(self) -> bool:
        """Whether what is to be shown is there: the card that is shown, or one of the same kind."""
        return self._wanted()[0] == self._key or self._kind() in self._kept

    def _take_turn(self) -> None:
        """Makes a card of the kind that is wanted; once it is there, shows it."""
        if not is_seen(self):
            return
        kind = self._kind()
        if kind is None or self._is_at_hand():
            self.catch_up()
        else:
            self._kept[kind] = self._make()
            self._next_turn.start()

    def _make(self) -> QWidget:
        """The card that is wanted now, not shown yet."""
        card = self._wanted()[1]()
        card.hide()  # said at once, else the layout has it shown by and by
        self._column.addWidget(card)
        return card

    def catch_up(self) -> None:
        """Shows what is selected now as it is now."""
        key, kind = self._wanted()[0], self._kind()
        if key == self._key:
            cast(Card, self.card).follow()
            return
        self._next_turn.stop()
        before, card = self.card, self._kept.pop(kind, None)
        if card is None:
            card = self._make()
        elif isinstance(card, NodeCard):
            card.take(self._session.selected_nodes)
        else:
            cast(Card, card).follow()
        self._key, self.card = key, card
        if kind is not None:
            self._kept[kind] = card
        if before is not None and before is not card:
            self._put_away(before)
        card.show()
        self._area.verticalScrollBar().setValue(0)

    def _put_away(self, card: QWidget) -> None:
        """Hides a card that is not shown any more, and deletes those that are not kept."""
        if isinstance(card, NodeCard):
            card.leave()
        card.hide()
        gone = [self._kept.pop(kind) for kind in list(self._kept)[:-KEPT]]
        for each in gone if card in self._kept.values() else [*gone, card]:
            each.deleteLater()

    def _kind(self) -> Hashable:
        """What tells which cards can take each other's place; None where none can."""
        nodes = self._session.selected_nodes
        if not self._session.selection:
            return "model"
        is_one = len(nodes) == len(self._session.selection) == 1
        return index(self._session.document).nodes[nodes[0]].module if is_one else None

    def _wanted(self) -> tuple[Hashable, Callable[[], QWidget]]:
        """What is to be shown: a key that tells one card from another, and how it is made."""
        session = self._session
        selection, nodes = session.selection, session.selected_nodes
        if not selection:
            return "model", lambda: ModelCard(session, parent=self._cards)
        if selection == {INPUT}:
            return "data", lambda: DataPanel(session, self.choice, parent=self._cards)
        if selection == {OUTPUT}:
            return "criterion", lambda: _no_criterion(self._cards)
        if len(selection) == 1 and (wires := session.selected_wires):
            return wires[0], lambda: WireCard(session, *wires[0], parent=self._cards)
        remarks = session.selected_remarks
        if len(remarks) == len(selection):
            return remarks, lambda: RemarkCard(session, remarks, parent=self._cards)
        kinds = tuple(index(session.document).nodes[id].module for id in nodes)
        if len(nodes) == len(selection) and len(set(kinds)) == 1:
            return (nodes, kinds), lambda: NodeCard(session, nodes, parent=self._cards)
        return (selection, kinds), lambda: SeveralCard(session, parent=self._cards)


class _NoCriterion(QWidget):
    def follow(self) -> None:
        """It is always the same."""


def _no_criterion(parent: QWidget) -> QWidget:
    card = _NoCriterion(parent)
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
