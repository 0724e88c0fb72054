"""Words that stand in the body and again in a box are told once; what stands in a box alone is told there."""

from __future__ import annotations

from firsthand.extract import run
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput

SAID = "We were promised the money twice, and we saw it not once"
BODY = (
    "<p>Ferry crews in the port of Lesk stopped work on Monday over wages that have not been paid since March.</p>"
    f"<p>“{SAID},” said Ines Kasparian, who speaks for the crews, and left the hall before the vote was taken.</p>"
    "<p>The water board denied that any wage was late and said that it had paid each of them in April.</p>"
)


def kinds(box: str) -> list[tuple[str, str]]:
    """The parts of an article with this box after its first paragraph."""
    first, rest = BODY.split("</p>", 1)
    text = f"<html><head><title>Ferries</title></head><body><article><h1>Ferry crews of Lesk walk out</h1>{first}</p>{box}{rest}"
    capture = Capture("0" * 64, "page.html", None, "", "text/html", "utf-8", "folder", len(text))
    (article,) = (row for row in run(ExtractInput(capture, text)).rows if isinstance(row, Article))
    return [(p.kind, p.span.of(article.text)) for p in article.parts]


def test_a_box_that_repeats_the_body_is_a_pull_quote() -> None:
    assert ("pull_quote", SAID) in kinds(f"<blockquote>{SAID}</blockquote>")


def test_one_that_its_class_calls_so_may_be_shortened() -> None:
    box = '<aside class="article__pull-quote"><p>We were promised the money twice, and saw it not once</p></aside>'
    assert [k for k, words in kinds(box) if words.startswith("We were promised")] == ["pull_quote"]


def test_a_quotation_that_stands_nowhere_else_is_kept_as_one() -> None:
    alone = "The sea takes what it is owed, and it sends no reminder before it comes"
    assert ("blockquote", alone) in kinds(f'<blockquote class="pullquote">{alone}</blockquote>')


def test_a_paragraph_that_repeats_another_is_no_pull_quote() -> None:
    """The second telling in the body's own row may be an answer, a refrain, a correction: it is read."""
    assert ("body", f"{SAID}.") in kinds(f"<p>{SAID}.</p>")


def test_a_short_line_that_recurs_by_chance_is_no_pull_quote() -> None:
    assert ("blockquote", "the water board denied") in kinds("<blockquote>the water board denied</blockquote>")
