"""Both themes can be read: WCAG contrasts over every pair of colours that meet on screen."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import product

import pytest

from app.look.tokens import DARK, GRID, LARGE, LIGHT, RADIUS, Theme

THEMES = [pytest.param(theme, id=theme.name) for theme in (LIGHT, DARK)]
GROUNDS = ("background", "canvas", "surface", "raised", "hover", "selection")
DRAWING_GROUNDS = ("canvas", "raised")
SAID = ("fault", "warning", "ok")


def luminance(colour: str) -> float:
    """WCAG's relative luminance of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawing_grounds(theme: Theme) -> dict[str, str]:
    """What cards, wires and marks are drawn on."""
    frames = {f"frame {depth}": theme.frame(depth) for depth in range(7)}
    return {name: theme.colour(name) for name in DRAWING_GROUNDS} | frames


def too_weak(theme: Theme, fronts: dict[str, str], grounds: dict[str, str], least: float) -> list[str]:
    """The pairs below `least`, in words."""
    return [
        f"{front} on {ground}: {contrast(colour, under):.2f} < {least}"
        for (front, colour), (ground, under) in product(fronts.items(), grounds.items())
        if contrast(colour, under) < least
    ]


def named(theme: Theme, *names: str) -> dict[str, str]:
    return {name: theme.colour(name) for name in names}


def words_need(theme: Theme) -> float:
    return 4.5 if theme.is_dark else 7.0


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read(theme: Theme) -> None:
    grounds = named(theme, *GROUNDS) | drawing_grounds(theme)
    assert too_weak(theme, named(theme, "text", "text_muted"), grounds, words_need(theme)) == []
    assert too_weak(theme, named(theme, "text"), named(theme, "pressed"), words_need(theme)) == []
    on_accent = named(theme, "accent", "accent_hover")
    assert too_weak(theme, named(theme, "on_accent"), on_accent, 4.5 if theme.is_dark else 7) == []


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_program_says_can_be_read(theme: Theme) -> None:
    for kind in SAID:
        grounds = named(theme, f"{kind}_fill", "background", "surface", "raised", "canvas")
        assert too_weak(theme, named(theme, f"{kind}_text"), grounds, words_need(theme)) == []
        assert too_weak(theme, named(theme, kind), grounds, 3) == []


@pytest.mark.parametrize("theme", THEMES)
def test_forward_and_backward_can_be_written_and_drawn(theme: Theme) -> None:
    grounds = drawing_grounds(theme)
    assert too_weak(theme, named(theme, "forward_text", "backward_text"), grounds, words_need(theme)) == []
    red, green, blue = (int(theme.forward[at : at + 2], 16) for at in (1, 3, 5))
    assert blue > green > red  # forward is blue, here as everywhere
    red, green, blue = (int(theme.backward[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_stand_out(theme: Theme) -> None:
    shapes = named(
        theme,
        "outline",
        "wire",
        "forward",
        "backward",
        "running",
        "frozen",
        "muted",
        "fault",
        "warning",
        "ok",
        "selected",
        "focus",
        *theme.categories,
    )
    assert too_weak(theme, shapes, drawing_grounds(theme), 3) == []
    controls = named(theme, "outline", "accent", "focus")
    assert too_weak(theme, controls, named(theme, "background", "surface", "raised"), 3) == []


@pytest.mark.parametrize("theme", THEMES)
def test_plots_stand_out(theme: Theme) -> None:
    lines = {f"line {index}": theme.line(index).colour for index in range(len(theme.lines))}
    assert too_weak(theme, lines, named(theme, "canvas"), 3) == []
    assert too_weak(theme, named(theme, "ink"), named(theme, "canvas"), 7) == []
    assert len(set(theme.classes)) == 8


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_curves_look_alike(theme: Theme) -> None:
    styles = [(theme.line(index).colour, theme.line(index).dash) for index in range(theme.line_count)]
    assert len(set(styles)) == theme.line_count >= 20
    assert theme.line(10_000).colour in theme.lines


@pytest.mark.parametrize("theme", THEMES)
def test_nesting_is_seen_by_tone(theme: Theme) -> None:
    tones = [theme.canvas, *(theme.frame(depth) for depth in range(9))]
    assert all(contrast(outer, inner) > 1.05 for outer, inner in zip(tones, tones[1:], strict=False))


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_written_out(theme: Theme) -> None:
    names = [field.name for field in fields(theme) if isinstance(getattr(theme, field.name), str)]
    colours = [getattr(theme, name) for name in names if name != "name"]
    colours += [*theme.categories.values(), *theme.frames, *theme.lines, *theme.classes]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize("theme", THEMES)
def test_each_category_has_its_colour(theme: Theme) -> None:
    names = {"containers", "simple", "transfer", "table", "convolution", "criterions", "data"}
    assert set(theme.categories) == names
    assert len(set(theme.categories.values())) == len(names)
    assert theme.category("somebody's own") == theme.outline
    with pytest.raises(AttributeError):
        theme.colour("no such colour")


def test_measures_sit_on_the_grid() -> None:
    assert GRID == 8
    assert LARGE % GRID == 0
    assert RADIUS < GRID
