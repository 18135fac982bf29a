"""What is done about the gaps of a CSV file: rows left out, or filled with the mean or a value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.training.csv_format import Format
from app.training.examples import DataError
from nncore.errors import Repair

ASK, DROP, MEAN, VALUE = "ask", "leave out", "mean", "value"


def gaps(array: np.ndarray) -> np.ndarray:
    """Where values are missing: NaN among numbers, 0 among indices."""
    return np.asarray(np.isnan(array) if array.dtype.kind == "f" else array == 0)


def without_gaps(
    form: Format, names: Sequence[tuple[str, ...]], arrays: Sequence[np.ndarray], policy: str
) -> list[np.ndarray]:
    """The arrays, the target last, with nothing missing; `names` are the columns of each.

    Where gaps are to be filled with the mean they are still there, but not in the target. Rows whose target
    is missing are always left out, unless a person is still to be asked.

    Raises:
        DataError: when something is missing and nothing is said about it, with what can be done.
    """
    missing = [gaps(array).reshape(len(array), -1) for array in arrays]
    rows = np.logical_or.reduce([each.any(axis=1) for each in missing])
    if not rows.any():
        return list(arrays)
    if policy == ASK:
        raise _question(form, names, missing, rows)
    out = rows if policy == DROP else missing[-1].any(axis=1)
    kept = [array[~out] for array in arrays]
    if not len(kept[-1]):
        raise DataError(f"{form.path.name}: something is missing in every row, so that none is left.")
    return kept


def _question(
    form: Format, names: Sequence[tuple[str, ...]], missing: Sequence[np.ndarray], rows: np.ndarray
) -> DataError:
    first = int(rows.argmax())
    column = next(
        columns[int(each[first].argmax())]
        for columns, each in zip(names, missing, strict=True)
        if each[first].any()
    )
    number = next(number for place, (number, _) in enumerate(form.rows()) if place == first)
    count = int(rows.sum())
    these = f"the {count} rows" if count > 1 else "the row"
    return DataError(
        f"{form.path.name}, row {number}, column {column!r}: the value is missing. {count:,} of "
        f"{len(rows):,} rows "
        "have gaps. What is to be done about them?",
        (
            Repair(f"leave out {these} with gaps", "set", "missing", DROP),
            Repair("put the column's mean there (of the rows that are trained on)", "set", "missing", MEAN),
            Repair("put a value of your own there", "set", "missing", VALUE),
        ),
    )
