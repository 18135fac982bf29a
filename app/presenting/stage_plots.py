"""The plots while presenting: below the drawing, taken from the panel that they stand in otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.look import restyle
from app.panels.plots import PlotsPanel

SHARE = 0.45
"""How much of the canvas's height they take."""


class StagePlots(QFrame):
    """Over the lower part of a canvas. The same plots as ever: only their place is another."""

    def __init__(self, canvas: QWidget, plots: PlotsPanel) -> None:
        super().__init__(canvas)
        self.setObjectName("stagePlots")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        restyle(self, kind="plot")
        self._canvas, self._plots = canvas, plots
        self._home: QSplitter | None = None
        self._sizes: list[int] = []
        self._shown: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def is_on(self) -> bool:
        return self._home is not None

    def turn(self, on: bool) -> None:
        """Brings the plots here, or back to where they were, as they were."""
        if on == self.is_on:
            return
        if on:
            home = self._plots.parentWidget()
            assert isinstance(home, QSplitter)
            self._home, self._sizes, self._shown = home, home.sizes(), self._plots.choice.shown
            column = self.layout()
            assert column is not None
            column.addWidget(self._plots)
        elif self._home is not None:
            self._plots.choice.show_these(self._shown)
            self._home.insertWidget(0, self._plots)
            self._home.setStretchFactor(0, 1)
            self._home.setSizes(self._sizes)
            self._home = None
        self.setVisible(on)

    def fit(self, foot: float) -> float:
        """Takes its place above the free foot of the canvas; how high it is, 0 when it is not shown."""
        if not self.is_on:
            return 0.0
        size = self._canvas.size()
        high = round((size.height() - foot) * SHARE)
        self.setGeometry(0, round(size.height() - foot) - high, size.width(), high)
        self.raise_()
        return float(high)
