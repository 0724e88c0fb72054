"""An editor's path in a real browser: correct, undo, review by keys, join and part. Also without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from firsthand.model.findings import Claim, Event
from firsthand.record import Record
from tests.serve.browsing import NEEDS_BROWSER, opened, press, served
from tests.serve.deciding import said

pytestmark = NEEDS_BROWSER


@pytest.fixture
def address(record: Record) -> str:
    return served(record).rstrip("/")


def done(page: Page, words: str) -> None:
    expect(page.locator(".status .did")).to_contain_text(words)


def settled(page: Page) -> None:
    """Once nothing is being recomputed."""
    for _ in range(40):
        if page.locator("#busy").count() == 0:
            return
        page.wait_for_timeout(250)
        page.goto(page.url)
    pytest.fail("still being recomputed after ten seconds")


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 360)])
def test_a_speaker_is_corrected_in_two_actions_and_undone_in_one(
    browser: Browser, address: str, record: Record, scripts: bool, width: int, tmp_path: Path
) -> None:
    page, a = opened(browser, scripts=scripts, width=width), said(record)
    page.goto(f"{address}/a/{a.article_id}")
    statement = page.locator(".statements > li").filter(has_text="stay closed").first
    statement.locator("details.correct > summary").click()
    form = statement.locator("form.fields")
    form.get_by_label("Who says it").fill("Mari Saar")
    form.get_by_label("Your name").fill("Ina")
    page.screenshot(path=tmp_path / "correct.png", full_page=True)
    form.get_by_role("button", name="Save").click()
    done(page, "Speaker set to “Mari Saar” by Ina")
    statement = page.locator(".statements > li").filter(has_text="stay closed").first
    expect(statement.locator("h3")).to_have_text("Mari Saar")
    expect(statement.locator(".decided")).to_contain_text("by Ina")
    expect(statement.get_by_label("Your name")).to_have_count(0)  # asked once
    page.screenshot(path=tmp_path / "corrected.png", full_page=True)
    if scripts:  # the page looks again by itself while things are recomputed
        page.wait_for_function("most => document.documentElement.scrollWidth <= most", arg=width)
    statement.locator(".decided").click()
    expect(page.get_by_role("heading", name="What people decided")).to_be_visible()
    expect(page.locator("table.past")).to_contain_text("Speaker set to “Mari Saar”")
    page.screenshot(path=tmp_path / "history.png", full_page=True)
    page.go_back()
    page.locator(".status .undo button").click()
    done(page, "Undone by Ina")
    expect(page.locator(".statements > li").filter(has_text="stay closed").first.locator("h3")).to_have_text("Oro Vann")
    page.context.close()


def test_a_review_is_answered_by_keys(browser: Browser, address: str, record: Record, tmp_path: Path) -> None:
    page = opened(browser)
    page.goto(f"{address}/review?kind=attribution")
    page.locator(".me summary").click()
    name = page.locator(".me").get_by_label("Name")
    name.fill("Ina")
    name.press("y")  # a letter of a name, and no answer
    expect(page.locator(".did")).to_have_count(0)
    name.fill("Ina")
    name.press("Enter")
    expect(page.locator(".me summary")).to_have_text("Ina")
    left = dict(record.review("attribution").left)["attribution"]
    for n, (key, words) in enumerate((("y", "Marked right"), ("n", "Marked wrong"), ("h", "Put off"))):
        expect(page.locator(".review")).to_contain_text(f"statements {left - n} left")
        press(page, key)
        done(page, f"{words} by Ina")
    page.screenshot(path=tmp_path / "review.png", full_page=True)
    press(page, "u")
    done(page, "Undone by Ina")
    expect(page.locator(".review")).to_contain_text(f"statements {left - 2} left")
    page.get_by_label("Keys on").uncheck()
    page.goto(f"{address}/review?kind=attribution")
    expect(page.get_by_label("Keys on")).not_to_be_checked()
    press(page, "y")
    page.wait_for_timeout(300)
    expect(page.locator(".did")).to_have_count(0)
    assert dict(record.review("attribution", by="Ina").left)["attribution"] == left - 2
    page.context.close()


def test_two_claims_are_joined_and_parted_without_scripts(browser: Browser, address: str, record: Record) -> None:
    page = opened(browser, scripts=False)
    claims = [k for k in record.all("claim") if isinstance(k, Claim)]

    def claim(words: str) -> Claim:
        return next(k for k in claims if words in k.words.span.of(record.article(k.words.article_id).article.text))

    a, b = claim("stay closed"), claim("not grind again")
    page.goto(f"{address}/k/{a.id}")
    page.locator("summary", has_text="tellings, to confirm or part").click()
    page.get_by_label("The same as the claim").fill(f"{address}/k/{b.id}")
    join = page.locator("form", has=page.get_by_label("The same as the claim"))
    join.get_by_label("Your name").fill("Ina")
    join.get_by_role("button", name="Join").click()
    done(page, "Joined: the same by Ina")
    settled(page)
    page.goto(f"{address}/k/{a.id}")
    expect(page.locator(".summary")).to_contain_text("Told 2 times")
    page.locator("summary", has_text="tellings, to confirm or part").click()
    page.get_by_role("button", name="Not this claim").click()
    done(page, "Parted: not the same by Ina")
    settled(page)
    page.goto(f"{address}/k/{a.id}")
    expect(page.locator(".summary")).to_contain_text("Told 1 times")
    page.context.close()


def test_a_mention_is_taken_out_of_an_event_and_the_page_tells_when_all_is_done(
    browser: Browser, address: str, record: Record, tmp_path: Path
) -> None:
    page = opened(browser)
    events = [e for e in record.all("event") if isinstance(e, Event)]
    whole = next(e for e in events if len({x for a in e.accounts for x in a.articles}) > 1)
    page.goto(f"{address}/v/{whole.id}")
    page.locator("summary", has_text="mentions, to confirm or part").click()
    page.screenshot(path=tmp_path / "event.png", full_page=True)
    part = page.locator("form", has=page.get_by_role("button", name="Another event")).last
    part.get_by_role("button", name="Another event").click()
    expect(page.get_by_role("alert")).to_contain_text("Who decides?")  # asked once, and nothing is lost
    page.get_by_label("Your name").fill("Ina")
    page.get_by_role("button", name="Send it again").click()
    done(page, "Parted: not the same by Ina")
    expect(page.locator("#busy")).to_have_count(0, timeout=20_000)  # the page looks again by itself
    assert len(record.event(whole.id).event.mentions) < len(whole.mentions)
    page.context.close()


def test_selected_words_become_a_statement(browser: Browser, address: str, record: Record) -> None:
    page, home = opened(browser), said(record).article_id
    page.goto(f"{address}/a/{home}")
    expect(page.get_by_role("button", name="Add the selected words")).to_be_hidden()
    page.evaluate(
        """() => { const at = document.querySelector("article.text h1"); getSelection().selectAllChildren(at); }"""
    )
    page.get_by_role("button", name="Add the selected words").click()
    expect(page.get_by_label("What is said")).to_have_value(re.compile("Raiders attacked the Tessel mill"))
    form = page.locator("#add form")
    form.get_by_label("Who says it").fill("Mari Saar")
    form.get_by_label("Which").fill("1")
    form.get_by_label("Your name").fill("Ina")
    form.get_by_role("button", name="Add statement").click()
    done(page, "Added by Ina")
    expect(page.locator(".statements > li").filter(has_text="Mari Saar").first).to_be_visible()
    page.context.close()
