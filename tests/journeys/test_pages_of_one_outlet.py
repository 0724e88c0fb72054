"""What an outlet sets under all its articles: recognised over its pages, kept in its place, and read in none of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import record as service
from firsthand.model.articles import Article
from firsthand.model.spans import Span
from firsthand.record import Record
from firsthand.serve.captured import drawn

TOWNS = ("Orsel", "Velin", "Darma", "Tamar", "Quill", "Bressa")
OWN = (  # of each town, other words: copies of each other would be one text
    "A barge loaded with gravel sank in the lock at dawn. Divers found no one aboard, the harbour office said.",
    "Bakers raised the price of rye bread again this year. Flour mills up the valley had doubled theirs, traders said.",
    "Two teachers walked out over unheated classrooms. The council promised stoves before the frost, said mayor Lena Okt.",
    "Hail broke the glass of every greenhouse east of the canal. Growers reckon half of the tomatoes are lost for good.",
    "The old cinema opens again as a library. Volunteers carried forty thousand books over from the monastery by hand.",
    "Rangers counted nineteen lynx in the upper forest this year. Sheep farmers want fences paid for by the state.",
)
PLEA = "Never miss a morning: in our newsletter you read before all others what Minister Ada Quist wants."
RIGHTS = "Text and pictures {year} by The Lantern, all rights reserved."
FEED = "This story has not been edited by Courier staff and is published from a syndicated feed."
MOTTO = "“We never rest,” said editor Ona Prill, who runs the paper from Velin."


def page(outlet: str, town: str, own: str, tail: tuple[str, ...], day: int) -> str:
    more = f"People in {town} talked of little else on market day, and some had waited for it since spring came."
    body = "".join(f"<p>{x}</p>" for x in (own, more, *tail))
    head = f'<meta property="og:site_name" content="{outlet}">'
    head += f'<meta property="article:published_time" content="2031-05-{day:02d}"><title>News of {town}</title>'
    return f"<html><head>{head}</head><body><article><h1>News of {town}</h1>{body}</article></body></html>"


def lantern(n: int) -> str:
    return page("The Lantern", TOWNS[n], OWN[n], (MOTTO, PLEA, RIGHTS.format(year=2030 + n % 2)), n + 1)


def courier(n: int) -> str:
    """The same happenings in an order of their own, so that neither outlet's words are the other's."""
    own = OWN[n].replace("said", "told the Courier").replace("A ", "One ").replace("The ", "That ")
    return page("Courier", TOWNS[n], own, (FEED,) if n else (), n + 11)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six pages of two outlets each."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(6):
        (pages / f"lantern{n}.html").write_text(lantern(n), encoding="utf-8")
        (pages / f"courier{n}.html").write_text(courier(n), encoding="utf-8")
    return pages


@pytest.fixture
def record(tmp_path: Path, folder: Path) -> Iterator[Record]:
    with service.open(tmp_path / "two.record") as opened:
        opened.add([folder], workers=1)
        yield opened


def articles(record: Record) -> list[Article]:
    return [record.article(hit.id).article for hit in record.search("", per_page=50).hits]


def boilerplate(article: Article) -> list[str]:
    return [p.span.of(article.text) for p in article.parts_of("boilerplate")]


def read_by(record: Record, folder: Path) -> int:
    """How many articles are read when a folder is added."""
    run = record.add([folder], workers=1).run
    return dict(run.steps)["read"] if run else 0


def of(record: Record, outlet: str) -> list[Article]:
    return [a for a in articles(record) if (d := a.first("outlet")) and d.value == outlet]


def test_it_is_found_kept_in_its_place_and_left_out_of_the_reading(record: Record) -> None:
    for a in of(record, "The Lantern"):
        plea, rights = boilerplate(a)
        assert (plea, rights.split()[-5:]) == (PLEA, RIGHTS.split()[-5:])
        assert PLEA in a.text, "its words stay where they stood"
        assert PLEA not in a.body
        assert MOTTO in a.body, "what is quoted is read on"
        assert not any("Quist" in (x.speaker or "") for x in record.attributions_of(a.id))
        assert not any(m.name == "Ada Quist" for m in record.article(a.id).mentions)
    assert sorted(len(boilerplate(a)) for a in of(record, "Courier")) == [0, 1, 1, 1, 1, 1]


def test_the_report_says_why_with_the_evidence_and_where(record: Record) -> None:
    one = of(record, "The Lantern")[0]
    text = record.capture_text(one.capture_id)
    told = {x.span.of(text): x.why for x in record.left_out(one.capture_id)}
    assert told[PLEA] == "boilerplate: stands at the foot of 6 of 6 articles of the lantern, on 6 days"
    other = next(a for a in of(record, "Courier") if boilerplate(a))
    text = record.capture_text(other.capture_id)
    assert {x.span.of(text): x.why for x in record.left_out(other.capture_id)}[FEED].startswith(
        "boilerplate: stands at the foot of 5 of 6 articles of courier"
    )


def test_one_more_article_is_all_that_is_read_again(record: Record, folder: Path) -> None:
    before = {a.id: record.attributions_of(a.id) for a in articles(record)}
    tail = (MOTTO, PLEA, RIGHTS.format(year=2031))
    own = "Surveyors found a Roman road under the car park, and diggers were sent home, the museum said on Friday."
    (folder / "more.html").write_text(page("The Lantern", "Ilmar", own, tail, 20), encoding="utf-8")
    assert read_by(record, folder) == 1
    assert all(record.attributions_of(id_) == said for id_, said in before.items())
    fresh = next(a for a in of(record, "The Lantern") if a.id not in before)
    assert len(boilerplate(fresh)) == 2


def test_what_becomes_boilerplate_is_read_again_and_nothing_else(tmp_path: Path) -> None:
    """Three articles are too few; with the fourth the plea is known, and those that have it are read anew."""
    pages = tmp_path / "pages"
    pages.mkdir()
    with service.open(tmp_path / "slow.record") as record:
        for n in range(6):
            (pages / f"courier{n}.html").write_text(courier(0).replace("Orsel", TOWNS[n]), encoding="utf-8")
        for n in range(3):
            (pages / f"lantern{n}.html").write_text(lantern(n), encoding="utf-8")
        record.add([pages], workers=1)
        assert not any(boilerplate(a) for a in articles(record))
        ids = {a.id for a in articles(record)}
        (pages / "lantern3.html").write_text(lantern(3), encoding="utf-8")
        assert read_by(record, pages) == 4
        assert all(len(boilerplate(a)) == 2 for a in of(record, "The Lantern"))
        assert ids < {a.id for a in articles(record)}, "ids stay"
        assert record.run(workers=1).done == 0


def test_a_person_may_say_that_all_of_an_article_is_its_own(record: Record, folder: Path) -> None:
    one, *others = of(record, "The Lantern")
    done = record.decide("reject", one.id, field="boilerplate", by="Ina")
    now = {a.id: a for a in articles(record)}
    assert PLEA in now[one.id].body
    assert any(m.name == "Ada Quist" for m in record.article(one.id).mentions)
    assert not any(x.why.startswith("boilerplate") for x in record.left_out(one.capture_id))
    assert all(boilerplate(now[a.id]) == boilerplate(a) for a in others)
    record.rebuild(workers=1)
    assert PLEA in record.article(one.id).article.body, "a decision outlives a rebuild"
    record.undo(done.judgement.id, by="Ina")
    assert len(boilerplate(record.article(one.id).article)) == 2


def test_the_drawn_page_tells_boilerplate_from_what_was_read(record: Record) -> None:
    one = of(record, "The Lantern")[0]
    text = record.capture_text(one.capture_id)
    runs = list(drawn(text, [one], record.left_out(one.capture_id), Span(0, len(text))))
    fate = {x.words: x.kind for x in runs}
    assert fate[PLEA] == "left"
    assert fate[MOTTO] == "took"


def test_a_rebuild_and_the_export_come_out_the_same(record: Record, tmp_path: Path) -> None:
    record.export_jsonl(tmp_path / "before")
    record.rebuild(workers=1)
    record.export_jsonl(tmp_path / "after")
    for path in sorted((tmp_path / "before").iterdir()):
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes(), path.name
    assert record.verify().whole
