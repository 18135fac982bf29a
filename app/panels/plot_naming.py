"""The words of a plot that depend on the model: what a score is, whose histograms are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from app.document.model import NodeId
from app.panels.plot_choice import PlotChoice
from app.panels.plot_glances import QUANTITIES, RestingSource, SpreadSource
from app.panels.plot_making import EMPTY
from app.panels.plot_source import ScoreSource
from app.panels.plot_view import PlotView


def name(view: PlotView, choice: PlotChoice) -> None:
    """Brings a plot's words up to date."""
    source = view.source
    if isinstance(source, ScoreSource):
        view.plot.title.setText(source.title or "Accuracy")
        choice.name("score", source.title or "Accuracy")
        view.plot.say_empty(
            EMPTY["score"] if source.title else "There is no accuracy, nor R², with this criterion."
        )
    elif isinstance(source, RestingSource):
        none = "The model has no ReLU, Tanh or Sigmoid, whose units can come to rest."
        view.plot.say_empty(EMPTY["resting"] if source.any else none)
    elif isinstance(source, SpreadSource):
        nodes = source.nodes
        _set(view, "spreadNode", nodes.get(source.node or 0, "module"))
        _set(view, "spreadQuantity", QUANTITIES[source.quantity])


def choose(view: PlotView, node: NodeId) -> bool:
    """Shows this module's histograms, if there are any; whether there are."""
    source = view.source
    assert isinstance(source, SpreadSource)
    if node not in source.nodes or node == source.node:
        return False
    source.chosen = node
    return True


def _set(view: PlotView, button: str, words: str) -> None:
    found = view.plot.findChild(QToolButton, button)
    assert isinstance(found, QToolButton)
    if found.text() != words:
        found.setText(words)
