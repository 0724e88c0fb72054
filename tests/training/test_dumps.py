"""The generator of text dumps: what it says of a page is true of its characters, and layouts are kept apart."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from dump_drawn import drawn_layout  # noqa: E402
from dump_layouts import pools, whole_layouts  # noqa: E402
from dumps import pages  # noqa: E402
from firsthand.eval.splitting import load  # noqa: E402


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_articles_begin_and_end_at_lines_of_their_own(split: str) -> None:
    for name, page in pages(split, 2, 7):
        starts = {start for start, _, begins in page.lines if begins}
        assert {a.start for a in page.articles} == starts, name
        end = 0
        for a in page.articles:
            assert end <= a.start < a.end <= len(page.text)
            assert not page.text[a.start].isspace()
            assert not page.text[a.end - 1].isspace()
            end = a.end


def test_what_a_head_says_stands_in_its_article() -> None:
    for name, page in pages("test", 1, 3):
        for a in page.articles:
            flat = " ".join(page.text[a.start : a.end].split()).casefold()
            for kind, value in a.fields:
                assert kind == "published" or " ".join(value.split()).casefold() in flat, (name, kind)


def test_heads_of_the_test_are_in_no_training_pool() -> None:
    known = {tuple(x.words for x in head) for head in pools()["heads"]}
    held = [tuple(x.words for x in shape.head) for layout in whole_layouts("test") for shape in layout.shapes]
    assert len(whole_layouts("test")) >= 20
    assert sum(head in known for head in held) <= 1  # a title alone, of the layout without heads


def test_layouts_drawn_by_other_seeds_are_others() -> None:
    drawn = {drawn_layout(random.Random(n)).shapes for n in range(50)}
    assert len(drawn) > 45


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        call = [sys.executable, str(TRAINING / "dumps.py"), str(tmp_path / name), "--split", "test", "--count", "1"]
        subprocess.run(call, check=True, cwd=TRAINING)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert load(next((tmp_path / "a" / "articles").glob("*.tsv")))
