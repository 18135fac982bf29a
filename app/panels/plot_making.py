"""Makes the plots, each with its source and the switches that only it has.

It imports pyqtgraph: import this when a plot is to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.document.model import NodeId
from app.look.icons import icon
from app.panels.plot import Plot
from app.panels.plot_choice import PLOTS
from app.panels.plot_glances import QUANTITIES, RestingSource, SpreadSource
from app.panels.plot_source import LossSource, NodeSource, ScoreSource, Source
from app.panels.plot_view import PlotView
from app.runner import Runner
from app.session import Session
from app.training.curves import Measured
from app.training.glance import Quantity
from app.training.glances import Glances

Key = TypeVar("Key")
Format = Literal["csv", "svg", "png"]
FORMATS: dict[Format, str] = {"csv": "Numbers (CSV)…", "svg": "Drawing (SVG)…", "png": "Picture (PNG)…"}

MEASURES: dict[str, Measured] = {"gradients": "gradient", "weights": "weight", "updates": "update"}
EMPTY = {
    "loss": "Press Run [run] to see the loss fall here.",
    "score": "Press Run [run] to see how often it is right.",
    "gradients": "Press Run [run] to see every gradient here.",
    "weights": "Press Run [run] to see the weights grow here.",
    "updates": "Press Run [run] to see how large the steps are.",
    "spread": "Press Run [run]: histograms are taken while this plot is shown.",
    "resting": "Press Run [run]: units are counted while this plot is shown.",
}
"""What an empty plot says."""
NAMES = {"gradients": "normsPlot"}
"""Object names that are not the ids' own."""
TITLES = {
    "gradients": "Gradient norms",
    "weights": "Weight norms",
    "updates": "Update / weight",
    "resting": "Resting units, %",
}

PERCENT = (-4.0, 104.0)
"""What is seen of an axis of percents."""


def make(id: str, session: Session, runner: Runner, glances: Glances, parent: QWidget) -> PlotView:
    """The plot of this id."""
    source = _source(id, session, runner, glances)
    plot = Plot(TITLES.get(id, PLOTS[id][0]), source.x_name, EMPTY[id], parent)
    plot.setObjectName(NAMES.get(id, f"{id}Plot"))
    plot.title.setToolTip(PLOTS[id][1])
    view = PlotView(id, plot, source)
    if isinstance(source, LossSource):
        _add_by_batch(view, source)
    elif isinstance(source, SpreadSource):
        _add_choices(view, source)
    elif isinstance(source, RestingSource):
        plot.limits = PERCENT
    return view


def add_export(view: PlotView, export: Callable[[PlotView, Format], object]) -> None:
    """Puts a button at the end of the plot's head that offers to write it to a file."""
    button = QToolButton(view.plot)
    button.setObjectName(f"export:{view.id}")
    button.setIcon(icon("export"))
    button.setToolTip("Writes this plot to a file")
    button.setAccessibleName("Export this plot")
    menu = QMenu(button)
    for kind, words in FORMATS.items():
        menu.addAction(words).triggered.connect(lambda _=False, kind=kind: export(view, kind))
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    view.plot.add_button(button, -1)


def _source(id: str, session: Session, runner: Runner, glances: Glances) -> Source:
    if id in MEASURES:
        return NodeSource(session, runner, MEASURES[id])
    if id == "spread":
        return SpreadSource(session, glances)
    if id == "resting":
        return RestingSource(session, glances)
    if id == "loss":
        return LossSource(session, runner)
    return ScoreSource(session, runner)


def _add_by_batch(view: PlotView, source: LossSource) -> None:
    button = QToolButton(view.plot)
    button.setObjectName("lossByBatch")
    button.setText("by batch")
    button.setCheckable(True)
    button.setToolTip("Shows the loss of every batch instead of each epoch's mean")

    def switch(on: bool) -> None:
        source.by_batch = on
        view.rename_x()

    button.toggled.connect(switch)
    view.plot.add_button(button)


def _add_choices(view: PlotView, source: SpreadSource) -> None:
    """Which module's numbers are shown, and which of them."""

    def choose_node(node: NodeId) -> None:
        source.chosen = node
        show()

    def choose_quantity(quantity: Quantity) -> None:
        source.quantity = quantity
        show()

    def show() -> None:
        view.draw()
        view.plot.follow()

    view.plot.log_y.hide()
    view.plot.title.hide()
    node, quantity = QToolButton(view.plot), QToolButton(view.plot)
    node.setObjectName("spreadNode")
    node.setToolTip("Whose numbers are shown; selecting a module shows its own")
    node.setMenu(_menu(node, lambda: source.nodes, choose_node))
    quantity.setObjectName("spreadQuantity")
    quantity.setToolTip("Which of its numbers are shown")
    quantity.setMenu(_menu(quantity, lambda: QUANTITIES, choose_quantity))
    for place, button in enumerate((node, quantity)):
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        view.plot.add_button(button, place)


def _menu(
    button: QToolButton, options: Callable[[], Mapping[Key, str]], choose: Callable[[Key], None]
) -> QMenu:
    """A menu of what there is when it opens."""
    menu = QMenu(button)

    def fill() -> None:
        menu.clear()
        for key, name in options().items():
            menu.addAction(name).triggered.connect(lambda _=False, key=key: choose(key))

    menu.aboutToShow.connect(fill)
    return menu
