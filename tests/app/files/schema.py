"""As much of JSON Schema as the model file's schema uses: what does not fit is told by its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = {"$schema", "title", "description", "$defs", "type", "const", "enum", "anyOf", "$ref", "required"}
KNOWN |= {"properties", "additionalProperties", "items", "minItems", "maxItems", "minLength"}
KNOWN |= {"minimum", "maximum"}


def misfits(value: Any, schema: Any, root: Any, place: str = "$") -> Iterator[str]:
    """Where `value` does not fit the schema; nothing when it does."""
    if isinstance(schema, bool):
        if not schema:
            yield f"{place}: nothing is allowed here"
        return
    assert schema.keys() <= KNOWN, f"the test does not know {schema.keys() - KNOWN}"
    if "$ref" in schema:
        yield from misfits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, place)
    if "anyOf" in schema and all(any(misfits(value, one, root)) for one in schema["anyOf"]):
        yield f"{place}: {value!r} fits none of the forms"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{place}: {value!r} is no {kinds}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if isinstance(value, (int, float)) and value < schema.get("minimum", value):
        yield f"{place}: {value!r} is too small"
    if isinstance(value, (int, float)) and value > schema.get("maximum", value):
        yield f"{place}: {value!r} is too large"
    if isinstance(value, (str, list)):
        shortest = schema.get("minItems", schema.get("minLength", 0))
        if not shortest <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: has {len(value)} entries"
    yield from _within(value, schema, root, place)


def _within(value: Any, schema: Any, root: Any, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from misfits(entry, schema.get("items", True), root, f"{place}[{number}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}: {name} is missing"
        for name, entry in value.items():
            known = schema.get("properties", {})
            inner = known[name] if name in known else schema.get("additionalProperties", True)
            yield from misfits(entry, inner, root, f"{place}.{name}")


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])
