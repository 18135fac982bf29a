"""The canvas as a screen reader finds it: a list of cards along the flow, each with its name and state."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from app.canvas import spoken
from app.canvas.focus import all_in_order
from app.document.model import NodeId, RemarkId

if TYPE_CHECKING:
    from app.canvas.view import CanvasView

_OFF = QRect()


_made: list[CanvasCards] = []
"""Without a reference here Python would delete them under Qt, which deletes them with their canvas."""


@cache
def install() -> None:
    """From now on screen readers find the cards of every canvas."""
    QAccessible.installFactory(_heard)


def _heard(key: str, thing: QObject) -> QAccessibleInterface | None:
    """What tells of a canvas; Qt asks for each widget, by the name of its class."""
    if key != "CanvasView":
        return None
    _made.append(CanvasCards(cast("CanvasView", thing)))
    return _made[-1]


class CanvasCards(QAccessibleWidget):
    """A list whose items are the cards, frames before what they hold, then the notes and regions."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._cards: dict[NodeId | RemarkId, Card] = {}

    def _order(self) -> list[NodeId | RemarkId]:
        return all_in_order(self._view.stage.plan)

    def _card(self, id: NodeId | RemarkId) -> Card:
        if id not in self._cards:
            self._cards[id] = Card(self._view, self, id)
            QAccessible.registerAccessibleInterface(self._cards[id])
        return self._cards[id]

    def childCount(self) -> int:
        return len(self._order())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        cards = self._order()
        return self._card(cards[index]) if 0 <= index < len(cards) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        cards = self._order()
        return cards.index(child.id) if isinstance(child, Card) and child.id in cards else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        focused = self._view.attention.focused
        is_card = focused in self._order()
        return self._card(focused) if is_card and self._view.hasFocus() else None  # type: ignore[arg-type]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        under = [id for id in self._order() if self._card(id).rect().contains(QPoint(x, y))]
        return self._card(under[-1]) if under else None


class Card(QAccessibleInterface):
    """One card, frame, note or region. It is asked for what holds now, and is not valid once that is gone."""

    def __init__(self, view: CanvasView, owner: CanvasCards, id: NodeId | RemarkId) -> None:
        super().__init__()
        self._view, self._owner, self.id = view, owner, id

    def isValid(self) -> bool:
        plan = self._view.stage.plan
        return self.id in plan.remarks if isinstance(self.id, RemarkId) else self.id in plan.spots

    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name or not self.isValid():
            return ""
        return spoken.sentence(self._view.stage, self._view.session, self.id)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.id in self._view.session.selection
        state.focused = self._view.hasFocus() and self._view.attention.focused == self.id
        state.invalid = not self.isValid()
        return state

    def rect(self) -> QRect:
        key, number = ("remark", self.id.number) if isinstance(self.id, RemarkId) else ("node", self.id)
        found = self._view.where({key: number}) if self.isValid() else None
        return QRect(*(found[side] for side in "xywh")) if found else _OFF

    def parent(self) -> QAccessibleInterface:
        return self._owner

    # What a card has not.

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._owner.window()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are not given here."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()
