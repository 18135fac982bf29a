"""Small documents to train."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.document import edits
from app.document.model import INPUT, OUTPUT, Data, Document
from app.training import sources


def chain(
    modules: Sequence[tuple[str, dict[str, Any]]], criterion: str, data: Data, **training: Any
) -> Document:
    """Modules one after another, wired from the data to the criterion; they get the ids 1, 2, 3, ..."""
    doc = edits.set_training(edits.set_data(Document(), data), **training)
    last = INPUT
    for module, args in modules:
        doc, id = edits.add(doc, module, args)
        doc = edits.connect(doc, 0, last, id)
        last = id
    doc, _ = edits.add(doc, criterion)
    return edits.connect(doc, 0, last, OUTPUT)


def linear(inputs: int, outputs: int) -> tuple[str, dict[str, Any]]:
    return "Linear", {"inputSize": inputs, "outputSize": outputs}


def table(folder: Path, rows: Sequence[Sequence[float]], inputs: int, answers: str = "numbers") -> Data:
    """A CSV file of these rows, the last column the target; numbers are written in full."""
    file = folder / "table.csv"
    file.write_text("\n".join(",".join(map(repr, row)) for row in rows) + "\n", encoding="utf-8")
    options = {
        "path": str(file),
        "header": "no",
        "inputs": tuple(f"column {place + 1}" for place in range(inputs)),
        "target": (f"column {inputs + 1}",),
        "answers": answers,
    }
    return sources.find("csv_file").describe(options)
