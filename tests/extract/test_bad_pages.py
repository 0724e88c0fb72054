"""Pages that are broken, deep, or no articles at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import run
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput, Result

PIECES = [
    "<div>",
    "</div>",
    "<p",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&amp",
    "&#x;",
    "<![CDATA[",
    "]]>",
    "<a href='",
    "'>",
    "\r\n",
]


def cut(text: str, media_type: str = "text/html") -> Result:
    return run(ExtractInput(Capture("0" * 64, "page", None, "", media_type, "utf-8", "folder", len(text)), text))


def test_page_without_prose_is_a_problem_and_says_what_was_left_out() -> None:
    result = cut("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert [p.code for p in result.problems] == ["no-article"]
    assert [x.why for x in result.left_out] == ["no article on this page"]


def test_deep_nesting_is_read() -> None:
    words = "The harbour master said on Saturday that the port of Darma stays closed until the wind falls. " * 3
    result = cut("<div>" * 30_000 + f"<p>{words}</p>")
    assert [a.body for a in result.rows if isinstance(a, Article)] == [words.strip()]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30))
def test_any_markup_is_read_without_error(pieces: list[str]) -> None:
    for a in cut("".join(pieces)).rows:
        assert isinstance(a, Article)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_a_text_file_with_words_becomes_an_article(text: str) -> None:
    result = cut(text, "text/plain")
    assert bool(result.rows) == any(c.isalnum() for c in text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_change_no_words(end: str) -> None:
    lines = ["A headline", "", "By Mara Venn", "", "The first line said so.", "The second line too."]
    (a,) = cut("\ufeff" + end.join(lines), "text/plain").rows
    assert isinstance(a, Article)
    assert a.body == "The first line said so.\nThe second line too."
    assert [d.value for d in a.all("byline")] == ["Mara Venn"]


def test_a_line_that_runs_on_is_no_headline() -> None:
    """As in text that is wrapped at a width."""
    text = (
        "Raiders attacked the Tessel mill\n\nRaiders attacked the Tessel mill on Tuesday and killed two millers, the harbour\n"
        "commissioner said. The mill stays closed.\n"
    )
    (article,) = cut(text, "text/plain").rows
    assert isinstance(article, Article)
    assert [p.span.of(article.text) for p in article.parts if p.kind == "headline"] == [
        "Raiders attacked the Tessel mill"
    ]


STORY = (
    "The harbour crews of Darma ended their strike on Monday after the port office agreed to pay two months of wages at once.",
    "A spokeswoman for the port office said the money would come from the tax on grain, and that the ferries sail on Tuesday.",
)
FOOT = "May 4, 2031 Posted by | Harbours | , | Leave a comment"


@pytest.mark.parametrize(
    "head", [[], ["Notes from the mole"], ["The Mole Reader", "Gathered by the breakwater and beyond"]]
)
def test_a_sites_name_and_motto_are_no_headline(head: list[str]) -> None:
    title = "Harbour crews of Darma end their strike for two months of wages"
    second = ["Ferries sail again", "The Lantern | May 3, 2031", *STORY, FOOT]
    for others in ([], second):
        lines = [*head, title, "The Lantern | May 4, 2031", *STORY, FOOT, *others]
        first = cut("\n\n".join(lines), "text/plain").rows[0]
        assert isinstance(first, Article)
        assert [p.span.of(first.text) for p in first.parts if p.kind == "headline"] == [title]


def test_a_short_headline_above_a_long_deck_is_the_pages_first() -> None:
    title, deck = (
        "The strike that ended at noon",
        "What two months of wages for the harbour crews of Darma tell us of an island",
    )
    head = [
        "The Mole Reading Room",
        "Cuttings on Darma and its harbour",
        title,
        deck,
        "By Oro Vann | The Lantern | 4 May 2031",
    ]
    crews = "It was a strike that everybody in Darma had expected, and it ended as the harbour crews had said it would: at noon."
    lines = [*head, crews, *STORY, FOOT, "Ferries sail again", "The Lantern | May 3, 2031", *STORY, FOOT]
    first = cut("\n\n".join(lines), "text/plain").rows[0]
    assert isinstance(first, Article)
    assert [p.span.of(first.text) for p in first.parts if p.kind == "headline"] == [title]


def test_a_motto_above_a_long_headline_is_none() -> None:
    title = "The port office's truce with the ferries holds at Darma, but the grain stays in the sheds"
    lines = [
        "The Mole Reader",
        "Clippings from Darma and the sea beyond",
        title,
        "The Lantern | May 4, 2031",
        *STORY,
        FOOT,
    ]
    lines += ["Ferries sail again", "The Lantern | May 3, 2031", *STORY, FOOT]
    first = cut("\n\n".join(lines), "text/plain").rows[0]
    assert isinstance(first, Article)
    assert [p.span.of(first.text) for p in first.parts if p.kind == "headline"] == [title]


def test_a_first_article_under_a_head_that_is_not_known_keeps_its_story() -> None:
    head = [
        "The Mole Reader",
        "Gathered since 2011",
        "What the watchman saw",
        "Walks along the mole (weblog); a Sunday in May",
    ]
    lines = [*head, *STORY, FOOT, "Ferries sail again", "The Lantern | May 3, 2031", *STORY, FOOT]
    articles = [r for r in cut("\n\n".join(lines), "text/plain").rows if isinstance(r, Article)]
    assert len(articles) == 2
    assert all(STORY[0] in a.text for a in articles)
