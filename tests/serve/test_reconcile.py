"""The reconciliation service as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from firsthand.model.findings import Entity
from firsthand.record import Record
from firsthand.serve.reconcile.index import Index, Known, fold, of_unnamed
from firsthand.serve.web import app

ADDRESS = "http://127.0.0.1"
THING = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}
SERVICE = {"type": "object", "required": ["service_url", "service_path"]}
# The parts of the specification's schemas, version 0.2, that bind what we answer.
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "view"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": THING},
        "view": {"type": "object", "required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": {"pattern": r"\{\{id\}\}"}},
        },
        "suggest": {"type": "object", "properties": {"entity": SERVICE, "type": SERVICE}},
        "batchSize": {"type": "integer"},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "properties": {
                        **THING["properties"],
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": THING},
                        "description": {"type": "string"},
                    },
                },
            }
        },
    },
}


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url=ADDRESS, follow_redirects=True)


def ask(web: TestClient, **queries: dict[str, Any]) -> dict[str, Any]:
    answer = web.post("/reconcile/", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), RESULTS)
    return {key: held["result"] for key, held in answer.json().items()}


def test_the_manifest_leads_to_services_that_answer(web: TestClient) -> None:
    told = web.get("/reconcile").json()
    jsonschema.validate(told, MANIFEST)
    for one in told["suggest"].values():
        found = web.get(one["service_url"] + one["service_path"], params={"prefix": "p"})
        assert found.json()["result"]


def test_a_batch_is_matched_by_name_and_variant_and_left_open_where_unsure(web: TestClient) -> None:
    found = ask(
        web,
        q0={"query": "Jonas Fehl", "type": "person"},
        q1={"query": "FEHL, Jonas"},
        q2={"query": "Fehl"},
        q3={"query": "Qwxz"},
    )
    assert found["q0"][0]["name"] == "Jonas Fehl"
    assert found["q0"][0]["match"]
    assert found["q0"][0]["type"] == [{"id": "person", "name": "Person with a dossier"}]
    assert found["q1"][0]["name"] == "Jonas Fehl"
    assert found["q2"][0]["name"] == "Jonas Fehl"
    assert not found["q2"][0]["match"]
    assert found["q3"] == []
    by_get = web.get("/reconcile/", params={"queries": json.dumps({"q0": {"query": "Jonas Fehl", "limit": 1}})}).json()
    assert len(by_get["q0"]["result"]) == 1
    assert web.get(f"/reconcile/view/{found['q0'][0]['id']}").url.path.startswith("/e/")


def test_people_without_a_dossier_are_no_candidates(web: TestClient, demo: Record) -> None:
    private = {e.id: e for e in demo.all("entity") if isinstance(e, Entity) and not e.public}
    assert private
    asked = {e.id: {"query": e.name, "limit": 100} for e in private.values()}
    for id_, rows in ask(web, **asked).items():
        assert private.keys().isdisjoint(row["id"] for row in rows), id_
        assert web.get(f"/reconcile/view/{id_}").status_code == 404
        assert web.get("/reconcile/preview", params={"id": id_}).status_code == 404


def test_unnamed_source_types_stay_words(web: TestClient, demo: Record) -> None:
    words, _ = demo.unnamed_sources()[0]
    row = ask(web, q={"query": words, "type": "unnamed"})["q"][0]
    assert row["type"][0]["id"] == "unnamed"
    assert row["id"].startswith("unnamed-")
    assert "never resolved to a name" in row["description"]
    named = [r for r in ask(web, q={"query": words, "type": "person"})["q"] if r["match"]]
    assert named == []
    assert web.get(f"/reconcile/view/{row['id']}").url.path == "/articles"


def test_previews_and_columns(web: TestClient) -> None:
    row = ask(web, q={"query": "Jonas Fehl"})["q"][0]
    page = web.get("/reconcile/preview", params={"id": row["id"]})
    assert "Jonas Fehl" in page.text
    assert "frame-ancestors 'self' http://127.0.0.1:*" in page.headers["content-security-policy"]
    asked = {"ids": [row["id"], "e-nobody"], "properties": [{"id": "permalink"}, {"id": "names"}, {"id": "unknown"}]}
    told = web.post("/reconcile/", data={"extend": json.dumps(asked)}).json()
    assert [m["id"] for m in told["meta"]] == ["permalink", "names"]
    assert told["rows"][row["id"]]["permalink"] == [{"str": f"{ADDRESS}/e/{row['id']}"}]
    assert told["rows"]["e-nobody"] == {"permalink": [], "names": []}


def test_only_pages_of_this_machine_may_read_it(web: TestClient) -> None:
    for origin, allowed in (
        ("http://127.0.0.1:3333", True),
        ("https://evil.example", False),
        ("http://localhost.evil", False),
    ):
        answer = web.get("/reconcile/", headers={"origin": origin})
        assert (answer.headers.get("access-control-allow-origin") == origin) is allowed


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/"])
@pytest.mark.parametrize("queries", ["", "[]", "{", '{"q": 1}', '{"q": {"query": 5}}', '{"q": {"limit": "x"}}'])
def test_what_is_no_batch_is_said(web: TestClient, queries: str, path: str) -> None:
    answer = web.post(path, data={"queries": queries}, follow_redirects=False)
    assert answer.status_code == 400
    assert answer.json()["status"] == "error"


def test_forms_of_an_unnamed_type_are_one() -> None:
    types = of_unnamed([("an Oskari official", 2), ("the Oskari official", 1), ("Oskari officials", 1)])
    assert [(t.name, t.names) for t in types] == [
        ("an Oskari official", ("an Oskari official", "the Oskari official")),
        ("Oskari officials", ("Oskari officials",)),
    ]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12, unique=True), st.randoms())
def test_candidates_do_not_depend_on_the_order_of_names(names: list[str], shuffle: Any) -> None:
    known = [Known(f"e-{n}", "person", name, (name,), "", "") for n, name in enumerate(names)]
    other = list(known)
    shuffle.shuffle(other)
    for name in names:
        found = Index(known).find(name, limit=20)
        assert found == Index(other).find(name, limit=20)
        assert not fold(name) or found[0].score == 100.0
