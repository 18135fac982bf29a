"""What is pointed at elsewhere is lit here, and the other way round."""

from __future__ import annotations

from app.canvas.paint.state import State
from app.document import edits
from app.document.model import INPUT


def test_a_module_that_is_pointed_at_elsewhere_is_lit_until_it_is_not(hand, chain):
    h = hand(chain)
    h.view.show_pointed(2)
    assert State.HOVERED in h.view.stage.cards[2].state
    h.view.show_pointed(None)
    assert State.HOVERED not in h.view.stage.cards[2].state


def test_a_module_in_a_collapsed_container_lights_the_card(hand, chain):
    doc, box = edits.wrap(chain, [1, 2], "Sequential")
    h = hand(edits.collapse(doc, [box]))
    h.view.show_pointed(2)
    assert State.HOVERED in h.view.stage.cards[box].state


def test_a_module_that_goes_is_no_longer_pointed_at(hand, chain):
    h = hand(chain)
    h.view.show_pointed(2)
    h.session.apply("delete", edits.remove(h.document, [2]))
    assert 2 not in h.view.stage.marks


def test_it_tells_what_is_under_the_pointer_else_the_only_selected_module(hand, chain):
    h = hand(chain)
    told = []
    h.view.pointed.connect(told.append)
    h.session.select([3])
    h.move(h.card(2))
    h.move(h.card(INPUT))
    h.session.select([2, 3])
    assert told == [3, 2, 3, None]
