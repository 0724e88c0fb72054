"""An edition in a real browser, from the disk: nothing leaves it, a search finds, every kind of page keeps to WCAG 2.2 AA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from firsthand.record import Record
from firsthand.serve.edition import Edition, write
from tests.serve.browsing import NEEDS_BROWSER
from tests.serve.test_axe import RULES

pytestmark = NEEDS_BROWSER
KINDS = "avkdnfeou"


@pytest.fixture(scope="module")
def site(demo: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("browser") / "a site, with spaces"
    write(demo, out, Edition("The harbour story"))
    write(demo, out.parent / "whole", Edition("The harbour story, whole", full_text=True))
    return out


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps a list of what it asked for and what it complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    heard: list[str] = []
    opened.on("request", lambda r: None if r.url.startswith("file:") else heard.append(r.url))
    opened.on("console", lambda m: heard.append(m.text))
    opened.on("pageerror", lambda e: heard.append(str(e)))
    # what a page asked for as it was left is given up, and may be there all the same
    aborted = "net::ERR_ABORTED"
    opened.on("requestfailed", lambda r: None if r.failure == aborted else heard.append(f"not there: {r.url}"))
    yield opened
    context.close()
    assert heard == []


def test_from_the_first_page_to_an_event_and_the_words_it_stands_on(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.click("#events ~ ol a >> nth=0")
    page.wait_for_url("**/v/**")
    assert page.locator("table.accounts th[scope=col]").count() > 2
    quoted = page.locator("table.accounts td q").first
    words = quoted.inner_text()
    page.locator("table.accounts td a").first.press("Enter")
    page.wait_for_url("**/a/**")
    anchor = page.url.partition("#")[2]
    here = page.locator(f"[id='{anchor}'] + mark, [id='{anchor}'] + span + mark").first
    assert words in " ".join(
        page.locator(f"blockquote:has([id='{anchor}']), h1:has([id='{anchor}'])").inner_text().split()
    )
    assert here.evaluate("x => getComputedStyle(x).backgroundColor") == "rgb(255, 233, 168)"
    assert here.evaluate("x => { const b = x.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }")


def test_the_look_is_that_of_the_record(page: Page, site: Path) -> None:
    page.goto(max(site.glob("k/*.html"), key=lambda p: p.stat().st_size).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    assert page.locator("svg.graph a").first.get_attribute("href", timeout=5000)


def test_a_search_finds_by_beginnings_of_words_and_without_accents(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#words", "warehous FUEL")
    assert re.match(r"\d+ pages have all these words", page.locator("#told").inner_text())
    page.click("#found a >> nth=0")
    page.wait_for_url(lambda url: not url.endswith("index.html"))
    assert "warehouse" in page.locator("main").inner_text().casefold()
    page.go_back()
    page.fill("#words", "zzzz")
    assert "Nothing in this edition" in page.locator("#told").inner_text()
    page.fill("#words", "إضراب")
    assert page.locator("#found a[dir=rtl]").count()
    page.fill("#words", "اضراب")
    assert page.locator("#found a[dir=rtl]").count()
    page.fill("#words", "<b>")
    assert not page.locator("#found b").count()
    page.fill("#words", "")
    assert page.locator("#found li").count() == 0


def test_without_scripts_the_lists_are_there_and_no_field_that_does_nothing(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((site / "index.html").as_uri())
    assert not opened.locator("#find").is_visible()
    assert opened.locator(".days a").count() == len(list(site.glob("a/*.html")))
    context.close()


def paths(site: Path) -> list[Path]:
    """One page of every kind: of findings the richest, as its list has it first; every list."""
    found = sorted(site.glob("*.html"))
    for letter in KINDS:
        found.append(max(site.glob(f"{letter}/*.html"), key=lambda p: (p.stat().st_size, p.name)))
    arabic = next(p for p in sorted(site.glob("a/*.html")) if 'dir="rtl"' in p.read_text(encoding="utf-8"))
    return [*found, arabic, max((site.parent / "whole/a").glob("*.html"), key=lambda p: (p.stat().st_size, p.name))]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_breaks_a_rule(browser: Browser, site: Path, width: int, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    opened = context.new_page()
    broken: list[str] = []
    for path in paths(site):
        opened.goto(path.as_uri())
        found = Axe().run(opened, options=RULES).response["violations"]
        broken += [f"{path.parent.name}/{path.name}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    opened.goto((site / "index.html").as_uri())
    opened.fill("#words", "harbour")
    broken += [v["id"] for v in Axe().run(opened, options=RULES).response["violations"]]
    context.close()
    assert not broken, "\n".join(broken)


def test_every_page_fits_a_phone_and_twice_the_size(browser: Browser, site: Path) -> None:
    wide: list[str] = []
    for width in (360, 640):
        context = browser.new_context(viewport={"width": width, "height": 800})
        opened = context.new_page()
        for path in paths(site):
            opened.goto(path.as_uri())
            if opened.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{path.parent.name}/{path.name} at {width}")
        context.close()
    assert not wide, "\n".join(wide)
