"""What holds for every command, without a list of them kept here."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from app import resources
from app.commands import MENUS, everything
from app.commands.command import Command

COMMANDS = list(everything())
EXCLUSIVE = {"run", "pause"}
"""These share a key: one of the two is always disabled."""


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_says_what_it_does_and_its_icon_exists(command: Command) -> None:
    assert command.words
    assert command.tip
    assert not command.tip.endswith(".")
    if command.icon:
        assert resources.path("icons", f"{command.icon}.svg")
    for keys in command.shortcuts:
        assert QKeySequence(keys).toString(), keys


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(
        QKeySequence(each).toString()
        for command in COMMANDS
        if command.id not in EXCLUSIVE - {"run"}
        for each in command.shortcuts
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_single_letters_count_on_the_canvas_only() -> None:
    wrong = [
        (command.id, keys)
        for command in COMMANDS
        for keys in command.shortcuts
        if len(keys) == 1 and not command.on_canvas
    ]
    assert wrong == []


def test_a_menu_has_no_two_entries_with_the_same_mnemonic() -> None:
    for _, title, commands in MENUS:
        letters = [
            entry.title.partition("&")[2][:1].lower() for entry in commands if entry and "&" in entry.title
        ]
        assert [each for each, count in Counter(letters).items() if count > 1] == [], title
