"""What a window tells the test probe of what is no widget: the canvas's cards and wires, the plots' lines."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.window import Window


def told(window: Window, query: dict[str, Any]) -> dict[str, Any] | None:
    """The answer to {"plot": id} and {"table": "runs"}, or what the canvas makes of a query.

    None for what is a widget's.

    Of a plot that is shown: `lines`, the points that are drawn, in the axes' own units, by line ("loss",
    "ghost 0", a node's number); `labels`, what stands at their ends; `moment`, where the marked moment is.
    """
    match query:
        case {"plot": str(id)}:
            return _plot(window, id)
        case {"table": "runs"}:
            return {"rows": window.runs.table.texts}
    return window.canvas.where(query)


def _plot(window: Window, id: str) -> dict[str, Any]:
    plot = next((view.plot for view in window.plots.shown if view.id == id), None)
    if plot is None:
        raise LookupError(f"the plot {id!r} is not shown")
    lines = {_name(key): [axis.tolist() for axis in points] for key, points in plot.drawn().items()}
    return {"lines": lines, "labels": plot.labels.texts, "moment": plot.view.moment}


def _name(key: Hashable) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
