"""The switches of the bugs lab: each with what it does, and the line of the tutorial's code it breaks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.bugs_lab import BugsLab
from app.look import look
from app.look.tokens import GRID
from app.panels.parts import heading, words
from app.panels.seen import is_seen
from app.session import Session
from app.training import lab
from app.training.lab.switch import Switch


class LabSwitches(QWidget):
    """A row for each bug. Those that are on show their explanation; the others have it as their tip."""

    def __init__(self, session: Session, bugs: BugsLab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bugs = bugs
        self.rows = {switch.id: SwitchRow(switch, bugs) for switch in lab.SWITCHES}
        self._off = QPushButton("Switch all off")
        self._off.setObjectName("bugsOff")
        self._off.setToolTip("Takes every bug out of the training. It can be undone.")
        self._off.clicked.connect(bugs.switch_all_off)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(heading("Bugs to switch on"))
        for row in self.rows.values():
            layout.addWidget(row)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self._off, 0, Qt.AlignmentFlag.AlignLeft)
        session.document_changed.connect(self._follow_document)
        self.follow()

    def _follow_document(self) -> None:
        if is_seen(self):
            self.follow()

    def follow(self) -> None:
        """Shows which are on, and which this model cannot have."""
        for row in self.rows.values():
            row.follow()
        self._off.setEnabled(any(self._bugs.is_on(bug) for bug in self.rows))


class SwitchRow(QWidget):
    """One switch."""

    def __init__(self, switch: Switch, bugs: BugsLab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch, self._bugs = switch, bugs
        self.box = QCheckBox(switch.title)
        self.box.setObjectName(f"bug:{switch.id}")
        self.box.setAccessibleDescription(switch.explanation)
        self.box.clicked.connect(self._given)
        self.more = QWidget()
        inner = QVBoxLayout(self.more)
        inner.setContentsMargins(look.scaled(3 * GRID), 0, 0, GRID)
        inner.setSpacing(GRID // 2)
        inner.addWidget(words(switch.explanation, "small", f"bugText:{switch.id}"))
        inner.addWidget(words(f"{switch.right}\n→ {switch.wrong}", "mono", f"bugCode:{switch.id}"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addWidget(self.more)

    def _given(self, on: bool) -> None:
        self._bugs.switch(self._switch.id, on)
        self.follow()

    def follow(self) -> None:
        """Shows how it stands."""
        on, why_not = self._bugs.is_on(self._switch.id), self._bugs.why_not(self._switch.id)
        self.box.setChecked(on)
        self.box.setEnabled(not why_not)
        self.box.setToolTip(why_not or f"{self._switch.explanation}\n\n{self._switch.wrong}")
        self.more.setVisible(on)
