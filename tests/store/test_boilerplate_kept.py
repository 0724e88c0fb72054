"""Boilerplate on both databases: whatever the order pages came in, and gone with the pages that showed it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from firsthand import record
from firsthand.record import Record

PLEA = "Never miss a morning in the harbour towns: our newsletter comes before breakfast."
WORDS = (
    "divers",
    "clerk",
    "barges",
    "quay",
    "ferry",
    "bell",
    "wind",
    "frost",
    "debt",
    "hunger",
    "thirst",
    "luck",
    "spring",
)
STEPS = ("extract", "boilerplate", "shingle", "link", "read")


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """Five pages of one outlet with a plea under each."""
    for n in range(5):
        draw = Random(n)
        own = (" ".join(draw.choices(WORDS, k=30)).capitalize() + "." for _ in range(3))
        body = "".join(f"<p>{x}</p>" for x in (*own, PLEA))
        head = f'<meta property="og:site_name" content="Narva Post"><title>Storm {n} closes the port</title>'
        page = (
            f"<html><head>{head}</head><body><article><h1>Storm {n} closes the port</h1>{body}</article></body></html>"
        )
        (tmp_path / f"{n}.html").write_text(page, encoding="utf-8")
    return [tmp_path / f"{n}.html" for n in range(5)]


def pleas(r: Record) -> int:
    return sum(PLEA not in r.article(hit.id).article.body for hit in r.search("", per_page=50).hits)


def told(r: Record) -> set[str]:
    captures = {hit.capture_id for hit in r.search("", per_page=50).hits}
    return {x.why for c in captures for x in r.left_out(c) if x.why.startswith("boilerplate")}


def test_the_order_in_which_pages_come_plays_no_part(where: str, many: list[Path]) -> None:
    with record.open(where) as r:
        for one in reversed(many):
            r.add([one], run=False)
            r.run(STEPS, workers=1)
        assert pleas(r) == 5
        assert told(r) == {"boilerplate: stands at the foot of 5 of 5 articles of narva post"}
        assert r.run(STEPS, workers=1).done == 0


def test_what_too_few_show_once_a_page_is_withdrawn_is_read_again(where: str, many: list[Path]) -> None:
    with record.open(where) as r:
        r.add(many, run=False)
        r.run(STEPS, workers=1)
        for gone, left in ((1, 4), (2, 0)):
            capture = min(hit.capture_id for hit in r.search("", per_page=50).hits)
            r.withdraw(capture, by="Ina", reason="asked to")
            r.run(STEPS, workers=1)
            assert pleas(r) == left, gone
        assert told(r) == set()


def test_a_person_overrules_it_for_an_article(where: str, many: list[Path]) -> None:
    with record.open(where) as r:
        r.add(many, run=False)
        r.run(STEPS, workers=1)
        id_ = min(hit.id for hit in r.search("", per_page=50).hits)
        r.decide("reject", id_, field="boilerplate", by="Ina", run=False)
        assert PLEA in r.article(id_).article.body
        assert pleas(r) == 4
