"""The mean loss of every epoch in bounded memory: of a very long run the first and the last ones are kept."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator

HEAD = 5_000
TAIL = 5_000
_SPARE = 64  # entries behind the tail that survive when a few epochs are taken back


class EpochLosses:
    """A sequence of losses, one a finished epoch. Written by one thread, read by any.

    `len(losses)` counts all finished epochs; an index from the middle of a very long run gives NaN.
    """

    def __init__(self, losses: Iterable[float] = (), omitted: int = 0) -> None:
        kept = tuple(losses)
        self._head = array("d", bytes(8 * HEAD))
        self._tail = array("d", bytes(8 * (TAIL + _SPARE)))
        self._count = 0
        self._lost = range(HEAD, HEAD + omitted)  # not kept from the beginning
        for number, loss in enumerate(kept):
            if number == HEAD:
                self._count += omitted
            self.append(loss)

    def append(self, loss: float) -> None:
        """The next epoch's loss."""
        count = self._count
        if count < HEAD:
            self._head[count] = loss
        self._tail[count % len(self._tail)] = loss
        self._count = count + 1

    def truncate(self, count: int) -> None:
        """Takes back all but the first `count` epochs. Of the tail, only what is run again is exact."""
        self._count = min(self._count, count)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> float:
        count = self._count
        place = index + count if index < 0 else index
        if not 0 <= place < count:
            raise IndexError(f"there is no epoch {index + 1}; {count} are finished")
        if place < HEAD:
            return self._head[place]
        if place < count - TAIL or place in self._lost:
            return math.nan
        return self._tail[place % len(self._tail)]

    def __iter__(self) -> Iterator[float]:
        return (loss for _, loss in self.since(0))

    def since(self, epoch: int) -> list[tuple[int, float]]:
        """Number (from 1) and loss of every epoch after the first `epoch` ones that is kept."""
        count, epoch = self._count, max(epoch, 0)
        head = max(min(HEAD, count), epoch)
        found = list(zip(range(epoch + 1, head + 1), self._head[epoch:head], strict=False))
        start = max(epoch, HEAD, count - TAIL)
        if self._lost and start < self._lost.stop:
            start = max(start, self._lost.stop)
        if start < count:
            room = len(self._tail)
            at, end = start % room, (count - 1) % room + 1
            tail = self._tail[at:end] if at < end else self._tail[at:] + self._tail[:end]
            found += zip(range(start + 1, count + 1), tail, strict=True)
        return found

    def kept(self) -> tuple[tuple[float, ...], int]:
        """The losses that are kept, and how many between the first and the last ones are not."""
        losses = tuple(self)
        return losses, self._count - len(losses)
