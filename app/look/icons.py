"""The icons: one line drawing each, in the theme's colour, at the very size and pixel ratio asked for.

An icon looks the theme up when it is painted, so a widget keeps its icon when the theme changes.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import resources
from app.look.svg import tinted
from app.look.theme import look


@cache
def icon(name: str, token: str = "") -> QIcon:
    """The icon `resources/icons/<name>.svg` in the theme's colours for each mode and state.

    `token` names another colour of the theme ("on_accent" on a primary button, "fault" for a mark) or a
    category.
    Raises ResourceError when there is no such icon, AttributeError when there is no such colour.
    """
    resources.path("icons", f"{name}.svg")
    if token:
        look.colour(token)
    return QIcon(_Engine(name, token))


def pixmap(name: str, size: float, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour` ("#rrggbb"), `size` logical pixels square, for painting on a canvas."""
    drawn = _drawn(name, round(size * ratio), colour)
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def app_icon() -> QIcon:
    """Netloom's own icon, for windows and the task bar."""
    return QIcon(str(resources.path("icons", "netloom.svg")))


@lru_cache(maxsize=1024)
def _cached(name: str, side: int, colour: str) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(tinted(name, colour))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def _drawn(name: str, side: int, colour: str) -> QPixmap:
    return QPixmap(_cached(name, max(1, side), colour))


_TWINS: list[QIconEngine] = []
"""Without a reference here Python would delete them under Qt."""


class _Engine(QIconEngine):
    """Draws one icon on demand; Qt asks it for each size, mode and state."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def clone(self) -> QIconEngine:
        """Qt asks for one when an icon is changed (we never do), and does not tell Python so."""
        twin = _Engine(self._name, self._token)
        _TWINS.append(twin)
        return twin

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        side = min(rect.width(), rect.height())
        spot = QRect(0, 0, side, side)
        spot.moveCenter(rect.center())
        painter.drawPixmap(spot, _drawn(self._name, round(side * ratio), self._colour(mode, state)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, min(size.width(), size.height()), self._colour(mode, state))

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return look.theme.text_disabled
        calm = mode is QIcon.Mode.Normal and state is QIcon.State.Off
        return look.theme.colour(self._token or ("text_muted" if calm else "text"))
