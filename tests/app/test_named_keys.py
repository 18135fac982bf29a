"""Sentences name the keys that the person has now."""

from __future__ import annotations

from app.named_keys import NamedKeys


def test_a_place_takes_the_keys_in_brackets():
    keys = NamedKeys()
    keys.take({"run": "F5", "wrap": ""})
    assert keys.said("Run [run] trains it.") == "Run (F5) trains it."
    assert keys.said("Wrap it [wrap].") == "Wrap it."
    assert keys.said("No place [here") == "No place [here"


def test_before_any_window_they_are_the_commands_own():
    assert NamedKeys().said("Run [run], wrap [wrap]") == "Run (F5), wrap (Ctrl+G)"


def test_whoever_shows_them_is_told_of_other_keys(qtbot):
    keys = NamedKeys()
    keys.take({"run": "F5"})
    with qtbot.waitSignal(keys.changed):
        keys.take({"run": "F6"})
    assert keys.said("Run [run]") == "Run (F6)"
    with qtbot.assertNotEmitted(keys.changed):
        keys.take({"run": "F6"})
