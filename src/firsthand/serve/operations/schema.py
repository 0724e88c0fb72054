"""JSON Schema of what operations take and answer, from their types: 2020-12, which OpenAPI 3.1 uses as it is."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from typing import Any

import msgspec

from firsthand.export.places import Json
from firsthand.serve.operations import shapes
from firsthand.serve.operations.registry import OPERATIONS, Operation, Parameter

ROWS: tuple[type, ...] = (  # what `show` may answer
    shapes.Capture,
    shapes.Article,
    shapes.Mention,
    shapes.PlaceRow,
    shapes.Attribution,
    shapes.Time,
    shapes.Quantity,
    shapes.EventMention,
    shapes.Telling,
    shapes.Chain,
    shapes.ReuseLink,
    shapes.Family,
    shapes.Entity,
    shapes.Statement,
    shapes.Claim,
    shapes.Likely,
    shapes.Retired,
    shapes.Event,
    shapes.Discrepancy,
    shapes.Series,
    shapes.Judgement,
)


def components(operations: Sequence[Operation] = OPERATIONS) -> Json:
    """The schema of every shape that these operations answer, and of what is told when one goes wrong, by name."""
    types = list(dict.fromkeys([*(x.answer for x in operations), *ROWS, shapes.Wrong]))
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    schemas: Json = dict(found)
    rows = [{"$ref": f"#/components/schemas/{t.__name__}"} for t in ROWS]
    schemas["Shown"]["properties"]["row"] = {"anyOf": rows}
    return schemas


def answer(operation: Operation) -> Json:
    """The schema of an operation's answer, whole in itself."""
    found = msgspec.json.schema(operation.answer)
    inner: Json = dict(found["$defs"])
    return {**inner.pop(operation.answer.__name__), "$defs": inner}


def arguments(operation: Operation, leave: Sequence[str] = ()) -> Json:
    """The schema of an operation's parameters as one object, those in `leave` left out."""
    asked = [p for p in operation.parameters if p.name not in leave]
    return {
        "type": "object",
        "properties": {p.name: parameter(p) for p in asked},
        "required": [p.name for p in asked if p.required],
        "additionalProperties": False,
    }


def parameter(p: Parameter) -> Json:
    """The schema of one parameter. That it may be left out is said by `required`, not by null."""
    found: Json = _whole(dict(msgspec.json.schema(p.type)))
    rather = [x for x in found.pop("anyOf", []) if x != {"type": "null"}]
    found |= rather[0] if rather else {}
    if None in found.get("enum", ()):
        found["enum"] = [x for x in found["enum"] if x is not None]
    if p.default not in (None, inspect.Parameter.empty):
        found["default"] = p.default
    return found


def _whole(found: Any, known: Json | None = None) -> Any:
    """A schema with what it refers to put in its place."""
    if not isinstance(found, dict):
        return [_whole(x, known) for x in found] if isinstance(found, list) else found
    known = found.get("$defs", known)
    if known and (name := str(found.get("$ref", "")).rpartition("/")[2]) in known:
        return _whole(known[name], known)
    return {key: _whole(held, known) for key, held in found.items() if key != "$defs"}


def plain(value: Any) -> bytes:
    """JSON as bytes, keys in the order given. Half a character, which a damaged page may hold, is written as an escape."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")
