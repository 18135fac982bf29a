"""The runs that are kept, beside the one at hand: how far they came, and in which settings they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.document.runs import RunId
from app.keeping import Keeping
from app.look import look
from app.look.tokens import GRID
from app.panels.action_button import ActionButton
from app.panels.line_icon import line_icon, line_size
from app.panels.runs_rows import FIXED, FROM, HELD_OUT, Row, rows
from app.runner import Runner
from app.session import Session

PAUSE = 200
"""Milliseconds between two looks at a run that goes on."""
RUN = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TICK = 48
"""Pixels at 100 % for the tick, and the air around tick, mark and name."""
BUTTONS = (("keep_run", "Keep"), ("go_back_run", "Go Back"), ("delete_run", "Delete"))
MENU = ("go_back_run", "ghost_run", "rename_run", "delete_run")
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RunsPanel(QWidget):
    """A table of runs; the buttons are the commands' actions, by id. `chosen`: another run is current."""

    chosen = Signal()

    def __init__(
        self,
        session: Session,
        runner: Runner,
        keeping: Keeping,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("runsPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._runner, self._keeping, self._actions = session, runner, keeping, actions
        self._shown: tuple[list[str], list[Row]] = ([], [])
        self.table = RunsTable(actions, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        self.buttons = self._make_buttons()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.refresh)
        self.table.itemChanged.connect(self._changed)
        self.table.itemSelectionChanged.connect(self.chosen)
        self.table.customContextMenuRequested.connect(self._show_menu)
        runner.progressed.connect(self._ask)
        runner.state_changed.connect(self._ask)
        session.history_changed.connect(self._follow)
        look.changed.connect(self._dress)
        self.refresh()

    @property
    def current(self) -> RunId | None:
        """The kept run that is chosen; None for none, and for the run at hand."""
        items = self.table.selectedItems()
        run = items[0].data(RUN) if items else None
        return run if isinstance(run, int) else None

    def rename(self) -> None:
        """Opens the field for the chosen run's name."""
        name = self.table.item(self.table.currentRow(), 0)
        if name is not None and self.current is not None:
            self.table.editItem(name)

    def focus(self) -> None:
        """Gives the keyboard to the table, where the newest kept run is chosen if none is."""
        if self.current is None:
            self.table.selectRow(min(1, self.table.rowCount() - 1))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Shows the runs as they are."""
        losses = [loss for _, loss in self._runner.epoch_losses()]
        session = self._session
        held_out = session.checkpoint.validations
        shown = rows(session.runs, session.document, losses, self._runner.epoch, held_out)
        if shown != self._shown and self.table.state() != QAbstractItemView.State.EditingState:
            self._shown = shown
            self._fill()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _ask(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def showEvent(self, event: QEvent) -> None:
        self.refresh()

    def _dress(self) -> None:
        self._fill()

    def _fill(self) -> None:
        titles, shown = self._shown
        current, table = self.current, self.table
        blocker = QSignalBlocker(table)
        table.setColumnCount(len(titles))
        for column, title in enumerate(titles):
            table.setHorizontalHeaderItem(column, _header(title, shown[0].cells.get(title, "")))
        table.setRowCount(len(shown))
        table.setIconSize(line_size())
        for place, row in enumerate(shown):
            for column, title in enumerate(titles):
                table.setItem(place, column, self._item(row, title, shown[0]))
            if row.id == current:
                table.selectRow(place)
        table.fit_names(row.cells[FIXED[0]] for row in shown)
        blocker.unblock()
        if self.current != current:
            self.chosen.emit()

    def _item(self, row: Row, title: str, now: Row) -> QTableWidgetItem:
        words = row.cells.get(title, "–")
        item = QTableWidgetItem(words)
        item.setData(RUN, row.id)
        item.setToolTip(f"{words}\n{row.tip}" if title not in FIXED else row.tip)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if title == FIXED[0]:
            style = look.theme.line(0) if row.id is None else look.theme.ghost(self._number(row))
            item.setIcon(line_icon(style, 2 if row.id is None else 1, self))
            item.setCheckState(Qt.CheckState.Checked if row.is_ghost else Qt.CheckState.Unchecked)
            if row.id is not None:
                flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        elif title not in (*FIXED, HELD_OUT, FROM) and row.id is not None and words == now.cells.get(title):
            item.setForeground(QColor(look.theme.text_muted))
        item.setTextAlignment(_alignment(title, now.cells.get(title, "")))
        item.setFlags(flags)
        return item

    def _number(self, row: Row) -> int:
        """The run's place among those that are drawn."""
        drawn = [run.id for run in self._session.runs.kept if run.is_ghost]
        return drawn.index(row.id) if row.id in drawn else 0

    def _changed(self, item: QTableWidgetItem) -> None:
        """The person gave another name, or (un)ticked it."""
        id = item.data(RUN)
        if id is None or (run := self._session.runs.run(id)) is None:
            return
        is_ghost = item.checkState() == Qt.CheckState.Checked
        if is_ghost != run.is_ghost:
            self._keeping.show(id, is_ghost)
        elif item.text() != run.name and not self._keeping.rename(id, item.text()):
            self._fill()

    def _make_buttons(self) -> QWidget:
        """For whoever shows the panel to put where there is room."""
        shown = QWidget(self)
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, GRID, GRID)  # their words stand on the line of the tabs
        row.setSpacing(GRID // 2)
        for id, words in BUTTONS:
            if id in self._actions:
                row.addWidget(ActionButton(self._actions[id], words, shown))
        return shown

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("runsMenu")
        menu.setToolTipsVisible(True)
        menu.addActions([self._actions[id] for id in MENU if id in self._actions])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _header(title: str, words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(title)
    item.setTextAlignment(_alignment(title, words))
    return item


def _alignment(title: str, words: str) -> Qt.AlignmentFlag:
    """Columns of numbers stand at the right; `words` is what one of its cells says."""
    return RIGHT if title in FIXED[1:] or words[:1].isdigit() else LEFT


class RunsTable(QTableWidget):
    """F2 renames, Space shows or hides, Enter goes back, Delete throws away, whatever they do elsewhere."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("runs")
        self.setAccessibleName("The runs that are kept")
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(look.scaled(280))
        self.setColumnCount(1)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)

    def fit_names(self, names: Iterable[str]) -> None:
        """Makes the first column as wide as the longest name with its tick and mark, up to a limit."""
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        self.setColumnWidth(0, min(widest, look.scaled(200)) + line_size().width() + look.scaled(TICK))

    @property
    def texts(self) -> list[list[str]]:
        """What stands in the cells; first the titles of the columns."""
        columns, rows = range(self.columnCount()), range(self.rowCount())
        titles = [self.horizontalHeaderItem(column) for column in columns]
        cells = [[self.item(row, column) for column in columns] for row in rows]
        return [[item.text() if item else "" for item in line] for line in (titles, *cells)]

    def event(self, event: QEvent) -> bool:
        is_own = isinstance(event, QKeyEvent) and event.key() in OWN_KEYS and not event.modifiers()
        if event.type() == QEvent.Type.ShortcutOverride and is_own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ids = {
            Qt.Key.Key_F2: "rename_run",
            Qt.Key.Key_Delete: "delete_run",
            Qt.Key.Key_Space: "ghost_run",
            Qt.Key.Key_Return: "go_back_run",
            Qt.Key.Key_Enter: "go_back_run",
        }
        id = ids.get(Qt.Key(event.key()), "")
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter in a name's field comes here as well
        elif id in self._actions and not event.modifiers():
            self._actions[id].trigger()
        elif event.matches(QKeySequence.StandardKey.Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)
