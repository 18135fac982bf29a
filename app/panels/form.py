"""A form made from arguments: names at the left, fields at the right, notes below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from app.document.refused import Refused
from app.look.tokens import GRID
from app.panels.field import Field
from nncore.spec import Arg

Give = Callable[[str, Any, str], None]
"""Takes an argument's name, its new value, and the key of those that are one undo step together."""

BURST = 1000
"""Milliseconds of rest after which the next step of a number is an undo step of its own."""


class Form(QWidget):
    """Fields for `args`. New values go to `give`, which may raise Refused. `prefix` begins object names."""

    def __init__(
        self, args: Iterable[Arg], give: Give, prefix: str = "arg:", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._give = give
        self._burst = 0
        self._since = QElapsedTimer()
        self.fields: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, arg in enumerate(args):
            self._add(arg, prefix, grid, 3 * place)

    def follow(self, values: Mapping[str, Any], mixed: Collection[str] = ()) -> None:
        """Shows the values that the model has now; what is missing is not given, or differs if in `mixed`."""
        for name, field in self.fields.items():
            field.follow(values.get(name), name in mixed)

    def _add(self, arg: Arg, prefix: str, grid: QGridLayout, row: int) -> None:
        field = self.fields[arg.name] = Field(arg, prefix + arg.name, self)
        grid.addWidget(field.label, row, 0)
        grid.addWidget(field.editor, row, 1)
        grid.addWidget(field.note, row + 1, 0, 1, 2)
        grid.setRowMinimumHeight(row + 2, GRID)
        field.given.connect(lambda value, is_step: self._take(field, value, is_step))

    def _take(self, field: Field, value: Any, is_step: bool) -> None:
        if not is_step or not self._since.isValid() or self._since.elapsed() > BURST:
            self._burst += 1
        self._since.start()
        try:
            self._give(field.arg.name, value, f"{id(self)}:{field.arg.name}:{self._burst}" if is_step else "")
        except Refused as refusal:
            field.refuse(str(refusal))
        else:
            field.show_value(value)
