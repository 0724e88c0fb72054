"""FollowTheMoney: every entity taken by the library itself, where it is installed; its shape held to in any case."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests.export.conftest import Export

Json = dict[str, Any]
# What we write, as FtM 4.11 has it: required properties, and properties that lead to entities.
REQUIRED = {"Article": ["fileName", "name"], "Mention": ["document", "name"], "Event": ["name"], "Address": ["name"]}
REQUIRED |= {
    "Person": ["name"],
    "Organization": ["name"],
    "LegalEntity": ["name"],
    "UnknownLink": ["subject", "object"],
}
LEADS = {"document", "resolved", "subject", "object", "candidate", "match", "involved", "proof"}


@pytest.fixture
def entities(export: Export) -> list[Json]:
    return [json.loads(x) for x in export("ftm", "out.ftm.json").read_text(encoding="utf-8").splitlines()]


def of(entities: list[Json], schema: str) -> list[Json]:
    return [e["properties"] for e in entities if e["schema"] == schema]


def test_followthemoney_takes_every_entity_whole(entities: list[Json]) -> None:
    if not os.environ.get("FIRSTHAND_CHECKERS"):
        pytest.importorskip("followthemoney")  # builds against ICU; the checks below stand without it
    from followthemoney import EntityProxy, model

    for entity in entities:
        proxy = EntityProxy.from_dict(entity, cleaned=False)
        assert {k: set(v) for k, v in proxy.to_dict()["properties"].items()} == {
            k: set(v) for k, v in entity["properties"].items()
        }, entity
        schema = model.get(entity["schema"])
        assert schema is not None
        assert not schema.validate(entity)
        assert all(proxy.has(name) for name in schema.required)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (prop.name, value)


def test_what_is_required_stands_and_what_is_led_to_is_there(entities: list[Json]) -> None:
    ids = {e["id"] for e in entities}
    assert len(ids) == len(entities)
    for e in entities:
        assert set(REQUIRED.get(e["schema"], [])) <= e["properties"].keys()
        assert all(isinstance(v, str) and v for values in e["properties"].values() for v in values)
        assert {v for name in LEADS & e["properties"].keys() for v in e["properties"][name]} <= ids
        assert "topics" not in e["properties"]


def test_accounts_are_events_of_their_own_and_similar(entities: list[Json]) -> None:
    events: dict[str, list[Json]] = {}
    for p in of(entities, "Event"):
        events.setdefault(p["recordId"][0], []).append(p)
    assert any(len(accounts) > 1 for accounts in events.values())
    for accounts in events.values():
        assert len({a["description"][0] for a in accounts}) == len(accounts)
    alike = sum(len(accounts) - 1 for accounts in events.values())
    assert len([s for s in of(entities, "Similar") if "happening" in s["criteria"][0]]) == alike


def test_copies_are_similar_articles_with_how_sure(entities: list[Json]) -> None:
    (copy,) = (s for s in of(entities, "Similar") if "reuse" in s["criteria"][0])
    assert 0 < float(copy["confidenceScore"][0]) <= 1


def test_an_outlet_cites_a_named_party_and_no_unnamed_one(entities: list[Json]) -> None:
    names = {e["id"]: e["properties"]["name"][0] for e in entities if "name" in e["properties"]}
    cited = {(names[p["subject"][0]], names[p["object"][0]]) for p in of(entities, "UnknownLink")}
    assert ("Heron Post", "Oro Vann") in cited
    assert not any("official" in name for pair in cited for name in pair)
