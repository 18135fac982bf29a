"""Edits in any order keep the document well formed, share no mutable state, and can all be taken back."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.document import edits
from app.document.check import check
from app.document.compile import compile_document
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.history import History
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Checkpoint, Data, Document, Port
from app.document.ports import in_ports, out_strands
from app.document.refused import Refused
from app.document.wellformed import fault
from app.files.model_file import read, written
from nncore import Generator
from tests.app.document.builders import mixed, named, same
from tests.app.document.wellformed import wellformed

MODULES: list[tuple[Any, ...]] = [
    ("Linear", 3, 3),
    ("Linear", 3, 2),
    ("Linear",),
    ("Tanh",),
    ("LookupTable", 5, 3),
    ("CAddTable",),
    ("JoinTable", 2),
    ("SelectTable", 1),
    ("Identity",),
    ("Sum", 2),
    ("Sequential",),
    ("Concat", 2),
    ("ConcatTable",),
    ("ParallelTable",),
    ("MapTable",),
    (GRAPH,),
    ("SpatialMaxPooling", 2, 2, 2, 2),
    ("SpatialMaxUnpooling",),
    ("MSECriterion",),
]
CONTAINERS = [
    entry for entry in MODULES if entry[0] in ("Sequential", "Concat", "ConcatTable", "ParallelTable")
]
CONTAINERS += [("MapTable",), (GRAPH,)]
DATA = [
    Data(inputs=(Port("X", (3,)),), target=Port("y", (3,))),
    Data(inputs=(Port("X", (3,)), Port("Z", (3,))), target=Port("y", (3,))),
    Data(inputs=(Port("i", (), "index", 5), Port("Z", (3,))), target=Port("y", (3,))),
]
SWITCHES = [edits.freeze, edits.mute, edits.collapse]
PLACES = st.tuples(st.integers(-4, 40).map(lambda n: 8.0 * n), st.integers(-4, 40).map(lambda n: 8.0 * n))


class Edits(RuleBasedStateMachine):
    """A person who does anything at all."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(Document(data=DATA[0]))
        self.seen: list[Document] = []
        self.prints: list[str] = []

    @initialize(
        doc=st.sampled_from([Document(data=DATA[0]), tutorial(), sparse_dense(), classifier(), mixed()])
    )
    def begin(self, doc: Document) -> None:
        self.history = History(doc)
        self.seen, self.prints = [doc], [repr(doc)]

    @property
    def doc(self) -> Document:
        return self.history.current.document

    def become(self, doc: Document) -> None:
        if doc is not self.doc:
            self.history.push("edit", doc, Checkpoint())
            self.seen.append(doc)
            self.prints.append(repr(doc))

    def some(self, data: Any, most: int = 4) -> list[int]:
        """Some of the nodes, the root and cards among them at times."""
        nodes = sorted(index(self.doc).nodes)
        return data.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=most, unique=True))

    def siblings(self, data: Any) -> list[int]:
        """Some of the children of one node."""
        holders = [node for node in index(self.doc).nodes.values() if node.children]
        holder = data.draw(st.sampled_from(holders))
        ids = [child.id for child in holder.children]
        return data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))

    def holder(self, data: Any) -> int:
        nodes = index(self.doc).nodes.values()
        holding = [n.id for n in nodes if n.module in {c for c, *_ in CONTAINERS}]
        return data.draw(st.sampled_from(sorted(holding)))

    @rule(data=st.data(), entry=st.sampled_from(MODULES), at=PLACES, place=st.none() | st.integers(0, 3))
    def add(self, data: Any, entry: tuple[Any, ...], at: Any, place: int | None) -> None:
        module, *values = entry
        parent = self.holder(data)
        try:
            doc, new = edits.add(self.doc, module, named(module, *values), parent=parent, index=place, at=at)
        except Refused:
            return
        assert new in index(doc).nodes and new not in index(self.doc).nodes
        self.become(doc)

    @rule(data=st.data(), port=st.none() | st.integers(0, 2), strand=st.none() | st.integers(0, 1))
    def connect(self, data: Any, port: int | None, strand: int | None) -> None:
        graphs = [node for node in index(self.doc).nodes.values() if node.module == GRAPH]
        graph = data.draw(st.sampled_from(graphs))
        inside = [child.id for child in graph.children]
        source = data.draw(st.sampled_from([*inside, INPUT]))
        target = data.draw(st.sampled_from([*inside, OUTPUT]))
        try:
            doc = edits.connect(self.doc, graph.id, source, target, port, strand)
        except Refused:
            return
        new = index(doc).nodes[graph.id].wires
        ends = [w for w in new if (w.source, w.target, w.strand) == (source, target, strand)]
        assert ends and (port is None or any(w.port <= port for w in ends))
        self.become(doc)

    @rule(data=st.data())
    def disconnect(self, data: Any) -> None:
        wires = [(n.id, wire) for n in index(self.doc).nodes.values() for wire in n.wires]
        if wires:
            chosen = data.draw(st.lists(st.sampled_from(wires), min_size=1, max_size=2, unique=True))
            doc = edits.remove(self.doc, wires=chosen)
            count = sum(len(n.wires) for n in index(doc).nodes.values())
            assert count == len(wires) - len(chosen)
            self.become(doc)

    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        chosen = self.some(data, 2)
        try:
            doc = edits.remove(self.doc, chosen)
        except Refused:
            assert 0 in chosen
            return
        assert not set(chosen) & index(doc).nodes.keys()
        self.become(doc)

    @rule(data=st.data(), place=st.none() | st.integers(0, 3), at=st.none() | PLACES)
    def nest(self, data: Any, place: int | None, at: Any) -> None:
        chosen, parent = self.some(data, 3), self.holder(data)
        try:
            doc = edits.nest(self.doc, chosen, parent, place, at)
        except Refused:
            return
        assert index(doc).nodes.keys() == index(self.doc).nodes.keys()
        self.become(doc)

    @precondition(lambda self: self.doc.root.children)
    @rule(data=st.data(), entry=st.sampled_from(CONTAINERS))
    def wrap(self, data: Any, entry: tuple[Any, ...]) -> None:
        module, *values = entry
        chosen = self.siblings(data)
        try:
            doc, new = edits.wrap(self.doc, chosen, module, named(module, *values))
        except Refused:
            return
        wellformed(doc)
        holder = index(self.doc).nodes[index(self.doc).parents[chosen[0]]]  # type: ignore[index]
        wired = any(w.source in chosen or w.target in chosen for w in holder.wires)
        if wired or len(chosen) == 1 or holder.module != GRAPH or module != "Sequential":
            assert same(edits.unwrap(doc, new), self.doc)
        self.become(doc)

    @rule(data=st.data())
    def unwrap(self, data: Any) -> None:
        for chosen in self.some(data, 2):
            try:
                self.become(edits.unwrap(self.doc, chosen))
            except Refused:
                return

    @rule(data=st.data())
    def duplicate(self, data: Any) -> None:
        try:
            doc, new = edits.duplicate(self.doc, self.some(data, 3))
        except Refused:
            return
        assert len(index(doc).nodes) - len(index(self.doc).nodes) >= len(new) > 0
        self.become(doc)

    @rule(data=st.data(), at=st.none() | PLACES)
    def paste(self, data: Any, at: Any) -> None:
        chosen = self.some(data, 3)
        try:
            text = edits.copy(self.doc, chosen)
            doc, new = edits.paste(self.doc, text, parent=self.holder(data), at=at)
        except Refused:
            return
        assert all(node in index(doc).nodes for node in new)
        self.become(doc)

    @rule(data=st.data(), at=PLACES)
    def move(self, data: Any, at: Any) -> None:
        try:
            self.become(edits.move(self.doc, dict.fromkeys([*self.some(data, 2), INPUT], at)))
        except Refused:
            return

    @rule(data=st.data(), entry=st.sampled_from(MODULES))
    def insert_on_wire(self, data: Any, entry: tuple[Any, ...]) -> None:
        wires = [(n.id, wire) for n in index(self.doc).nodes.values() for wire in n.wires]
        if not wires:
            return
        graph, wire = data.draw(st.sampled_from(wires))
        module, *values = entry
        try:
            self.become(edits.insert_on_wire(self.doc, graph, wire, module, named(module, *values))[0])
        except Refused:
            return

    @rule(data=st.data(), at=PLACES, size=PLACES, kind=st.sampled_from(["note", "region"]))
    def remark(self, data: Any, at: Any, size: Any, kind: Any) -> None:
        doc, new = edits.add_remark(self.doc, kind, at, size, "words")
        assert doc.root is self.doc.root
        self.become(doc)
        old = data.draw(st.sampled_from([remark.id for remark in doc.remarks]))
        self.become(edits.place_remarks(doc, {old: at}))
        copied, made = edits.duplicate(self.doc, [], remarks=[old, new])
        assert len(made) == len({old, new})
        self.become(copied if len(doc.remarks) < 4 else edits.remove_remarks(copied, [old, *made]))

    @rule(data=st.data(), label=st.text(max_size=5))
    def relabel(self, data: Any, label: str) -> None:
        chosen = self.some(data, 1)[0]
        if chosen:
            self.become(edits.relabel(self.doc, chosen, label))

    @rule(source=st.sampled_from(DATA))
    def set_data(self, source: Data) -> None:
        self.become(edits.set_data(self.doc, source))

    @rule(data=st.data(), size=st.none() | st.integers(0, 3))
    def set_size(self, data: Any, size: int | None) -> None:
        linear = [n.id for n in index(self.doc).nodes.values() if n.module == "Linear"]
        if linear:
            chosen, name = (
                data.draw(st.sampled_from(linear)),
                data.draw(st.sampled_from(["inputSize", "outputSize"])),
            )
            if size == 0:
                with pytest.raises(Refused, match="at least 1"):
                    edits.set_arguments(self.doc, chosen, {name: size})
            else:
                self.become(edits.set_arguments(self.doc, chosen, {name: size}))

    @rule(data=st.data())
    def repair(self, data: Any) -> None:
        offered = [(n, r) for n, fault in check(self.doc).faults.items() for r in fault.repairs]
        if offered:
            node, change = data.draw(st.sampled_from(offered))
            try:
                self.become(edits.repair(self.doc, node, change))
            except Refused:
                return

    @rule(data=st.data(), switch=st.sampled_from(SWITCHES), on=st.booleans())
    def switch(self, data: Any, switch: Any, on: bool) -> None:
        chosen = self.some(data, 3)
        try:
            doc = switch(self.doc, chosen, on)
        except Refused:
            return
        assert index(doc).nodes.keys() == index(self.doc).nodes.keys()
        assert switch(doc, chosen, on) is doc
        self.become(doc)

    @rule(data=st.data(), on=st.booleans())
    def share(self, data: Any, on: bool) -> None:
        alike = [n.id for n in index(self.doc).nodes.values() if n.module in ("Linear", "LookupTable")]
        if not alike:
            return
        chosen = data.draw(st.lists(st.sampled_from(alike), min_size=1, max_size=3, unique=True))
        try:
            self.become((edits.share if on else edits.stop_sharing)(self.doc, chosen))
        except Refused:
            return

    @rule(data=st.data(), into=st.booleans())
    def enter_or_leave(self, data: Any, into: bool) -> None:
        nodes = index(self.doc).nodes
        graph = data.draw(st.sampled_from([node for node in nodes.values() if node.module == GRAPH]))
        holders = [child for child in graph.children if child.children]
        if not holders:
            return
        box = data.draw(st.sampled_from(holders))
        other = data.draw(
            st.sampled_from([child.id for child in graph.children] + [INPUT if into else OUTPUT])
        )
        inner = data.draw(st.sampled_from([None, *(child.id for child in box.children)]))
        port = data.draw(st.sampled_from([None, 0, 1]))
        try:
            if into:
                self.become(edits.enter(self.doc, graph.id, other, box.id, port, None, inner))
            else:
                self.become(edits.leave(self.doc, graph.id, box.id, other, port, inner))
        except Refused:
            return

    @precondition(lambda self: index(self.doc).refers)
    @rule(data=st.data())
    def refer(self, data: Any) -> None:
        nodes = index(self.doc).nodes
        id = data.draw(st.sampled_from(sorted(index(self.doc).refers)))
        pools = [node.id for node in nodes.values() if node.module == "SpatialMaxPooling"]
        try:
            self.become(edits.refer(self.doc, id, data.draw(st.sampled_from([None, *pools]))))
        except Refused:
            return

    @rule(data=st.data(), fold=st.booleans())
    def fold(self, data: Any, fold: bool) -> None:
        graphs = [node.id for node in index(self.doc).nodes.values() if node.module == GRAPH]
        graph = data.draw(st.sampled_from(graphs))
        try:
            self.become((edits.fold if fold else edits.unfold)(self.doc, graph))
        except Refused:
            return

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.history.undo()

    @rule()
    def redo(self) -> None:
        self.history.redo()

    @invariant()
    def it_is_well_formed(self) -> None:
        wellformed(self.doc)
        assert fault(self.doc) is None

    @invariant()
    def the_check_knows_no_past(self) -> None:
        """What is remembered from earlier documents changes nothing."""
        known, anew = check(self.doc), check(copy.deepcopy(self.doc))
        assert known == anew
        assert set(known.inputs) == set(known.outputs) == set(index(self.doc).nodes)
        assert set(known.wires) == {(n.id, w) for n in index(self.doc).nodes.values() for w in n.wires}
        assert all(fault.text and fault.path for fault in known.faults.values())

    @invariant()
    def what_runs_compiles(self) -> None:
        if (blocker := check(self.doc).blocker) is None:
            compile_document(self.doc, Generator(1))
        else:
            with pytest.raises(Refused) as refused:
                compile_document(self.doc, Generator(1))
            assert str(refused.value) == blocker.text

    @invariant()
    def every_wire_has_a_port(self) -> None:
        known = check(self.doc)
        for graph in index(self.doc).nodes.values():
            for wire in graph.wires:
                assert wire.port < in_ports(self.doc, wire.target, graph.id)
                out_strands(known, self.doc, wire.source, graph.id)

    def teardown(self) -> None:
        assert [repr(doc) for doc in self.seen] == self.prints, "an edit has changed an earlier document"
        assert read(written(self.doc, Checkpoint()))[0] == self.doc
        while self.history.can_undo:
            self.history.undo()
        assert self.doc is self.seen[0]


class TestEdits(Edits.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(
        max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
