"""The generator of text dumps: what it says of a page is true of its characters, and layouts are kept apart."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dump_drawn import drawn_layout
from dump_layouts import Layout, Line, Shape, pools, whole_layouts
from dump_pages import make
from dump_sampled import sampled_layout
from dump_singles import drawn_single
from dump_voices import OwnVoice
from dump_written import Dump
from dumps import pages
from firsthand.eval.splitting import load

TRAINING = Path(__file__).parents[2] / "training"


@pytest.mark.parametrize("split", ["train", "dev", "test", "unseen"])
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


@pytest.mark.parametrize("way", [drawn_layout, sampled_layout, drawn_single])
def test_layouts_drawn_by_other_seeds_are_others(way: Callable[[random.Random], Layout]) -> None:
    assert len({way(random.Random(n)).shapes for n in range(50)}) > 45


def made(top: tuple[Line, ...] = (), count: int = 3, **settings: str) -> Dump:
    rng = random.Random(4)
    shape = Shape((Line("title", "<headline>"), Line("meta", "<outlet>")), ())
    return make(Layout("x", (shape,), top, settings=settings), OwnVoice(rng, "train"), rng, count)


def rows(page: Dump, role: str) -> list[str]:
    return [page.text[start:].split("\n")[0] for start, kind, _ in page.lines if kind == role]


def test_a_list_of_contents_names_every_article_in_order() -> None:
    page = made((Line("contents", "<num>) <headline>"),))
    assert rows(page, "chrome") == [f"{n}) {title}" for n, title in enumerate(rows(page, "title"), 1)]
    assert len(page.articles) == 3


def test_the_rim_of_a_printed_page_stands_between_rows_and_is_no_prose() -> None:
    page = made(wrap="40", running="9", rim="LIBRARY / - <n> -")
    rims, names = rows(page, "aside")[1::2], rows(page, "aside")[::2]
    assert len(rims) > 3
    assert set(names) == {"LIBRARY"}
    assert [int(x.strip(" -")) for x in rims] == sorted({int(x.strip(" -")) for x in rims})
    assert all(x in page.text for x in rims)
    assert len(page.articles) == 3


def test_a_quoted_page_bears_its_mark_on_every_row_of_its_articles() -> None:
    page = made((Line("chrome", "A topic"),), quoted=">", wrap="50")
    assert rows(page, "chrome") == ["A topic"]
    assert all(x.startswith("> ") for kind in ("title", "meta", "prose") for x in rows(page, kind))


def test_a_paragraph_may_be_led_and_broken_off() -> None:
    page = made(lead="(<k>)", stub="1", stubbed=" [more]", count=1)
    said = rows(page, "prose")
    assert [x.split(" ")[0] for x in said] == [f"({n})" for n in range(1, len(said) + 1)]
    assert said[-1].endswith(" [more]") == (len(said) > 1)


def test_a_single_article_has_parts_that_recur_and_stays_one() -> None:
    page = made(entry="<clock> / <heading>", entries="1", count=1)
    assert len(page.articles) == 1
    assert len(rows(page, "subhead")) >= len(rows(page, "prose"))


def test_a_live_page_has_a_head_of_its_own_above_its_entries() -> None:
    page = made(
        entry="<date %H:%M> / <headline>", entries="1", after="1", closed="Updated at <clock>", closes="1", count=1
    )
    entries, closed = rows(page, "subhead"), rows(page, "aside")
    assert len(page.articles) == 1
    assert len(entries) == 2 * (len(rows(page, "prose")) - 1)
    assert len(closed) == len(entries) // 2 - 1
    assert page.text.index(rows(page, "prose")[0]) < page.text.index(entries[0])


def test_titles_may_be_set_in_narrower_rows_than_prose_and_heads_in_none() -> None:
    page = made(wrap="60", titled="20", wrapped="prose")
    assert max(map(len, rows(page, "title"))) <= 20
    assert 20 < max(map(len, rows(page, "prose"))) <= 60
    assert len(rows(page, "meta")) == len(page.articles)


def test_a_rule_above_a_head_is_none_of_its_article() -> None:
    rng = random.Random(4)
    shape = Shape((Line("chrome", "-----"), Line("title", "<headline>"), Line("aside", "-----")), ())
    page = make(Layout("x", (shape,), settings={"blank": "none"}), OwnVoice(rng, "train"), rng, 3)
    assert [page.text[a.start] == "-" or page.text[a.end - 1] == "-" for a in page.articles] == [False] * 3
    assert [role for _, role, begins in page.lines if begins] == ["title"] * 3


def test_a_list_of_contents_may_have_two_rows_an_article() -> None:
    page = made((Line("contents", "<headline>\nby <by>"),))
    assert rows(page, "chrome")[::2] == rows(page, "title")
    assert [x[:3] for x in rows(page, "chrome")[1::2]] == ["by "] * 3


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        call = [sys.executable, str(TRAINING / "dumps.py"), str(tmp_path / name), "--split", "test", "--count", "1"]
        subprocess.run(call, check=True, cwd=TRAINING)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert load(next((tmp_path / "a" / "articles").glob("*.tsv")))
