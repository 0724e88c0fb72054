"""How cutting is scored: both ends of every article, pages wholly right, pages of one article not cut."""

from __future__ import annotations

import json
from pathlib import Path

from firsthand.eval.layouts import Sample, counts, measured, missed
from firsthand.model.spans import Span

LONG = "The harbour office said that the ferries will stop at noon on Friday, since the mole is to be mended. " * 5


def test_an_article_is_right_if_both_ends_are() -> None:
    true = (Span(0, 10), Span(10, 20), Span(20, 30))
    found = counts(Sample("x", "w" * 30, true, (Span(0, 10), Span(10, 18), Span(21, 30))))
    assert found["article"] == (1.0, 1.0, 3.0, 3.0)
    assert found["begins"] == (2.0, 2.0, 3.0, 3.0)
    assert found["ends"] == (2.0, 2.0, 3.0, 3.0)
    assert found["page"][0] == 0.0


def test_a_page_of_one_is_right_if_it_is_not_cut() -> None:
    whole = (Span(0, 10),)
    assert counts(Sample("x", "w" * 10, whole, whole))["single page"][0] == 1.0
    assert counts(Sample("x", "w" * 10, whole, (Span(0, 5), Span(5, 10))))["single page"][0] == 0.0
    assert counts(Sample("x", "w" * 10, (), (Span(0, 5), Span(5, 10))))["page of teasers"][0] == 0.0


def test_what_went_wrong_is_shown_by_its_words() -> None:
    shown = list(missed(Sample("harbour", "Ferries stop. Lamp burns.", (Span(0, 13), Span(14, 25)), (Span(0, 25),))))
    assert len(shown) == 1
    assert "2 articles, 1 read" in shown[0]
    assert "Lamp burns" in shown[0]
    assert list(missed(Sample("harbour", "Ferries.", (Span(0, 8),), (Span(0, 8),)))) == []


def test_a_folder_of_samples_is_measured(tmp_path: Path) -> None:
    stories = [f"<article><h2>Ferries {n}</h2><p>May {n}, 2031</p><p>{LONG.strip()}</p></article>" for n in (1, 2)]
    text = f"<html><body>{''.join(stories)}</body></html>"
    spans = [[text.index(f"Ferries {n}"), text.index("</p></article>", text.index(f"Ferries {n}"))] for n in (1, 2)]
    home = tmp_path / "harbour"
    home.mkdir()
    (home / "page.html").write_text(text, encoding="utf-8")
    (home / "truth.json").write_text(json.dumps({"articles": [{"span": s} for s in spans]}), encoding="utf-8")
    found = measured(tmp_path)
    right = found.figure("article F1")
    assert right is not None
    assert (right.value, right.n, found.examples) == (1.0, 2, ())
