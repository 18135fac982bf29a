"""What the plots show of each step as JSON's values, and back. Files of older programs have none."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.document.plotted import Plotted
from app.document.written import Unreadable, listed, record, whole
from app.files.values import Arrays, from_plain, to_plain


def plots_to_plain(plotted: Plotted, state: Arrays) -> dict[str, Any]:
    """The tables; their arrays go into `state`."""
    tables = {
        name: {"joined": joined, "rows": to_plain(rows, f"plots.{name}", state)}
        for name, (rows, joined) in plotted.tables.items()
    }
    return {"modules": [*plotted.nodes], "tables": tables}


def plots_from_plain(plain: Any, state: Arrays) -> Plotted:
    """The tables.

    Raises:
        Unreadable: when they are none, or arrays are missing.
    """
    values = record(plain, "the plots")
    nodes = tuple(whole(node, "a plotted module") for node in listed(values.get("modules", []), "the plots"))
    if len({*nodes}) < len(nodes):
        raise Unreadable("a module is plotted twice")
    tables = {}
    for name, entry in record(values.get("tables", {}), "the plots' tables").items():
        table = record(entry, f"the plot {name}")
        rows = from_plain(table.get("rows"), state)
        if not isinstance(rows, np.ndarray) or rows.ndim != 2 or rows.dtype.kind != "f":
            raise Unreadable(f"the plot {name} is no table of numbers")
        tables[name] = (rows, whole(table.get("joined"), "how many steps are joined", low=1))
    return Plotted(nodes, tables)
