"""How an element of a module's values comes about, in numbers: told by its class, or in general by shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.document.model import Node
from app.document.moved import origin
from nncore import catalog
from nncore.errors import NNError
from nncore.worked import Place, index, number, plain


def worked(node: Node, values: Mapping[str, Any], name: str, at: Place) -> list[str]:
    """Lines of LaTeX: the rule with the element's indices, the numbers put in, and what they come to."""
    whole = values.get(name)
    if not isinstance(whole, np.ndarray) or len(at) != whole.ndim:
        return []
    kind = catalog.find(node.module)
    try:
        lines = kind.worked(kind.spec.bind(dict(node.args)), values, name, at) if _is_own(kind) else []
    except (NNError, IndexError, ValueError):  # a batch of another shape than the class expects
        lines = []
    letter = {"output": "y", "input": "x"}.get(name, name)
    result = plain(whole[at])
    if lines:
        return [*lines, f"= {result}"]
    if name == "output" and (found := origin(node, values, at)) is not None:
        entry, place = found
        of = f"x^{entry + 1}" if isinstance(values["input"], list) else "x"
        return [f"y{index(*at)} = {of}{index(*place)}", f"= {result}"]
    told = [f"{letter}{index(*at)} = {result}"]
    for other, short in (("input", "x"), ("gradOutput", "gradOutput")):
        feeds = values.get(other)
        wanted = "output" if other == "input" else "gradInput"
        if name == wanted and isinstance(feeds, np.ndarray) and feeds.shape == whole.shape:
            told.append(rf"\text{{from }} {short}{index(*at)} = {number(feeds[at])}")
    return told


def _is_own(kind: type) -> bool:
    """Whether the words are the class's own, or its kin's; one made from another class computes otherwise."""
    teller = next(base for base in kind.__mro__ if "worked" in vars(base))
    return teller is kind or teller.__name__ not in catalog.files()
