"""The bugs lab's panel: bugs to switch on; below, what the diagnosis says, and the gradient check."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.bugs_lab import BugsLab
from app.gradient_checks import GradientChecks
from app.look.tokens import GRID
from app.panels.lab_findings import LabFindings
from app.panels.lab_gradients import LabGradients
from app.panels.lab_switches import LabSwitches
from app.panels.parts import column
from app.session import Session

SETTLED = 50
"""Milliseconds after which what was put in or taken out has its place."""


class LabPanel(QWidget):
    """One column that scrolls. What is new comes into view, unless the pointer is at work in the panel."""

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
        self.switches = LabSwitches(session, bugs)
        self.findings = LabFindings(bugs)
        self.gradients = LabGradients(session, checks, actions)
        self._content = QWidget()
        parts = column(self._content)
        parts.setSpacing(GRID)
        for part in (self.switches, self.findings, self.gradients):
            parts.addWidget(part)
        parts.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("lab")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        bugs.found.connect(self._come_to_findings)
        checks.turned.connect(lambda: self.show_gradients() if checks.results else None)

    def catch_up(self) -> None:
        """Shows what has happened while it was behind another panel."""
        self.switches.follow()

    def focus_first(self) -> None:
        """Gives the keyboard to the first switch that can be used."""
        for row in self.switches.rows.values():
            if row.box.isEnabled():
                row.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def show_findings(self) -> None:
        """Scrolls to the diagnosis."""
        self._scroll_to(self.findings)

    def show_gradients(self) -> None:
        """Scrolls to the gradient check."""
        self._scroll_to(self.gradients)

    def _come_to_findings(self) -> None:
        if not self.underMouse():
            self.show_findings()

    def _scroll_to(self, part: QWidget) -> None:
        """Once it has its new height."""

        def scroll() -> None:
            self._area.verticalScrollBar().setValue(part.mapTo(self._content, QPoint(0, 0)).y())

        QTimer.singleShot(SETTLED, self, scroll)
