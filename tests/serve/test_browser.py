"""A reader's path in a real browser: search, open an article, follow an attribution to the original. No scripts needed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serve.browsing import NEEDS_BROWSER, press

pytestmark = NEEDS_BROWSER


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
    page.locator("article mark.content").nth(2).wait_for()
    said = page.locator(".statements > li").filter(has_text="undeclared fuel drums for more than a month").first
    said.locator("summary", has_text="Chain").click()
    expect(said.locator(".chain")).to_be_visible()
    said.get_by_role("link", name="See it in the original").click()
    here = page.locator("#here")
    assert "undeclared fuel drums" in " ".join(here.inner_text().split())
    here.wait_for()
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
    page.get_by_role("heading", name="Accounts side by side").wait_for()
    page.screenshot(path=tmp_path / "event.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # tables scroll in their own box
    page.locator("a q", has_text="at least three dockers").first.click(
        position={"x": 40, "y": 11}
    )  # past the quotation mark
    assert page.locator("#here").inner_text() == "at least three dockers"
    page.goto(f"{address}claims")
    page.get_by_role("link", name="undeclared fuel drums for more than a month").first.click()
    page.locator("svg.graph a").nth(2).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / "claim.png", full_page=True)
    page.locator("summary", has_text="The same as a list").click()
    expect(page.locator("ol.chain").first).to_be_visible()
    page.locator("svg.graph a").first.click()
    page.locator("#here").wait_for()
    context.close()


def test_words_selected_in_a_text_get_a_link_that_leads_back_to_them(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}articles?q=undeclared+fuel+drums")
    page.get_by_role("link", name="Blast on Pier Nine shuts Harrowmere's eastern basin").first.click()
    page.locator("article .part.body").nth(1).evaluate(
        """part => {
            const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), runs = [];
            while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".number")) runs.push(walk.currentNode);
            const last = runs.at(-1);
            getSelection().setBaseAndExtent(runs[0], 4, last, last.length - 2);
        }"""
    )
    chosen = page.evaluate("getSelection().toString()")
    bar = page.get_by_role("toolbar", name="The selected words")
    bar.get_by_role("link", name="Link").click()
    page.wait_for_url("**#here")
    assert "".join(page.locator("mark.here").all_inner_texts()) == chosen
    context.close()


def test_keys_lead_through_lists_and_can_be_turned_off(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}articles")
    press(page, "j")
    press(page, "j")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.hits > li')[1]")
    press(page, "Enter")
    page.wait_for_url("**/a/*")
    press(page, "/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("?")
    assert page.locator("#q").input_value() == "?"
    page.evaluate("document.activeElement.blur()")
    press(page, "?")
    page.get_by_label("No keys at all").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    press(page, "x")
    page.wait_for_timeout(300)
    assert "/a/" in page.url
    context.close()


def test_scripts_of_a_plain_page_weigh_little(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}articles")
    addresses = page.evaluate("[...document.scripts].map(one => one.src)")
    weights = [len(gzip.compress(context.request.get(one).body())) for one in addresses]
    context.close()
    assert len(weights) >= 2
    assert sum(weights) <= 30 * 1024
