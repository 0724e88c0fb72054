"""The REST interface as its own description has it: nothing that schemathesis makes up breaks it, or is answered otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.operations.registry import OPERATIONS, Operation
from firsthand.serve.web import app

# That a question is well formed does not make it one: a query's words have a grammar of their own ('"unclosed'), and ids a
# kind. Such are refused with 400, which this one check takes for a fault of the description.
LEFT_OUT = [positive_data_acceptance]
# Rightly and wrongly put questions to each; nothing can be asked wrongly of what takes nothing.
ASKED = [
    (one, mode) for mode in GenerationMode for one in OPERATIONS if one.parameters or mode is GenerationMode.POSITIVE
]


@pytest.fixture(scope="module")
def description(demo: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Of a record of its own, since questions made up may keep searches and decisions."""
    own = str(tmp_path_factory.mktemp("fuzzed") / "own.record")
    with sqlite3.connect(demo.where) as held, sqlite3.connect(own) as copy:
        held.backup(copy)
    with service.open(own) as record:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app(record, ("testserver", "127.0.0.1")))


@pytest.mark.parametrize(("one", "mode"), ASKED, ids=lambda x: str(x.name).lower())
def test_every_operation_answers_as_described(description: Any, one: Operation, mode: GenerationMode) -> None:
    operation = description[one.path][one.verb]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: Any) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    answered()
