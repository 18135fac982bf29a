"""Shows what went where: cards and wires glide from their old places to the new ones.

The document and all that is worked out from it have changed at once; only the picture follows.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from app.canvas.geometry.curve import Cubic, Curve, curve
from app.canvas.geometry.plan import WireKey
from app.canvas.stage import Stage
from app.document.model import NodeId, Point

LONGEST = 200
"""Milliseconds that it may take."""
_MOST = 600
"""When more moves than this, it is shown at its place at once."""


class Glide(QObject):
    """Moves the items of one stage; a value between 0 and 1 says how far they are."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._cards: dict[NodeId, tuple[Point, Point]] = {}
        self._wires: dict[WireKey, tuple[Curve, Curve]] = {}
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._show)

    @property
    def is_moving(self) -> bool:
        return self._clock.state() == QAbstractAnimation.State.Running

    def seen(self) -> tuple[dict[NodeId, Point], dict[WireKey, Curve]]:
        """Where everything is now, to start from later."""
        plan = self._stage.plan
        cards = {id: spot.at for id, spot in plan.spots.items()}
        return cards, {key: track.curve for key, track in plan.tracks.items()}

    def start(
        self, seen: tuple[Mapping[NodeId, Point], Mapping[WireKey, Curve]], milliseconds: int = LONGEST
    ) -> None:
        """Lets what is elsewhere than it was `seen` come from there."""
        self.stop()
        plan = self._stage.plan
        cards, wires = seen
        self._cards = {
            id: (cards[id], spot.at)
            for id, spot in plan.spots.items()
            if id in cards and cards[id] != spot.at
        }
        self._wires = {
            key: (wires[key], track.curve)
            for key, track in plan.tracks.items()
            if key in wires and wires[key] != track.curve
        }
        if milliseconds <= 0 or len(self._cards) + len(self._wires) > _MOST:
            self._cards, self._wires = {}, {}
            return
        self._clock.setDuration(min(milliseconds, LONGEST))
        self._show(0.0)
        self._clock.start()

    def stop(self) -> None:
        """Everything is at its place."""
        if self.is_moving:
            self._clock.stop()
            self._show(1.0)

    def _show(self, part: object) -> None:
        assert isinstance(part, float)
        stage = self._stage
        for id, (old, new) in self._cards.items():
            if id in stage.cards:
                stage.cards[id].setPos(*_between(old, new, part))
        for key, (before, after) in self._wires.items():
            if key in stage.wires and key in stage.plan.tracks:
                way = after if part >= 1.0 else _bent(before, after, part)
                stage.wires[key].show_track(way, stage.plan.tracks[key].shape)


def _between(a: Point, b: Point, part: float) -> Point:
    if part >= 1.0:
        return b
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _bent(before: Curve, after: Curve, part: float) -> Curve:
    """The curve on its way; one of another make runs plainly between its ends meanwhile."""
    if len(before.pieces) != len(after.pieces):
        return curve(_between(before.start, after.start, part), _between(before.end, after.end, part))
    return Curve(tuple(_piece(a, b, part) for a, b in zip(before.pieces, after.pieces, strict=True)))


def _piece(a: Cubic, b: Cubic, part: float) -> Cubic:
    one, two, three, four = (_between(p, q, part) for p, q in zip(a, b, strict=True))
    return one, two, three, four
