"""Wrap: a container around modules that are there. `unwrap` is its exact inverse.

On the canvas (and in any graph) the function stays the same: a chain goes into a Sequential, branches of one
source into a ConcatTable, branches with a source each into a ParallelTable, anything into a graph. Among
ordered children, where no wires are lost, and around one module, any container will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.document.arguments import arguments
from app.document.described import find, is_criterion, is_graph, title, titles
from app.document.edits.change import changed
from app.document.edits.enclosing import branches, chain, graph, single
from app.document.edits.into_graph import as_graph
from app.document.edits.places import corner
from app.document.edits.tree import check_depth, existing
from app.document.edits.wires import place
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.refused import Refused


def wrap(
    doc: Document, ids: Iterable[NodeId], container: str, args: Mapping[str, Any] | None = None
) -> tuple[Document, NodeId]:
    """With a new container around these nodes, in their place.

    Raises:
        Refused: when they do not stand side by side, or the container would change what they compute.
    """
    chosen = existing(doc, ids)
    found = index(doc)
    parents = {found.parents[id] for id in chosen}
    if len(parents) != 1 or None in parents:
        raise Refused("Choose modules that stand beside one another, in one container or on the canvas.")
    holder = found.nodes[next(iter(parents))]  # type: ignore[index]
    empty = Node(doc.fresh, container, arguments(container, args or {}))
    _check_kind(empty, len(chosen))
    nodes = [child for child in holder.children if child.id in set(chosen)]
    check_depth(doc, holder.id, [replace(empty, children=tuple(nodes))])
    wrapped = _in_graph(holder, nodes, empty) if is_graph(holder) else _among(holder, nodes, empty)
    return changed(replace(doc, fresh=doc.fresh + 1), holder.id, lambda _: wrapped), empty.id


def _check_kind(container: Node, count: int) -> None:
    """That this class can hold so many modules."""
    children = find(container.module).spec.children
    if children is None or is_criterion(container.module):
        raise Refused(f"{container.module} holds no modules. Choose a container such as Sequential.")
    if children.most is not None and count > children.most:
        raise Refused(f"{container.module} holds {children.most} only, and {count} are chosen.")


def _among(holder: Node, nodes: list[Node], empty: Node) -> Node:
    """Wrapped among the ordered children of a container."""
    first = holder.children.index(nodes[0])
    if list(holder.children[first : first + len(nodes)]) != nodes:
        raise Refused(f"Choose neighbours: in {title(holder)} other modules stand between {titles(nodes)}.")
    if empty.module == GRAPH:
        within = [Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False)]
        ends = [Wire(INPUT, nodes[0].id), Wire(nodes[-1].id, OUTPUT)]
        made = as_graph(empty, nodes, [*within, *ends])
    else:
        made = replace(empty, children=tuple(nodes), at=corner(nodes))
    rest = holder.children[first + len(nodes) :]
    return replace(holder, children=(*holder.children[:first], made, *rest))


def _in_graph(holder: Node, nodes: list[Node], empty: Node) -> Node:
    """Wrapped among the free children of a graph."""
    kind = find(empty.module).spec.children
    if empty.module == GRAPH:
        made, wires = graph(holder, nodes, empty)
    elif len(nodes) == 1:
        made, wires = single(holder, nodes[0], empty)
    elif kind.feed == "chain":
        made, wires = chain(holder, nodes, empty)
    elif kind.join == "table" and kind.feed in ("all", "each"):
        downwards = sorted(nodes, key=lambda node: (node.at[1], node.at[0], node.id))
        made, wires = branches(holder, downwards, empty, kind.feed)
    else:
        raise Refused(
            f"{empty.module} around several free modules would change what they compute. "
            "Put it on the canvas and drag them into it."
        )
    return with_container(holder, made, wires)


def with_container(holder: Node, made: Node, wires: Iterable[Wire]) -> Node:
    """A graph with a new container in place of the modules that it holds, and these wires."""
    inside = {node.id for node in made.children}
    children = [*(child for child in holder.children if child.id not in inside), made]
    return replace(
        holder,
        children=tuple(sorted(children, key=lambda child: child.id)),
        wires=tuple(sorted(wires, key=place)),
    )
