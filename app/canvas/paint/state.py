"""The states that a card can be in, all of which can be told apart without colour."""

from __future__ import annotations

from enum import Flag, auto


class State(Flag):
    """SELECTED has a thick edge, FOCUSED a ring outside it, HOVERED a ground, FAULTY a mark and words,
    UNUSED a dashed edge and paler words, RUNNING a line along its foot."""

    PLAIN = 0
    SELECTED = auto()
    HOVERED = auto()
    FOCUSED = auto()
    FAULTY = auto()
    UNUSED = auto()
    RUNNING = auto()
    TARGET = auto()
    """What is being dragged would land in it."""
