"""The outlines of a document's cards and frames, without the ways of its wires, which places do not need."""

from __future__ import annotations

from collections.abc import Iterator

from app.canvas.geometry.box import Box, Track
from app.canvas.geometry.builder import Builder
from app.canvas.geometry.tracks import Shapes, Spots, Tracks
from app.document.model import GRAPH, Document, Node, NodeId


class _NoTracks(Tracks):
    def lay(self, node: Node, spots: Spots, shapes: Shapes) -> tuple[Track, ...]:
        return ()


class Sizes(Builder):
    """Builds outlines in which no wire is laid."""

    def _tracks_of(self, graph: Node) -> Tracks:
        return _NoTracks()


def graphs_of(document: Document) -> list[list[NodeId]]:
    """The graphs of a document by how deep they stand, the innermost first."""
    levels: dict[int, list[NodeId]] = {}
    stack = [(document.root, 0)]
    while stack:
        node, depth = stack.pop()
        if node.module == GRAPH:
            levels.setdefault(depth, []).append(node.id)
        stack += [(child, depth + 1) for child in node.children]
    return [levels[depth] for depth in sorted(levels, reverse=True)]


def boxes_of(root: Box) -> Iterator[Box]:
    """The root's outline and all in it."""
    stack = [root]
    while stack:
        box = stack.pop()
        yield box
        stack += [child for child, _ in box.children if child.children or child.kind == "graph"]
