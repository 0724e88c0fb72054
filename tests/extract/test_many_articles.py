"""Pages of many articles whose layout nobody told: what each sign of one is for."""

from __future__ import annotations

from firsthand.extract import run
from firsthand.model.articles import PROSE, Article, Capture
from firsthand.model.units import ExtractInput

HEADS = ("Ferry stays in port", "Baker sues the council", "The bridge at Lesk is shut", "Rain spoils the harvest")
ROWS = (
    "The crews of Lesk said on {n} May that nobody had paid them since the winter, and that no boat would sail before that.",
    "Mira Dolen, who speaks for them, asked the council for {n} days to look at the books. The council has not answered yet.",
    "It is the {n}th such walkout in a decade, and the second one that a storm has made worse for those on the islands.",
    "According to the harbour office, {n} lorries waited outside the gate, most of them with flour and with medicine.",
)


def cut(body: str, title: str = "Papers") -> list[Article]:
    text = f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>"
    capture = Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text))
    return [r for r in run(ExtractInput(capture, text)).rows if isinstance(r, Article)]


def told(n: int) -> str:
    return "".join(f"<p>{row.format(n=17 * n + m + 3)}</p>" for m, row in enumerate(ROWS))


def heads(found: list[Article]) -> list[str]:
    return [next(p.span.of(a.text) for p in a.parts if p.kind == "headline") for a in found]


def ends(found: list[Article]) -> list[str]:
    return [[p for p in a.parts if p.kind in PROSE][-1].span.of(a.text) for a in found]


def dated(n: int) -> str:
    return f"<p class=d>The Lantern, {n + 2} May 2031</p>"


def test_styles_that_a_program_numbered_are_told_apart() -> None:
    page = "".join(
        f"<div class=c5><p class=c6><span class=c7>{h}</span></p></div><div class=c5><p class=c6><span class=c8>LENGTH: </span>"
        f"<span class=c2>{n}40 words</span></p></div><div class=c5><p class=c6><span class=c8>DATE: </span>"
        f"<span class=c2>{n + 2} May 2031</span></p></div>{told(n)}"
        for n, h in enumerate(HEADS, 1)
    )
    assert heads(cut(page)) == list(HEADS)


def test_a_list_of_contents_with_teasers_is_no_beginning() -> None:
    index = "".join(f"<tr><td><a href='#a{n}'>{h}</a><br>{ROWS[n][:100]}</td></tr>" for n, h in enumerate(HEADS))
    page = "".join(
        f"<table id=a{n}><tr><td>{dated(n)}<div class=hl>{h}</div>{told(n)}</td></tr></table>"
        for n, h in enumerate(HEADS)
    )
    assert heads(cut(f"<h1>Press monitoring</h1><table>{index}</table>{page}")) == list(HEADS)


def test_a_short_report_among_long_ones_is_one() -> None:
    brief = "<p>The market at Lesk opens an hour later on Sunday, the council says.</p>"
    page = "".join(f"<div><h3>{h}</h3>{dated(n)}{brief if n == 2 else told(n)}</div>" for n, h in enumerate(HEADS))
    assert heads(cut(page)) == list(HEADS)


def test_what_every_headline_wears_behind_it_is_none_of_its_words() -> None:
    page = "".join(
        f"<h3><span>{h}</span><span>[<a href='/e{n}'>edit</a>]</span></h3>{dated(n)}{told(n)}"
        for n, h in enumerate(HEADS)
    )
    assert heads(cut(page)) == list(HEADS)


def test_a_heading_that_recurs_below_the_prose_ends_the_article() -> None:
    below = "<h4>Sources</h4><ul><li>{} A longer line that names where the words above were read first.</li></ul>"
    page = "".join(f"<h3>{h}</h3>{dated(n)}{told(n)}{below.format('abcd'[n] * 9)}" for n, h in enumerate(HEADS))
    found = cut(page)
    assert heads(found) == list(HEADS)
    assert all("flour" in last for last in ends(found))


def test_a_sentence_that_two_of_four_articles_end_with_is_theirs() -> None:
    same = "<p>Nobody at the harbour office wished to comment.</p>"
    page = "".join(f"<h3>{h}</h3>{dated(n)}{told(n)}{same if n < 2 else ''}" for n, h in enumerate(HEADS))
    assert [last.startswith("Nobody") for last in ends(cut(page))] == [True, True, False, False]


def test_rules_between_articles_leave_none_above_the_first() -> None:
    page = "<p>* * *</p>".join(
        f"<h2>{h}</h2><p class=i>lantern.example, {n + 2} min</p>{told(n)}" for n, h in enumerate(HEADS)
    )
    assert heads(cut(page)) == list(HEADS)


def test_who_lives_somewhere_makes_no_page_live() -> None:
    page = "".join(
        f"<div><h3>{h}</h3><p>{ROWS[n].format(n=n + 3)}</p><i>{n + 2}:40 pm</i></div>" for n, h in enumerate(HEADS)
    )
    title = "How Lesk learned to live without the ferry"
    assert len(cut(f"<h1>{title}</h1>{told(0)}{page}", title)) == 1
    assert len(cut(f"<h1>Storm in Lesk live</h1>{told(0)}{page}", "Storm in Lesk live")) == 5


def test_stars_that_readers_gave_are_no_marks_of_headlines() -> None:
    page = "".join(f"<div><span>★★★★☆</span> <b>{h}</b>{dated(n)}{told(n)}</div>" for n, h in enumerate(HEADS))
    assert (
        len(cut(f"<h1>A kettle of the coast, brass, two litres, with a lid</h1>{told(9)}<h2>Reviews</h2>{page}")) == 1
    )
