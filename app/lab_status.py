"""What the status bar says of the bugs lab: how much is wrong, while something is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStatusBar, QToolButton

from app.bugs_lab import BugsLab
from app.look.icons import icon
from app.session import Session
from app.training.diagnosis.finding import Finding


class LabStatus(QObject):
    """A button that leads to the diagnosis, and a sentence when something new is found."""

    def __init__(self, bugs: BugsLab, session: Session, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bugs, self._session = bugs, session
        self.button = QToolButton(bar)
        self.button.setObjectName("labStatus")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setProperty("kind", "small")
        self.button.setIcon(icon("warning", "warning_text"))
        self.button.hide()
        bar.addPermanentWidget(self.button)
        bugs.changed.connect(self._follow)
        bugs.found.connect(self._say)

    def _follow(self) -> None:
        findings = self._bugs.findings
        self.button.setVisible(bool(findings))
        if findings:
            more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
            self.button.setText(f"{findings[0].title}{more}")
            self.button.setToolTip("\n\n".join(f"{one.title}: {one.why}" for one in findings))
            self.button.setAccessibleName(f"Diagnosis: {self.button.text()}")

    def _say(self, finding: Finding) -> None:
        self._session.said.emit(f"{finding.title}. The bugs lab says why, and mends it.")
