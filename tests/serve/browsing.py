"""A real browser and a served record, for every test that looks at pages as people do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from firsthand.record import Record
from firsthand.serve.web import listen

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
NEEDS_BROWSER = pytest.mark.skipif(BROWSER is None, reason="no browser found: run scripts/install-browser")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def served(record: Record) -> str:
    """Serves a record from another thread, as `firsthand serve` does; its address."""
    ready = threading.Event()
    told: list[str] = []

    def announce(where: str) -> None:
        told.append(where)
        ready.set()

    threading.Thread(target=listen, args=(record, "127.0.0.1", 0, announce), daemon=True).start()
    assert ready.wait(20)
    return told[0]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=BROWSER, args=QUIET.split())
        yield opened
        opened.close()


def opened(browser: Browser, *, scripts: bool = True, width: int = 1280) -> Page:
    """A page that fails its test where a script breaks or the content security policy is hurt."""
    page = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900}).new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
    page.on("console", lambda m: pytest.fail(m.text) if m.type == "error" and "Content Security" in m.text else None)
    return page


def press(page: Page, key: str) -> None:
    """Presses a key as somebody does who sees the page whole: its scripts run once all of it has come."""
    page.wait_for_load_state()
    page.keyboard.press(key)
