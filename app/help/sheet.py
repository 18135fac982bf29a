"""The sheet of all keys and of what the mouse does, in two columns, read off the commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.commands import grouped
from app.commands.fixed import KEYS, MOUSE
from app.keymap import Keymap, native
from app.look import look, restyle
from app.look.tokens import GRID


class Line(NamedTuple):
    """What a gesture or some keys do; of a command also its sentence."""

    does: str
    gesture: str = ""
    keys: tuple[str, ...] = ()
    tip: str = ""


Group = tuple[str, list[Line]]


class KeySheet(QDialog):
    """Follows the keymap. `change_wanted`: the person wants other keys."""

    change_wanted = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keySheet")
        self.setWindowTitle("Keys and Mouse")
        self._keymap = keymap
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        change = buttons.addButton("Change Keys…", QDialogButtonBox.ButtonRole.ActionRole)
        change.setObjectName("changeKeys")
        change.setAutoDefault(False)
        change.clicked.connect(self.change_wanted)
        column = QVBoxLayout(self)
        column.addWidget(self._area)
        column.addWidget(buttons)
        self.resize(look.scaled(1040), look.scaled(700))
        self.finished.connect(self.deleteLater)
        keymap.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        page.setObjectName("keySheetPage")
        row = QHBoxLayout(page)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(4 * GRID)
        for groups in halves(shown(self._keymap)):
            row.addLayout(_column(groups), 1)
        self._area.setWidget(page)


def shown(keymap: Keymap) -> list[Group]:
    """All groups: the mouse, the canvas's own keys, then menu by menu the commands that have keys."""
    groups: list[Group] = [
        ("Mouse", [Line(does, gesture) for gesture, does in MOUSE]),
        ("Keys of the canvas", [Line(fixed.does, keys=fixed.called) for fixed in KEYS]),
    ]
    for title, commands in grouped():
        keyed = [(command, keymap.keys(command)) for command in commands]
        lines = [
            Line(command.full, keys=tuple(map(native, keys)), tip=command.tip)
            for command, keys in keyed
            if keys
        ]
        if lines:
            groups.append((title, lines))
    return groups


def halves(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The groups in two columns of nearly the same height, in their order."""
    heights = [len(lines) + 2 for _, lines in groups]
    cuts = range(1, len(groups))
    cut = min(cuts, key=lambda k: max(sum(heights[:k]), sum(heights[k:])), default=len(groups))
    return list(groups[:cut]), list(groups[cut:])


def _column(groups: Sequence[Group]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    grid.setColumnStretch(1, 1)
    row = 0
    for title, lines in groups:
        heading = QLabel(title)
        restyle(heading, role="title")
        heading.setContentsMargins(0, 2 * GRID if row else 0, 0, GRID // 2)
        grid.addWidget(heading, row, 0, 1, 2)
        for line in lines:
            row += 1
            left = _words(line.gesture, role="muted") if line.gesture else _caps(line.keys)
            grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_words(line.does, f"{line.tip}." if line.tip else ""), row, 1)
        row += 1
    grid.setRowStretch(row, 1)
    return grid


def _caps(keys: Sequence[str]) -> QWidget:
    """The keys, each as a cap."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2)
    for each in keys:
        cap = QLabel(each)
        cap.setTextFormat(Qt.TextFormat.PlainText)
        restyle(cap, role="key")
        row.addWidget(cap)
    row.addStretch(1)
    return line


def _words(text: str, tip: str = "", role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(not role)
    label.setContentsMargins(0, 2, 0, 2)
    label.setToolTip(tip)
    if role:
        restyle(label, role=role)
    return label
