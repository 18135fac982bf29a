"""The bugs lab's panel: bugs to switch on; below, what the diagnosis says, and the gradient check."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.bugs_lab import BugsLab
from app.gradient_checks import GradientChecks
from app.panels.lab_findings import LabFindings
from app.panels.lab_gradients import LabGradients
from app.panels.lab_switches import LabSwitches
from app.panels.parts import column
from app.session import Session


class LabPanel(QWidget):
    """Two parts that scroll by themselves: what one does, and what comes of it."""

    def __init__(
        self,
        session: Session,
        bugs: BugsLab,
        checks: GradientChecks,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("labPanel")
        self._bugs = bugs
        self.switches = LabSwitches(session, bugs)
        self.findings = LabFindings(bugs)
        self.gradients = LabGradients(session, checks, actions)
        below = QWidget()
        lower = column(below)
        lower.addWidget(self.findings)
        lower.addWidget(self.gradients)
        lower.addStretch(1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(_scrolling(self.switches))
        halves.addWidget(_scrolling(below))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)

    def focus_first(self) -> None:
        """Gives the keyboard to the first switch that can be used."""
        for row in self.switches.rows.values():
            if row.box.isEnabled():
                row.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bugs.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._bugs.set_seen(False)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
