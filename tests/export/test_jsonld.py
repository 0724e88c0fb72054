"""JSON-LD: expanded by pyld without a network, and its selectors followed back to the words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from firsthand.export.annotations import Bytes, noted
from firsthand.export.choice import Choice
from firsthand.export.shown import Shown
from firsthand.model.spans import Span
from firsthand.record import Record
from tests.export.conftest import Export
from tests.export.test_jsonl import JUDGEMENT, Held

SCHEMA, OA, PROV = "https://schema.org/", "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
Node = dict[str, Any]


@pytest.fixture
def graph(export: Export) -> list[Node]:
    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"the network was asked for {url}")

    document = json.loads(export("jsonld", "out.jsonld").read_text(encoding="utf-8"))
    expanded: list[Node] = jsonld.expand(document, {"documentLoader": refuse})
    return expanded


def of(graph: list[Node], type_: str) -> list[Node]:
    return [n for n in graph if type_ in n.get("@type", [])]


def one(node: Node, key: str) -> Any:
    (found,) = node[key]
    return found.get("@value", found.get("@id", found))


def test_every_key_means_something(graph: list[Node]) -> None:
    assert len(of(graph, f"{SCHEMA}NewsArticle")) == 5
    assert all(key.startswith(("@", "http")) for node in graph for key in node)
    quads = jsonld.to_rdf(graph)["@default"]
    assert len(quads) > 20 * len(graph) / 3
    assert {q["predicate"]["value"] for q in quads} >= {f"{PROV}wasDerivedFrom", f"{PROV}wasQuotedFrom"}


def test_selectors_lead_to_the_words(graph: list[Node], record: Record) -> None:
    notes = of(graph, f"{OA}Annotation")
    bodies = {n["@id"] for n in of(graph, f"{SCHEMA}Quotation")}
    parties = {n["@id"] for n in graph if "/e/" in n.get("@id", "")}
    assert {one(n, f"{OA}hasBody") for n in notes} >= bodies | parties
    for note in notes:
        assert one(note, f"{OA}hasBody") in bodies | parties
        for target in note[f"{OA}hasTarget"]:
            capture = one(target, f"{OA}hasSource").rpartition("/")[2]
            by = {s["@type"][0].removeprefix(OA): s for s in target[f"{OA}hasSelector"]}
            quote, place, stretch = (by[f"{kind}Selector"] for kind in ("TextQuote", "TextPosition", "DataPosition"))
            words = one(quote, f"{OA}exact")
            text, data = record.capture_text(capture), record.original(capture)
            start, end = one(place, f"{OA}start"), one(place, f"{OA}end")
            assert text[start:end] == words
            assert text[:start].endswith(one(quote, f"{OA}prefix"))
            assert text[end:].startswith(one(quote, f"{OA}suffix"))
            assert data[one(stretch, f"{OA}start") : one(stretch, f"{OA}end")].decode() == words


def test_what_a_person_noted_stands_at_its_words(tmp_path: Path) -> None:
    held = Held()
    note = replace(JUDGEMENT, act="note", value="ask the ferrymen")
    held.rows["judgement"] = [note, replace(note, id="j-2", value=None, supersedes="j-0")]
    (found,) = noted(Shown(held, Choice()))
    (target,) = found["oa:hasTarget"]
    assert found["oa:bodyValue"] == "ask the ferrymen"
    assert target["oa:hasSelector"][0]["oa:exact"] == note.target.exact == "Bridge"


def test_an_event_is_its_accounts(graph: list[Node]) -> None:
    events = of(graph, "https://firsthand.invalid/terms#ReportedEvent")
    accounts = {n["@id"] for n in of(graph, f"{SCHEMA}Event")}
    assert events
    assert {a["@id"] for e in events for a in e["https://firsthand.invalid/terms#accounts"]} == accounts
    assert not any(f"{SCHEMA}startDate" in e or f"{SCHEMA}location" in e for e in events)


def test_a_claim_counts_with_its_method_and_first_is_first_in_this_archive(graph: list[Node]) -> None:
    for claim in of(graph, f"{SCHEMA}Claim"):
        (count,) = claim["https://firsthand.invalid/terms#independentOrigins"]
        assert count["https://firsthand.invalid/terms#method"]
        if f"{SCHEMA}firstAppearance" in claim:
            assert "in this archive" in one(claim, "https://firsthand.invalid/terms#firstAppearanceIs")


def test_an_unnamed_source_is_words_and_no_party(graph: list[Node]) -> None:
    own = "https://firsthand.invalid/terms#"
    said = [q for q in of(graph, f"{SCHEMA}Quotation") if one(q, f"{own}sourceKind").startswith("unnamed")]
    assert said
    for q in said:
        for source in q.get(f"{own}reportedSource", []):
            assert "@id" not in source or source["@id"].startswith("_:")


@pytest.mark.parametrize(
    ("data", "charset", "words", "found"),
    [
        ("Õhtu: “kinni”".encode(), "utf-8", "kinni", (10, 15)),
        ("Õhtu: kinni".encode("cp1252"), "cp1252", "kinni", (6, 11)),
        ("\ufeffÕhtu: kinni".encode("utf-16-le"), "utf-16-le", "kinni", (14, 24)),
        ("Õhtu: kinni".encode("utf-16"), "utf-16", "kinni", (14, 24)),  # a codec that puts a mark before every text
        ("kinni ああ".encode("iso-2022-jp"), "iso-2022-jp", "あ", None),  # one whose bytes depend on those before
    ],
)
def test_bytes_are_told_only_where_they_are_sure(
    data: bytes, charset: str, words: str, found: tuple[int, int] | None
) -> None:
    text = data.decode(charset)
    at = Span(text.index(words), text.index(words) + len(words))
    assert Bytes(text, charset, data).of(at) == found
