"""The registry and the REST interface: one list of operations, the interchange's keys, errors with their cure."""

from __future__ import annotations

import inspect
import json
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.model.findings import Entity
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.operations import openapi, shapes
from firsthand.serve.operations.registry import NOT_OFFERED, OPERATIONS, named
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.web import app

ADDRESS = "http://127.0.0.1"


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url=ADDRESS)


def get(web: TestClient, path: str, **asked: Any) -> Any:
    answer = web.get(f"/api/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_no_question_of_the_library_is_forgotten() -> None:
    public = {name for name in dir(Record) if not name.startswith("_")}
    offered = {one.method for one in OPERATIONS}
    left = [name for names in NOT_OFFERED.values() for name in names]
    assert len(left) == len(set(left))
    assert public - offered - set(left) == set(), "make it an operation in registry.py, or say why it is none"
    assert offered <= public
    assert offered.isdisjoint(left)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda x: x.name)
def test_every_operation_is_reached_by_library_rest_and_command_line(one: Any) -> None:
    assert inspect.getdoc(getattr(Record, one.method))
    described = openapi.description()["paths"][one.path][one.verb.lower()]
    assert described["operationId"] == one.name
    assert len(described["description"]) > 15
    asked = {openapi.address_name(p) if one.verb == "GET" else p.name for p in one.parameters}
    assert asked == {p["name"] for p in described["parameters"]} | set(
        described.get("requestBody", {})
        .get("content", {})
        .get("application/json", {})
        .get("schema", {})
        .get("properties", {})
    )
    assert f"\n{one.name}" in f"\n{CliRunner().invoke(main, ['api']).output}"


def test_the_description_refers_to_nothing_that_is_not_there(web: TestClient) -> None:
    told = web.get("/api/v1/openapi.json").text
    document = json.loads(told)
    assert document["openapi"] == "3.1.0"
    for name in set(re.findall(r'"\$ref":"#/components/schemas/(\w+)"', told)):
        assert name in document["components"]["schemas"]
    assert '"$ref":"#/$defs' not in told


def test_rows_are_those_of_the_interchange(web: TestClient, demo: Record, tmp_path: Path) -> None:
    demo.export_jsonl(tmp_path)
    private = {e.id for e in demo.all("entity") if isinstance(e, Entity) and not e.public}
    kinds = {
        "attributions": shapes.Attribution,
        "mentions": shapes.Mention,
        "times": shapes.Time,
        "quantities": shapes.Quantity,
        "event_mentions": shapes.EventMention,
        "chains": shapes.Chain,
        "events": shapes.Event,
        "claims": shapes.Claim,
        "discrepancies": shapes.Discrepancy,
        "series": shapes.Series,
        "families": shapes.Family,
        "reuse_links": shapes.ReuseLink,
        "statements": shapes.Statement,
        "captures": shapes.Capture,
        "articles": shapes.Article,
    }
    for file, shape in kinds.items():
        lines = [json.loads(x) for x in (tmp_path / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert lines, file
        for line in lines[:: max(1, len(lines) // 5)]:
            told = get(web, f"/show/{line['id']}")
            row = told["row"]
            msgspec.convert(row, shape)
            _holds(row, line, private, file)


def _holds(row: Any, line: Any, private: set[str], where: str) -> None:
    """Whatever an export says of it, the row says too, in the same keys; private persons' ids and old ids aside."""
    if isinstance(line, dict):
        for key, value in line.items():
            if key == "formerly" or (isinstance(value, str) and value in private):
                continue
            assert key in row, (where, key)
            _holds(row[key], value, private, f"{where}.{key}")
    elif isinstance(line, list):
        assert len(row) == len(line), where
        for r, x in zip(row, line, strict=True):
            _holds(r, x, private, where)
    else:
        assert row == line, where


def test_a_quotation_is_words_of_the_text_that_its_link_leads_to(web: TestClient, demo: Record) -> None:
    seen = 0
    for found in get(web, "/discrepancies")["rows"]:
        for value in found["values"]:
            assert value["status"] == STATUS
            text = demo.texts([value["article"]])[0].text
            assert value["quote"] in text
            assert value["span_text"] in value["quote"]
            page = web.get(value["permalink"].removeprefix(ADDRESS)).text
            assert 'id="here"' in page
            seen += 1
    assert seen > 4


def test_pages_follow_each_other_to_the_last(web: TestClient) -> None:
    path: str | None = "/api/v1/articles?per_page=7"
    ids: list[str] = []
    while path:
        answer = web.get(path)
        told = answer.json()
        ids += [row["id"] for row in told["rows"]]
        path = told["next"]
        assert (f'<{path}>; rel="next"' == answer.headers.get("link")) is bool(path)
    assert len(ids) == len(set(ids)) == told["total"] == 30


def test_an_unchanged_answer_is_not_sent_again(web: TestClient) -> None:
    first = web.get("/api/v1/events")
    held = {"if-none-match": first.headers["etag"]}
    assert web.get("/api/v1/events", headers=held).status_code == 304
    assert web.get("/api/v1/claims", headers=held).status_code == 200


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/articles?page=0", 400, "page"),
        ("/articles?nowhere=1", 400, "nowhere"),
        ("/articles?page=1&page=2", 400, "twice"),
        ('/articles?q="unclosed', 400, "never closed"),
        ("/articles/a-nothinghere12", 404, "no article"),
        ("/articles/a-nothinghere12/attributions", 404, "no article"),
        ("/nowhere", 404, ""),
        ("/show/what", 400, ""),
        ("/articles/a-nothinghere12?id=a-1", 400, "in the path"),
    ],
)
def test_what_goes_wrong_is_told_with_its_cure(web: TestClient, path: str, code: int, words: str) -> None:
    answer = web.get(f"/api/v1{path}")
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/problem+json"
    told = msgspec.convert(answer.json(), shapes.Wrong)
    assert told["status"] == code
    assert words in told["detail"]
    assert told["cure"]


def test_a_person_without_dossier_is_not_told_of(web: TestClient, demo: Record) -> None:
    private = next(e for e in demo.all("entity") if isinstance(e, Entity) and not e.public)
    asked = ("/entities/{}", "/entities/{}/dossier", "/entities/{}/names", "/show/{}", "/history/{}", "/cite/{}")
    for path in (*(x.format(private.id) for x in asked), f"/meant?kind=entity&words={private.id}"):
        answer = web.get(f"/api/v1{path}")
        assert answer.status_code == 403
        assert "no dossier" in answer.json()["detail"]
        assert private.name not in answer.text
    assert private.id not in web.get(f"/api/v1/articles/{private.held[0][1]}").text


@pytest.fixture
def own(tmp_path: Path) -> Any:
    page = tmp_path / "page.txt"
    page.write_text(
        "Bridge closed\n\nThe Lantern | May 3, 2031\n\nThe mayor of Darma, Lena Okt, said on Monday that the bridge would stay"
        " closed until autumn.\n",
        encoding="utf-8",
    )
    with service.open(tmp_path / "own.record") as record:
        record.add([page], workers=1)
        yield record, TestClient(app(record), base_url=ADDRESS)


def test_decisions_are_taken_as_json_and_taken_back(own: tuple[Record, TestClient]) -> None:
    record, web = own
    article = record.search("").hits[0].id
    said = get(web, f"/articles/{article}/attributions")["rows"][0]["id"]
    made = web.post("/api/v1/judgements", json={"act": "reject", "ids": [said], "by": "Ina"})
    assert made.status_code == 200, made.text
    told = msgspec.convert(made.json(), shapes.Decision)
    assert get(web, f"/articles/{article}/attributions")["total"] == 0
    listed = get(web, "/judgements")["rows"]
    assert [(j["act"], j["by"]) for j in listed] == [("reject", "Ina")]
    undone = web.post(f"/api/v1/judgements/{told['judgement']['id']}/undo", json={"by": "Ina"})
    assert undone.status_code == 200, undone.text
    assert get(web, f"/articles/{article}/attributions")["rows"][0]["id"] == said


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"content-type": "application/json", "origin": "https://evil.example"}, 403),
        ({"content-type": "application/json", "origin": "null"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "application/json", "origin": ADDRESS}, 404),
    ],
)
def test_no_other_sites_page_can_decide(own: tuple[Record, TestClient], headers: dict[str, str], code: int) -> None:
    record, web = own
    body = json.dumps({"act": "reject", "ids": ["s-nothinghere12"], "by": "Ina"})
    answer = web.post("/api/v1/judgements", content=body, headers=headers)
    assert answer.status_code == code, answer.text
    assert record.judgements() == ()


def test_too_long_a_decision_is_refused(own: tuple[Record, TestClient]) -> None:
    _, web = own
    answer = web.post("/api/v1/judgements", json={"by": "x" * 70_000})
    assert answer.status_code == 413


def test_the_command_line_gives_the_same_answer(web: TestClient, demo: Record) -> None:
    words = ["--record", demo.where, "api", "search", "query=pier", "per_page=2", "--links-to", ADDRESS]
    told = json.loads(CliRunner().invoke(main, words).output)
    assert told | {"next": None} == get(web, "/articles", q="pier", per_page=2) | {"next": None}
    wrong = CliRunner().invoke(main, ["--record", demo.where, "api", "claim", "id"])
    assert wrong.exit_code == 2
    assert "NAME=VALUE" in wrong.output


def test_half_a_character_of_a_damaged_page_is_told_as_an_escape(tmp_path: Path) -> None:
    from firsthand.serve.operations.schema import plain

    assert json.loads(plain({"quote": "broken \ud83d here"})) == {"quote": "broken \ud83d here"}


def test_the_page_for_people_lists_every_operation(web: TestClient) -> None:
    page = web.get("/api").text
    assert [x.name for x in OPERATIONS if f'id="{x.name}"' not in page] == []
    assert "reported, not verified" in page
    assert "http" not in re.sub(r"http://127\.0\.0\.1", "", page)


def test_the_library_answers_by_name(demo: Record) -> None:
    found = named("events").call(demo, {"per_page": "1"})
    assert found["rows"][0]["permalink"].startswith("http://127.0.0.1:8311/v/")


def test_without_the_extra_part_the_command_says_what_to_install(demo: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "firsthand.serve.operations.assistants", raising=False)
    monkeypatch.setitem(sys.modules, "mcp_types", None)  # what an import finds where nothing is installed
    told = CliRunner().invoke(main, ["--record", demo.where, "mcp"])
    assert told.exit_code == 5
    assert "firsthand[mcp]" in told.output
