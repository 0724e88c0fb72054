"""A reader's path in a real browser: search, open an article, follow an attribution to the original. No scripts needed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from firsthand.record import Record
from firsthand.serve.web import listen

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
if BROWSER is None:
    pytest.skip("no browser found: run scripts/install-browser", allow_module_level=True)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def address(demo: Record) -> str:
    ready = threading.Event()
    told: list[str] = []

    def announce(where: str) -> None:
        told.append(where)
        ready.set()

    threading.Thread(target=listen, args=(demo, "127.0.0.1", 0, announce), daemon=True).start()
    assert ready.wait(20)
    return told[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=BROWSER, args=QUIET.split())
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_from_a_search_to_the_words_in_the_original(
    browser: Browser, address: str, width: int, scheme: str, tmp_path: Path
) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Search this record").fill("undeclared fuel drums")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Blast on Pier Nine shuts Harrowmere's eastern basin").first.click()
    assert page.locator("article mark.content").count() >= 3
    said = page.locator(".statements > li").filter(has_text="undeclared fuel drums for more than a month").first
    said.locator("summary", has_text="Chain").click()
    expect(said.locator(".chain")).to_be_visible()
    said.get_by_role("link", name="See it in the original").click()
    here = page.locator("#here")
    assert "undeclared fuel drums" in " ".join(here.inner_text().split())
    assert here.is_visible()
    page.screenshot(path=tmp_path / "original.png")
    page.go_back()
    page.screenshot(path=tmp_path / "reader.png", full_page=True)
    assert (tmp_path / "reader.png").stat().st_size > 10_000
    too_wide = page.locator("main").bounding_box()
    assert too_wide is not None
    assert too_wide["width"] <= width
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_from_an_event_to_the_words_of_one_account(
    browser: Browser, address: str, width: int, scheme: str, tmp_path: Path
) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{address}events")
    page.get_by_role("link", name="Blast on Pier Nine shuts Harrowmere's eastern basin").first.click()
    assert page.get_by_role("heading", name="Accounts side by side").is_visible()
    page.screenshot(path=tmp_path / "event.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # tables scroll in their own box
    page.locator("a q", has_text="at least three dockers").first.click(
        position={"x": 40, "y": 11}
    )  # past the quotation mark
    assert page.locator("#here").inner_text() == "at least three dockers"
    page.goto(f"{address}claims")
    page.get_by_role("link", name="undeclared fuel drums for more than a month").first.click()
    assert page.locator("svg.graph a").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / "claim.png", full_page=True)
    page.locator("summary", has_text="The same as a list").click()
    expect(page.locator("ol.chain").first).to_be_visible()
    page.locator("svg.graph a").first.click()
    assert page.locator("#here").is_visible()
    context.close()
