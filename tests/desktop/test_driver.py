"""The driver itself, on a small window: what a hand does there happens, and faults are told in words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.desktop import xvfb
from tests.desktop.driver import Desktop, ProgramEnded
from tests.desktop.probe import NoAnswer, TooLate
from tests.desktop.xvfb import Display

SPECIMEN = (sys.executable, "-m", "tests.desktop.specimen")


@pytest.fixture
def person(desktop: Desktop) -> Desktop:
    desktop.start(program=SPECIMEN)
    return desktop


def counted(person: Desktop, what: str, times: int) -> None:
    person.probe.wait_until(
        {"state": "counts"}, lambda counts: counts[what] == times, 5, f"{times} of {what}"
    )


def test_a_click_presses_a_button_and_a_double_click_is_one(person: Desktop) -> None:
    person.click("button")
    counted(person, "button", 1)
    person.click("names:Tanh", times=2)
    counted(person, "double", 1)
    assert person.probe.ask({"find": "names:Tanh"})["checked"] is True
    assert person.probe.ask({"find": "names:Linear"})["checked"] is False


def test_typing_reaches_the_field_and_its_text_is_read_back(person: Desktop) -> None:
    person.fill("field", "4 × -3.5e-2, Größe")
    person.probe.wait_for_text("echo", "4 × -3.5e-2, Größe")
    person.fill("field", "new")
    person.probe.wait_for_text("echo", "new")


def test_a_drag_from_a_list_lands_where_it_was_let_go_and_can_be_moved(person: Desktop) -> None:
    goal = person.probe.find("table").at(0.3, 0.4)
    person.drag("names:Linear", goal)
    person.probe.wait_until({"state": "drops"}, lambda found: found["count"] == 1)
    assert person.probe.find(square=0).centre == pytest.approx(goal, abs=3)
    further = person.probe.find("table").at(0.7, 0.8)
    person.mouse.drag(person.probe.find(square=0).centre, further)
    person.probe.wait_until({"square": 0}, lambda box: abs(box["x"] + box["w"] / 2 - further[0]) < 4)


def test_shortcuts_menus_and_held_keys(person: Desktop) -> None:
    person.click("field")
    person.keyboard.press("ctrl+b")
    counted(person, "bold", 1)
    assert person.probe.ask({"find": "bold"})["visible"] is False
    person.click("format")
    person.click("bold")
    counted(person, "bold", 2)
    with person.keyboard.held("ctrl"):
        person.keyboard.press("b")
    counted(person, "bold", 3)


def test_a_dialog_has_the_keyboard_and_gives_it_back(person: Desktop) -> None:
    person.click("field")
    person.keyboard.press("ctrl+o")
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "fileNameEdit")
    person.keyboard.type("/nowhere/model.netloom")
    person.probe.wait_for_text("fileNameEdit", "/nowhere/model.netloom")
    person.keyboard.press("Return")
    person.probe.wait_for_text("echo", "/nowhere/model.netloom")
    person.keyboard.type("x")
    person.probe.wait_for_text("field", "/nowhere/model.netloomx")


def test_the_wheel_brings_a_row_into_sight(person: Desktop) -> None:
    assert person.probe.ask({"find": "names:more 39"})["visible"] is False
    person.mouse.scroll(person.probe.find("names").centre, -60)
    person.probe.find("names:more 39")
    assert person.probe.ask({"find": "names:Linear"})["visible"] is False


def test_a_picture_shows_the_window(person: Desktop, tmp_path: Path) -> None:
    window = person.probe.ask({"windows": True})["windows"][0]
    assert (window["title"], window["w"], window["h"]) == ("Specimen", 700, 420)
    picture = QImage(str(person.screenshot(tmp_path / "out" / "screen.png")))
    assert (picture.width(), picture.height()) == (person.display.width, person.display.height)
    box = person.probe.find("table")
    assert picture.pixelColor(*map(int, box.centre)).lightness() > 200
    assert picture.pixelColor(person.display.width - 1, person.display.height - 1).lightness() < 10


def test_a_name_that_nothing_has_is_named(person: Desktop) -> None:
    with pytest.raises(NoAnswer, match="nothing is called 'buton'"):
        person.probe.ask({"find": "buton"})
    with pytest.raises(NoAnswer, match="nothing answers"):
        person.probe.ask({"weather": "today"})
    with pytest.raises(TooLate, match=r"'never' in echo did not come within 0\.1 s.*'text': ''"):
        person.probe.wait_for_text("echo", "never", timeout=0.1)


def test_a_program_that_ends_at_once_says_what_it_printed(desktop: Desktop) -> None:
    with pytest.raises(ProgramEnded, match="exit code 1\nthe specimen was told to fail"):
        desktop.start("--fail", program=SPECIMEN)


def test_it_can_be_stopped_and_started_again(person: Desktop) -> None:
    person.click("button")
    counted(person, "button", 1)
    person.stop()
    assert not person.running
    person.start(program=SPECIMEN)
    counted(person, "button", 0)


def test_a_missing_program_is_named_with_its_package(
    display: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(xvfb.MissingProgram, match="xdotool is not installed.*apt-get install xdotool"):
        Desktop(display, Path())
