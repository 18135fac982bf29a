"""The tiny curve: what stands where."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from app.panels.spark import Spark


def test_heights_lie_between_the_lowest_and_the_highest(qtbot: QtBot) -> None:
    spark = Spark((2.0, 4.0, 3.0), "loss")
    qtbot.addWidget(spark)
    assert spark.heights == [0.0, 1.0, 0.5]
    assert spark.accessibleName() == "loss: from 2 to 3"


def test_what_grows_by_thousands_is_drawn_by_its_logarithm(qtbot: QtBot) -> None:
    spark = Spark((1.0, 100.0, 10_000.0), "loss")
    qtbot.addWidget(spark)
    assert spark.heights == pytest.approx([0.0, 0.5, 1.0])


def test_what_is_not_finite_is_left_out_and_a_flat_line_is_in_the_middle(qtbot: QtBot) -> None:
    spark = Spark((1.0, math.nan, 1.0, math.inf), "loss")
    qtbot.addWidget(spark)
    assert spark.values == (1.0, 1.0) and spark.heights == [0.5, 0.5]
    assert spark.shows((1.0, 1.0)) and not spark.shows((1.0,))


def test_it_is_drawn(qtbot: QtBot) -> None:
    spark = Spark(tuple(n**2 for n in range(10)), "loss")
    qtbot.addWidget(spark)
    spark.resize(240, 40)
    picture = spark.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(240) for y in range(40)}
    assert len(colours) > 3
