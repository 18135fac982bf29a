"""Random gestures: the document stays well formed, the canvas shows it, undo leads back.

    python -m tests.app.canvas.gestures COUNT [SEED]

tries so many sequences, the same for the same seed; without one, new ones each time.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from app.document import edits, examples, wellformed
from app.document.model import INPUT, Document, RemarkId
from app.look import look
from app.program import application
from tests.app.canvas.hand import Hand

MODULES = ("Linear", "Tanh", "Sequential", "Concat", "ParallelTable", "gModule", "CAddTable", "MSECriterion")
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_W, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _nested() -> Document:
    doc, outer = edits.add(Document(), "Sequential", at=(160, 0))
    doc, inner = edits.add(doc, "Concat", parent=outer)
    for name in ("Tanh", "ReLU"):
        doc, _ = edits.add(doc, name, parent=inner)
    doc, graph = edits.add(doc, "gModule", at=(160, 400))
    doc, one = edits.add(doc, "Tanh", parent=graph)
    doc = edits.connect(doc, graph, INPUT, one)
    return edits.connect(doc, 0, INPUT, outer)


def _remarked() -> Document:
    """With a region behind the first modules, and a note on it."""
    doc, _ = edits.add_remark(examples.tutorial(), "region", (120, -80), (400, 240), "Hidden")
    return edits.add_remark(doc, "note", (160, 80), (160, 64), "A note")[0]


STARTS = (Document(), examples.tutorial(), examples.sparse_dense(), _nested(), _remarked())
EDITS: dict[str, Any] = {
    "Freeze": edits.freeze,
    "Unfreeze": lambda doc, ids: edits.freeze(doc, ids, False),
    "Mute": edits.mute,
    "Unmute": lambda doc, ids: edits.mute(doc, ids, False),
    "Share": edits.share,
    "Stop sharing": edits.stop_sharing,
    "Fold": lambda doc, ids: edits.fold(doc),
    "Unfold": lambda doc, ids: edits.unfold(doc),
    "Wrap": lambda doc, ids: edits.wrap(doc, ids, "Sequential")[0],
    "Wrap in a graph": lambda doc, ids: edits.wrap(doc, ids, "gModule")[0],
    "Unwrap": lambda doc, ids: edits.unwrap(doc, ids[0]),
    "Duplicate": lambda doc, ids: edits.duplicate(doc, ids)[0],
    "Delete": edits.remove,
}
"""Commands, done to what is selected, or to some card."""
THING = st.tuples(st.integers(0, 40), st.integers(0, 6), st.integers(-12, 12))
ACT = st.one_of(
    st.tuples(st.just("drop"), st.sampled_from(MODULES), THING),
    st.tuples(st.just("drag"), THING, THING, st.sampled_from(MODIFIERS)),
    st.tuples(st.just("wire"), THING, THING, st.sampled_from(("out", "in"))),
    st.tuples(st.just("wire"), THING, THING, st.just("out")),
    st.tuples(st.just("click"), THING, st.sampled_from(MODIFIERS)),
    st.tuples(st.just("key"), st.sampled_from(KEYS), st.sampled_from(MODIFIERS)),
    st.tuples(st.just("add"), st.sampled_from(MODULES)),
    st.tuples(st.just("inside"), THING),
    st.tuples(st.just("out")),
    st.tuples(st.just("collapse"), THING, st.booleans()),
    st.tuples(st.just("edit"), st.sampled_from([*EDITS]), THING),
    st.tuples(st.just("edit"), st.sampled_from([*EDITS]), THING),
    st.tuples(st.just("remark"), st.sampled_from(("note", "region")), THING),
    st.tuples(st.just("delete")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def spot(hand: Hand, thing: tuple[int, int, int]) -> QPoint:
    """Some card, one of its ports, or a free place; a little beside it."""
    number, part, off = thing
    ids = [*hand.plan.spots, *hand.plan.remarks, None]
    id = ids[number % len(ids)]
    if id is None:
        return hand.at({"free": [0.1 + part / 8, 0.5 + off / 30]})
    if isinstance(id, RemarkId):
        wide, high = hand.plan.remarks[id].size
        parts = ((0, 0), (0, 12 - high / 2), (wide / 2 - 4, high / 2 - 4))
        dx, dy = parts[part % len(parts)]
        return hand.at({"remark": id.number}, dx=dx, dy=dy)
    box = hand.plan.box(id)
    x, y = hand.plan.place(id)
    inside = [(box.w / 2, box.h / 2 + off), (box.w / 2, 10), *box.ins, *(out.at for out in box.outs)]
    dx, dy = inside[part % len(inside)]
    shown = hand.view.viewportTransform().map(float(x + dx), float(y + dy))
    return QPoint(round(shown[0]), round(shown[1]))


def port(hand: Hand, thing: tuple[int, int, int], side: str) -> QPoint:
    """Some port of some card that has one on that side."""
    boxes = [spot.box for spot in hand.plan.spots.values()]
    boxes = [box for box in boxes if (box.outs if side == "out" else box.ins)]
    number, part, _ = thing
    box = boxes[number % len(boxes)]
    return hand.port(side, box.id, part % len(box.outs if side == "out" else box.ins))


def act(hand: Hand, what: tuple[Any, ...]) -> None:
    session, view = hand.session, hand.view
    match what:
        case ("drop", module, thing):
            hand.drop_module(module, spot(hand, thing))
        case ("drag", start, end, keys):
            hand.drag(spot(hand, start), spot(hand, end), keys)
        case ("wire", start, end, side):
            other = "in" if side == "out" else "out"
            hand.drag(port(hand, start, side), port(hand, end, other))
        case ("click", thing, keys):
            hand.click(spot(hand, thing), keys)
        case ("key", key, keys):
            hand.key(key, keys)
        case ("add", module):
            view.add_module(module)
        case ("inside", thing):
            view.step_inside(some_card(hand, thing))
        case ("collapse", thing, on):
            view.collapse([some_card(hand, thing)], on)
        case ("edit", name, thing):
            ids = session.selected_nodes or (some_card(hand, thing),)
            session.attempt(name, lambda document: EDITS[name](document, ids))
        case ("remark", kind, (x, y, off)):
            at = (40.0 * x, 40.0 * y - 80)
            session.attempt("Add", lambda doc: edits.add_remark(doc, kind, at, (200 + 8 * off, 120))[0])
        case ("delete",):
            chosen = session.selected_remarks
            session.attempt("Delete", lambda doc: edits.remove_remarks(doc, chosen))
        case ("out",):
            view.step_out()
        case ("undo",):
            session.undo()
        case ("redo",):
            session.redo()


def some_card(hand: Hand, thing: tuple[int, int, int]) -> int:
    ids = list(hand.plan.spots)
    return ids[thing[0] % len(ids)]


def try_all(start: Document, acts: list[tuple[Any, ...]]) -> None:
    """One sequence, with undo to the start and redo to the end."""
    hand = Hand(start)
    try:
        for what in acts:
            before, steps = hand.document, len(hand.steps)
            act(hand, what)
            assert len(hand.steps) - steps <= 1, "one gesture is one step"
            assert (hand.document is before) == (len(hand.steps) == steps)
            assert wellformed.fault(hand.document) is None
            hand.check_shown()
        while hand.session.redo_words:
            hand.session.redo()
        end, undone = hand.document, 0
        while hand.session.undo_words:
            hand.session.undo()
            undone += 1
            hand.check_shown()
        assert hand.document == start
        for _ in range(undone):
            hand.session.redo()
        assert hand.document == end
        hand.check_shown()
    finally:
        hand.close()


def main(count: int, number: int | None) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    look.set_mode("light")
    look.apply(app)
    raised: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _where: raised.append(error)  # from what Qt calls

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(start=st.sampled_from(STARTS), acts=st.lists(ACT, min_size=1, max_size=12))
    def gestures(start: Document, acts: list[tuple[Any, ...]]) -> None:
        raised.clear()
        try_all(start, acts)
        if raised:
            raise raised[0]

    try:
        (gestures if number is None else seed(number)(gestures))()
    except BaseException:
        sys.excepthook = sys.__excepthook__
        raise
    print(f"{count} sequences")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
