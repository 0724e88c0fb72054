"""What counts as a rightly cut dump."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.eval.splitting import Gold, articles_of, counts, load, measured
from firsthand.model.problems import UnreadableInput

PAGE = (Path(__file__).parents[1] / "layouts" / "textdump_learnt" / "page.txt").read_text(encoding="utf-8")


def test_starts_ends_and_data_are_counted_apart() -> None:
    ours = articles_of(PAGE)
    gold = [Gold(a.region.start, a.region.end, (("title", a.title or ""),)) for a in ours]
    gold[0] = Gold(gold[0].start, gold[0].end - 5, (("title", "Something else"),))
    found = counts(gold, ours)
    n = len(ours)
    assert found["starts"] == (n, n, n, n)
    assert found["ends"] == found["articles"] == (n - 1, n - 1, n, n)
    assert found["boundary"] == (2 * n - 1, 2 * n - 1, 2 * n, 2 * n)
    assert found["title"] == (n - 1, n - 1, n, n)


def test_a_single_article_cut_in_two_is_not_whole() -> None:
    ours = articles_of(PAGE)
    one = [Gold(ours[0].region.start, ours[-1].region.end, ())]
    assert counts(one, ours)["single kept whole"] == (0, 0, 1, 1)
    assert counts(one, ours[:1])["single kept whole"] == (1, 1, 1, 1)


def test_a_folder_is_measured_and_what_was_missed_is_told(tmp_path: Path) -> None:
    for kind in ("text", "articles"):
        (tmp_path / kind).mkdir()
    (tmp_path / "text/one.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        measured(tmp_path)
    (tmp_path / "articles/one.tsv").write_text("start\tend\tsays\n0\t100\ttitle=None\n", encoding="utf-8")
    assert load(tmp_path / "articles/one.tsv") == [Gold(0, 100, (("title", "None"),))]
    found = measured(tmp_path)
    assert found.documents == 1
    assert found.examples == (f"one: 1 of 1 starts not seen, {len(articles_of(PAGE))} false",)
