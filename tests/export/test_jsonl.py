from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from firsthand.export.jsonl import write
from firsthand.export.rows import Row
from firsthand.model.articles import Article, Capture, Datum, PageAccount, Part
from firsthand.model.custody import CustodyLine, Told
from firsthand.model.findings import (
    Account,
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Hop,
    Independence,
    Likely,
    Lineage,
    Member,
    Origin,
    Passage,
    Place,
    Point,
    Retired,
    ReuseLink,
    Series,
    Statement,
    Value,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Role, TimeRef
from firsthand.model.searches import SavedSearch
from firsthand.model.spans import OffsetMap, Run, Span, anchor
from firsthand.model.withdrawals import Cut, Gone, Withdrawal

# The capture has what the article has not: a mark at its head, an entity, and markup within the sentence.
CAPTURE = "\ufeff<h1>Bridge &amp; ferry</h1>\r\n<p>Ilmar <b>Kask</b> said: “It is closed”, <i>he</i> added.</p>"
TEXT = "Bridge & ferry\n\nIlmar Kask said: “It is closed”, he added."
ID = "0" * 64
KEPT_SEARCH = SavedSearch("2031-05-04T09:00:00Z-000000", "2031-05-04T09:00:00Z", "ferries", "ferry OR boat")
FORGOTTEN = SavedSearch("2031-05-04T10:00:00Z-000001", "2031-05-04T10:00:00Z", "mills", None)
WITHDRAWN = Withdrawal(
    "g-1", "article", "2" * 64, "2031-03-04T00:00:00Z", "Ina", "asked for", gone=(Gone("a-7", None),),
    cuts=(Cut(ID, (Span(3, 9), Span(12, 14)), "3" * 64, 90),),
)  # fmt: skip


def runs(*pieces: tuple[str, str]) -> OffsetMap:
    """The map of pieces of article text to the pieces of capture they were read from, both in order."""
    found: list[Run] = []
    text = capture = 0
    for ours, theirs in pieces:
        text, capture = TEXT.index(ours, text), CAPTURE.index(theirs, capture)
        found.append(Run(text, len(ours), capture, len(theirs)))
        text, capture = text + len(ours), capture + len(theirs)
    return OffsetMap(tuple(found))


OFFSETS = runs(
    ("Bridge ", "Bridge "),
    ("&", "&amp;"),
    (" ferry", " ferry"),
    ("Ilmar ", "Ilmar "),
    ("Kask", "Kask"),
    (" said: “It is closed”, ", " said: “It is closed”, "),
    ("he", "he"),
    (" added.", " added."),
)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def title() -> Datum:
    span = OFFSETS.to_capture(at("Bridge & ferry"))
    return Datum("title", "Bridge & ferry", "header_line", span, "Bridge & ferry")


ARTICLE = Article(
    "a-1",
    ID,
    Span(1, len(CAPTURE)),
    TEXT,
    (Part("headline", at("Bridge & ferry")), Part("body", Span(16, len(TEXT)))),
    OFFSETS,
    (title(), Datum("outlet", "Narva Post", "inferred", None, None), Datum("category", "Roads", "footer", None, None)),
    "en",
    "plain",
)
OTHERWISE = PageAccount("a-1", "title", "Ferry & bridge", "og", "og:title", Span(2, 10), "Ferry & bridge", False)
CAPTURED = Capture(ID, "page.html", None, "2031-05-06T10:00:00Z", "text/html", "utf-8", "folder", 120)
KASK = Mention("m-1", "a-1", at("Ilmar Kask"), "person", "Ilmar Kask")
SAID = Attribution(
    "s-1",
    "a-1",
    (at("Ilmar Kask"),),
    (at("said"), at("added")),
    (at("“It is closed”"),),
    None,
    None,
    "direct",
    "asserts",
    "named_person",
    "Ilmar Kask",
    at("Ilmar Kask"),
    "named here",
    None,
    0.87654321,
    "read 1",
)
FERRY = Mention("m-2", "a-1", at("Bridge"), "place", "Bridge")
AGAIN = Mention("m-3", "a-1", at("ferry"), "place", "Bridge")
LIES = PlaceRef(
    "l-1", "a-1", "m-2", at("Bridge"), "made:1", "Bridge", 1.5, 2.25, "XB", "settlement", ("made:2",), 0.9, "x"
)
CLOSED = TimeRef("t-1", "a-1", at("closed"), None, "vague", at("said"), "no date to count from")
MANY = Quantity("q-1", "a-1", at("Kask"), 27.0, None, "at_least", "person", None, "killed", None, "event", "none")
TOWN = Entity("e-2", "place", "Bridge", ("Bridge",), ("Bridge",), "")
ENTITY = Entity("e-1", "person", "Ilmar Kask", ("Ilmar Kask", "Kask"), ("Ilmar Kask",), "")
HOPS = (
    Hop(None, "outlet", "credits", "a-1", None, None),
    Hop("Ilmar Kask", "person", "speaks", "a-1", OFFSETS.to_capture(at("Ilmar Kask")), "Ilmar Kask"),
)
SHUT = EventMention(
    "h-1",
    "a-1",
    at("closed"),
    "closure",
    at("It is closed"),
    (Role("target", at("ferry"), "m-3"), Role("actor", at("he"), None)),
    "t-1",
    "l-1",
    "told",
    "s-1",
    ("clos", "ferr"),
)
SHUTS = Event(
    "v-1",
    "closure",
    Place("a-1", at("closed")),
    ("h-1",),
    (Account("Ilmar Kask", "person", ("a-1",), ("h-1",), (), (), (Value("he", "a-1", at("he"), None, "s-1"),), ()),),
    "1 mention",
)
PARTED = Discrepancy(
    "d-1",
    None,
    None,
    "occurrence",
    "denial",
    (Value("closed", "a-1", at("closed"), "Ilmar Kask", "s-1"), Value("open", "a-1", at("ferry"), None)),
    "Whether it is so",
)
COUNTED = Series(
    "n-1",
    "person killed",
    None,
    True,
    None,
    (Point("2031-05-06", 27.0, None, "at_least", "a-1", at("Kask"), None, False),),
)
LINK = ReuseLink("r-1", "a-1", "a-1", (Passage(at("It is"), at("It is")),), "verbatim", 1.0, 1.0, "unknown", "")
CLOSED_WORDS = Place("a-1", at("“It is closed”"))
STATEMENT = Statement("u-1", "Ilmar Kask", "e-1", ("s-1",), (Place("a-1", at("Bridge & ferry")),))
CLAIM = Claim(
    "k-1",
    CLOSED_WORDS,
    (
        Member("w-1", "a-1", CLOSED_WORDS.span, "s-1", "denies", "u-1"),
        Member("w-2", "a-1", at("Bridge & ferry"), None, "asserts", "u-2"),
    ),
    (Origin("Ilmar Kask", "person", (0,)), Origin("Narva Post", "outlet", (1,))),
    Independence(1, 1, 1, 1, "as told"),
    "alike",
)
JUDGEMENT = Judgement("j-1", "2031-05-07T10:00:00Z", "Ada", "confirm", "attribution", anchor(ID, CAPTURE, Span(5, 11)))
TOLD = Told("Ina", "firsthand 0", "a.html", None, None, "text/html", "utf-8", "folder", 3, None)
LINE = CustodyLine("h", 1, "taken", CAPTURED.id, "2031-05-05T00:00:00Z", "s", (), TOLD, "salt")


class Held:
    """A record held in memory."""

    def __init__(self, *elsewhere: PlaceRef) -> None:
        self.elsewhere = elsewhere
        self.rows: dict[str, list[Row]] = {
            "capture": [CAPTURED],
            "article": [ARTICLE],
            "entity": [ENTITY, TOWN],
            "retired": [Retired("e-9", "e-1")],
            "reuse_link": [LINK],
            "family": [Family("f-1", ("a-1", "a-2"), None, "nothing says which came first")],
            "chain": [Chain("c-1", "a-1", "s-1", HOPS, "Ilmar Kask", True, True, None)],
            "statement": [STATEMENT],
            "claim": [CLAIM],
            "likely": [Likely("y-1", "k-1", "k-2", 0.5, "they are alike in part")],
            "event": [SHUTS],
            "discrepancy": [PARTED],
            "series": [COUNTED],
            "judgement": [JUDGEMENT],
            "problem": [Problem("collect", "x", "empty-file", "x is empty; save it again")],
            "withdrawal": [WITHDRAWN],
        }

    def all(self, kind: str) -> Iterator[Row]:
        return iter(self.rows[kind])

    def article(self, id_: str) -> Article:
        return ARTICLE

    def capture(self, id_: str) -> Capture:
        return CAPTURED

    def original(self, capture_id: str) -> bytes:
        return CAPTURE.encode()

    def capture_text(self, capture_id: str) -> str:
        return CAPTURE

    def searches(self) -> tuple[SavedSearch, ...]:
        return (KEPT_SEARCH, FORGOTTEN)

    def custody(self) -> tuple[CustodyLine, ...]:
        return (LINE,)

    def transcripts(self) -> Iterator[tuple[str, str]]:
        return iter([(CAPTURED.id, CAPTURE)])

    def remembered(self) -> tuple[tuple[str, Lineage | Retired], ...]:
        return (("events", Lineage("v-1", ("h-1",))), ("resolve", Retired("e-9", "e-1")))

    def mentions_of(self, article_id: str) -> tuple[Mention, ...]:
        return (FERRY, AGAIN, KASK)

    def attributions_of(self, article_id: str) -> tuple[Attribution, ...]:
        return (SAID,)

    def times_of(self, article_id: str) -> tuple[TimeRef, ...]:
        return (CLOSED,)

    def places_of(self, article_id: str) -> tuple[PlaceRef, ...]:
        return (LIES, *self.elsewhere)

    def quantities_of(self, article_id: str) -> tuple[Quantity, ...]:
        return (MANY,)

    def event_mentions_of(self, article_id: str) -> tuple[EventMention, ...]:
        return (SHUT,)

    def page_accounts(self, article_id: str) -> tuple[PageAccount, ...]:
        return (OTHERWISE,)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    write(Held(), tmp_path / "out")
    found = sorted((tmp_path / "out").iterdir())
    return {f.stem: [json.loads(x) for x in f.read_text(encoding="utf-8").splitlines()] for f in found}


Files = dict[str, list[dict[str, Any]]]

PLACES = ("source", "cue", "content", "addressee", "venue", "counted_from", "trigger", "sentence")
KEYS = {
    "lineage": "id step members heir",
    "originals": "id base64",
    "captures": "id url path fetched_at media_type charset via length",
    "articles": "id capture span title title_span standfirst bylines contributors corrections outlet declared_sources"
    " republisher published"
    " updated reposted dateline categories tags links parts language direction text body category_spans tag_spans"
    " layout",
    "mentions": "id article span kind entity",
    "entities": "id kind name names place held public formerly",
    "attributions": "id article source cue content addressee venue mode stance source_kind speaker speaker_entity"
    " inside confidence by",
    "times": "id article span edtf grain counted_from why",
    "quantities": "id article span low high unit of bound as_of scope role change",
    "reuse_links": "id from to passages kind coverage_from coverage_to direction why",
    "families": "id articles founder founder_why",
    "chains": "id article attribution hops origin reaches_origin",
    "statements": "id speaker_entity attributions voice",
    "claims": "id words members origins independent_origins",
    "likely": "id a b score why",
    "event_mentions": "id article trigger kind roles time place polarity attribution event sentence",
    "events": "id kind event_mentions accounts words why",
    "discrepancies": "id event claim slot kind values words",
    "series": "id of unit points",
    "judgements": "id made_at by act about target field value other roles saw supersedes",
    "problems": "step unit code message capture span",
    "searches": "id made_at name query",
    "custody": "hash n act capture made_at said salt previous told",
    "transcripts": "id text",
    "page_accounts": "article kind value account path span span_text agrees",
    "withdrawals": "id kind hash made_at by reason salt watched gone cuts",
}


def test_there_is_a_file_for_each_kind_that_exists_with_all_its_keys(files: Files) -> None:
    assert set(files) == set(KEYS)
    for name, keys in KEYS.items():
        for row in files[name]:
            assert set(keys.split()) <= set(row), name


def test_a_span_is_of_the_capture_and_bears_the_words_of_the_article(files: Files) -> None:
    row = files["mentions"][-1]
    start, end = row["span"]
    assert CAPTURE[start:end] == "Ilmar <b>Kask"
    assert row["span_text"] == "Ilmar Kask"


def test_a_claim_has_its_members_origins_and_count(files: Files) -> None:
    (claim,) = files["claims"]
    assert claim["words"]["span_text"] == "“It is closed”"
    assert [(m["attribution"], m["stance"], m["statement"]) for m in claim["members"]] == [
        ("s-1", "denies", "u-1"),
        (None, "asserts", "u-2"),
    ]
    assert [m["span_text"] for m in claim["members"]] == ["“It is closed”", "Bridge & ferry"]
    assert claim["origins"][0] == {"party": "Ilmar Kask", "kind": "person", "members": [0]}
    assert claim["independent_origins"] == {"count": 1, "low": 1, "high": 1, "unknown": 1, "method": "as told"}


def test_wherever_a_span_stands_its_words_stand_too(files: Files) -> None:
    def look(value: Any, whole: bool) -> None:
        if isinstance(value, list):
            for x in value:
                look(x, False)
        if isinstance(value, dict):
            for key, x in value.items():
                look(x, False)
                is_place = key.endswith(("span", "spans")) or key in PLACES
                if is_place and x is not None and not (whole and key == "span"):
                    assert (value[f"{key}_text"] is None) is (x is None)

    for name, rows in files.items():
        for row in rows:
            look(row, name == "articles")


def test_several_stretches_are_a_list_of_spans_with_a_list_of_words(files: Files) -> None:
    (row,) = files["attributions"]
    assert [CAPTURE[s:e] for s, e in row["cue"]] == row["cue_text"] == ["said", "added"]
    assert row["content_text"] == ["“It is closed”"]
    assert row["addressee"] is None
    assert row["addressee_text"] is None


def test_an_event_mention_leads_to_its_event_and_its_parties(files: Files) -> None:
    (told,) = files["event_mentions"]
    assert (told["event"], told["time"], told["place"], told["attribution"]) == ("v-1", "t-1", "l-1", "s-1")
    assert [(r["role"], r["span_text"], r["entity"]) for r in told["roles"]] == [
        ("target", "ferry", "e-2"),
        ("actor", "he", None),
    ]


def test_an_account_has_all_its_slots(files: Files) -> None:
    ((account,),) = (row["accounts"] for row in files["events"])
    assert {"articles", "who", "time", "place", "actors", "figures"} <= set(account)
    assert account["actors"][0]["span_text"] == "he"
    assert account["figures"] == []


def test_names_lead_to_their_entity(files: Files) -> None:
    assert [row["entity"] for row in files["mentions"]] == ["e-2", "e-2", "e-1"]
    assert files["attributions"][0]["speaker_entity"] == "e-1"


def test_a_place_stands_at_its_mention_and_at_the_entity_that_its_mentions_agree_on(
    files: Files, tmp_path: Path
) -> None:
    first, second, person = files["mentions"]
    assert (first["place"]["gazetteer_id"], first["place"]["rivals"], first["place"]["score"]) == (
        "made:1",
        ["made:2"],
        0.9,
    )
    assert second["place"] is None
    assert person["place"] is None
    lies = {"gazetteer_id": "made:1", "lat": 1.5, "lon": 2.25, "country": "XB", "precision": "settlement"}
    assert [e["place"] for e in files["entities"]] == [None, lies]
    write(Held(replace(LIES, id="l-2", mention_id="m-3", gazetteer_id="made:2")), tmp_path / "torn")
    torn = (tmp_path / "torn/entities.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["place"] for line in torn] == [None, None]


def test_a_quantity_open_above_is_null_there(files: Files) -> None:
    (row,) = files["quantities"]
    assert (row["low"], row["high"], row["span_text"], row["of"], row["role"]) == (27.0, None, "Kask", None, "killed")
    (time,) = files["times"]
    assert (time["counted_from_text"], time["edtf"]) == ("said", None)


def test_what_the_text_does_not_say_is_null_and_a_list_is_never(files: Files) -> None:
    (row,) = files["articles"]
    assert row["standfirst"] is None
    assert row["published"] is None
    assert row["bylines"] == []
    assert row["outlet"] == {"name": "Narva Post", "span": None, "span_text": None, "how": "inferred"}
    assert (row["categories"], row["category_spans"]) == (["Roads"], [None])


def test_the_text_is_all_of_it_and_the_body_the_prose(files: Files) -> None:
    (row,) = files["articles"]
    assert row["text"] == TEXT
    assert row["body"] == "Ilmar Kask said: “It is closed”, he added."


def test_an_outlet_that_is_not_stated_is_a_hop_without_a_party(files: Files) -> None:
    first, last = files["chains"][0]["hops"]
    assert (first["party"], first["span"]) == (None, None)
    assert last["span_text"] == "Ilmar Kask"
    assert files["chains"][0]["origin"] == {"party": "Ilmar Kask", "named": True}


def test_a_judgement_keeps_its_anchor(files: Files) -> None:
    (row,) = files["judgements"]
    assert row["target"]["span_text"] == "Bridge"
    assert row["target"]["before"] == "\ufeff<h1>"


def test_two_exports_are_equal_to_the_byte(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert write(Held(), tmp_path / folder)["articles"] == 1
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_values_and_points_bear_the_words_of_the_article(files: Files) -> None:
    first, second = files["discrepancies"][0]["values"]
    assert (first["span_text"], second["span_text"]) == ("closed", "ferry")
    assert CAPTURE[slice(*first["span"])] == "closed"
    (point,) = files["series"][0]["points"]
    assert (point["span_text"], point["low"], point["high"]) == ("Kask", 27.0, None)
