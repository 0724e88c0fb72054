"""The archive in a real browser, without scripts: narrow by a bar and a facet, open a fold, search a list of names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.serve.browsing import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_search_is_narrowed_and_mended(
    browser: Browser, address: str, width: int, scheme: str, tmp_path: Path
) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{address}articles")
    page.get_by_label("Search this record").fill("fire outlt:ledger")
    page.get_by_role("button", name="Search").click()
    assert "did you mean outlet:?" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("table", name="Operators").is_visible()
    page.screenshot(path=tmp_path / "wrong.png", full_page=True)
    page.get_by_label("Search this record").fill("fire OR fuel")
    page.get_by_label("Show").select_option("every article")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**q=fire+OR+fuel**")
    every = page.locator(".hits > li").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / "list.png", full_page=True)
    page.get_by_text("As a table").click()
    page.get_by_role("table", name="Articles by").get_by_role("link").first.click()
    page.wait_for_url("**AND+date**")
    assert 0 < page.locator(".hits > li").count() < every
    assert "AND date:" in page.get_by_label("Search this record").input_value()
    page.get_by_label("Search this record").fill("anon:official stance:denies")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("list", name="Attributions found").first.is_visible()
    context.close()


def test_a_list_of_names_is_uploaded(browser: Browser, address: str, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name\nJonas Fehl\nNobody Atall\n", encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}batch")
    page.get_by_label("A CSV, or a text").set_input_files(tmp_path / "names.csv")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Search them all").click()
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert {row["name"] for row in rows} == {"Jonas Fehl", "Nobody Atall"}
    context.close()
