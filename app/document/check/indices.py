"""Indices and real numbers: which of them a module may get, which no shape rule says."""

from __future__ import annotations

from types import SimpleNamespace

from app.document.described import find, spec_of
from app.document.model import Node
from nncore.errors import NNError, Repair
from nncore.rearranged import Rearranged
from nncore.shapes import Indices, Shape, Tensor, words
from nncore.simple.Copy import Copy
from nncore.tables import TableModule, leaves


def check_kind(node: Node, args: SimpleNamespace, x: Shape) -> None:
    """That indices come where they are needed, none higher than there is room for, and nowhere else.

    Raises:
        NNError: when they do not.
    """
    if not isinstance(x, Tensor):
        _check_entries(node, x)
        return
    if spec_of(node).indices:
        _check_indices(node, args, x)
    elif x.kind == "index" and not moves_only(node):
        raise NNError(
            "indices came where real numbers are needed",
            got=f"{words(x)} of indices",
            needs="real numbers, as a LookupTable makes of indices",
            repairs=_lookup(args, x),
        )


def _check_entries(node: Node, x: tuple[Shape, ...]) -> None:
    kind = find(node.module)
    kinds = [leaf.kind for leaf in leaves(x)]
    if issubclass(kind, TableModule) and kind.refuses(kinds):
        raise NNError(
            "indices came where real numbers are needed",
            got=f"{words(x)} with indices",
            needs="real numbers in every entry, as a LookupTable makes of indices",
        )


def moves_only(node: Node) -> bool:
    """Whether the module only moves what comes, so that it may be anything."""
    spec = spec_of(node)
    moving = issubclass(find(node.module), (Rearranged, TableModule, Copy))
    return moving or spec.takes != "tensor" or spec.children is not None


def _check_indices(node: Node, args: SimpleNamespace, x: Tensor) -> None:
    if x.kind != "index":
        raise NNError(
            "real numbers came where indices are needed",
            got=f"{words(x)} of real numbers",
            needs="whole numbers that count from 1",
        )
    name = find(node.module).example.most
    most = getattr(args, name, None) if isinstance(name, str) else None
    if isinstance(x, Indices) and most is not None and x.high > most:
        raise NNError(
            "the indices go higher than there are rows",
            got=f"indices up to {x.high}",
            needs=f"indices up to {most}, as {name} = {most}",
            repairs=(Repair(f"set {name} = {x.high}", "set", name, x.high),),
        )


def _lookup(args: SimpleNamespace, x: Tensor) -> tuple[Repair, ...]:
    """A LookupTable in between, where it is known how large it must be."""
    size = getattr(args, "inputSize", None)
    if not isinstance(x, Indices) or not isinstance(size, int) or x.rank != 1:
        return ()
    words = f"insert LookupTable({x.high} → {size})"
    return (Repair(words, "insert", "LookupTable", {"nIndex": x.high, "nOutput": size}),)
