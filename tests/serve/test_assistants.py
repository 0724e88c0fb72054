"""A real client of the Model Context Protocol asks a real server, over standard input and over HTTP."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from firsthand.model.findings import Entity
from firsthand.record import Record
from firsthand.serve.operations.registry import OPERATIONS
from firsthand.serve.operations.shapes import STATUS

COMMAND = ["-m", "firsthand", "--record"]
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
READS = [x for x in OPERATIONS if x.reads_only]


def over_stdio(record: Record) -> StdioServerParameters:
    return StdioServerParameters(command=sys.executable, args=[*COMMAND, record.where, "mcp"], env=ENV)


@pytest.fixture(scope="module")
def address(demo: Record) -> Iterator[str]:
    words = [sys.executable, *COMMAND, demo.where, "mcp", "--http", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=ENV) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        yield re.findall(r"http://\S+", told)[0]
        server.terminate()


def rows(answer: Any) -> Iterator[dict[str, Any]]:
    """Every row of an answer that says what somebody said."""
    if isinstance(answer, dict):
        if "span_text" in answer or "content_text" in answer or "quote" in answer:
            yield answer
        for held in answer.values():
            yield from rows(held)
    elif isinstance(answer, list):
        for held in answer:
            yield from rows(held)


def arguments(demo: Record) -> dict[str, dict[str, Any]]:
    """For every tool, something of the record to ask it for."""

    def first(kind: str) -> Any:
        return next(iter(demo.all(kind)))

    event = demo.found("event").rows[0]
    article = event.accounts[0].articles[0]
    family = first("family")
    entity = next(e for e in demo.all("entity") if isinstance(e, Entity) and e.public)
    ids = {
        "article": article,
        "entity": entity.id,
        "event": event.id,
        "claim": demo.found("claim").rows[0].id,
        "series": demo.found("series").rows[0].id,
        "family": family.id,
        "show": first("statement").id,
    }
    asked: dict[str, dict[str, Any]] = {name: {"id": id_} for name, id_ in ids.items()}
    asked |= {x.name: {"article_id": article} for x in READS if x.parameters and x.parameters[0].name == "article_id"}
    asked |= {"dossier": {"id": entity.id}, "names_of": {"entity_id": entity.id}, "cite": {"id": article}}
    asked |= {"meant": {"words": entity.name, "kind": "entity"}, "history": {"id": article}}
    asked |= {"outlet": {"name": demo.search("").facet("outlet")[0].value}, "timeline": {"event": event.id}}
    asked |= {"unnamed": {"described": demo.unnamed_kinds()[0].name}, "batch": {"names": ["pier", "nobody at all"]}}
    word = demo.texts([article])[0].text.split()[0]
    asked |= {"stands": {"article_id": article, "words": word}}
    return asked | {"search": {"query": "pier"}, "words": {"old": family.articles[0], "new": family.articles[1]}}


def test_every_reading_operation_is_a_tool_that_quotes(demo: Record) -> None:
    asked = arguments(demo) | {"collection": {"name": "Pier Nine"}}
    put_in = demo.collect(asked["article"]["id"], "Pier Nine", by="Ina")

    async def ask() -> None:
        async with Client(over_stdio(demo)) as client:
            assert "Nothing is asserted" in (client.instructions or "")
            tools = {t.name: t for t in (await client.list_tools()).tools}
            assert set(tools) == {x.name for x in READS}
            for name, tool in tools.items():
                assert len(tool.description or "") > 60
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
                result = await client.call_tool(name, asked.get(name, {}))
                assert not result.is_error, (name, result.content)
                answer = result.structured_content
                assert json.loads(result.content[0].text) == answer
                jsonschema.validate(answer, tool.output_schema or {})
                _carries_its_sources(demo, name, answer)

    try:
        anyio.run(ask)
    finally:
        for judgement in put_in:
            demo.undo(judgement.id, by="Ina")


def _carries_its_sources(demo: Record, name: str, answer: Any) -> None:
    assert answer["status"] == STATUS
    quoted = [x for x in rows(answer) if "quote" in x]
    silent = ("status", "judgements", "decisions", "history", "places_of")  # of a record that nobody decided in
    silent += (
        "names_of",
        "meant",
        "unnamed_kinds",
        "saved_searches",
        "collections",
        "withdrawals",
    )  # names and ids alone
    assert quoted or name in silent, name
    for x in quoted:
        assert {"speaker", "permalink", "status"} <= x.keys(), name
        assert x["status"] == STATUS
        assert x["permalink"].startswith("http://127.0.0.1:8311/")
        article = x.get("article")
        if article and "span_text" in x:
            text = demo.texts([article])[0].text
            assert x["quote"] in text
            assert x["span_text"] in x["quote"]


def test_a_person_without_dossier_is_not_returned(demo: Record) -> None:
    private = next(e for e in demo.all("entity") if isinstance(e, Entity) and not e.public)
    article = private.held[0][1]

    async def ask() -> None:
        async with Client(over_stdio(demo)) as client:
            for tool in ("entity", "show"):
                result = await client.call_tool(tool, {"id": private.id})
                assert result.is_error
                assert private.name not in result.content[0].text
            page = await client.call_tool("article", {"id": article})
            assert private.id not in json.dumps(page.structured_content)
            refused = await client.call_tool("decide", {"act": "reject", "ids": ["h-x"], "by": "a machine"})
            assert refused.is_error

    anyio.run(ask)


def test_over_http_the_same(demo: Record, address: str) -> None:
    async def ask() -> None:
        async with Client(address) as client:
            result = await client.call_tool("search", {"query": "pier", "per_page": 2})
            row = result.structured_content["rows"][0]
            listed = await client.list_resources()
            assert len(listed.resources) == 30
            read = await client.read_resource(f"firsthand://article/{row['id']}")
            text = demo.texts([row["id"]])[0].text
            assert text in read.contents[0].text
            assert STATUS in read.contents[0].text
            wrong = await client.call_tool("search", {"query": '"unclosed'})
            assert "quotation mark is never closed" in wrong.content[0].text
            prompt = await client.get_prompt("sourced-answer", {"question": "Who was on Pier Nine?"})
            told = prompt.messages[0].content.text
            assert "stays unnamed" in told
            assert "Pier Nine?" in told

    anyio.run(ask)
