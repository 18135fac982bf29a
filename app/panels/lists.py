"""Beside the plots: the log of the run at hand, and the runs that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from app.panels.log import LogPanel
from app.panels.runs import RunsPanel
from app.session import Session


class Lists(QTabWidget):
    """Two tabs; the second one says how many runs there are, and has the buttons of its list beside it."""

    def __init__(
        self, session: Session, log: LogPanel, runs: RunsPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lists")
        self.setDocumentMode(True)
        self._session, self._runs = session, runs
        self.addTab(log, "Log")
        self.addTab(runs, "Runs")
        self.setTabToolTip(0, "The loss of every epoch, to all its digits")
        self.setTabToolTip(1, "The runs that are kept, to compare and to go back to (Ctrl+7)")
        self.setCornerWidget(runs.buttons, Qt.Corner.TopRightCorner)
        self.currentChanged.connect(self._follow)
        session.history_changed.connect(self._count)
        self._follow()
        self._count()

    def show_runs(self) -> None:
        """Gives the keyboard to the list of runs."""
        self.setCurrentWidget(self._runs)
        self._runs.focus()

    def _follow(self) -> None:
        self._runs.buttons.setVisible(self.currentWidget() is self._runs)

    def _count(self) -> None:
        count = len(self._session.runs.kept)
        self.setTabText(1, f"Runs ({count})" if count else "Runs")
