"""Pages added by the browser, and jobs: one at a time, told as they go, stopped between units, finished by the next server."""

from __future__ import annotations

import html
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.model.units import Progress
from firsthand.record import Record
from firsthand.serve import uploads
from firsthand.serve.jobs import Ended, Jobs, Tell
from firsthand.serve.redo import LEFT
from firsthand.serve.web import app
from tests.journeys.pages import write
from tests.serve.deciding import plain, token

MILL = """Mill at Tessel opens again

"The mill opens on Monday," Oro Vann said in Tessel. The mill was shut for a month after a raid, a police spokesman said.
Nobody has been charged with the raid so far, and the doors were mended last week, the spokesman said on Tuesday.
"""


def page_of(folder: Path, text: str) -> bytes:
    write(folder / "page.html", text)
    return (folder / "page.html").read_bytes()


def add(web: TestClient, files: list[tuple[str, bytes]], **fields: str) -> Any:
    sent = {"token": token(web), "by": "Ina", **fields}
    parts = [("pages", (name, data, "text/html")) for name, data in files]
    return web.post("/add/pages", data=sent, files=parts or [("pages", ("", b""))], follow_redirects=False)


def titles(record: Record) -> set[str]:
    return {hit.title or "" for hit in record.articles().hits}


def test_files_and_a_pasted_text_are_kept_and_read(web: TestClient, record: Record, tmp_path: Path) -> None:
    data = page_of(tmp_path, MILL)
    answer = add(
        web, [("C:\\saved\\mill “a”.html", data)], text="Quay at Orsk shut\r\n\r\nThe quay is shut, Mari Saar said."
    )
    assert answer.status_code == 303
    assert web.app.state.jobs.wait(60)
    assert {"Mill at Tessel opens again", "Quay at Orsk shut"} <= titles(record)
    found = web.get(answer.headers["location"])
    told = plain(found)
    assert "Read 2 pages done Ina" in told
    assert "2 articles in 2 pages" in told
    assert 'href="/c/' in found.text
    assert "/report" in found.text
    (capture,) = [c for c in record.all("capture") if getattr(c, "path", "") == "mill “a”.html"]
    assert (getattr(capture, "via", ""), record.original(capture.id)) == ("upload", data)
    assert "Mill at Tessel opens again" in plain(web.get(f"/c/{capture.id}/report"))


def test_bytes_that_stand_already_are_not_kept_twice(web: TestClient, record: Record, tmp_path: Path) -> None:
    before = len(list(record.all("capture")))
    for _ in range(2):
        add(web, [("page.html", page_of(tmp_path, MILL))])
        assert web.app.state.jobs.wait(60)
    assert len(list(record.all("capture"))) == before + 1
    assert "1 stood here already" in plain(web.get("/jobs"))


def test_what_is_no_page_is_told_with_its_cure(web: TestClient, record: Record) -> None:
    answer = add(web, [("scan.png", b"\x89PNG\r\n\x1a\n binary")])
    assert answer.status_code == 400
    assert "scan.png holds no text" in plain(answer)
    answer = add(web, [("pages.csv", b"path,url\n/etc/hostname,https://example.org/a\n")])
    assert answer.status_code == 400
    assert "not read for a browser" in plain(answer)
    assert not list(record.all("capture")) or "hostname" not in str(list(record.all("capture")))
    answer = add(web, [])
    assert answer.status_code == 400
    assert "Nothing was sent" in plain(answer)


def test_a_huge_upload_is_refused_with_the_way_that_has_no_limit(
    web: TestClient, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1_000)
    before = titles(record)
    answer = add(web, [("big.html", b"x" * 2_000)])
    assert answer.status_code == 413
    assert "firsthand add FOLDER" in plain(answer)
    monkeypatch.setattr(uploads, "MOST", 1)
    assert add(web, [("a.txt", b"a b"), ("b.txt", b"c d")]).status_code == 413
    assert titles(record) == before


def test_nothing_is_taken_from_another_site_without_token_or_name(
    web: TestClient, record: Record, tmp_path: Path
) -> None:
    data, before = page_of(tmp_path, MILL), titles(record)
    files = [("pages", ("page.html", data, "text/html"))]
    foreign = {"sec-fetch-site": "cross-site"}
    sent = {"token": token(web), "by": "Ina"}
    assert web.post("/add/pages", data=sent, files=files, headers=foreign).status_code == 403
    assert web.post("/add/pages", data=sent | {"token": "stale"}, files=files).status_code == 403
    nameless = web.post("/add/pages", data={"token": token(web), "text": "Kept words"}, files=files)
    assert nameless.status_code == 400
    assert "Who adds them?" in plain(nameless)
    assert "Kept words</textarea>" in nameless.text
    for path in ("/jobs/stop", "/jobs/due", "/export", "/searches/save", "/searches/forget"):
        assert web.post(path, data={"token": token(web)}, headers=foreign).status_code == 403
        assert web.post(path, data={"token": "stale"}).status_code in (400, 403)
    assert titles(record) == before


def test_parts_of_a_form_are_their_bytes_whatever_they_are() -> None:
    data = b"\x00\r\n--no\r\nContent-Type: multipart/mixed\r\n\r\n\xff\r\n"
    body = b'--X\r\nContent-Disposition: form-data; name="pages"; filename="a/../b.txt"\r\n\r\n' + data
    body += b'\r\n--X\r\nContent-Disposition: form-data; name="by"\r\n\r\nIna\r\n'
    body += b'--X\r\nContent-Disposition: form-data; name="pages"; filename=""\r\n\r\n\r\n--X--\r\n'
    found = list(uploads.parts('multipart/form-data; boundary="X"', body))
    assert [(p.name, p.file, p.data) for p in found] == [("pages", "b.txt", data), ("by", None, b"Ina")]
    assert list(uploads.parts("text/plain", body)) == []


def test_jobs_are_done_one_after_the_other_and_stopped_between_units() -> None:
    jobs, go, order = Jobs(), threading.Event(), []

    def slow(tell: Tell) -> Ended:
        for n in range(100):
            order.append(n)
            tell(Progress("read", n, 100))
            assert go.wait(20)
        return Ended("all hundred")

    first = jobs.ask("Slow", "Ina", slow)
    second = jobs.ask("Never begun", "Ina", slow)
    third = jobs.ask("Last", "Ola", lambda _: Ended(f"after {len(order)}"))
    while not (now := jobs.get(first.id)) or not now.steps:
        threading.Event().wait(0.01)
    assert [job.state for job in jobs.all()] == ["waiting", "waiting", "running"]
    jobs.stop(first.id)
    jobs.stop(second.id)
    go.set()
    assert jobs.wait(20)
    assert [job.state for job in jobs.all()] == ["done", "stopped", "stopped"]
    assert len(order) < 100
    job = jobs.get(third.id)
    assert job
    assert job.ended
    assert job.ended.told == f"after {len(order)}"


def test_a_job_that_breaks_is_told_and_the_next_one_is_done() -> None:
    def breaks(_: Tell) -> Ended:
        raise ZeroDivisionError("no mill")

    jobs = Jobs()
    jobs.ask("Breaks", "Ina", breaks)
    jobs.ask("Goes", "Ina", lambda _: Ended("went"))
    assert jobs.wait(20)
    went, broke = jobs.all()
    assert (went.state, broke.state) == ("done", "failed")
    assert broke.ended
    assert "ZeroDivisionError: no mill" in broke.ended.told


def test_what_was_left_undone_is_done_when_the_server_starts(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    write(tmp_path / "pages/mill.html", MILL)
    with service.open(tmp_path / "left.record") as record:
        record.add([tmp_path / "pages"], run=False)
        for expected in ([LEFT], []):  # the second server finds nothing to do, and lists nothing
            web = app(record)
            web.state.redo.finish()
            assert web.state.jobs.wait(60)
            assert [job.what for job in web.state.jobs.all()] == expected
        assert titles(record) == {"Mill at Tessel opens again"}


def test_a_stopped_run_is_finished_by_the_button(web: TestClient, record: Record, tmp_path: Path) -> None:
    jobs: Jobs = web.app.state.jobs
    hold = threading.Event()
    jobs.ask("Holds", "Ina", lambda _: Ended(str(hold.wait(20))))
    add(web, [("page.html", page_of(tmp_path, MILL))])
    waiting = next(job for job in jobs.all() if job.state == "waiting")
    page = web.get("/jobs").text
    assert 'http-equiv="refresh"' in page
    assert (
        web.post("/jobs/stop", data={"token": token(web), "id": waiting.id}, follow_redirects=False).status_code == 303
    )
    hold.set()
    assert jobs.wait(20)
    assert "Mill at Tessel opens again" not in titles(record)
    web.post("/jobs/due", data={"token": token(web)})
    assert jobs.wait(60)
    assert "Mill at Tessel opens again" in titles(record)
    assert 'http-equiv="refresh"' not in web.get("/jobs").text


def test_an_export_comes_at_once_or_as_a_job(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {"token": token(web), "format": "csv", "q": "mill", "base": "https://desk.example"}
    small = web.post("/export", data=fields)
    assert small.status_code == 200
    assert small.content.startswith(b"PK")
    assert "firsthand-csv.zip" in small.headers["content-disposition"]
    monkeypatch.setattr("firsthand.serve.exporting.AT_ONCE", 0)
    large = web.post("/export", data=fields | {"format": "bibtex"}, follow_redirects=False)
    assert large.status_code == 303
    assert web.app.state.jobs.wait(60)
    page = web.get(large.headers["location"])
    (address,) = re.findall(r'href="(/jobs/\d+/file)"', page.text)
    assert "https://desk.example/a/" in web.get(address).text
    assert web.post("/export", data=fields | {"base": "ftp://x"}).status_code == 400
    assert web.post("/export", data=fields | {"format": "docx"}).status_code == 400
    wrong = web.post("/export", data=fields | {"q": '"'})
    assert wrong.status_code == 400
    assert html.escape('value="csv" selected', quote=False) in wrong.text
    assert web.get("/jobs/99").status_code == 404
    assert web.get("/jobs/99/file").status_code == 404
