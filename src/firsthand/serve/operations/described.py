"""The page /api: every operation for people, from the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from firsthand.record import Record
from firsthand.serve.operations import openapi, schema
from firsthand.serve.operations.registry import OPERATIONS, Operation
from firsthand.serve.operations.rest import CURES, TITLES


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter as the page tells it."""

    name: str
    where: str
    needed: bool
    type: str
    says: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An operation as the page tells it."""

    name: str
    method: str
    verb: str
    path: str
    says: str
    parameters: tuple[Asked, ...]
    answer: str


def described(_: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The template and its values."""
    wrong = [(code, TITLES[code], cure) for code, cure in CURES.items()]
    return "api.html", {
        "offered": [_offered(x) for x in OPERATIONS],
        "wrong": wrong,
        "base": str(request.base_url).rstrip("/"),
    }


def _offered(one: Operation) -> Offered:
    parameters = []
    for p in one.parameters:
        found = schema.parameter(p)
        in_path = p.name in openapi.in_path(one)
        where = "path" if in_path else "query" if one.verb == "GET" else "body"
        name = openapi.address_name(p) if one.verb == "GET" else p.name
        kind = " or ".join(map(str, found["enum"])) if "enum" in found else str(found.get("type", ""))
        parameters.append(Asked(name, where, in_path or p.required, kind, found.get("description", "")))
    return Offered(
        one.name, one.method, one.verb, f"/api/v1{one.path}", one.says, tuple(parameters), one.answer.__name__
    )
