"""What the inspector's cards are built from: headings, sentences, rows of facts, faults with repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from nncore.errors import Repair


def words(text: str = "", role: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Text that wraps and can be selected."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        restyle(label, role=role)
    return label


def heading(text: str) -> QLabel:
    """Begins a section of a card."""
    label = QLabel(text)
    label.setContentsMargins(0, 2 * GRID, 0, 2)
    restyle(label, role="heading")
    return label


def column(owner: QWidget) -> QVBoxLayout:
    """The layout of a card: one thing below the other."""
    made = QVBoxLayout(owner)
    made.setContentsMargins(2 * GRID - 4, GRID, 2 * GRID - 4, 2 * GRID)
    made.setSpacing(GRID // 2)
    return made


def header(title: str, picture: str, token: str, tip: str = "") -> QWidget:
    """A card's first line: the category's icon and the name."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, GRID // 2)
    row.setSpacing(GRID)
    mark, name = QLabel(), QLabel(title)
    side = look.scaled(20)
    mark.setPixmap(icon(picture, token).pixmap(QSize(side, side)))
    mark.setFixedWidth(side)
    name.setObjectName("cardTitle")
    name.setWordWrap(True)
    line.setToolTip(tip)
    restyle(name, role="title")
    row.addWidget(mark)
    row.addWidget(name, 1)
    return line


class Facts(QWidget):
    """Names at the left, what holds at the right, as often as it changes."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`rows`: the title, the object name of the value, what it means."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        self._values: dict[str, QLabel] = {}
        for place, (title, name, meaning) in enumerate(rows):
            label, value = QLabel(title), words(name=name)
            value.setAccessibleName(title)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            for widget in (label, value):
                widget.setToolTip(meaning)
            restyle(label, role="muted")
            self._values[name] = value
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)

    def show_fact(self, name: str, text: str) -> None:
        """Shows what holds now, in the row whose value is called `name`, if there is one."""
        if name in self._values and self._values[name].text() != text:
            self._values[name].setText(text)


class FaultBox(QWidget):
    """What is wrong, in words, with one button for each way to mend it. Hidden when nothing is wrong."""

    def __init__(self, repair: Callable[[Repair], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repair = repair
        self._shown: tuple[str, tuple[Repair, ...]] = ("", ())
        self._text = words(role="fault", name="faultText")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(GRID // 2)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, GRID, 0, GRID)
        inner.setSpacing(GRID // 2)
        inner.addWidget(self._text)
        inner.addLayout(self._buttons)
        self.hide()

    def show_fault(self, text: str, repairs: tuple[Repair, ...] = (), role: str = "fault") -> None:
        """Shows a fault; an empty text hides the box."""
        self.setVisible(bool(text))
        if (text, repairs) == self._shown:
            return
        self._shown = (text, repairs)
        self._text.setText(text)
        restyle(self._text, role=role)
        while item := self._buttons.takeAt(0):
            if button := item.widget():
                button.deleteLater()
        for number, repair in enumerate(repairs):
            self._buttons.addWidget(self._button(repair, number))

    def _button(self, repair: Repair, number: int) -> QPushButton:
        button = QPushButton(repair.words[:1].upper() + repair.words[1:])
        button.setObjectName(f"repair:{number}")
        button.setToolTip("Changes the model so that this fault is gone. It can be undone.")
        button.clicked.connect(lambda: self._repair(repair))
        return button
