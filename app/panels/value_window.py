"""Which part of a tensor fits where it is shown: some rows and columns of one of its slices."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.document.figures import figure

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ValueWindow:
    """A window on a tensor: at most `high` rows and `wide` columns of one slice of the leading dimensions.

    A vector is a row; a vector longer than a row goes on in the next ones.
    """

    shape: tuple[int, ...]
    high: int = 8
    wide: int = 5
    top: int = 0
    left: int = 0
    slice: int = 0

    @property
    def table(self) -> tuple[int, int]:
        """How many rows and columns the slice has."""
        if len(self.shape) < 2:
            count = self.shape[0] if self.shape else 1
            return -(-count // self.wide), min(count, self.wide)
        return self.shape[-2], self.shape[-1]

    @property
    def slices(self) -> int:
        """How many slices there are."""
        return int(np.prod(self.shape[:-2], dtype=np.int64)) if len(self.shape) > 2 else 1

    @property
    def rows(self) -> range:
        """The rows that are seen."""
        return range(self.top, min(self.top + self.high, self.table[0]))

    @property
    def columns(self) -> range:
        """The columns that are seen."""
        return range(self.left, min(self.left + self.wide, self.table[1]))

    @property
    def is_whole(self) -> bool:
        """Whether all of the tensor is seen."""
        return self.slices == 1 and (len(self.rows), len(self.columns)) == self.table

    def place(self, row: int, column: int) -> Place | None:
        """The element in a cell of the slice; None where there is none."""
        if not (0 <= row < self.table[0] and 0 <= column < self.table[1]):
            return None
        if len(self.shape) < 2:
            at = row * self.wide + column
            return ((at,) if self.shape else ()) if at < max(int(np.prod(self.shape)), 1) else None
        lead = np.unravel_index(self.slice, self.shape[:-2]) if len(self.shape) > 2 else ()
        return (*(int(i) for i in lead), row, column)

    def cell(self, place: Place) -> tuple[int, int]:
        """The row and column of an element of the slice."""
        if len(self.shape) < 2:
            return divmod(place[0] if place else 0, self.wide)
        return place[-2], place[-1]

    def moved(self, rows: int = 0, columns: int = 0, slices: int = 0) -> ValueWindow:
        """The window so many rows, columns and slices on, within the tensor."""
        high, wide = self.table
        return replace(
            self,
            top=min(max(self.top + rows, 0), max(high - self.high, 0)),
            left=min(max(self.left + columns, 0), max(wide - self.wide, 0)),
            slice=min(max(self.slice + slices, 0), self.slices - 1),
        )

    def showing(self, place: Place) -> ValueWindow:
        """The window moved as little as needed for an element to be seen."""
        row, column = self.cell(place)
        down = min(row - self.top, 0) + max(row - self.top - self.high + 1, 0)
        right = min(column - self.left, 0) + max(column - self.left - self.wide + 1, 0)
        lead = place[:-2]
        at = int(np.ravel_multi_index(lead, self.shape[:-2])) if lead else 0
        return self.moved(down, right, at - self.slice)

    def title(self) -> str:
        """Which part is seen: "(1, 2, ·, ·), rows 1 to 8 of 20"; "" when all is."""
        parts = []
        if self.slices > 1:
            lead = np.unravel_index(self.slice, self.shape[:-2])
            parts.append(f"({', '.join(str(int(i) + 1) for i in lead)}, ·, ·)")
        high, wide = self.table
        for name, seen, count in (("rows", self.rows, high), ("columns", self.columns, wide)):
            if len(seen) < count:
                parts.append(f"{name} {seen.start + 1} to {seen.stop} of {count:,}")
        return ", ".join(parts)


def summary(array: np.ndarray) -> str:
    """A tensor in one line: its length, smallest, largest and mean number, and any that is none."""
    values = np.asarray(array, dtype=np.float64)
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "no finite number" if values.size else "empty"
    bad = values.size - finite.size
    told = [
        f"length {figure(float(np.linalg.norm(finite)))}",
        f"{figure(float(finite.min()))} to {figure(float(finite.max()))}",
        f"mean {figure(float(finite.mean()))}",
    ]
    return ", ".join(told) + (f", {bad:,} not finite" if bad else "")
