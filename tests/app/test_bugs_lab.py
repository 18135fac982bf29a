"""The bugs lab in the window: switched, told, repaired; what is on the screen is read off it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.training import lab
from app.window import Window


@pytest.fixture
def shown(window: Window, qtbot: QtBot) -> Window:
    window.actions_["go_lab"].trigger()
    qtbot.waitUntil(lambda: is_seen(window))
    return window


def is_seen(window: Window) -> bool:
    """A panel behind another is visible to Qt, but has nothing on the screen."""
    return not window.lab.visibleRegion().isEmpty()


def label(window: Window, name: str) -> str:
    found = window.lab.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def cards(window: Window) -> list[str]:
    return [card.key[0] for card in window.lab.findings.cards]


def trained(window: Window, qtbot: QtBot) -> None:
    window.actions_["run"].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=20_000)


def test_a_switch_is_an_act_and_shows_its_words(shown: Window, qtbot: QtBot) -> None:
    row = shown.lab.switches.rows["sign"]
    assert not row.more.isVisible()
    row.box.click()
    assert shown.session.document.training.faults == ("sign",)
    assert row.more.isVisible()
    assert label(shown, "bugText:sign") == lab.find("sign").explanation
    assert "params:add(eta, gradParams)" in label(shown, "bugCode:sign")
    assert shown.session.undo_words == "Bug on: The update's sign"
    shown.actions_["undo"].trigger()
    assert not row.box.isChecked() and not row.more.isVisible()
    assert shown.session.document.training.faults == ()


def test_what_a_model_cannot_have_says_why(shown: Window) -> None:
    row = shown.lab.switches.rows["dead_relu"]
    assert not row.box.isEnabled()
    assert row.box.toolTip() == "The model has no ReLU behind a module with parameters."
    action = shown.actions_["bug_dead_relu"]
    assert not action.isEnabled() and "no ReLU" in action.toolTip()


def test_all_are_switched_off_at_once(shown: Window) -> None:
    shown.actions_["bug_sign"].trigger()
    shown.actions_["bug_no_zero"].trigger()
    assert shown.actions_["bug_sign"].isChecked()
    shown.lab.findChild(QPushButton, "bugsOff").click()
    assert shown.session.document.training.faults == ()
    assert not shown.actions_["bugs_off"].isEnabled()


def test_a_forgotten_zero_grad_parameters_is_told_and_repaired(shown: Window, qtbot: QtBot) -> None:
    shown.lab.switches.rows["no_zero"].box.click()
    trained(shown, qtbot)
    qtbot.waitUntil(lambda: cards(shown) == ["no_zero"], timeout=10_000)
    assert label(shown, "findingTitle:no_zero") == "Gradients are not set to zero"
    assert "their length was" in label(shown, "findingWhy:no_zero")
    (card,) = shown.lab.findings.cards
    assert card.spark is not None and card.spark.values[0] == 0 and card.spark.values[1] > 0
    losses = shown.runner.epoch_losses()
    card.repair.click()
    assert shown.session.document.training.faults == ()
    assert shown.session.undo_words.startswith("Repair: ")
    assert shown.runner.epoch_losses() == losses  # it goes on from there
    qtbot.waitUntil(lambda: cards(shown) == [] and "Nothing wrong" in label(shown, "diagnosisNote"))
    shown.actions_["undo"].trigger()
    assert shown.session.document.training.faults == ("no_zero",)


def test_nothing_wrong_is_said_of_a_healthy_run(shown: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: label(shown, "diagnosisNote") == "Nothing wrong was found at the start.")
    trained(shown, qtbot)
    qtbot.waitUntil(lambda: label(shown, "diagnosisNote") == "Nothing wrong was found after 5 steps.")
    assert cards(shown) == []
    assert not shown.actions_["repair_finding"].isEnabled()


def test_it_is_told_in_the_status_bar_while_the_panel_is_hidden(window: Window, qtbot: QtBot) -> None:
    said: list[str] = []
    window.session.said.connect(said.append)
    button = window._lab_status.button
    assert not is_seen(window) and not button.isVisible()
    window.actions_["bug_sign"].trigger()
    trained(window, qtbot)
    qtbot.waitUntil(button.isVisible, timeout=10_000)
    assert button.text() == "The update has the wrong sign"
    assert "The update has the wrong sign. The bugs lab says why, and mends it." in said
    assert not is_seen(window)
    button.click()
    qtbot.waitUntil(lambda: is_seen(window))
    assert cards(window) == ["sign"]


def test_what_stopped_a_run_is_told_with_its_module(shown: Window, qtbot: QtBot) -> None:
    shown.lab.switches.rows["grad_output"].box.click()
    trained(shown, qtbot)
    assert shown.runner.state == "fault"
    qtbot.waitUntil(lambda: cards(shown) == ["grad_output"], timeout=10_000)
    assert "needs 5×1" in label(shown, "findingWhy:grad_output")
    shown.session.select()
    shown.lab.findings.cards[0].show_module.click()
    (node,) = shown.session.selected_nodes
    assert shown.session.document.node(node).module == "Linear"


def test_a_repair_of_the_first_weights_begins_anew_in_one_act(shown: Window, qtbot: QtBot) -> None:
    shown.lab.switches.rows["zero_weights"].box.click()
    trained(shown, qtbot)
    qtbot.waitUntil(lambda: cards(shown) == ["zero_weights"], timeout=10_000)
    shown.actions_["repair_finding"].trigger()
    assert shown.runner.step_count == 0
    assert shown.session.document.training.faults == ()
    shown.actions_["undo"].trigger()
    assert shown.runner.step_count == 5 and shown.session.document.training.faults == ("zero_weights",)


def test_a_bug_of_the_first_weights_begins_anew(shown: Window, qtbot: QtBot) -> None:
    trained(shown, qtbot)
    shown.lab.switches.rows["saturated"].box.click()
    assert shown.runner.step_count == 0
    shown.actions_["undo"].trigger()
    assert shown.runner.step_count == 5


def test_it_is_told_while_it_runs(shown: Window, qtbot: QtBot) -> None:
    document = edits.set_training(examples.classifier(), epochs=1_000_000)
    shown.session.replace(lab.switched(document, "no_zero", True))
    shown.actions_["run"].trigger()
    qtbot.waitUntil(lambda: cards(shown) == ["no_zero"], timeout=10_000)
    assert shown.runner.is_running
    shown.actions_["pause"].trigger()
    qtbot.waitUntil(lambda: not shown.runner.is_running)


def test_another_model_is_not_accused(shown: Window, qtbot: QtBot) -> None:
    shown.lab.switches.rows["sign"].box.click()
    trained(shown, qtbot)
    qtbot.waitUntil(lambda: cards(shown) == ["sign"], timeout=10_000)
    shown.session.replace(examples.sparse_dense())
    assert cards(shown) == []
    qtbot.waitUntil(lambda: label(shown, "diagnosisNote") == "Nothing wrong was found at the start.")


# The gradient check.


def rows(window: Window) -> list[tuple[str, str]]:
    table = window.lab.gradients.table
    items = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items]


def test_gradients_are_checked_and_drawn_on_the_cards(window: Window, qtbot: QtBot) -> None:
    window.actions_["check_gradients"].trigger()
    qtbot.waitUntil(lambda: not window.gradient_checks.is_checking, timeout=20_000)
    note = label(window, "gradientNote")
    assert note == "The gradients of all 4 modules agree with the differences."
    names = {text.split("\n")[0] for text, _ in rows(window)}
    assert names == {"Linear(4 → 3)", "Tanh", "Linear(3 → 1)", "MSECriterion"}
    badges = window.check_marks.badges
    assert set(badges) == {1, 2, 3, 4} and all(badge.is_right for badge in badges.values())
    assert badges[1].pos().y() < window.canvas.stage.plan.rect(1).y


def test_gradients_that_pile_up_are_marked_with_their_number(window: Window, qtbot: QtBot) -> None:
    window.actions_["bug_no_zero"].trigger()
    window.actions_["check_gradients"].trigger()
    qtbot.waitUntil(lambda: not window.gradient_checks.is_checking, timeout=20_000)
    assert label(window, "gradientNote") == "2 of 4 modules have gradients that are not right."
    text, error = rows(window)[0]
    assert error == "0.5" and "[" in text and "backward" in text and "differences" in text
    badges = window.check_marks.badges
    assert [badges[node].text for node in (1, 3)] == ["0.5", "0.5"]
    assert not badges[1].is_right and badges[2].is_right
    window.lab.gradients.table.topLevelItem(0).setSelected(True)
    assert set(window.session.selected_nodes) <= {1, 3} and window.session.selected_nodes


def test_only_the_selection_is_checked_and_an_edit_takes_the_marks_away(window: Window, qtbot: QtBot) -> None:
    assert not window.actions_["check_gradients_selected"].isEnabled()
    window.session.select([3])
    window.actions_["check_gradients_selected"].trigger()
    qtbot.waitUntil(lambda: not window.gradient_checks.is_checking, timeout=20_000)
    assert set(window.check_marks.badges) == {3}
    window.session.attempt("Size", lambda doc: edits.set_arguments(doc, 2, {}))
    assert set(window.check_marks.badges) == {3}
    window.session.apply("Move", edits.move(window.session.document, {3: (600.0, 200.0)}))
    assert window.check_marks.badges[3].pos().y() > 150
    window.session.attempt("Freeze", lambda doc: edits.freeze(doc, [1], True))
    assert window.check_marks.badges == {} and rows(window) == []


def test_a_check_can_be_cancelled_while_the_window_goes_on(window: Window, qtbot: QtBot) -> None:
    document = examples.classifier()
    for node in [node.id for node in document.root.walk() if node.module == "Linear"][:1]:
        document = edits.set_arguments(document, node, {})
    window.session.replace(document)
    assert not window.actions_["cancel_check"].isEnabled()
    window.gradient_checks.start()
    assert window.gradient_checks.is_checking and window.actions_["cancel_check"].isEnabled()
    window.actions_["cancel_check"].trigger()
    qtbot.waitUntil(lambda: not window.gradient_checks.is_checking, timeout=20_000)
    assert window.gradient_checks.was_cancelled
    assert len(window.gradient_checks.results) < 7


def test_gradients_are_checked_while_training_runs(window: Window, qtbot: QtBot) -> None:
    window.session.replace(edits.set_training(examples.tutorial(), epochs=10_000_000))
    window.actions_["run"].trigger()
    window.actions_["check_gradients"].trigger()
    qtbot.waitUntil(lambda: len(window.check_marks.badges) == 4, timeout=20_000)
    assert window.runner.is_running
    window.actions_["pause"].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running)
