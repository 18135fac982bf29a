"""A curve of any length in bounded memory: neighbours are joined as it grows, and no spike is lost."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

Line = tuple[np.ndarray, np.ndarray]
"""x and y of a line's points."""

BEGIN, END = 0, 1
ALL = slice(None)


class Drawn(NamedTuple):
    """A line, and its course without its noise."""

    line: Line
    means: Line


class Curve:
    """Values over a growing x, one or several columns of them.

    It keeps at most `capacity` buckets of equally many points, of each the lowest and the highest point; so
    no more than `capacity` points are kept exactly as they are. `capacity` is even.
    """

    def __init__(self, columns: int = 1, capacity: int = 8192) -> None:
        self._capacity = capacity
        self._span = np.empty((capacity, 2))  # where each bucket begins and ends
        self._low = np.empty((capacity, columns))
        self._high = np.empty((capacity, columns))
        self._low_x = np.empty((capacity, columns))
        self._high_x = np.empty((capacity, columns))
        self._sum = np.empty((capacity, columns))
        self._count = 0  # whole buckets
        self._stride = 1  # points in a whole bucket
        self._open = 0  # points in the bucket behind the whole ones
        self.last: tuple[float, np.ndarray] | None = None
        """The newest x, and each column's value there (after a cut, its lowest near there)."""

    def __len__(self) -> int:
        """How many buckets there are."""
        return self._count + bool(self._open)

    @property
    def range(self) -> tuple[float, float]:
        """The first and the last x; NaN when it is empty."""
        if not len(self):
            return np.nan, np.nan
        return float(self._span[0, BEGIN]), float(self._span[len(self) - 1, END])

    def extend(self, x: np.ndarray, y: np.ndarray) -> None:
        """Adds points in the order of x; `y` is n long, or n×columns. They replace what was from x[0] on."""
        if not len(x):
            return
        self.cut(float(x[0]))
        y = y.reshape(len(x), -1)
        self.last = float(x[-1]), y[-1].copy()
        at = 0
        while at < len(x):
            at += self._add(x[at:], y[at:])
            if self._count == self._capacity:
                self._halve()

    def thinned(self, first: float, last: float, pixels: int, column: int = 0, log: bool = False) -> Line:
        """The line between two x, with a neighbour on either side, and at most about two points a pixel.

        Each pixel keeps its lowest and its highest point. With `log` the axis of x is logarithmic.
        """
        return self.drawn(first, last, pixels, slice(column, column + 1), log)[0].line

    def means(self, first: float, last: float, pixels: int, column: int = 0, log: bool = False) -> Line:
        """The course between two x without its noise: the mean of each pixel's points, at their middle."""
        return self.drawn(first, last, pixels, slice(column, column + 1), log)[0].means

    def drawn(
        self, first: float, last: float, pixels: int, columns: slice = ALL, log: bool = False
    ) -> list[Drawn]:
        """For each of some columns what `thinned` and `means` give."""
        part = self._between(first, last)
        span, total = self._span[part], self._sum[part, columns].T
        kept = (self._low, self._low_x, self._high, self._high_x)
        points = tuple(np.ascontiguousarray(values[part, columns].T) for values in kept)
        counts = np.full(len(span), float(self._stride))
        if self._open and part.stop == len(self):
            counts[-1:] = self._open
        if len(span) > pixels > 0:
            starts = _starts(span[:, BEGIN], first, last, pixels, log)
            points = _grouped(starts, *points)
            total, counts = np.add.reduceat(total, starts, axis=1), np.add.reduceat(counts, starts)
            span = np.column_stack([span[starts, BEGIN], span[np.append(starts[1:], len(span)) - 1, END]])
        elif self._stride == 1:  # every point by itself
            x = span[:, BEGIN].copy()
            return [Drawn((x, y), (x, y)) for y in points[0]]
        middles, means = span.mean(axis=1), total / counts
        return [Drawn(_line(*own), (middles, mean)) for *own, mean in zip(*points, means, strict=True)]

    def at(self, x: float, column: int = 0) -> tuple[float, float] | None:
        """The kept point nearest to x; None when there is none."""
        part = self._between(x, x)
        xs = np.concatenate([self._low_x[part, column], self._high_x[part, column]])
        ys = np.concatenate([self._low[part, column], self._high[part, column]])
        if not len(xs):
            return None
        nearest = int(np.argmin(np.abs(xs - x)))
        return float(xs[nearest]), float(ys[nearest])

    def _between(self, first: float, last: float) -> slice:
        """The buckets that reach into a stretch of x, and one more on either side."""
        begin, end = self._span[: len(self)].T
        start = int(np.searchsorted(end, first)) - 1
        stop = int(np.searchsorted(begin, last, side="right")) + 1
        return slice(max(start, 0), min(stop, len(self)))

    def _add(self, x: np.ndarray, y: np.ndarray) -> int:
        """Adds as many of the points as go into whole buckets, or into the open one; how many these were."""
        stride = self._stride
        if self._open or len(x) < stride:
            taken = min(stride - self._open, len(x))
            self._feed(x[:taken], y[:taken])
            return taken
        buckets = min(len(x) // stride, self._capacity - self._count)
        taken = buckets * stride
        self._put(self._count, x[:taken].reshape(buckets, stride), y[:taken].reshape(buckets, stride, -1))
        self._count += buckets
        return taken

    def _put(self, place: int, x: np.ndarray, y: np.ndarray) -> None:
        """Writes buckets from `place` on: x is buckets×points, y buckets×points×columns."""
        rows = slice(place, place + len(x))
        if x.shape[1] == 1:
            self._span[rows] = self._low_x[rows] = self._high_x[rows] = x
            self._low[rows] = self._high[rows] = self._sum[rows] = y[:, 0]
            return
        self._span[rows, BEGIN], self._span[rows, END] = x[:, 0], x[:, -1]
        buckets = np.arange(len(x))[:, None]
        y.min(axis=1, out=self._low[rows])
        y.max(axis=1, out=self._high[rows])
        y.sum(axis=1, out=self._sum[rows])
        self._low_x[rows] = x[buckets, y.argmin(axis=1)]
        self._high_x[rows] = x[buckets, y.argmax(axis=1)]

    def _feed(self, x: np.ndarray, y: np.ndarray) -> None:
        """Adds points, no more than it has room for, to the open bucket."""
        at = self._count
        if not self._open:
            self._put(at, x[None], y[None])
        else:
            low, high = y.min(axis=0), y.max(axis=0)
            lower, higher = low < self._low[at], high > self._high[at]
            if lower.any():
                self._low_x[at, lower] = x[y.argmin(axis=0)[lower]]
                self._low[at, lower] = low[lower]
            if higher.any():
                self._high_x[at, higher] = x[y.argmax(axis=0)[higher]]
                self._high[at, higher] = high[higher]
            self._span[at, END] = x[-1]
            self._sum[at] += y.sum(axis=0)
        self._open += len(x)
        if self._open == self._stride:
            self._count, self._open = self._count + 1, 0

    def _halve(self) -> None:
        """Puts every two buckets together."""
        left, right = slice(0, None, 2), slice(1, None, 2)
        half = self._capacity // 2
        self._span[:half] = np.column_stack([self._span[left, BEGIN], self._span[right, END]])
        for values, places, better in (
            (self._low, self._low_x, np.less),
            (self._high, self._high_x, np.greater),
        ):
            second = better(values[right], values[left])
            places[:half] = np.where(second, places[right], places[left])
            values[:half] = np.where(second, values[right], values[left])
        self._sum[:half] = self._sum[left] + self._sum[right]
        self._count, self._stride = half, self._stride * 2

    def table(self, most: int) -> tuple[np.ndarray, int]:
        """The whole buckets as rows, at most so many of them, and how many points are in each.

        A row has where it begins and ends; then of all columns the lowest, the highest, where these are, and
        the sum. Neighbours are joined as when a curve grows.
        """
        group = 1
        while self._count // group > most:
            group *= 2
        rows, columns = self._count // group, self._low.shape[1]

        def grouped(values: np.ndarray) -> np.ndarray:
            return values[: rows * group].reshape(rows, group, columns)

        low, high = grouped(self._low), grouped(self._high)
        at_low, at_high = low.argmin(axis=1)[:, None], high.argmax(axis=1)[:, None]
        picked = [
            np.take_along_axis(values, at, axis=1)[:, 0]
            for values, at in (
                (low, at_low),
                (high, at_high),
                (grouped(self._low_x), at_low),
                (grouped(self._high_x), at_high),
            )
        ]
        begins, ends = (
            self._span[: rows * group : group, BEGIN],
            self._span[group - 1 : rows * group : group, END],
        )
        total = grouped(self._sum).sum(axis=1)
        return np.hstack([begins[:, None], ends[:, None], *picked, total]), self._stride * group

    def fill(self, table: np.ndarray, stride: int) -> None:
        """Takes the rows of a `table` in place of what there is.

        Raises:
            ValueError: for a table of other columns, of too many rows, or out of order.
        """
        columns = self._low.shape[1]
        if table.ndim != 2 or table.shape[1] != 2 + 5 * columns or len(table) >= self._capacity or stride < 1:
            raise ValueError(f"{table.shape} is no table of {columns} columns")
        ends = table[:, :2].reshape(-1)
        if not np.isfinite(ends).all() or (np.diff(ends) < 0).any() or (np.diff(table[:, 0]) <= 0).any():
            raise ValueError("the rows are not in order")
        start = 0
        for array in self._arrays:
            array[: len(table)] = table[:, start : start + array.shape[1]]
            start += array.shape[1]
        self._count, self._stride, self._open = len(table), stride, 0
        self.last = (float(table[-1, END]), self._low[len(table) - 1].copy()) if len(table) else None

    @property
    def _arrays(self) -> tuple[np.ndarray, ...]:
        return self._span, self._low, self._high, self._low_x, self._high_x, self._sum

    def cut(self, x: float) -> None:
        """Drops the points from x on (and up to a bucket of those before it)."""
        if self.last is None or x > self.last[0]:
            return
        self._count = int(np.searchsorted(self._span[: self._count, END], x))
        self._open = 0
        end = self._span[self._count - 1, END] if self._count else 0.0
        self.last = (float(end), self._low[self._count - 1].copy()) if self._count else None


def _starts(x: np.ndarray, first: float, last: float, pixels: int, log: bool) -> np.ndarray:
    """Where a new pixel begins among buckets that begin at x; what lies beyond either end is one more."""
    if log:
        edges = np.logspace(np.log10(max(first, 1e-300)), np.log10(max(last, 1e-300)), pixels + 1)
    else:
        edges = np.linspace(first, last, pixels + 1)
    starts = np.append(0, np.searchsorted(x, edges))
    return starts[(np.diff(starts, prepend=-1) > 0) & (starts < len(x))]


def _line(low: np.ndarray, low_x: np.ndarray, high: np.ndarray, high_x: np.ndarray) -> Line:
    """The lowest and the highest of each group in the order in which they stand; once where they are one."""
    points = np.empty((2, len(low), 2))  # x and y; of each group the earlier and the later
    ahead = low_x <= high_x
    points[0, :, 0], points[0, :, 1] = np.where(ahead, low_x, high_x), np.where(ahead, high_x, low_x)
    points[1, :, 0], points[1, :, 1] = np.where(ahead, low, high), np.where(ahead, high, low)
    x, y = points.reshape(2, -1)
    once = np.ones(len(x), dtype=bool)
    once[1::2] = low_x != high_x
    return x[once], y[once]


def _grouped(
    starts: np.ndarray, low: np.ndarray, low_x: np.ndarray, high: np.ndarray, high_x: np.ndarray
) -> tuple[np.ndarray, ...]:
    """The lowest and the highest of each group, and where these are; all of them columns×points."""
    lowest, highest = np.minimum.reduceat(low, starts, axis=1), np.maximum.reduceat(high, starts, axis=1)
    sizes = np.diff(starts, append=low.shape[1])
    at_low = _first_true(low == np.repeat(lowest, sizes, axis=1), starts)
    at_high = _first_true(high == np.repeat(highest, sizes, axis=1), starts)
    return (
        lowest,
        np.take_along_axis(low_x, at_low, axis=1),
        highest,
        np.take_along_axis(high_x, at_high, axis=1),
    )


def _first_true(true: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The first place in each group that is true, for each row."""
    count = true.shape[1]
    places = np.where(true, np.arange(count), count - 1)
    return np.minimum.reduceat(places, starts, axis=1)
