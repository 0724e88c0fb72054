"""Originals and judgements are the record: all else can be dropped and comes back the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import record as service
from firsthand.collect import Found, collect, decode
from firsthand.model.articles import Article
from firsthand.model.spans import Span
from firsthand.model.units import ExtractInput
from firsthand.pipeline import STEPS
from firsthand.record import Record

PAGES = Path(__file__).parents[2] / "demo/pages"
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with service.open(tmp_path_factory.mktemp("rebuild") / "demo.record") as opened:
        opened.add([PAGES], workers=1)
        yield opened


def exported(record: Record, folder: Path) -> dict[str, bytes]:
    record.export_jsonl(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_second_run_does_nothing(record: Record) -> None:
    assert record.run(workers=1).done == 0
    assert record.add([PAGES], workers=1).new == 0


def test_a_judgement_survives_a_rebuild_and_the_rest_comes_back_the_same(record: Record, tmp_path: Path) -> None:
    hit = record.search("memo").hits[0]
    page = record.article(hit.id)
    judged = next(a for a in page.attributions if a.source)
    record.judge(
        "set", "attribution", record.anchor(page.article, judged.content[0]), by="Ina", field="stance", value="doubts"
    )
    changed = next(
        a for a in record.attributions_of(hit.id) if a.content[0].overlaps(judged.content[0]) and a.by == "person:Ina"
    )
    assert changed.stance == "doubts"
    before = exported(record, tmp_path / "before")
    record.rebuild(workers=1)
    assert exported(record, tmp_path / "after") == before
    assert record.verify().whole


@cache
def articles() -> tuple[tuple[Article, str], ...]:
    out: list[tuple[Article, str]] = []
    for found in collect([PAGES], now="2031-01-01T00:00:00Z"):
        assert isinstance(found, Found)
        text = decode(found.data, found.capture.charset)
        result = STEPS["extract"].work(ExtractInput(found.capture, text))
        out += [(row, text) for row in result.rows if isinstance(row, Article)]
    return tuple(out)


@settings(deadline=None)  # the first draw reads every page
@given(st.data())
def test_any_span_of_an_article_gives_the_captures_words(data: st.DataObject) -> None:
    article, text = data.draw(st.sampled_from(articles()))
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start, min(len(article.text), start + 400))))
    runs = "".join(s.of(text) for s in article.offsets.stretches(span))
    assert "".join(unescape(runs).split()) == "".join(span.of(article.text).split())
    whole = article.offsets.to_capture(span)
    if whole is not None:
        back = article.offsets.to_article(whole)
        assert back is not None
        shown = "".join(unescape(TAG.sub("", whole.of(text))).split())
        assert "".join(span.of(article.text).split()) in shown or "<" in whole.of(text)
