"""What is fetched and polled, kept in the record: on both databases, with how it came, and never twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.collect import made
from tests.collect.hostile import AGENT, Clock, Server, fetcher, ok, stories
from tests.store.steps import STEPS

from firsthand import record
from firsthand.model.problems import NotInRecord
from firsthand.model.units import Progress
from firsthand.model.watching import Watched
from firsthand.record import Record
from firsthand.store import tables as t
from firsthand.store import watching

STORY = "The harbour master of Darma said on Monday that the port stays closed until the storm has passed."


@pytest.fixture
def site() -> Iterator[Server]:
    with stories(5) as one:
        one.answers["/feed"] = feed(one, 2, 1)
        yield one


def feed(site: Server, *numbers: int) -> bytes:
    items = "".join(f"<item><title>Story {n}</title><link>{site.url(f'/{n}')}</link></item>" for n in numbers)
    return ok(
        f"<rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>".encode(), "application/rss+xml"
    )


def opened(where: str) -> Record:
    return record.open(where, pipeline=STEPS)


def later(clock: Clock, r: Record) -> None:
    clock.at = clock.at.replace(day=clock.at.day + 1)
    assert all(x.due_at <= clock.at.strftime("%Y-%m-%dT%H:%M:%SZ") for x in r.watched())


def test_an_address_is_taken_in_with_how_it_came(where: str, site: Server) -> None:
    with opened(where) as r:
        report = r.add([site.url("/1")], by="Ina", fetch=fetcher(), workers=1)
        assert (report.new, report.problems) == (1, ())
        (line,) = r.custody()
        assert line.told is not None
        assert (line.told.via, line.told.by, line.told.path) == ("web", "Ina", site.url("/1"))
        told = json.loads(line.told.answer or "")
        assert (told["status"], told["user_agent"], told["robots"]["allowed"]) == (200, AGENT, True)
        assert r.verify().faults == ()
        again = r.add([site.url("/1")], by="Ina", fetch=fetcher(), workers=1)
        assert (again.new, again.known, len(r.custody())) == (0, 1, 1)
        assert len(r.articles().hits) == 1


def test_what_came_of_nothing_is_a_problem_until_it_is_well(where: str, site: Server) -> None:
    site.answers["/1"] = ok(b"", status="503 Busy")
    with opened(where) as r:
        report = r.add([site.url("/1"), "http://127.0.0.1:1/x"], fetch=fetcher(), workers=1)
        assert [p.code for p in report.problems] == ["try-later", "address-refused"]
        site.answers["/1"] = ok(made.html("Story 1").encode())
        r.add([site.url("/1")], fetch=fetcher(), workers=1)
        assert [p.code for p in r.problems()] == ["address-refused"]


def test_a_watched_feed_is_followed_and_the_second_round_costs_nothing(where: str, site: Server) -> None:
    clock = Clock()
    with opened(where) as r:
        r.watch([site.url("/feed")], follow=True, by="Ina")
        report = r.poll(fetch=fetcher(clock), force=True, workers=1)
        assert (report.asked, report.new, report.failed) == (1, 2, 0)
        assert len(r.articles().hits) == 2
        assert [x.act for x in r.custody()] == ["taken", "taken"]
        assert r.poll(fetch=fetcher(clock), workers=1).asked == 0  # it is not due
        later(clock, r)
        before = r.stamp(), len(r.custody())
        report = r.poll(fetch=fetcher(clock), workers=1)
        assert (report.asked, report.unchanged, report.new) == (1, 1, 0)
        assert (r.stamp(), len(r.custody())) == before
        site.answers["/feed"] = feed(site, 3, 2, 1)
        later(clock, r)
        assert r.poll(fetch=fetcher(clock), workers=1).new == 1
        (one,) = r.watched()
        assert (one.kind, one.failures, one.by, one.told) == ("feed", 0, "Ina", "1 taken in")
        assert r.verify().faults == ()


def test_a_page_that_changed_is_a_new_version_of_its_article(where: str, site: Server) -> None:
    clock = Clock()
    with record.open(where) as r:
        site.answers["/1"] = ok(_page("Port of Darma closed", STORY * 2).encode())
        r.watch([site.url("/1")])
        r.poll(fetch=fetcher(clock), force=True, workers=1)
        site.answers["/1"] = ok(_page("Port of Darma closed", STORY * 2 + " Two ships wait outside.").encode())
        later(clock, r)
        assert r.poll(fetch=fetcher(clock), workers=1).new == 1
        hits = r.articles().hits
        assert len(hits) == 2
        versions = r.view.versions_of(hits[0].id)
        assert sorted(versions) == sorted(h.id for h in hits)


def _page(title: str, text: str) -> str:
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


def test_an_interrupted_round_loses_one_page(where: str, site: Server) -> None:
    asked = 0

    def sleep(seconds: float) -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise KeyboardInterrupt

    site.answers["/feed"] = feed(site, 4, 3, 2, 1)
    clock = Clock()
    one = fetcher(clock)
    one.pace.gap, one.sleep = 1.0, sleep
    with opened(where) as r:
        r.watch([site.url("/feed")], follow=True)
        with pytest.raises(KeyboardInterrupt):
            r.poll(fetch=one, force=True, workers=1)
        assert len(r.custody()) == 2
        before = len(site.pages())
        report = r.poll(fetch=fetcher(clock), force=True, workers=1)
        assert report.new == 2
        assert len(site.pages()) - before == 3  # the feed and the two that were missing
        assert len(r.articles().hits) == 4


def test_an_interrupted_add_keeps_what_it_fetched(where: str, site: Server, tmp_path: Path) -> None:
    def sleep(_: float) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(STORY)
    one = fetcher()
    one.pace.gap, one.sleep = 1.0, sleep
    with opened(where) as r:
        with pytest.raises(KeyboardInterrupt):
            r.add([tmp_path / "a.txt", site.url("/1"), site.url("/2")], fetch=one, workers=1)
        assert [x.told.via for x in r.custody() if x.told] == ["folder", "web"]
        r.run(workers=1)
        assert len(r.articles().hits) == 2


def test_two_programs_do_not_ask_the_same_address(where: str, site: Server) -> None:
    with opened(where) as one, opened(where) as two:
        one.watch([site.url("/feed")], follow=True)
        (told,) = two.watched()

        def meanwhile(_: Progress) -> None:
            with two._database.write() as c:
                watching.claim(c, told, "2031-05-05T10:00:00Z")

        assert one.poll(fetch=fetcher(), force=True, on_progress=meanwhile, workers=1).asked == 0
        assert site.asked == []


def test_what_is_watched_is_put_in_changed_and_taken_out(where: str, site: Server, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(f"<opml><body><outline xmlUrl='{site.url('/feed')}'/></body></opml>")
    with opened(where) as r:
        r.watch([str(tmp_path / "feeds.opml"), "https://courier.example/"], every=7200, by="Ina")
        watched = {x.url: x.every for x in r.watched()}
        assert watched == {site.url("/feed"): 7200, "https://courier.example/": 7200}
        r.unwatch("https://Courier.example#x")
        r.poll(fetch=fetcher(), force=True, workers=1)
        assert [p.code for p in r.problems()] == ["teasers-only"]
        r.watch([site.url("/feed")], follow=True)
        (one,) = r.watched()
        assert (one.follow, one.every, one.by, one.sha256) == (True, None, "Ina", None)
        assert r.poll(fetch=fetcher(), force=True, workers=1).new == 2
        assert r.problems() == ()
        r.unwatch(site.url("/feed"))
        assert r.watched() == ()
        with pytest.raises(NotInRecord):
            r.unwatch(site.url("/feed"))
        assert len(r.articles().hits) == 2


def test_work_lists_are_fetched_on_request(where: str, site: Server, tmp_path: Path) -> None:
    (tmp_path / "media.csv").write_text(
        f"id,publish_date,title,url\n1,2031-05-05,Story 1,{site.url('/1')}\n2,2031-05-05,Lost,{site.url('/lost')}\n"
    )
    row = [""] * 61
    row[0], row[60] = "1140", site.url("/2")
    (tmp_path / "20310505.export.CSV").write_text("\t".join(row) + "\n")
    knowledge = ["x"] * 27
    knowledge[3], knowledge[4], knowledge[18] = "courier.example, and more", site.url("/3"), "https://img.example/a.jpg"
    (tmp_path / "20310505.gkg.csv").write_text("\t".join(knowledge) + "\n")
    with opened(where) as r:
        report = r.add([tmp_path], workers=1)
        assert [p.code for p in report.problems] == ["not-fetched"] * 4
        assert site.asked == []
        report = r.add([tmp_path], workers=1, fetch=fetcher(), fetch_listed=True)
        assert report.new == 3
        assert [p.code for p in report.problems] == ["http-404"]
        listed = [json.loads(x.told.answer)["listed"] for x in r.custody() if x.told and x.told.answer]
        assert sorted(x["in"].rpartition("/")[2] for x in listed) == [
            "20310505.export.CSV#line=1", "20310505.gkg.csv#line=1", "media.csv#line=2",
        ]  # fmt: skip


def test_answers_travel_with_exports_and_exports_of_before_come_in(where: str, site: Server, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with opened(where) as r, opened(str(tmp_path / "b.record")) as b, opened(str(tmp_path / "c.record")) as c:
        r.add([tmp_path / "a.txt", site.url("/1")], fetch=fetcher(), workers=1)
        r.export("jsonl", tmp_path / "out")
        b.import_jsonl(tmp_path / "out", workers=1)
        assert b.custody() == r.custody()
        assert b.verify().faults == ()
        lines = [json.loads(x) for x in (tmp_path / "out/custody.jsonl").read_text("utf-8").splitlines()]
        assert [x["told"].pop("answer") is None for x in lines] == [True, False]
        (tmp_path / "out/custody.jsonl").write_text(
            json.dumps(lines[0]) + "\n", "utf-8"
        )  # as a record of before wrote it
        c.import_jsonl(tmp_path / "out", workers=1)
        assert [x.act for x in c.custody()] == ["taken", "imported"]
        assert c.custody()[0] == r.custody()[0]
        assert c.verify().faults == ()


def test_a_withdrawal_takes_the_answer_too_and_no_later_one_brings_the_name(tmp_path: Path, site: Server) -> None:
    path = tmp_path / "r.record"
    page = _page("Port of Darma closed", f"Leena Kask says: {STORY}").encode()
    site.answers |= {
        "/1": ok(page, "text/html", "X-Author: Leena Kask"),
        "/2": ok(made.html("Two").encode(), "text/html", "X-By: Leena Kask"),
    }
    with record.open(path) as r:
        r.add([site.url("/1")], fetch=fetcher(), workers=1)
        r.watch([site.url("/leena-kask.xml"), site.url("/feed")])
        r.withdraw(person="Leena Kask", by="Ina", reason="asked")
        r.add([site.url("/2")], fetch=fetcher(), workers=1)
        assert [x.told.answer if x.told else None for x in r.custody()] == [None, None, None]
        assert r.verify().faults == ()
        assert [x.url for x in r.watched()] == [site.url("/feed")]
    assert b"kask" not in path.read_bytes().lower()


def test_a_record_of_before_gets_what_is_new(where: str, tmp_path: Path, site: Server) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with opened(where) as r:
        r.add([tmp_path / "a.txt"], workers=1)
        before = r.custody()
        with r._database.write() as c:
            for words in ("ALTER TABLE custody DROP COLUMN answer", "DROP TABLE sighting", "DROP TABLE watched"):
                c.exec_driver_sql(words)
            c.exec_driver_sql("UPDATE meta SET value = '5' WHERE key = 'schema'")
    with opened(where) as r:
        assert r.custody() == before
        assert r.watched() == ()
        r.add([site.url("/1")], fetch=fetcher(), workers=1)
        assert r.verify().faults == ()
        assert r.run(workers=1).done == 0


def test_a_changed_answer_is_found(tmp_path: Path, site: Server) -> None:
    path = tmp_path / "r.record"
    with opened(str(path)) as r:
        r.add([site.url("/1")], fetch=fetcher(), workers=1)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE custody SET answer = replace(answer, 'true', 'false')")
    raw.close()
    with opened(str(path)) as r:
        assert r.verify().faults


def test_every_field_of_what_is_watched_has_its_column() -> None:
    assert list(Watched.__slots__) == [x.name for x in t.watched.c]
