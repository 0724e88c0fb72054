"""The demo story against its truth: what every later step must go on finding.

Articles are exact. For attributions and copies the floors are what is reached today; they rise, and never fall.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from firsthand import record as service
from firsthand.model.findings import Claim, Discrepancy, Series
from firsthand.record import ArticlePage, Record
from tests.findings import each

DEMO = Path(__file__).parents[2] / "demo"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
Json = dict[str, Any]
# a tag, or the rest of one that the span was cut in
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def truth(name: str) -> Any:
    return json.loads((DEMO / "truth" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with service.open(tmp_path_factory.mktemp("demo") / "demo.record") as opened:
        opened.add([DEMO / "pages"], workers=1)
        yield opened


@pytest.fixture(scope="module")
def pages(record: Record) -> dict[tuple[str, str], ArticlePage]:
    """Every article by page and title."""
    ids = [hit.id for hit in record.search(per_page=200).hits]
    found = [record.article(id_) for id_ in ids]
    return {(Path(p.capture.path).name, p.article.title or ""): p for p in found}


def test_every_article_is_found_and_no_other(pages: dict[tuple[str, str], ArticlePage]) -> None:
    assert set(pages) == {(a["page"], a["title"]) for a in truth("articles")}


@pytest.mark.parametrize("kind", ["outlet", "published", "reposted", "republisher"])
def test_each_article_has_its_data(pages: dict[tuple[str, str], ArticlePage], kind: Any) -> None:
    wrong = []
    for want in truth("articles"):
        datum = pages[want["page"], want["title"]].article.first(kind)
        value = datum.value if datum and datum.how != "inferred" else None
        value = value[:10] if value and kind in ("published", "reposted") else value
        if value != want[kind] and not (want[kind] is None and kind == "republisher"):
            wrong.append((want["page"], want["title"], value, want[kind]))
    assert wrong == []


@pytest.mark.parametrize(("kind", "key"), [("byline", "bylines"), ("category", "categories")])
def test_each_article_has_its_names(pages: dict[tuple[str, str], ArticlePage], kind: Any, key: str) -> None:
    got = {at: [d.value for d in page.article.all(kind)] for at, page in pages.items()}
    want = {(a["page"], a["title"]): a[key] for a in truth("articles")}
    assert {at: v for at, v in got.items() if v != want[at]} == {}


def test_no_furniture_in_the_prose(pages: dict[tuple[str, str], ArticlePage]) -> None:
    prose = "\n".join(page.article.body for page in pages.values())
    for words in (
        "Leave a comment",
        "Posted by",
        "Related Stories",
        "Ferry timetable",
        "never shown",
        "Read more",
        "Photo:",
    ):
        assert words not in prose


def test_attributions_reach_their_floor(pages: dict[tuple[str, str], ArticlePage]) -> None:
    wanted = truth("attributions")
    met = [w for w in wanted if _found(w, pages[w["page"], w["title"]])]
    assert len(met) / len(wanted) >= FLOORS["attribution_recall"]


def test_stance_and_kind_of_source_reach_their_floors(pages: dict[tuple[str, str], ArticlePage]) -> None:
    pairs = [(w, a) for w in truth("attributions") if (a := _found(w, pages[w["page"], w["title"]]))]
    for key in ("stance", "source_kind"):
        assert sum(getattr(a, key) == w[key] for w, a in pairs) / len(pairs) >= FLOORS[key]


def test_copies_are_families(pages: dict[tuple[str, str], ArticlePage]) -> None:
    for family in truth("copies")["families"]:
        whole = [page for page in family["pages"] if page != family.get("excerpt_on")]
        found = {pages[page, family["title"]].family for page in whole}
        assert len(whole) == 1 or (len(found) == 1 and None not in found), family


def test_an_updated_version_is_linked_to_the_first(pages: dict[tuple[str, str], ArticlePage]) -> None:
    first = next(f for f in truth("copies")["families"] if "updated" in f)
    later = pages["breakwater-archive.html", first["updated"][0]]
    assert pages["breakwater-archive.html", first["title"]].article.id in {
        id_ for link in later.links for id_ in (link.from_article, link.to_article)
    }


def test_a_source_line_and_a_site_are_not_taken_for_a_declared_outlet(
    pages: dict[tuple[str, str], ArticlePage],
) -> None:
    for want in truth("articles"):
        article = pages[want["page"], want["title"]].article
        if "declared_source" in want:
            assert [d.value for d in article.all("declared_source")] == [want["declared_source"]]
        if "inferred_outlet" in want:
            outlet = article.first("outlet")
            assert outlet is not None
            assert (outlet.value, outlet.how) == (want["inferred_outlet"], "inferred")


def test_chains_are_whole_and_in_order(pages: dict[tuple[str, str], ArticlePage]) -> None:
    whole = [
        want for want in truth("chains") if _parties(want, pages[want["page"], want["title"]]) >= len(want["parties"])
    ]
    assert len(whole) >= FLOORS["whole_chains"]


def _parties(want: Json, page: ArticlePage) -> int:
    """How many of the parties that are wanted the chain names, one after the other."""
    told = [
        a for a in page.attributions if want["content"] in _content(page, a) or _content(page, a) in want["content"]
    ]
    told.sort(
        key=lambda a: (abs(len(_content(page, a)) - len(want["content"])), a.id)
    )  # not what holds it, where both do
    chain = next((c for c in page.chains if told and c.attribution_id == told[0].id), None)
    left = [_fold(p) for p in want["parties"]]
    for hop in chain.hops if chain else ():
        party = _fold(hop.party or "")
        if left and party and (left[0] in party or party in left[0]):
            left.pop(0)
    return len(want["parties"]) - len(left)


def test_tallies_are_series_in_order_of_day(record: Record) -> None:
    found = [[(p.as_of, p.low) for p in series.points] for series in each(record, Series)]
    for want in truth("tallies"):
        points = [tuple(p) for p in want["points"]]
        assert any([x for x in points if x in told] == points for told in found), want["of"]


def test_no_tally_is_called_a_contradiction(record: Record) -> None:
    figures = {(p.article_id, p.span) for s in each(record, Series) for p in s.points}
    for d in each(record, Discrepancy):
        if d.kind == "contradiction":
            assert not {(v.article_id, v.span) for v in d.values} <= figures


def test_the_memo_comes_from_one_official_however_many_tell_it(
    record: Record, pages: dict[tuple[str, str], ArticlePage]
) -> None:
    told = {p.article.id: p.article.text for p in pages.values()}
    claims = [
        c for c in each(record, Claim) if len(c.members) > 5 and "drums" in c.words.span.of(told[c.words.article_id])
    ]
    drums = [c for c in claims if any(o.party and "port official" in o.party for o in c.origins)]
    assert drums
    assert {c.independent.count for c in drums} == {1}


def test_discrepancies_reach_their_floor(record: Record) -> None:
    told = {(d.slot, d.kind) for d in each(record, Discrepancy)}
    words = " ".join(d.words for d in each(record, Discrepancy))
    assert ("occurrence", "denial") in told
    assert "“12”" in words
    assert "“wounding at least three dockers”" in words


def test_unnamed_sources_stay_unnamed(pages: dict[tuple[str, str], ArticlePage]) -> None:
    for want in truth("attributions"):
        if want["source_kind"].startswith("unnamed"):
            a = _found(want, pages[want["page"], want["title"]])
            assert (
                a is None or a.speaker is None or not a.source_kind.startswith("named") or a.speaker in want["source"]
            )


@pytest.fixture(scope="module")
def exported(record: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Json]]:
    folder = tmp_path_factory.mktemp("exported")
    record.export_jsonl(folder)
    return {p.stem: [json.loads(x) for x in p.read_text(encoding="utf-8").splitlines()] for p in folder.iterdir()}


def test_times_places_and_quantities_are_in_the_export(exported: dict[str, list[Json]]) -> None:
    articles = {row["id"]: row["title"] for row in exported["articles"]}
    blast = {
        id_ for id_, title in articles.items() if title.endswith("Blast on Pier Nine shuts Harrowmere's eastern basin")
    }
    times = {(row["span_text"], row["edtf"]) for row in exported["times"] if row["article"] in blast}
    assert ("Tuesday", "2031-03-04") in times
    (hurt,) = {
        (row["low"], row["high"], row["bound"], row["role"])
        for row in exported["quantities"]
        if row["article"] in blast and row["span_text"] == "at least seven dockers"
    }
    assert hurt == (7.0, None, "at_least", "wounded")
    places = [row for row in exported["mentions"] if row["place"] is not None]
    assert {row["kind"] for row in places} == {"place"}
    assert all(row["place"]["why"] for row in places)


def test_every_span_of_the_export_has_the_characters_of_its_capture(
    exported: dict[str, list[Json]], record: Record
) -> None:
    captures = {row["id"]: record.capture_text(row["id"]) for row in exported["captures"]}
    of = {row["id"]: row["capture"] for row in exported["articles"]}
    checked = 0
    for name in ("mentions", "attributions", "times", "quantities"):
        for row in exported[name]:
            for span, words in _places(row):
                checked += 1
                shown = TAG.sub("", captures[of[row["article"]]][span[0] : span[1]])
                assert "".join(words.split()) == "".join(unescape(shown).split()), (name, row["id"])
    assert checked > 500


def _places(row: Json) -> Iterator[tuple[list[int], str]]:
    """Every span of a row with its words."""
    for key in (k.removesuffix("_text") for k in row if k.endswith("_text") and row[k] is not None):
        several = isinstance(row[f"{key}_text"], list)
        yield from zip(row[key], row[f"{key}_text"], strict=True) if several else [(row[key], row[f"{key}_text"])]


def _found(want: Json, page: ArticlePage) -> Any:
    """The attribution whose content and source overlap the truth's."""
    text = page.article.text
    start = text.find(want["content"])
    assert start >= 0, want
    for a in page.attributions:
        shared = sum(max(0, min(s.end, start + len(want["content"])) - max(s.start, start)) for s in a.content)
        length = sum(len(s) for s in a.content) + len(want["content"])
        source = " ".join(s.of(text) for s in a.source)
        if 2 * shared / length >= 0.5 and set(_fold(source).split()) & set(_fold(want["source"]).split()):
            return a
    return None


def _content(page: ArticlePage, a: Any) -> str:
    return " ".join(s.of(page.article.text) for s in a.content)


def _fold(words: str) -> str:
    return words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
