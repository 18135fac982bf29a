"""Draws what the gradient check finds on the cards, as it finds it."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from app.canvas.items.badge import BadgeItem
from app.canvas.view import CanvasView
from app.document.model import NodeId
from app.gradient_checks import GradientChecks
from app.look import look
from app.training.gradients import Checked


class CheckMarks(QObject):
    """Keeps a badge at each card that was checked. A folded container has that of its worst module."""

    def __init__(self, canvas: CanvasView, checks: GradientChecks) -> None:
        super().__init__(canvas)
        self._canvas, self._checks = canvas, checks
        self.badges: dict[NodeId, BadgeItem] = {}
        checks.changed.connect(self._follow)
        canvas.session.document_changed.connect(self._follow)
        canvas.inside.changed.connect(self._follow)
        canvas.inside.drawn_anew.connect(self._follow)
        look.changed.connect(self._redress)

    def _follow(self) -> None:
        """Brings the badges up to date; cards may stand elsewhere, too."""
        seen, plan = self._seen(), self._canvas.stage.plan
        for card in self.badges.keys() - seen.keys():
            self._canvas.stage.removeItem(self.badges.pop(card))
        for card, checked in seen.items():
            if card not in self.badges:
                self.badges[card] = BadgeItem()
                self._canvas.stage.addItem(self.badges[card])
            self.badges[card].show_badge(_words(checked), checked.is_right, plan.rect(card))

    def _seen(self) -> dict[NodeId, Checked]:
        """The worst result at each card that is shown."""
        seen: dict[NodeId, Checked] = {}
        plan = self._canvas.stage.plan
        for node, checked in self._checks.results.items():
            card = plan.shown(node)
            if card is not None and card in plan.spots and card != plan.inside:
                worst = seen.get(card)
                if worst is None or checked.error > worst.error:
                    seen[card] = checked
        return seen

    def _redress(self) -> None:
        for badge in self.badges.values():
            badge.update()


def _words(checked: Checked) -> str:
    if math.isinf(checked.error):
        return "fails"
    if checked.error == 0 or checked.error >= 0.01:
        return f"{checked.error:.2g}"
    return f"{checked.error:.0e}".replace("e-0", "e−").replace("e-", "e−")
