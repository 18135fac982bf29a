"""What is typed finds what is meant, best first."""

from __future__ import annotations

import pytest

from app.commands import everything
from app.finder.commands import ranked
from app.finder.fuzzy import rank

COMMANDS = list(everything())


def test_a_beginning_is_better_than_a_middle_and_a_middle_than_scattered_letters() -> None:
    found = [rank("fra", title, "") for title in ("Frame All", "Keep the Frame", "Infrared", "Find rare")]
    assert None not in found
    assert found == sorted(found)
    assert len(set(found)) == 4


@pytest.mark.parametrize("query", ["xyz", "frame zebra", "llf"])
def test_what_does_not_fit_is_not_found(query: str) -> None:
    assert rank(query, "Frame All", "Shows the whole model") is None


def test_every_word_counts_in_title_or_text() -> None:
    assert rank("all whole", "Frame All", "Shows the whole model") is not None


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("undo", "undo"),
        ("fra sel", "frame_selection"),
        ("se al", "select_all"),
        ("wrap seq", "wrap_Sequential"),
        ("dark", "theme_dark"),
        ("slct all", "select_all"),
        ("new seed", "new_seed"),
    ],
)
def test_people_find_commands(query: str, first: str) -> None:
    found = [command.id for command in ranked(query, COMMANDS, ())]
    assert first in found[:2]


def test_every_command_is_found_by_its_own_title_first_or_with_those_of_the_same_beginning() -> None:
    for command in COMMANDS:
        found = ranked(command.full, COMMANDS, ())
        assert command in [each for each in found if each.full.startswith(command.full)], command.id


def test_among_equals_those_chosen_lately_come_first() -> None:
    found = ranked("", COMMANDS, ("paste", "undo"))
    assert [command.id for command in found[:2]] == ["paste", "undo"]
    assert len(found) == len(COMMANDS)
