"""Notes, regions, the minimap, and wires let go on frames: by hand, in a real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document.model import INPUT, Document, Wire
from app.files.model_file import read
from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop


@pytest.fixture
def hand(desktop: Desktop) -> Builder:
    desktop.start()
    return Builder(desktop)


def saved(hand: Builder, path: Path) -> Document:
    hand.save(path)
    return read(path.read_bytes())[0]


def type_words(hand: Builder, words: str, end: str) -> None:
    """Into the field that opens over a note or region."""
    person = hand.person
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "remarkWords")
    person.keyboard.type(words)
    person.keyboard.press(end)
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "canvas")


def test_a_region_takes_its_modules_along_and_a_note_is_written(hand: Builder, tmp_path: Path) -> None:
    person = hand.person
    hand.drag_in("Linear", 0.3, 0.4)
    hand.drag_in("Tanh", 0.5, 0.4)
    linear, tanh = hand.id("Linear"), hand.id("Tanh")
    person.mouse.click(person.probe.find("canvas").at(0.6, 0.9))
    person.keyboard.press("ctrl+a")
    person.keyboard.press("ctrl+shift+r")
    type_words(hand, "Hidden", "Return")
    before = saved(hand, tmp_path / "before.netloom")
    (region,) = before.remarks
    title = person.probe.find(None, remark=region.id.number).at(0.5, 0.05)
    person.mouse.drag(title, (title[0] + 40, title[1] + 80))
    person.mouse.click(person.probe.find("canvas").at(0.6, 0.95))
    person.keyboard.press("ctrl+shift+n")
    type_words(hand, "Look here", "ctrl+Return")
    after = saved(hand, tmp_path / "after.netloom")

    def shift(id: int) -> tuple[float, float]:
        (x, y), (u, v) = before.node(id).at, after.node(id).at
        return u - x, v - y

    moved, note = after.remarks
    by = (moved.at[0] - region.at[0], moved.at[1] - region.at[1])
    assert by[1] > 0 and shift(linear) == shift(tanh) == by
    assert (moved.text, note.kind, note.text) == ("Hidden", "note", "Look here")
    assert after.root.ends == before.root.ends


def test_a_wire_let_go_on_a_frame_enters_it_and_the_minimap_leads_elsewhere(
    hand: Builder, tmp_path: Path
) -> None:
    person = hand.person
    hand.drag_in("Sequential", 0.55, 0.5)
    hand.drag_into("Tanh", "Sequential")
    box = hand.id("Sequential")
    start = hand.probe.find(None, port="out", node=INPUT, index=0)
    person.mouse.drag(start.centre, hand.card("Sequential").at(0.5, 0.9))
    assert saved(hand, tmp_path / "wired.netloom").root.wires == (Wire(INPUT, box),)

    person.mouse.scroll(hand.card("Sequential").at(0.9, 0.9), 12)
    person.probe.wait_until({"find": "minimap"}, lambda found: found.get("visible", True))
    person.mouse.click(person.probe.find("minimap").at(0.08, 0.5))
    canvas = person.probe.find("canvas")
    seen = hand.still({"slot": "data"})
    assert canvas.x < seen.x + seen.w and seen.x < canvas.x + canvas.w
