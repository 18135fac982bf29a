"""What is presented on a screen of 1920 × 1080, measured in the pixels that are painted."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage

from app.canvas.geometry.hit import PortKey
from app.canvas.geometry.measure import TEXT_LEFT
from app.canvas.paint import pens
from app.document.check import check
from app.document.model import INPUT
from app.look import look
from tests.app.presenting.conftest import Theatre
from tests.desktop.networks import NETWORKS, built

CAPITAL = 0.727
"""How high Inter's capitals are, in sizes of the type."""
NETS = list(NETWORKS)


def painted(theatre: Theatre) -> np.ndarray:
    """The canvas's pixels as they are painted: rows, columns, red-green-blue."""
    picture = theatre.window.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return flat[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3).copy()


def dark(pixels: np.ndarray) -> np.ndarray:
    return pixels.mean(axis=2) < 128


def shown(theatre: Theatre, x: float, y: float) -> QPoint:
    return theatre.window.canvas.camera.to_viewport(QPointF(x, y)).toPoint()


def test_names_are_36_pixels_high(theatre: Theatre) -> None:
    theatre.begin()
    canvas = theatre.window.canvas
    assert pens.strong().pixelSize() * canvas.camera.scale >= 36
    pixels, plan, seen = painted(theatre), canvas.stage.plan, 0
    for id, spot in plan.spots.items():
        if spot.box.is_frame or not spot.box.title[0].isupper():
            continue
        at, left, right = plan.place(id), TEXT_LEFT - 2, spot.box.w - 8
        base = 25.5 if spot.box.sizes or spot.box.label else 33.5
        area = QRect(shown(theatre, at[0] + left, at[1] + 4), shown(theatre, at[0] + right, at[1] + base))
        rows = dark(pixels[area.top() : area.bottom(), area.left() : area.right()]).any(axis=1)
        assert rows.sum() >= 36 * CAPITAL - 1, spot.box.title
        seen += 1
    assert seen >= 4


def test_small_words_and_captions_are_large_too(theatre: Theatre) -> None:
    theatre.begin()
    assert pens.small().pixelSize() * theatre.window.canvas.camera.scale >= 26
    line = theatre.window.waving.line
    theatre.window.actions_["step_module"].trigger()
    theatre.bot.waitUntil(line.isVisible)
    words = line.findChild(type(line._text), "captionText")
    assert words is not None
    assert words.fontInfo().pixelSize() >= 36


def test_wires_are_4_pixels_wide(theatre: Theatre) -> None:
    theatre.begin()
    pixels, plan = painted(theatre), theatre.window.canvas.stage.plan
    paper = np.array(look.colour("canvas").getRgb()[:3])
    seen = 0
    for (graph, _), track in plan.tracks.items():
        way = track.curve.moved(plan.origin(graph))
        if abs(way.start[1] - way.end[1]) > 0.5 or way.end[0] < way.start[0]:
            continue
        at = shown(theatre, way.start[0] + 10, way.start[1])
        column = pixels[at.y() - 12 : at.y() + 12, at.x()].astype(int)
        assert (np.abs(column - paper).max(axis=1) > 100).sum() >= 4
        seen += 1
    assert seen


def test_edges_are_not_finer_either(theatre: Theatre) -> None:
    theatre.begin()
    assert pens.pen("#000000", 1.0).widthF() * theatre.window.canvas.camera.scale >= 4


def test_ports_have_larger_targets(theatre: Theatre) -> None:
    canvas = theatre.window.canvas

    def reach() -> int:
        """How many pixels above the middle of the data's port it is still hit."""
        box, at = canvas.stage.plan.box(INPUT), canvas.stage.plan.place(INPUT)
        port = QPointF(at[0] + box.outs[0].at[0], at[1] + box.outs[0].at[1])
        middle = canvas.camera.to_viewport(port)
        key = PortKey(canvas.stage.plan.root_id, INPUT, "out", 0)
        spots = (canvas.pointer.hit(middle - QPointF(-4, far)) for far in range(100))
        return sum(found.port == key for found in spots)

    before = reach()
    theatre.begin()
    assert reach() >= max(20, 1.5 * before)


def test_plots_have_numbers_of_28_pixels_and_broad_lines(theatre: Theatre) -> None:
    window = theatre.window
    window.runner.run()
    theatre.bot.waitUntil(lambda: not window.runner.is_running)
    theatre.begin()
    theatre.bot.keyClick(window.canvas, "l")
    plots = window.plots
    theatre.bot.waitUntil(lambda: bool(plots.shown) and bool(plots.shown[0].plot.traces))
    assert plots.isVisible()
    for view in plots.shown:
        for side in ("left", "bottom"):
            axis = view.plot.view.getPlotItem().getAxis(side)
            assert axis.style["tickFont"].pixelSize() >= 28
        for curve in view.plot.view.curves:
            assert curve.opts["pen"].widthF() >= 4


@pytest.mark.parametrize("name", NETS)
def test_the_four_networks_can_be_read_and_nothing_covers_anything(theatre: Theatre, name: str) -> None:
    document = built(NETWORKS[name])
    theatre.window.session.replace(document)
    theatre.begin()
    canvas = theatre.window.canvas
    plan, scale = canvas.stage.plan, canvas.camera.scale
    assert pens.strong().pixelSize() * scale >= 36
    assert not check(document).faults
    cards = [id for id, spot in plan.spots.items() if not spot.box.children]
    rects = [plan.rect(id).grown(-1) for id in cards]
    for k, rect in enumerate(rects):
        assert not any(rect.meets(other) for other in rects[k + 1 :])
        chain = list(plan.chain(cards[k]))[1:]
        assert all(plan.rect(holder).encloses(rect) for holder in chain)
    for (graph, _), track in plan.tracks.items():
        points = track.curve.moved(plan.origin(graph)).points[1:-1]
        assert not any(rect.contains(point) for rect in rects for point in points)
    seen = canvas.camera.seen()
    assert all(seen.x <= rect.x and rect.right <= seen.right for rect in rects), "all of its breadth is seen"
