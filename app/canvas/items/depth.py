"""How deep in frames an item stands."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QGraphicsItem


def holder_of(item: QGraphicsItem) -> QGraphicsItem | None:
    """The frame's item that holds it; None on the canvas itself. (Qt's own declaration forgets the None.)"""
    return cast("QGraphicsItem | None", item.parentItem())


def depth_of(item: QGraphicsItem) -> int:
    """In how many frames the item stands."""
    depth = 0
    holder = holder_of(item)
    while holder is not None:
        depth, holder = depth + 1, holder_of(holder)
    return depth


def put_into(item: QGraphicsItem, holder: QGraphicsItem | None) -> None:
    """Makes `holder` hold the item; None puts it on the canvas itself."""
    if holder_of(item) is not holder:
        item.setParentItem(cast(QGraphicsItem, holder))
