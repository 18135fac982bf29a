"""Freezing, muting and sharing as commands: one step each, or words when they cannot."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.commands.switches import FREEZE, MUTE, SHARE, STOP_SHARING
from app.session import Session
from app.window import Window
from tests.app.document.builders import chain

DOC = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), inputs=3, target=(3,))


@pytest.fixture
def window(qapp: Any) -> Window:
    return cast(Window, SimpleNamespace(session=Session(DOC)))


@pytest.mark.parametrize(("command", "name"), [(FREEZE, "frozen"), (MUTE, "muted")])
def test_a_switch_goes_on_and_off(window: Window, command: Any, name: str) -> None:
    session = window.session
    assert command.why_not(window)
    session.select([1])
    assert not command.why_not(window) and not command.checked(window)
    command.act(window)
    assert getattr(session.document.node(1), name) and command.checked(window)
    command.act(window)
    assert session.document == DOC
    session.undo()
    assert getattr(session.document.node(1), name)


def test_with_several_selected_all_are_made_alike(window: Window) -> None:
    session = window.session
    session.select([1])
    FREEZE.act(window)
    session.select([1, 3])
    FREEZE.act(window)
    assert session.document.node(1).frozen and session.document.node(3).frozen


def test_a_refusal_is_said(window: Window) -> None:
    said: list[str] = []
    window.session.said.connect(said.append)
    window.session.select([2])
    FREEZE.act(window)
    assert said == ["Tanh has no parameters, so there is nothing to freeze."]


def test_sharing_and_no_longer(window: Window) -> None:
    session = window.session
    session.select([1, 2])
    assert "of one kind" in SHARE.why_not(window) and STOP_SHARING.why_not(window)
    session.select([1, 3])
    assert not SHARE.why_not(window)
    SHARE.act(window)
    assert session.document.node(3).shares == 1 and not STOP_SHARING.why_not(window)
    STOP_SHARING.act(window)
    assert session.document == DOC
