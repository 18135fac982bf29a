"""Nodes as plain values that JSON can hold, and back. Read with distrust: text may come from anywhere."""

from __future__ import annotations

import math
from typing import Any

from app.document.arguments import arguments
from app.document.described import is_graph
from app.document.model import Node, NodeId, Point, Wire
from app.document.refused import Refused
from app.document.wellformed import DEPTH
from nncore import catalog

SWITCHES = ("frozen", "muted", "collapsed")
"""What a node can be besides, written only where it is."""


class Unreadable(Exception):
    """A value that is no node. The text says what and where: "module 7 (Linear): inputSize ..."."""


def node_to_plain(node: Node) -> dict[str, Any]:
    """A node as JSON's values; what is empty is left out."""
    plain: dict[str, Any] = {"id": node.id, "module": node.module}
    if node.args:
        plain["args"] = {name: _plain(value) for name, value in node.args}
    if node.label:
        plain["label"] = node.label
    plain |= {name: True for name in SWITCHES if getattr(node, name)}
    if node.shares is not None:
        plain["shares"] = node.shares
    if node.refers is not None:
        plain["refers"] = node.refers
    plain["at"] = list(node.at)
    if node.children:
        plain["children"] = [node_to_plain(child) for child in node.children]
    if is_graph(node):
        plain["wires"] = [wire_to_plain(wire) for wire in node.wires]
        plain["ends"] = [list(end) for end in node.ends]
    return plain


def wire_to_plain(wire: Wire) -> dict[str, Any]:
    plain: dict[str, Any] = {"from": wire.source, "to": wire.target, "port": wire.port}
    return plain if wire.strand is None else plain | {"strand": wire.strand}


def node_from_plain(plain: Any, depth: int = 0) -> Node:
    """The node, with its arguments checked as if they had just been typed.

    Raises:
        Unreadable: when it is none.
    """
    values = record(plain, "a module")
    id, name = whole(values.get("id"), "a module's id"), values.get("module")
    if depth >= DEPTH:
        raise Unreadable(f"module {id}: containers are nested more than {DEPTH} deep")
    if not isinstance(name, str) or name not in catalog.files():
        raise Unreadable(f"module {id}: there is no module called {name!r}")
    where = f"module {id} ({name})"
    args = record(values.get("args", {}), f"the arguments of {where}")
    try:
        checked = arguments(name, {key: restored(value) for key, value in args.items()})
    except Refused as error:
        raise Unreadable(f"{where}: {error}") from None
    children = tuple(node_from_plain(child, depth + 1) for child in listed(values.get("children", []), where))
    wires = tuple(wire_from_plain(wire, where) for wire in listed(values.get("wires", []), where))
    label = text(values.get("label", ""), f"the label of {where}")
    ends = listed(values.get("ends", [[0.0, 0.0], [640.0, 0.0]]), f"the ends of {where}")
    if len(ends) != 2:
        raise Unreadable(f"the ends of {where} must be two places")
    places = point(ends[0], where), point(ends[1], where)
    shares, refers = values.get("shares"), values.get("refers")
    return Node(
        id,
        name,
        checked,
        children,
        wires,
        point(values.get("at", [0.0, 0.0]), where),
        label,
        places,
        shares=None if shares is None else whole(shares, f"what {where} shares with"),
        refers=None if refers is None else whole(refers, f"what {where} refers to"),
        **{switch: flag(values.get(switch, False), f"{switch} of {where}") for switch in SWITCHES},
    )


def wire_from_plain(plain: Any, where: str) -> Wire:
    values = record(plain, f"a wire of {where}")
    strand = values.get("strand")
    return Wire(
        whole(values.get("from"), f"the start of a wire of {where}", low=-1),
        whole(values.get("to"), f"the end of a wire of {where}", low=-2),
        whole(values.get("port"), f"the port of a wire of {where}"),
        None if strand is None else whole(strand, f"the strand of a wire of {where}"),
    )


def record(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(f"{what} must be an object with names and values, not {brief(value)}")
    return value


def listed(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(f"{what}: a list was expected, not {brief(value)}")
    return value


def whole(value: Any, what: str, low: int = 0, high: int = 2**53) -> NodeId:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Unreadable(f"{what} must be a whole number, at least {low}, not {brief(value)}")
    return value


def number(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e300:
        raise Unreadable(f"{what} must be a number, not {brief(value)}")
    return value


def flag(value: Any, what: str) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(f"{what} must be true or false, not {brief(value)}")
    return value


def text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{what} must be text, not {brief(value)}")
    return value


def point(value: Any, where: str) -> Point:
    pair = listed(value, f"the place of {where}")
    if len(pair) != 2 or not all(isinstance(x, (int, float)) and abs(x) < 1e9 for x in pair):
        raise Unreadable(f"the place of {where} must be two numbers, not {brief(value)}")
    return (float(pair[0]), float(pair[1]))


def brief(value: Any) -> str:
    """A value in few letters, for a message."""
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."


def _plain(value: Any) -> Any:
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value


def restored(value: Any) -> Any:
    """JSON's lists as tuples again, as arguments are kept."""
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable(f"{value} is no number that an argument can have")
    return tuple(map(restored, value)) if isinstance(value, list) else value
