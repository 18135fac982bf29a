"""The document: an immutable tree of nodes, its data, its criterion, its training settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from nncore.dims import symbol
from nncore.shapes import Shape, Tensor

NodeId = int
Point = tuple[float, float]

GRAPH = "gModule"
"""The module whose children stand free and whose wires are stored."""

INPUT: NodeId = -1
"""As a wire's source: the input of the graph that holds the wire (at the root: the Data card)."""

OUTPUT: NodeId = -2
"""As a wire's target: the output of the graph that holds the wire (at the root: the Criterion card)."""


TINTS = ("yellow", "green", "blue", "pink", "grey")
"""The colours that notes and regions can have; what each looks like is the theme's."""


@dataclass(frozen=True, slots=True)
class Wire:
    """From what `source` gives to input `port` of `target`. `strand` picks one entry of a table. From 0."""

    source: NodeId
    target: NodeId
    port: int = 0
    strand: int | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Node:
    """One module: its Torch name and arguments, and what it holds.

    `args` keeps only the arguments that were given, in the constructor's order. `at` is where the node stands
    when its parent is a graph; children of other containers have no place of their own. `ends` is where a
    graph's own input and output cards stand. `frozen`: its parameters (a container's: those of all inside it)
    are not trained. `muted`: it hands on what it gets. `shares` is the module whose parameters it uses
    (Torch's `clone('weight', 'bias')`); that one shares with none itself. `collapsed`: a container that is
    drawn as one card. `refers` is the module that it is made for and works with, which stands elsewhere (of
    an unpooling: the pooling whose places it reads).
    """

    id: NodeId
    module: str
    args: tuple[tuple[str, Any], ...] = ()
    children: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()
    at: Point = (0.0, 0.0)
    label: str = ""
    ends: tuple[Point, Point] = ((0.0, 0.0), (640.0, 0.0))
    frozen: bool = False
    muted: bool = False
    shares: NodeId | None = None
    collapsed: bool = False
    refers: NodeId | None = None

    def walk(self) -> Iterator[Node]:
        """This node and all inside it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, order=True)
class RemarkId:
    """Which note or region: its number, of the same kind as those of nodes, and never one of those."""

    number: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something on the canvas that computes nothing: a note, or a region behind modules with a title.

    `size` is its width and height; a note is drawn higher where its text needs that. `tint` is one of TINTS.
    """

    id: RemarkId
    kind: Literal["note", "region"]
    at: Point
    size: tuple[float, float]
    text: str = ""
    tint: str = TINTS[0]


LEAST: Mapping[str, tuple[float, float]] = {"note": (96.0, 40.0), "region": (96.0, 64.0)}
"""How small each kind of remark may be."""


@dataclass(frozen=True, slots=True)
class Port:
    """One column group of the data: its name, its shape without the batch, for indices the highest one."""

    name: str
    dims: tuple[int, ...] = ()
    kind: Literal["real", "index"] = "real"
    high: int = 0

    @property
    def shape(self) -> Tensor:
        """With the batch in front: `N×4`."""
        return Tensor((symbol("N"), *self.dims), self.kind)


@dataclass(frozen=True, slots=True)
class Data:
    """Where the examples come from, and what they look like. The numbers themselves are kept elsewhere.

    `source` names a kind of data ("tutorial", "spiral", "csv"); `options` are its settings (seed, number of
    points, path).
    """

    source: str = "tutorial"
    options: tuple[tuple[str, Any], ...] = ()
    inputs: tuple[Port, ...] = (Port("X", (4,)),)
    target: Port = Port("y")
    rows: int = 5

    @property
    def shape(self) -> Shape:
        """What enters the network: one tensor, or a table where there are several inputs."""
        shapes = tuple(port.shape for port in self.inputs)
        return shapes[0] if len(shapes) == 1 else shapes


Options = tuple[tuple[str, Any], ...]
"""Settings by name, only those that were given."""


@dataclass(frozen=True, slots=True)
class Training:
    """How it is trained; `app.document.training` describes each setting.

    `batch_size` 0 takes all examples at once; `seed` draws the first weights, and the order of the examples
    unless `shuffle_seed` does. The optimiser's learning rate and weight decay are not among its `options`.
    """

    optimiser: str = "sgd"
    learning_rate: float = 0.01
    batch_size: int = 0
    epochs: int = 5
    seed: int = 287
    options: Options = ()
    schedule: str = "constant"
    schedule_options: Options = ()
    weight_decay: float = 0.0
    clip: float = 0.0
    shuffle: bool = True
    shuffle_seed: int | None = None
    validation: float = 0.0
    split_seed: int = 1
    stop_loss: float | None = None
    patience: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """A whole model. `fresh` is the next id, of a node or a remark; ids are never used twice. `remarks` stand
    on the canvas itself, among the root's children.
    """

    root: Node = Node(0, GRAPH)
    criterion: Node | None = None
    data: Data = Data()
    training: Training = Training()
    notes: str = ""
    fresh: NodeId = 1
    remarks: tuple[Remark, ...] = ()

    def node(self, id: NodeId) -> Node:
        """The node with this id, the criterion included.

        Raises:
            KeyError: when there is none.
        """
        for node in self.root.walk():
            if node.id == id:
                return node
        if self.criterion and self.criterion.id == id:
            return self.criterion
        raise KeyError(id)


Arrays = tuple[np.ndarray, ...]
Score = tuple[int, float, float]
"""An epoch's number, from 1; accuracy or R² in training, and on what is held out (NaN without any)."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far training has come: all that is needed to go on as if never interrupted. Its arrays are never
    changed.

    `weights` are each node's own parameters in Torch's order; `losses` one mean a finished epoch, of which
    `omitted` from the middle of a very long run are not kept; `validations` the losses on examples held out,
    one for each of `losses` (NaN where there were none), or empty; `step` counts batches since the start,
    `position` the examples already seen of the unfinished epoch, whose losses sum to `partial`; `optimiser`
    and `random` are the states of the optimiser and of the generator (with the order of the unfinished
    epoch): plain values and arrays by name. `gradients` are each node's own as one vector, where they outlast
    a step: only with the bug that never sets them to zero. `scores` are of the epochs that were scored.
    """

    weights: Mapping[NodeId, Arrays] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[float, ...] = ()
    step: int = 0
    position: int = 0
    partial: float = 0.0
    optimiser: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    random: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    omitted: int = 0
    validations: tuple[float, ...] = ()
    gradients: Mapping[NodeId, np.ndarray] = field(default_factory=lambda: MappingProxyType({}))
    scores: tuple[Score, ...] = ()

    @property
    def epoch(self) -> int:
        """How many epochs are finished."""
        return len(self.losses) + self.omitted
