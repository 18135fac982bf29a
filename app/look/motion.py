"""Whether things move to where they go, or are there at once."""

from __future__ import annotations

import sys
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

Moves = Literal["system", "full", "reduced"]

_PATIENCE = 250
"""Milliseconds that the desktop has to answer."""


class Motion:
    """The person's wish, or the desktop's: who animates asks `duration`."""

    def __init__(self) -> None:
        self.mode: Moves = "system"

    @property
    def is_reduced(self) -> bool:
        """Whether nothing shall move by itself."""
        return _desktop_reduces() if self.mode == "system" else self.mode == "reduced"

    def duration(self, milliseconds: int) -> int:
        """How long a movement lasts that would last so long: 0 when motion is reduced."""
        return 0 if self.is_reduced else milliseconds


@cache
def _desktop_reduces() -> bool:
    """What the desktop says, where it says anything: asked once."""
    if sys.platform == "win32":
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    return sys.platform == "linux" and _portal_reduces()


def _portal_reduces() -> bool:
    """GNOME's and its kin's switch for animations, through the portal that sandboxes have too."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    place = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
    portal = QDBusInterface(*place, "org.freedesktop.portal.Settings", bus)
    portal.setTimeout(_PATIENCE)
    answer = portal.call("ReadOne", "org.gnome.desktop.interface", "enable-animations")
    is_answered = answer.type() == QDBusMessage.MessageType.ReplyMessage and bool(answer.arguments())
    return is_answered and answer.arguments()[0] is False


motion = Motion()
"""One wish for the whole program."""
