"""JSON that people can read and compare: whatever fits is on one line."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 100


def readable(value: Any, indent: int = 0) -> str:
    """`value` as JSON. Objects and lists that fit into a line stand in one, others one entry a line.

    Raises:
        ValueError: for nan and inf, which JSON has not.
    """
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, (dict, list)) or not value or len(flat) + indent <= WIDTH:
        return flat
    inner = " " * (indent + 1)
    if isinstance(value, dict):
        names = (json.dumps(name, ensure_ascii=False) for name in value)
        lines = [
            f"{name}: {readable(entry, indent + 1)}"
            for name, entry in zip(names, value.values(), strict=True)
        ]
        return "{\n" + ",\n".join(inner + line for line in lines) + "\n" + " " * indent + "}"
    if any(isinstance(entry, (dict, list)) for entry in value):
        lines = [readable(entry, indent + 1) for entry in value]
    else:
        lines = _filled(value, WIDTH - indent)
    return "[\n" + ",\n".join(inner + line for line in lines) + "\n" + " " * indent + "]"


def _filled(entries: list[Any], width: int) -> list[str]:
    """Plain values, as many in a line as fit."""
    lines = [""]
    for entry in entries:
        word = json.dumps(entry, ensure_ascii=False, allow_nan=False)
        if lines[-1] and len(lines[-1]) + len(word) + 2 > width:
            lines.append(word)
        else:
            lines[-1] += f", {word}" if lines[-1] else word
    return lines
