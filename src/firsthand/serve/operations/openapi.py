"""The description of the REST interface: OpenAPI 3.1, made from the registry alone."""

from __future__ import annotations

import re

from firsthand import __version__
from firsthand.export.places import Json
from firsthand.serve.operations import schema
from firsthand.serve.operations.registry import OPERATIONS, Operation, Parameter

ALIAS = {"query": "q"}  # what a parameter is called in an address
NAMING = ("old", "new", "ids", "name", "described", "event")  # parameters by which something is asked for
PROBLEM = "application/problem+json"
ABOUT = (
    "What news texts say, with who says it. **Nothing here is asserted by Firsthand**: every row of what people said carries "
    "`quote`, `speaker`, `permalink` and `status: reported, not verified`. Rows have the keys of the interchange. "
    "Reading needs no key: the server answers on this machine only, and to no other host name. Decisions (POST) need "
    "`content-type: application/json` and, from a browser, the same origin. Every answer has an ETag."
)


def description() -> Json:
    """The whole document."""
    paths: dict[str, Json] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.verb.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Firsthand",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": schema.components()},
    }


def in_path(one: Operation) -> tuple[str, ...]:
    return tuple(re.findall(r"{(\w+)}", one.path))


def address_name(p: Parameter) -> str:
    return ALIAS.get(p.name, p.name)


def _operation(one: Operation) -> Json:
    told: Json = {
        "operationId": one.name,
        "summary": one.says.split(". ")[0].rstrip("."),
        "description": one.says,
        "parameters": [_parameter(one, p) for p in one.parameters if one.verb == "GET" or p.name in in_path(one)],
        "responses": _responses(one),
    }
    if one.verb == "POST":
        body = schema.arguments(one, in_path(one))
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return told


def _parameter(one: Operation, p: Parameter) -> Json:
    found = schema.parameter(p)
    placed = p.name in in_path(one)
    return {
        "name": address_name(p),
        "in": "path" if placed else "query",
        "required": placed or p.required,
        "description": found.pop("description", ""),
        "schema": found,
    }


def _responses(one: Operation) -> Json:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{one.answer.__name__}"}}}
    wrong = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Wrong"}}}
    tag = {"ETag": {"description": "Of this very answer", "schema": {"type": "string"}}}
    good: Json = {"description": "As reported, not verified", "content": content}
    if one.verb == "GET":
        good["headers"] = tag
    found: Json = {"200": good}
    if one.verb == "GET":
        found["304"] = {"description": "Unchanged since the ETag in if-none-match"}
    found["400"] = {"description": "The question makes no sense; `detail` says how to mend it", "content": wrong}
    if any(p.name.endswith("id") or p.name in NAMING for p in one.parameters):
        found["403"] = {"description": "Of a private person, who has no dossier", "content": wrong}
        found["404"] = {"description": "Nothing of this id or name is in the record", "content": wrong}
        found["410"] = {"description": "Its owner withdrew it", "content": wrong}
    if one.verb == "POST":
        found["403"] = {"description": "Sent by a page of another origin, or about a private person", "content": wrong}
    if any(p.name == "saw" for p in one.parameters):
        found["409"] = {"description": "It says something else by now than `saw`; nothing was kept", "content": wrong}
    if one.verb == "POST":
        found["413"] = {"description": "Too long", "content": wrong}
        found["415"] = {"description": "Not sent as application/json", "content": wrong}
    found["default"] = {"description": "What else may go wrong", "content": wrong}
    return found
