"""The gradient check in the bugs lab: its buttons, how far it is, and what was found at each module."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.document.described import title
from app.document.index import index
from app.document.model import NodeId
from app.gradient_checks import GradientChecks
from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.parts import heading, words
from app.session import Session
from app.training.diagnosis.rules.words import said
from app.training.gradients import TOLERANCE, Checked

BUTTONS = {"check_gradients": "Everything", "check_gradients_selected": "Selection", "cancel_check": "Cancel"}
ABOUT = (
    "Compares what backward gives with differences of the loss, number by number, on a copy of the network. "
    f"A relative error up to {TOLERANCE:g} is rounding."
)
NODE = Qt.ItemDataRole.UserRole


class LabGradients(QWidget):
    """Follows the check. A row for each module, the worst first; choosing one selects the module."""

    def __init__(
        self,
        session: Session,
        checks: GradientChecks,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gradientCheck")
        self._session, self._checks = session, checks
        self._shown: dict[NodeId, Checked] = {}
        self.note = words(ABOUT, "small", "gradientNote")
        self.progress = QProgressBar()
        self.progress.setObjectName("gradientProgress")
        self.progress.setAccessibleName("How much of the gradient check is done")
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.table = self._table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(heading("Gradient check"))
        layout.addLayout(_buttons(actions))
        layout.addWidget(self.progress)
        layout.addWidget(self.note)
        layout.addWidget(self.table)
        checks.changed.connect(self.follow)
        look.changed.connect(self._dress)
        self._dress()
        self.follow()

    def _table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setObjectName("gradientTable")
        table.setAccessibleName("The largest error of each module's gradients")
        table.setHeaderLabels(["Module", "Error"])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(False)
        table.setIndentation(0)
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(0, table.header().ResizeMode.Stretch)
        table.header().setSectionResizeMode(1, table.header().ResizeMode.ResizeToContents)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.itemSelectionChanged.connect(self._select)
        return table

    def _dress(self) -> None:
        self.progress.setFixedHeight(look.scaled(6))
        self.table.setFixedHeight(look.scaled(24 * GRID))
        self._shown = {}
        self.follow()

    def follow(self) -> None:
        """Shows how far it is, and what is new."""
        checks = self._checks
        self.progress.setVisible(checks.is_checking)
        self.progress.setValue(int(1000 * checks.share))
        text, role = self._words()
        self.note.setText(text)
        restyle(self.note, role=role)
        self.table.setVisible(bool(checks.results))
        if checks.results != self._shown:
            self._shown = dict(checks.results)
            self._list()

    def _words(self) -> tuple[str, str]:
        checks = self._checks
        found = checks.results.values()
        if checks.trouble:
            return checks.trouble, "warning"
        if checks.is_checking:
            return f"{len(found)} modules are checked.", "small"
        if not found:
            return ABOUT, "small"
        begin = "Stopped. " if checks.was_cancelled else ""
        wrong = sum(not one.is_right for one in found)
        if wrong:
            return f"{begin}{wrong} of {len(found)} modules have gradients that are not right.", "warning"
        return f"{begin}The gradients of {_count(len(found))} agree with the differences.", "ok"

    def _list(self) -> None:
        """Fills the table, the largest errors first."""
        nodes = index(self._session.document).nodes
        ranked = sorted(self._shown.values(), key=lambda one: (not one.fault, -one.error))
        self.table.blockSignals(True)
        self.table.clear()
        for one in ranked:
            if one.node in nodes:
                self.table.addTopLevelItem(_row(title(nodes[one.node]), one))
        self.table.blockSignals(False)

    def _select(self) -> None:
        chosen = [item.data(0, NODE) for item in self.table.selectedItems()]
        if chosen:
            self._session.select(chosen)


def _buttons(actions: Mapping[str, QAction]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for id, short in BUTTONS.items():
        actions[id].setIconText(short)
        button = QToolButton()
        button.setObjectName(f"lab:{id}")
        button.setDefaultAction(actions[id])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        row.addWidget(button)
    row.addStretch(1)
    return row


def _row(name: str, one: Checked) -> QTreeWidgetItem:
    """Two lines: the module, and its worst number both ways."""
    detail = one.fault or (
        f"{one.where}: backward {said(one.analytic)}, differences {said(one.numeric)}"
        if one.where
        else "no numbers to compare"
    )
    row = QTreeWidgetItem([f"{name}\n{detail}", "fails" if math.isinf(one.error) else said(one.error)])
    row.setData(0, NODE, one.node)
    row.setToolTip(0, f"{name}: {detail}")
    token = "ok" if one.is_right else "fault"
    row.setIcon(0, icon(token, f"{token}_text"))
    row.setForeground(1, QColor(look.theme.colour(f"{token}_text")))
    row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return row


def _count(modules: int) -> str:
    return "one module" if modules == 1 else f"all {modules} modules"
