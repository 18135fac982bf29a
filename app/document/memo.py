"""Values kept for objects by their identity: what was worked out once about a part of a document."""

from __future__ import annotations

import weakref
from typing import Any, Generic, TypeVar

V = TypeVar("V")


class Memo(Generic[V]):
    """One value for each object, for as long as the object lives.

    Documents are compared by what they hold, which takes long; these look only at which object it is. An edit
    keeps all objects that it does not change, so what was known about them is still known.

    Args:
        most: of how many objects at most values are kept, those of the latest; None for all.
    """

    def __init__(self, most: int | None = None) -> None:
        self._kept: dict[int, tuple[weakref.ref[Any], V]] = {}
        self._most = most

    def get(self, key: Any) -> V | None:
        """The value of `key`, or None."""
        found = self._kept.get(id(key))
        return found[1] if found else None

    def put(self, key: Any, value: V) -> V:
        """Keeps `value` for `key`; returns it."""
        number, kept = id(key), self._kept
        kept[number] = (weakref.ref(key, lambda _: kept.pop(number, None)), value)
        if self._most is not None and len(kept) > self._most:
            kept.pop(list(kept)[0], None)  # noqa: RUF015 - another thread may be here, which a list bears
        return value
