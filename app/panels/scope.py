"""The microscope's look into one module: its formula, and each of its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.document.described import title
from app.document.model import Node
from app.document.search import spec_of
from app.document.worked import worked
from app.look import restyle
from app.look.formula import to_html
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.parts import words
from app.panels.value_view import ValueView, View
from app.panels.value_window import Place

_FIRST = ("input", "target", "output", "gradOutput", "gradInput")


class Scope(QWidget):
    """Shows one module, selected or pinned."""

    pin_wanted = Signal(object)
    """The node that is to be pinned, or no longer."""
    menu_wanted = Signal(object, QPoint)
    focused = Signal(object)
    """The `ValueView` that was last clicked in."""

    def __init__(self, node: Node, is_pinned: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node = node
        self.is_pinned = is_pinned
        self.views: dict[str, ValueView] = {}
        self._known: Mapping[str, Any] = {}
        self._choice: tuple[str, Place] | None = None
        spec = spec_of(node.module)
        self._formula = words(to_html(spec.formula) if spec and spec.formula else "", name="scopeFormula")
        self._worked = words(name="scopeWorked" if not is_pinned else "pinnedWorked")
        self._worked.setTextFormat(Qt.TextFormat.RichText)
        self._empty = words("Nothing is known of it yet. Step (F9) or run (F5).", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._column.setSpacing(GRID // 2)
        self._column.addWidget(self._header())
        for widget in (self._formula, self._worked, self._empty):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._formula.setVisible(bool(self._formula.text()))
        self._worked.hide()

    def _header(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = QLabel(title(self.node) + (f"  {self.node.label}" if self.node.label else ""))
        name.setObjectName("scopeTitle")
        name.setWordWrap(True)
        restyle(name, role="title")
        pin = QToolButton()
        pin.setIcon(icon("x" if self.is_pinned else "pin"))
        pin.setObjectName("unpin" if self.is_pinned else "pin")
        pin.setToolTip(
            "Takes it away" if self.is_pinned else "Keeps this module in view while others are selected"
        )
        pin.setAccessibleName("Unpin" if self.is_pinned else "Pin")
        pin.clicked.connect(lambda: self.pin_wanted.emit(self.node.id))
        row.addWidget(name, 1)
        row.addWidget(pin)
        return line

    def show_values(self, known: Mapping[str, Any], view: View) -> None:
        """Shows what is known of the module now."""
        self._known = known
        arrays = dict(flat(known))
        for name in [name for name in self.views if name not in arrays]:
            gone = self.views.pop(name)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, name in enumerate(ordered(arrays)):
            if name not in self.views:
                self._add(name, place)
            self.views[name].show_array(arrays[name], view)
        self._empty.setVisible(not arrays)
        self._tell()

    def _add(self, name: str, place: int) -> None:
        made = ValueView(name, "pinned" if self.is_pinned else "value")
        made.chosen.connect(self._choose)
        made.menu_wanted.connect(self.menu_wanted)
        self._column.insertWidget(4 + place, made)
        self.views[name] = made

    def _choose(self, name: str, place: Place) -> None:
        self._choice = (name, place)
        for other, view in self.views.items():
            if other != name:
                view.choose(None)
        self.focused.emit(self.views[name])
        self._tell()

    def _tell(self) -> None:
        """How the chosen element comes about."""
        lines: list[str] = []
        if self._choice is not None:
            lines = worked(self.node, self._known, *self._choice)
        self._worked.setVisible(bool(lines))
        if lines:
            self._worked.setText("<br>".join(to_html(line) for line in lines))


def flat(known: Mapping[str, Any]) -> list[tuple[str, np.ndarray]]:
    """Each array by its name; those of a table by name and number, "output 1"."""
    found: list[tuple[str, np.ndarray]] = []
    for name, value in known.items():
        if isinstance(value, list):
            found += flat({f"{name} {place + 1}": entry for place, entry in enumerate(value)})
        elif isinstance(value, np.ndarray) and value.size:
            found.append((name, value))
        elif isinstance(value, float):
            found.append((name, np.array([value])))
    return found


def ordered(names: Mapping[str, Any]) -> list[str]:
    """What goes in and out, forwards and backwards; then each parameter with its gradient."""

    def rank(name: str) -> tuple[int, str, bool]:
        plain = name.split()[0]
        if plain in _FIRST:
            return _FIRST.index(plain), name, False
        is_gradient = "grad" in plain
        own = plain.replace("grad", "", 1)
        own = own[:1].lower() + own[1:]
        return len(_FIRST), "" if own == "weight" else own, is_gradient

    return sorted(names, key=rank)
