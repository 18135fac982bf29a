"""The microscope: the values of the selected module and of those that are pinned, live."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.document.index import index
from app.document.model import NodeId
from app.look import look, restyle
from app.look.tokens import GRID
from app.looking import Looking
from app.panels.parts import words
from app.panels.scope import Scope
from app.panels.seen import is_seen
from app.panels.still_label import StillLabel
from app.panels.value_view import VIEWS, ValueView, View
from app.session import Session
from app.stepper import Stepper

WIDE = 286
"""The least width of a module's values at 100 %."""


class MicroscopePanel(QWidget):
    """Looks into modules only while it is seen."""

    menu_wanted = Signal(QPoint)
    """The menu of the value at hand, at a place of the screen."""

    def __init__(
        self, session: Session, looking: Looking, stepper: Stepper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("microscopePanel")
        self._session, self._looking, self._stepper = session, looking, stepper
        self.pins: tuple[NodeId, ...] = ()
        self.scopes: list[Scope] = []
        self.value: ValueView | None = None
        """The value that was last chosen from."""
        self._told = StillLabel()
        self._told.setObjectName("microscopeTold")
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        restyle(self._told, role="small")
        self._choice = self._make_choice()
        self._nothing = words("Select a module to look into it, or step through a batch with F9.", "muted")
        self._inner = QWidget()
        self._row = QHBoxLayout(self._inner)
        self._lay_out()
        looking.changed.connect(self._show)
        session.selection_changed.connect(self._follow)
        session.document_changed.connect(self._follow)
        stepper.changed.connect(self._follow)
        self._follow()

    def _make_choice(self) -> QComboBox:
        made = QComboBox()
        made.setObjectName("microscopeView")
        made.setAccessibleName("How the numbers are shown")
        for id, name in VIEWS:
            made.addItem(name, id)
        made.currentIndexChanged.connect(self._show)
        return made

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setObjectName("microscope")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._nothing)
        self._nothing.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, GRID, GRID, 0)
        head.setSpacing(GRID)
        head.addWidget(self._choice)
        head.addStretch(1)
        head.addWidget(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)

    @property
    def view(self) -> View:
        """How the numbers are shown."""
        return VIEWS[self._choice.currentIndex()][0]

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(WIDE + 32), look.scaled(400))

    def focus_first(self) -> None:
        """Gives the keyboard to the first numbers, or to the choice of how they are shown."""
        views = [view for scope in self.scopes for view in scope.views.values()]
        first = views[0].heat if views and self.view == "numbers" else self._choice
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Which modules.

    def toggle_pin(self, node: NodeId) -> None:
        """Keeps a module in view, or no longer."""
        if node in self.pins:
            self.pins = tuple(pin for pin in self.pins if pin != node)
        else:
            self.pins = (*self.pins, node)
        self._follow()

    @property
    def at_hand(self) -> NodeId | None:
        """The module that is selected; without one, that of the step at hand."""
        nodes = self._session.selected_nodes
        if len(nodes) == 1:
            return nodes[0]
        wave = self._stepper.wave
        return wave.active if wave is not None and not nodes else None

    def _follow(self) -> None:
        """Looks into the pinned modules and the one at hand, while it is seen."""
        nodes = index(self._session.document).nodes
        self.pins = tuple(pin for pin in self.pins if pin in nodes)
        if is_seen(self):
            self.catch_up()

    def catch_up(self) -> None:
        """Looks into what there is to look into now."""
        self._arrange()
        self._want()
        self._show()

    def _arrange(self) -> None:
        """Gives each module its place."""
        nodes = index(self._session.document).nodes
        here = self.at_hand
        wanted = [(pin, True) for pin in self.pins]
        if here is not None and here in nodes and here not in self.pins:
            wanted.append((here, False))
        now = [(scope.node, scope.is_pinned) for scope in self.scopes]
        if now != [(nodes[id], pinned) for id, pinned in wanted]:
            self._rebuild(wanted)

    def _rebuild(self, wanted: list[tuple[NodeId, bool]]) -> None:
        nodes = index(self._session.document).nodes
        kept = {(scope.node, scope.is_pinned): scope for scope in self.scopes}
        scopes = []
        for id, pinned in wanted:
            scope = kept.pop((nodes[id], pinned), None)
            scopes.append(scope or self._make(id, pinned))
        for gone in kept.values():
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.scopes, self.value = scopes, None
        for place, scope in enumerate(scopes):
            self._row.insertWidget(place, scope)
            scope.show()
        self._nothing.setVisible(not scopes)

    def _make(self, id: NodeId, pinned: bool) -> Scope:
        scope = Scope(index(self._session.document).nodes[id], pinned)
        scope.setMinimumWidth(look.scaled(WIDE))
        scope.pin_wanted.connect(self.toggle_pin)
        scope.menu_wanted.connect(self._menu)
        scope.focused.connect(self._take)
        return scope

    def _take(self, view: ValueView) -> None:
        self.value = view

    def _menu(self, view: ValueView, at: QPoint) -> None:
        self.value = view
        self.menu_wanted.emit(at)

    @property
    def value_at_hand(self) -> ValueView | None:
        """The value that was chosen from last; else the output of the last module."""
        if self.value is None and self.scopes:
            return self.scopes[-1].views.get("output") or next(iter(self.scopes[-1].views.values()), None)
        return self.value

    # What is shown.

    def _want(self) -> None:
        shown = is_seen(self)
        self._looking.want(self, [scope.node.id for scope in self.scopes] if shown else ())

    def _show(self) -> None:
        if not is_seen(self):
            self._want()  # of nothing: it is behind another panel by now
            return
        self._told.setText(self._looking.told)
        for scope in self.scopes:
            scope.show_values(self._looking.known.get(scope.node.id, {}), self.view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.want(self)
