"""A form made from arguments: names, fields, and what is to be said about each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.document.refused import Refused
from app.look import restyle
from app.look.tokens import GRID
from app.panels.field import Field
from nncore.spec import Arg

Give = Callable[[str, Any, str], None]
"""Takes an argument's name, its new value, and the key of those that are one undo step together."""

BURST = 1000
"""Milliseconds of rest after which the next step of a number is an undo step of its own."""


class Form(QWidget):
    """Fields for `args`. New values go to `give`, which may raise Refused. `prefix` begins object names.

    Names stand at the left and notes below each field; or, in a bar (`across`), names stand above the fields,
    and `refused` is all that is said.
    """

    refused = Signal(str)  # the reason in words; "" when what is shown fits

    def __init__(
        self,
        args: Iterable[Arg],
        give: Give,
        prefix: str = "arg:",
        parent: QWidget | None = None,
        across: bool = False,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._give = give
        self._burst = 0
        self._since = QElapsedTimer()
        self.fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID if across else 2 * GRID)
        self._grid.setVerticalSpacing(2)
        for place, arg in enumerate(args):
            field = Field(arg, prefix + arg.name, self, (titles or {}).get(arg.name, ""), not across)
            self.fields[arg.name] = field
            self._connect(field)
            if across:
                self._put_across(field, place)
            else:
                self._put_below(field, 3 * place)

    def follow(
        self,
        values: Mapping[str, Any],
        mixed: Collection[str] = (),
        told: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Shows the values that the model has now; what is missing is not given, or differs if in `mixed`.

        `told` are those that are not given but follow the wire.
        """
        for name, field in self.fields.items():
            field.follow(values.get(name), name in mixed, told.get(name))

    def forget(self) -> None:
        """What was typed and not taken is gone; what comes next is an undo step of its own."""
        self._since.invalidate()
        for field in self.fields.values():
            field.forget()

    def _connect(self, field: Field) -> None:
        field.given.connect(lambda value, is_step: self._take(field, value, is_step))
        field.refused.connect(self.refused)

    def _put_below(self, field: Field, row: int) -> None:
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(field.label, row, 0)
        self._grid.addWidget(field.editor, row, 1)
        self._grid.addWidget(field.note, row + 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(row + 2, GRID)

    def _put_across(self, field: Field, column: int) -> None:
        restyle(field.label, role="small")
        self._grid.addWidget(field.label, 0, column)
        self._grid.addWidget(field.editor, 1, column)

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
