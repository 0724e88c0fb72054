# ruff: noqa: E501 (a page is read more easily as it stands)
"""Layouts that people write: selectors, what is refused with its cure, what they cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.declared import declared
from firsthand.extract.guess import guess
from firsthand.extract.html_page import read_html
from firsthand.extract.page import Page
from firsthand.extract.selectors import selector
from firsthand.extract.step import run
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Article, Capture
from firsthand.model.problems import UsageError
from firsthand.model.units import ExtractInput, Result

HTML = """<html><head><title>Orsa bulletin 12</title></head><body><main id="m" class="front page" data-kind="news">
<div class="story lead"><h2 class="hd">One</h2><p>Words of one.</p></div><div class="story"><h2 class="hd">Two</h2><p>Words of two.</p></div>
<aside><h2>Three</h2></aside></main></body></html>"""
BULLETIN = """<title>Orsa bulletin 12</title><p class="hd">Ferries stop at noon</p><p class="wr">By Mara Venn</p><p class="when">3 May 2031</p>
<p>The ferries will stop at noon on Friday, the harbour office said.</p><p class="ad">Nets and ropes at the old quay.</p>
<p class="hd">Council buys a lamp</p><p class="wr">By Joss Ilk</p><p class="when">4 May 2031</p><p>The lamp will burn from dusk to dawn.</p>"""
LAYOUT = """name = "orsa"
[page]
title = '^Orsa bulletin'
[article]
begins = "p.hd"
[parts]
headline = "p.hd"
byline = "p.wr"
published = "p.when"
leave_out = "p.ad"
"""
DUMP = """Orsa Wire

Ferries stop
Orsa Wire, 3 May 2031

The ferries will stop at noon on Friday, the harbour office said in Orsa.

Council buys a lamp
Orsa Wire, 4 May 2031

The lamp will burn from dusk to dawn, as soon as somebody climbs up there.
"""
LINES = """name = "orsa_dump"
[page]
says = '^Orsa Wire$'
[article]
begins = '^Orsa Wire, \\d{1,2} \\w+ \\d{4}$'
lines_above = 1
"""


def page(text: str, kind: str = "text/html") -> Page:
    capture = Capture("0" * 64, "page", None, "", kind, "utf-8", "folder", len(text))
    return read_html(capture, text) if kind == "text/html" else read_text(capture, text)


def cut(text: str, *layouts: str, kind: str = "text/html") -> Result:
    capture = Capture("0" * 64, "page", None, "", kind, "utf-8", "folder", len(text))
    return run(ExtractInput(capture, text, layouts=layouts))


def articles(result: Result) -> list[Article]:
    return [row for row in result.rows if isinstance(row, Article)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("h2", ["One", "Two", "Three"]),
        ("h2.hd", ["One", "Two"]),
        ("div.story.lead h2", ["One"]),
        ("main > div > h2", ["One", "Two"]),
        ("main > h2", []),
        ("#m aside h2, .lead h2", ["One", "Three"]),
        ("[data-kind=news] aside h2", ["Three"]),
        ('main[class~="front"] > aside h2', ["Three"]),
        ("[class^='front'] .lead h2", ["One"]),
        ("[data-kind=sport] h2", []),
        ("H2.HD", ["One", "Two"]),
        ("* > aside > *", ["Three"]),
    ],
)
def test_selectors_find_what_style_sheets_would(words: str, found: list[str]) -> None:
    held = page(HTML)
    chosen = selector(words)
    assert [b.text for b in held.blocks if (chosen.within(held, b)) is not None] == found


@pytest.mark.parametrize(
    "words", ["", " ", "div >", "> p", "div:first-child", "p..x", ".", "[a", "a[b=]", "h2 + p", "x" * 400]
)
def test_what_is_no_selector_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        selector(words)


@given(st.text(alphabet="ab .>#[]=,*\"'-:", max_size=40))
def test_any_words_are_a_selector_or_refused(words: str) -> None:
    try:
        chosen = selector(words)
    except ValueError:
        return
    assert chosen.found(page(HTML)) is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not a layout"),
        ('name = "Orsa News"', "name = 'Orsa News'"),
        ('name = "orsa"', "neither each, begins nor ends"),
        ('name = "orsa"\n[article]\neach = "p"', "[page] is empty"),
        ('name = "orsa"\n[pages]\nx = "y"', "no table [pages]"),
        ('name = "orsa"\n[page]\nhost = "y"', "[page] has no host"),
        ('name = "orsa"\n[page]\nhas = 3', "quotation marks"),
        ('name = "orsa"\n[page]\nhas = "p:hover"\n[article]\neach = "p"', "no selector"),
        ('name = "orsa"\n[page]\nsays = "("\n[article]\neach = "p"', "orsa: "),
        ('name = "orsa"\n[page]\nsays = \'(a+)+b\'\n[article]\neach = "p"', "may take too long"),
        ('name = "orsa"\n[page]\nsays = \'' + "a" * 300 + '\'\n[article]\neach = "p"', "may take too long"),
    ],
)
def test_a_wrong_layout_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        declared(text)
    assert said in str(told.value)


def test_a_page_is_cut_as_the_layout_says() -> None:
    result = cut(BULLETIN, LAYOUT)
    first, second = articles(result)
    assert [a.title for a in (first, second)] == ["Ferries stop at noon", "Council buys a lamp"]
    assert [[d.value for d in a.all("byline")] for a in (first, second)] == [["Mara Venn"], ["Joss Ilk"]]
    assert [a.first("published").value for a in (first, second) if a.first("published")] == ["2031-05-03", "2031-05-04"]
    assert {a.layout for a in (first, second)} == {"orsa"}
    assert "Nets" not in first.text
    assert any("Nets" in line.span.of(BULLETIN) for line in result.left_out)


def test_every_datum_of_a_layout_points_at_its_words() -> None:
    for a in articles(cut(BULLETIN, LAYOUT)):
        for d in a.data:
            assert d.capture_span is not None
            assert d.words == d.capture_span.of(BULLETIN)


def test_a_layout_is_for_its_pages_alone() -> None:
    other = BULLETIN.replace("Orsa bulletin", "Lesk bulletin")
    assert {a.layout for a in articles(cut(other, LAYOUT))} != {"orsa"}


def test_of_two_layouts_the_first_by_name_cuts_whatever_their_order() -> None:
    second = LAYOUT.replace('"orsa"', '"zebra"')
    cuts = [[a.layout for a in articles(cut(BULLETIN, *order))] for order in ((LAYOUT, second), (second, LAYOUT))]
    assert cuts[0] == cuts[1] == ["orsa", "orsa"]


def test_a_text_file_is_cut_at_lines() -> None:
    found = articles(cut(DUMP, LINES, kind="text/plain"))
    assert [a.title for a in found] == ["Ferries stop", "Council buys a lamp"]
    assert all("somebody" not in a.text for a in found[:1])


def test_a_text_file_is_cut_at_ends() -> None:
    text = DUMP.replace("in Orsa.\n", "in Orsa.\n\n3 May 2031 Posted by desk\n").replace(
        "there.\n", "there.\n\n4 May 2031 Posted by desk\n"
    )
    layout = "name = \"ends\"\n[page]\nsays = '^Orsa Wire$'\n[article]\nends = 'Posted by desk$'\n"
    found = articles(cut(text, layout, kind="text/plain"))
    assert len(found) == 2
    assert found[0].text.endswith("Posted by desk")


def test_a_guessed_layout_is_one_and_cuts_as_firsthand_does() -> None:
    story = (
        "<p>"
        + "The harbour office said that the ferries will stop at noon on Friday, since the mole is to be mended. " * 5
        + "</p>"
    )
    text = "".join(
        f'<div class="story"><h2><a href="/{n}">Ferries stop {n}</a></h2><p>May {n}, 2031</p>{story}</div>'
        for n in range(1, 4)
    )
    held = page(f"<title>Orsa's bulletin</title><body>{text}</body>")
    drafted = guess(held, "orsa", "page.html")
    assert declared(drafted).each is not None
    assert [a.title for a in articles(cut(held.text, drafted))] == [
        "Ferries stop 1",
        "Ferries stop 2",
        "Ferries stop 3",
    ]


@pytest.mark.parametrize("text", ["<p>Nothing much.</p>", "", "<title>It's</title><p>'</p>"])
def test_a_guess_for_any_page_can_be_read(text: str) -> None:
    assert declared(guess(page(text), "any", "page.html")).name == "any"
    assert declared(guess(page(text, "text/plain"), "any", "page.txt")).name == "any"
