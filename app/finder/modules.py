"""The search for modules over the canvas: it answers a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from app.canvas.wish import Wish
from app.document.search import search
from app.finder.finder import Finder
from app.finder.row import Row
from app.panels.described import summary
from nncore import catalog

if TYPE_CHECKING:
    from app.window import Window

EVERYDAY = (
    "Linear",
    "Tanh",
    "ReLU",
    "Sequential",
    "ConcatTable",
    "CAddTable",
    "LookupTable",
    "SpatialConvolution",
    "LogSoftMax",
    "MSECriterion",
    "ClassNLLCriterion",
)
"""What most networks are made of: offered before all others while nothing is typed."""

_APART = 12
"""How far from the pointer the list opens, so that the place itself stays in sight."""


class ModuleSearch(QObject):
    """Opens where the module shall stand. What was chosen last stands first while nothing is typed."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._wish: Wish | None = None
        self.finder = Finder(window, self._find, "modules", "Find a module", "No module fits “{}”.")
        self.finder.chosen.connect(self._add)
        self.finder.closed.connect(self._end)
        window.canvas.module_wanted.connect(self.open)

    def open(self, wish: Wish) -> None:
        """Opens for this wish, and gives up an older one."""
        self.finder.close_it()
        self._wish = wish
        accepts = f"Find a module that takes {wish.about}" if wish.about else "Find a module"
        self.finder.field.setPlaceholderText(accepts)
        self.finder.field.setAccessibleName(accepts)
        spot = self._window.canvas.viewport().mapTo(self._window, wish.spot)
        self.finder.open_at(spot + QPoint(_APART, _APART), wish.text)

    def _find(self, query: str) -> list[Row]:
        wish, names = self._wish, search(query)
        if not query:
            lately = self._window.settings.lately("modules")
            names = list(dict.fromkeys([*lately, *EVERYDAY, *names]))
        known = catalog.files()
        return [_row(name) for name in names if name in known and (wish is None or wish.takes(name))]

    def _add(self, module: str) -> None:
        self._window.settings.chose("modules", module)
        if self._wish is not None:
            self._wish.add(module)

    def _end(self) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.done()


def _row(name: str) -> Row:
    return Row(name, name, summary(name), category=catalog.category(name))
