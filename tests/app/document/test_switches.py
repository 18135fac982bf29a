"""Freezing, muting, sharing: as edits, in files, and what the check says."""

from __future__ import annotations

import pytest

from app.document import edits
from app.document.check import check
from app.document.compile import compile_document
from app.document.edits import (
    copy,
    duplicate,
    freeze,
    mute,
    paste,
    remove,
    set_arguments,
    share,
    stop_sharing,
    unwrap,
    wrap,
)
from app.document.examples import sparse_dense, tutorial
from app.document.index import index
from app.document.model import Checkpoint, Document, NodeId
from app.document.refused import Refused
from app.document.sharing import frozen, group, groups
from app.document.wellformed import fault
from app.files.model_file import read, written
from nncore import Generator
from tests.app.document.builders import chain, mixed, named
from tests.app.document.wellformed import wellformed

THREE = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Linear", 3, 3), inputs=3, target=(3,))


def test_frozen_and_back() -> None:
    doc = freeze(tutorial(), [1])
    assert doc.node(1).frozen and frozen(doc) == {1}
    assert freeze(doc, [1]) is doc and freeze(doc, [1], on=False) == tutorial()


def test_a_frozen_container_holds_what_is_inside_until_it_is_unwrapped() -> None:
    doc, box = wrap(tutorial(), [1, 2, 3], "Sequential")
    doc = freeze(doc, [box])
    assert frozen(doc) == {box, 1, 2, 3}
    with pytest.raises(Refused, match="lies in a container that is frozen"):
        freeze(doc, [1], on=False)
    assert frozen(unwrap(doc, box)) == {1, 2, 3}


@pytest.mark.parametrize(
    ("ids", "words"),
    [([2], "Tanh has no parameters"), ([4], "is a criterion"), ([0], "canvas itself"), ([99], "not in the")],
)
def test_what_cannot_be_frozen(ids: list[NodeId], words: str) -> None:
    with pytest.raises(Refused, match=words):
        freeze(tutorial(), ids)


def test_a_muted_module_hands_on_what_it_gets() -> None:
    doc = mute(tutorial(), [2])
    known = check(doc)
    assert known.blocker is None and known.outputs[2] == known.inputs[2]
    made = compile_document(doc, Generator(1))
    assert str(made.nodes[2]) == "nn.Identity"
    assert mute(doc, [2], on=False) == tutorial()


def test_muting_is_refused_where_the_next_module_takes_something_else() -> None:
    words = r"Linear\(4 → 3\) cannot be muted.*gives N×4; Linear\(3 → 1\) needs N×3"
    with pytest.raises(Refused, match=words):
        mute(tutorial(), [1])
    with pytest.raises(Refused, match="cannot be muted"):
        mute(tutorial(), [3])
    following = mute(set_arguments(tutorial(), 3, {"inputSize": None}), [1])
    assert check(following).followed == {3: {"inputSize": 4}}
    with pytest.raises(Refused, match="is a criterion"):
        mute(tutorial(), [4])


def test_what_is_inside_a_muted_container_is_not_asked() -> None:
    doc, box = wrap(THREE, [1, 2], "Sequential")
    doc, inner = edits.add(doc, "Linear", named("Linear", 9, 9), parent=box)
    assert check(doc).blocker is not None
    muted = mute(doc, [box])
    known = check(muted)
    assert known.blocker is None and known.inputs[inner] is None and box not in known.unused
    with pytest.raises(Refused, match="is muted"):
        unwrap(muted, box)
    assert mute(muted, [box], on=False) == doc


def test_shared_modules_know_one_another() -> None:
    doc = share(THREE, [3, 1])
    assert doc.node(3).shares == 1 and group(doc, 3) == group(doc, 1) == (1, 3)
    doc = share(doc, [3, 4])
    assert groups(doc) == {1: (1, 3, 4)}
    wellformed(doc)
    assert fault(doc) is None and check(doc).blocker is None
    assert groups(stop_sharing(doc, [1])) == {3: (3, 4)}
    assert groups(stop_sharing(doc, [3])) == {1: (1, 4)}
    assert stop_sharing(doc, [1, 3, 4]) == THREE


@pytest.mark.parametrize(
    ("doc", "ids", "words"),
    [
        (tutorial(), [1, 3], "must be of one kind and one size"),
        (tutorial(), [1], "two or more"),
        (THREE, [1, 2], "Tanh has no parameters"),
        (mixed(), [5, 6], "no parameters of its own"),
    ],
)
def test_what_cannot_share(doc: Document, ids: list[NodeId], words: str) -> None:
    with pytest.raises(Refused, match=words):
        share(doc, ids)


def test_sizes_change_together() -> None:
    doc = share(chain(("Linear", 3, 3), ("Linear", 3, 3), inputs=3, target=(3,)), [1, 2])
    doc = set_arguments(doc, 2, {"bias": False})
    assert dict(doc.node(1).args)["bias"] is False


def test_the_next_one_inherits() -> None:
    doc = remove(share(THREE, [1, 3, 4]), [1])
    assert groups(doc) == {3: (3, 4)} and fault(doc) is None
    assert groups(remove(doc, [3])) == {} and fault(remove(doc, [3])) is None
    boxed, box = wrap(share(THREE, [1, 3]), [1], "Sequential")
    assert boxed.node(3).shares == 1, "moving the original changes nothing"
    assert remove(boxed, [box]).node(3).shares is None


def test_copies_share_with_the_same_or_among_themselves() -> None:
    doc = share(THREE, [1, 3])
    more, (copied,) = duplicate(doc, [3])
    assert more.node(copied).shares == 1
    both, (one, two) = duplicate(doc, [1, 3])
    assert both.node(two).shares == one and both.node(one).shares is None
    pasted, (first, second) = paste(doc, copy(doc, [1, 3]))
    assert pasted.node(second).shares == first
    alone, (single,) = paste(tutorial(), copy(doc, [3]))
    assert alone.node(single).shares is None and fault(alone) is None


def test_sizes_that_follow_different_wires_are_a_fault() -> None:
    doc = share(chain(("Linear", None, 3), ("Linear", None, 3), inputs=3, target=(3,)), [1, 2])
    assert check(doc).blocker is None
    first = doc.data.inputs[0]
    doc = edits.set_data(doc, type(doc.data)(inputs=(type(first)("X", (5,)),), target=doc.data.target))
    blocker = check(doc).blocker
    assert blocker is not None and blocker.node == 2 and "shares the weights of a module" in blocker.text


def test_files_keep_it_all() -> None:
    doc = mute(freeze(share(THREE, [1, 3]), [4]), [2])
    assert read(written(doc, Checkpoint()))[0] == doc


def test_the_sparse_and_dense_branches_can_be_frozen_each() -> None:
    doc = freeze(sparse_dense(), [2])
    assert frozen(doc) == {2} and check(doc).blocker is None and set(index(doc).shares) == set()


def test_what_is_in_something_muted_can_be_muted_too() -> None:
    doc, box = edits.wrap(chain(("Tanh",), ("ReLU",)), [1], "Sequential")
    doc = edits.mute(edits.mute(doc, [box]), [1])
    assert doc.node(1).muted and doc.node(box).muted
