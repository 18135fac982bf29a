"""The error that says where a file is damaged."""

from __future__ import annotations

from nncore.errors import NNError


class FileDamaged(NNError):
    """A file that cannot be read. `offset` is the byte, from 0, at which the reading ended."""

    def __init__(self, offset: int, what: str, *, got: str = "", needs: str = "") -> None:
        super().__init__(f"the file cannot be read at byte {offset}: {what}", got=got, needs=needs)
        self.offset = offset
