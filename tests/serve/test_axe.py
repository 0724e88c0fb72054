"""Every page against WCAG 2.2 AA, by axe in Chromium: light and dark, wide and narrow, and at twice the size."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from firsthand.model.findings import Entity, Family
from firsthand.record import Record
from tests.findings import each
from tests.journeys.pages import record_of
from tests.serve.browsing import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LISTS = (
    "articles",
    "articles?q=harbour",
    "articles?q=%22",
    "events",
    "claims",
    "differences",
    "series",
    "t",
    "unnamed",
    "add",
    "jobs",
    "export",
    "collections",
    "searches",
)
OTHERS = (
    *("about", "quality", "nowhere", "o?name=Harbour+Courier", "review", "review?kind=claim", "review?kind=name"),
    *("judgements", "searches", "batch", "withdrawn", "api"),
)


@pytest.fixture(scope="module")
def paths(demo: Record) -> list[str]:
    """One page of every kind."""
    event, claim = demo.found("event").rows[0].id, demo.found("claim").rows[0].id
    hit = demo.articles().hits[0]
    party = next(e.id for e in each(demo, Entity) if e.public and demo.entity(e.id).attributions)
    family = next(f for f in each(demo, Family))
    return [
        *LISTS,
        *OTHERS,
        f"a/{hit.id}",
        f"a/{hit.id}/original",
        f"a/{hit.id}/cite?from=0&to=40",
        f"a/{hit.id}/collect?from=0&to=40",
        f"c/{hit.capture_id}?article={hit.id}",
        f"c/{hit.capture_id}/report?article={hit.id}",
        f"a/{hit.id}/cite",
        f"a/{hit.id}/cite?from=0&to=20",
        f"history/{hit.id}",
        f"c/{hit.capture_id}",
        f"c/{hit.capture_id}/report",
        f"v/{event}",
        f"t?event={event}",
        f"k/{claim}",
        f"d/{demo.found('discrepancy').rows[0].id}",
        f"n/{demo.found('series').rows[0].id}",
        f"e/{party}",
        f"u?name={demo.unnamed_kinds()[0].name}",
        f"f/{family.id}",
        f"words/{family.articles[0]}/{family.articles[1]}",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_breaks_a_rule(browser: Browser, address: str, paths: list[str], width: int, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page = context.new_page()
    broken: list[str] = []
    for path in paths:
        page.goto(f"{address}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")  # every form too
        found = Axe().run(page, options=RULES).response["violations"]
        broken += [f"/{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    context.close()
    assert not broken, "\n".join(broken)


def test_every_page_fits_a_phone_and_twice_the_size(browser: Browser, address: str, paths: list[str]) -> None:
    """A page of 1280 points at 200 % is one of 640; tables and drawings scroll in boxes of their own."""
    wide: list[str] = []
    for width in (360, 640):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in paths:
            page.goto(f"{address}{path}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"/{path} at {width}")
        context.close()
    assert not wide, "\n".join(wide)


PAGES = {
    "mill": """Raiders attacked the Tessel mill

Raiders attacked the Tessel mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. The mill at Tessel
will stay closed for a month, Vann said. Four raiders had fled to Norland, a senior official said.
""",
}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_no_page_of_decisions_breaks_a_rule(browser: Browser, width: int, scheme: str, tmp_path: Path) -> None:
    """An article that people decided on, what they decided, and a form that is shown again."""
    for record in record_of(tmp_path, PAGES):
        said = next(a for h in record.articles().hits for a in record.attributions_of(h.id))
        made = [
            record.decide("confirm", said.id, by="Ina"),
            record.decide("note", said.id, by="Ina", value="ask again"),
            record.decide("set", said.id, by="Ola", field="stance", value="doubts"),
        ]
        record.undo(made[0].judgement.id, by="Ola")
        address = served(record)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        did = "+".join(m.judgement.id for m in made)
        broken: list[str] = []
        for path in (
            f"a/{said.article_id}?did={did}",
            f"history/{said.id}",
            "judgements",
            "judgements?by=Ola",
            "again",
        ):
            if path == "again":  # nothing is written into the form: it is asked for
                page.goto(f"{address}a/{said.article_id}")
                page.locator(".statements > li .correct > summary").first.click()
                page.locator(".statements > li form.fields").first.get_by_label("Your name").fill("Ina")
                page.locator(".statements > li form.fields").first.get_by_role("button", name="Save").click()
                page.get_by_role("heading", name="Not kept yet").wait_for()
            else:
                page.goto(f"{address}{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found = Axe().run(page, options=RULES).response["violations"]
            broken += [f"/{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                broken.append(f"/{path} is wider than {width}")
        context.close()
        assert not broken, "\n".join(broken)
