"""In a real browser: pages are added and watched while they are read; an original shows and does nothing; words are collected."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette

from firsthand.record import Record
from firsthand.serve import web as pages
from firsthand.serve.jobs import Ended, Tell
from tests.journeys.pages import write
from tests.serve.browsing import NEEDS_BROWSER, opened, served
from tests.serve.test_axe import RULES

pytestmark = NEEDS_BROWSER
QUAY = """Quay at Orsk shut until summer

The quay is shut, Mari Saar said on Monday. Nobody may moor there before the summer, she said, since the piles are rotten.
A police spokesman said that two boats were towed away in the night, and that their owners had been told a week before.
"""


@pytest.fixture
def served_web(record: Record, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Starlette]:
    """The address, and the application behind it."""
    made: list[Starlette] = []
    ready = threading.Event()
    build = pages.app

    def kept(*given: object) -> Starlette:
        made.append(build(*given))
        ready.set()
        return made[-1]

    monkeypatch.setattr(pages, "app", kept)
    address = served(record).rstrip("/")
    assert ready.wait(20)
    return address, made[0]


def clean(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 360)])
def test_a_file_is_added_and_watched_until_it_is_read(
    browser: Browser, served_web: tuple[str, Starlette], tmp_path: Path, scripts: bool, width: int
) -> None:
    address, web = served_web
    go = threading.Event()
    web.state.jobs.ask("Before it", "Ola", lambda _: Ended(str(go.wait(60))))
    write(tmp_path / "quay.html", QUAY)
    page = opened(browser, scripts=scripts, width=width)
    page.goto(f"{address}/add")
    page.get_by_label("Files").set_input_files(tmp_path / "quay.html")
    page.locator("main").get_by_label("Your name").fill("Ina")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read 1 page")
    expect(page.locator(".job h2 small")).to_have_text("waits")
    page.evaluate("window.sameDocument = true")
    go.set()
    expect(page.locator(".job h2 small")).to_have_text("done", timeout=30_000)
    assert page.evaluate("window.sameDocument === true") is scripts  # without scripts the page loads itself again
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if scripts:
        clean(page)
    page.get_by_role("link", name="quay.html: 1 article").click()
    expect(
        page.locator("mark.took").filter(has_text="The quay is shut, Mari Saar said on Monday.").first
    ).to_be_visible()
    page.context.close()


def test_progress_is_shown_and_a_job_is_stopped(browser: Browser, served_web: tuple[str, Starlette]) -> None:
    from firsthand.model.units import Progress

    address, web = served_web
    go = threading.Event()

    def slow(tell: Tell) -> Ended:
        for n in range(50):
            tell(Progress("read", n, 50))
            go.wait(0.2)
        return Ended("all")

    web.state.jobs.ask("Slow", "Ola", slow)
    page = opened(browser)
    page.goto(f"{address}/jobs")
    expect(page.get_by_role("progressbar", name="read")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Stop Slow").click()
    expect(page.locator(".job.stopped")).to_contain_text("stopped between two units", timeout=10_000)
    page.context.close()


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another server, and whoever came to it: even to open a connection and say nothing."""
    met: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    met.append(str(caller.getpeername()))
                    caller.close()

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", met


def hostile(far: str) -> bytes:
    """A page that tries all it can to be heard elsewhere."""
    text = "".join(f"<p>{part}</p>" for part in QUAY.split("\n\n"))
    return f"""<html><head><link rel=preconnect href={far}><LINK rel=stylesheet href={far}/a.css><base href={far}/base/>
<meta http-equiv=refresh content="0;url={far}/r"><meta http-equiv=x-dns-prefetch-control content=on>
<style>@import "{far}/c.css"; h1 {{ color: rgb(1, 2, 3); background: url({far}/b.png) }}
@font-face {{ font-family: f; src: url({far}/f.woff) }} p {{ font-family: f }}</style>
<script>document.documentElement.dataset.ran = "yes"; fetch("{far}/d")</script></head>
<body onload="document.title='ran'"><img src={far}/e.png srcset="{far}/e2.png 2x" onerror="document.title='ran'">
<article><h1>Quay shut</h1>{text}</article><iframe src={far}/g></iframe><video src={far}/h.mp4 autoplay></video>
<object data={far}/i></object><form action={far}/j><input autofocus></form>
<svg><image href={far}/k.png /></svg></body></html>""".encode()


def test_an_original_shows_its_words_and_neither_runs_nor_fetches(
    browser: Browser, served_web: tuple[str, Starlette], record: Record, tmp_path: Path
) -> None:
    address, _ = served_web
    with elsewhere() as (far, met):
        report = record.keep([("hostile.html", hostile(far))])
        record.run(workers=1)
        (hit,) = record.articles_of(report.captures[0])
        page = browser.new_page()
        page.goto(f"{address}/a/{hit.id}/original")
        frame = page.frame_locator("iframe.framed")
        expect(frame.get_by_text("The quay is shut, Mari Saar said on Monday.")).to_be_visible()
        expect(frame.locator("#firsthand-here")).to_have_count(1)
        told = "[document.documentElement.dataset.ran ?? '', getComputedStyle(document.querySelector('h1')).color]"
        assert page.frames[1].evaluate(told) == ["", "rgb(1, 2, 3)"]
        page.goto(f"{address}/c/{hit.capture_id}/page")  # at the top, without the frame, it can do no more
        page.wait_for_timeout(1_000)
        assert page.url == f"{address}/c/{hit.capture_id}/page"
        assert page.title() != "ran"
        assert met == []
        bare = tmp_path / "hostile.html"  # the very page, opened as it is: the trap does catch
        bare.write_bytes(hostile(far))
        page.goto(bare.as_uri(), wait_until="commit")
        page.wait_for_timeout(500)
        assert met
        page.close()


def test_selected_words_are_collected_and_cited(
    browser: Browser, served_web: tuple[str, Starlette], record: Record
) -> None:
    address, _ = served_web
    hit = record.articles().hits[0]
    page = opened(browser)
    page.goto(f"{address}/a/{hit.id}")
    page.evaluate(
        "() => getSelection().selectAllChildren(document.querySelector('article.text .part.body, article.text h1'))"
    )
    page.get_by_role("toolbar", name="The selected words").get_by_role("link", name="Collect").click()
    page.get_by_label("Put into a collection").fill("Tessel")
    page.locator("main").get_by_label("Note").fill("the first to say so")
    page.locator("main").get_by_label("Your name").fill("Ina")
    clean(page)
    page.get_by_role("button", name="Put in").click()
    expect(page.locator(".status .did")).to_contain_text("Put into the collection “Tessel”")
    page.goto(f"{address}/collection?name=Tessel")
    expect(page.get_by_text("the first to say so")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Take out").click()
    expect(page.get_by_role("heading", name="Collections")).to_be_visible()
    assert record.collections() == ()
    page.context.close()
