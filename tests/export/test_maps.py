"""GeoJSON and GEXF: where accounts place things, and who has it from whom."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from geojson_pydantic import FeatureCollection

from firsthand.export import geojson
from firsthand.export.choice import Choice
from firsthand.export.shown import STATUS, Shown
from firsthand.model.findings import Chain
from firsthand.model.readings import PlaceRef
from firsthand.record import Record
from tests.export.conftest import Export
from tests.export.test_jsonl import LIES, Held

Json = dict[str, Any]


class Placed(Held):
    """A record in which one place is read as given."""

    def __init__(self, place: PlaceRef) -> None:
        super().__init__()
        self.place = place

    def places_of(self, article_id: str) -> tuple[PlaceRef, ...]:
        return (self.place,)


def features(place: PlaceRef, tmp_path: Path) -> list[Json]:
    geojson.write(Shown(Placed(place), Choice()), tmp_path / "out.geojson")
    text = (tmp_path / "out.geojson").read_text(encoding="utf-8")
    FeatureCollection.model_validate_json(text)  # by the published models of RFC 7946
    found: Json = json.loads(text)
    return list(found["features"])


def test_a_place_has_a_point_with_how_exact_it_is_and_who_says_so(tmp_path: Path) -> None:
    account, named = features(LIES, tmp_path)
    assert account["geometry"] == named["geometry"] == {"type": "Point", "coordinates": [2.25, 1.5]}
    assert (account["properties"]["statedBy"], named["properties"]["statedBy"]) == ("Ilmar Kask", "Narva Post")
    for feature in (account, named):
        says = feature["properties"]
        assert (says["precision"], says["placeAsWritten"], says["status"]) == ("settlement", "Bridge", STATUS)
        assert says["permalink"].startswith("http://127.0.0.1:8311/")
        assert "/c/" in says["passage"]


@pytest.mark.parametrize("change", [{"precision": "country"}, {"precision": None}, {"lat": None, "lon": None}])
def test_a_country_or_what_is_not_known_how_exactly_has_no_point(tmp_path: Path, change: Json) -> None:
    found = features(replace(LIES, **change), tmp_path)
    assert [f["geometry"] for f in found] == [None, None]


def test_a_place_that_is_not_resolved_is_not_on_the_map(tmp_path: Path) -> None:
    assert features(replace(LIES, gazetteer_id=None), tmp_path) == []


def graph(export: Export, name: str) -> Any:
    return networkx.read_gexf(export("gexf") / f"{name}.gexf")


def test_citations_go_from_outlets_to_sources(export: Export) -> None:
    found = graph(export, "citations")
    assert found.is_directed()
    edge = found.edges["outlet:Heron Post", "person:Oro Vann"]
    assert edge["weight"] >= 2
    assert edge["permalink"].startswith("http://127.0.0.1:8311/a/")


def test_unnamed_sources_are_never_one_node(export: Export, record: Record) -> None:
    found = graph(export, "chains")
    unnamed = [n for n, says in found.nodes(data=True) if says["kind"] == "unnamed"]
    chains = [c for c in record.all("chain") if isinstance(c, Chain)]
    assert len(unnamed) == sum(hop.kind == "unnamed" for c in chains for hop in c.hops) > 1
    assert {found.in_degree(n) for n in unnamed} == {1}


def test_copies_have_no_arrows_and_say_what_the_order_is_told_by(export: Export) -> None:
    found = graph(export, "copies")
    assert not found.is_directed()
    ((_, _, says),) = found.edges(data=True)
    assert (says["direction"], says["later"] in found) == ("declared", True)
