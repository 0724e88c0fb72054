"""Text dumps whose layout was never told: what is cut, what is not, and what a reading of lines must be."""

from __future__ import annotations

import random
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import LAYOUTS

from firsthand.extract import run
from firsthand.extract.layouts import textdump_learnt
from firsthand.extract.line_borders import Cut
from firsthand.extract.line_evidence import EVIDENCE, evidence, likeliest, read_lines, weights
from firsthand.extract.line_grammar import BEGINS, decode, handed_down, likelihood, likelihood_single
from firsthand.extract.line_network import HERE, ROLES, SETS, role_scores
from firsthand.extract.line_signs import line_signs
from firsthand.extract.page import Page
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput

SAMPLE = (LAYOUTS / "textdump_learnt" / "page.txt").read_text(encoding="utf-8")
STORY = (
    "The baker of Lesk, Tomas Rell, counts his flour by the cup, and the last sack stood open behind him on Tuesday.",
    "Nine days have gone by without a ferry. The harbour master wrote that the island has food for one more week.",
    "The ministry in Darma did not answer a letter from this paper, and its speaker could not be reached by telephone.",
    "Other islands have sent what they had: two sacks of barley, a barrel of oil, a box of candles and a letter.",
)


def capture(text: str) -> Capture:
    return Capture("0" * 64, "page", None, "", "text/plain", "utf-8", "folder", len(text))


def page(text: str) -> Page:
    return read_text(capture(text), text)


def cut(text: str) -> list[Article]:
    return [r for r in run(ExtractInput(capture(text), text)).rows if isinstance(r, Article)]


def scored(*roles: str, by: float = 6.0) -> np.ndarray:
    """Scores that favour one role a line."""
    rows = np.zeros((len(roles), len(ROLES)), dtype=np.float32)
    for i, role in enumerate(roles):
        rows[i, ROLES.index(role)] = by
    return rows


def read(*roles: str, by: float = 6.0, size: int = 200) -> list[tuple[int, int]]:
    return [(c.start, c.end) for c in decode(scored(*roles, by=by), np.full(len(roles), size)).cuts]


def test_an_article_is_a_head_a_body_and_a_tail() -> None:
    one = ("begin title", "meta", "prose", "prose", "tail")
    assert read("chrome", *one, *one, "chrome") == [(1, 6), (6, 11)]


def test_a_head_without_prose_under_it_begins_nothing() -> None:
    assert read("begin title", "prose", "begin title", "begin title", "prose", "chrome") == [(0, 2), (3, 5)]


def test_how_much_likelier_several_are_is_told_per_article_more() -> None:
    lines = ("begin title", "prose", "begin title", "prose")
    assert decode(scored(*lines, by=6.0), np.full(4, 200)).surer == pytest.approx(6.0)
    assert likelihood(scored(*lines), [0, 2]) - likelihood_single(scored(*lines)) == pytest.approx(6.0)
    assert likelihood(scored(*lines), [0]) == pytest.approx(likelihood_single(scored(*lines)))


def test_unlike_heads_are_no_evidence() -> None:
    body = "\n\n".join(STORY)
    text = f"Bread for Lesk\n\nBy Mara Venn\n\n{body}\n\nWe use cookies\n\n{STORY[2]}"
    assert len(read_lines(page(text)).cuts) < 2


def test_a_teaser_is_no_article() -> None:
    assert len(read("begin title", "prose", "begin title", "prose", size=50)) < 2


def test_a_rule_of_marks_ends_no_article() -> None:
    sizes = np.array([30, 300, 0, 30, 300])
    scores = scored("begin title", "prose", "tail", "begin title", "prose")
    assert [(c.start, c.end) for c in decode(scores, sizes).cuts] == [(0, 2), (3, 5)]


def test_what_speaks_for_a_rule_as_a_beginning_speaks_for_the_line_under_it() -> None:
    sizes = np.array([0, 30, 300, 0, 0, 30, 300])
    read = ("begin meta", "meta", "prose", "begin meta", "chrome", "title", "prose")
    scores = handed_down(scored(*read), sizes)
    assert [(c.start, c.end) for c in decode(scores, sizes).cuts] == [(1, 3), (5, 7)]
    assert handed_down(scores, sizes) == pytest.approx(scores)


def test_a_short_post_under_the_line_all_others_begin_with_is_an_article() -> None:
    lines, sizes = ("begin meta", "title", "prose") * 4, np.array([20, 40, 300] * 3 + [20, 40, 50])
    own, shared = np.array([0, 1, 2] * 4), np.array([0, 0, 2] * 4)
    assert decode(scored(*lines), sizes, (own,)).cuts[3:] == (Cut(9, 12),)
    assert Cut(9, 12) not in decode(scored(*lines), sizes, (shared,)).cuts


def test_evidence_is_told_in_the_order_of_its_weights() -> None:
    story = [f"{a} {b}" for a, b in zip(STORY, (*STORY[1:], STORY[0]), strict=True)]
    heads = ["Bread for Lesk", "By Mara Venn", "3 May 2031"], ["3. Storm shuts the port", "By Joss Ilk", "3 May 2031"]
    text = "\n\n".join([*heads[0], *story, *heads[1], *story])
    reading, signs, scores = likeliest(page(text))
    told = dict(zip(EVIDENCE, evidence(page(text).blocks, signs, scores, reading), strict=True))
    assert len(weights()) == len(EVIDENCE) + 1
    assert [told[x] for x in ("supported", "kind", "numbered", "untitled")] == [1, 0.5, 0.5, 0]


def test_what_closes_the_page_too_is_an_articles_end() -> None:
    lines = ("begin title", "prose", "chrome") * 3
    scores, sizes = scored(*lines, by=3.0), np.full(9, 200)
    apart = decode(scores, sizes)
    assert [(c.start, c.end) for c in apart.cuts] == [(0, 2), (3, 5), (6, 8)]
    kinds = np.array([0, 1, 2] * 3)
    assert [(c.start, c.end) for c in decode(scores, sizes, (kinds,)).cuts] == [(0, 3), (3, 6), (6, 9)]


def test_only_its_first_line_can_begin_an_article() -> None:
    assert [r for r in ROLES if r.startswith("begin")] == list(ROLES[:BEGINS])


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_move_no_boundary(end: str) -> None:
    mine = [(a.title, len(a.parts)) for a in cut(SAMPLE)]
    assert [(a.title, len(a.parts)) for a in cut(SAMPLE.replace("\n", end))] == mine
    assert len(mine) == 4


def test_a_story_with_subheads_and_related_titles_stays_one() -> None:
    body = [
        STORY[0],
        "A letter from the harbour",
        *STORY[1:3],
        "Read more:",
        "Storm shuts the port",
        "Bread for Lesk",
        STORY[3],
    ]
    text = "\n\n".join(["Nobody asked us", "By Joss Ilk", "3 May 2031", *body, "Tags: islands, bread", "3 Comments"])
    assert len(cut(text)) == 1


def test_comments_under_a_story_are_no_articles() -> None:
    said = [
        x for n in range(6) for x in (f"Mara Venn {n} says:", f"May {n + 3}, 2031 at 10:0{n}", STORY[n % 4], "Reply")
    ]
    assert len(cut("\n\n".join(["Nobody asked us", "By Joss Ilk", *STORY, "6 Comments", *said]))) == 1


def test_a_page_without_lines_has_no_articles() -> None:
    assert textdump_learnt.split(page("\n \n")) == []
    assert read_lines(page("")).cuts == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*STORY, "By Mara Venn", "3 May 2031", "* * *", "Bread for Lesk", "", "Tags: a, b"]),
        max_size=40,
    )
)
def test_cuts_are_in_order_apart_and_hold_prose(lines: list[str]) -> None:
    reading, end = read_lines(page("\n".join(lines))), 0
    for c in reading.cuts:
        assert end <= c.start < c.end
        assert "prose" in reading.roles[c.start : c.end]
        end = c.end


def test_what_stands_elsewhere_on_the_page_changes_no_scores_twice() -> None:
    held = page(SAMPLE)
    assert np.array_equal(role_scores(line_signs(held)), role_scores(line_signs(page(SAMPLE))))


def test_time_grows_no_faster_than_the_page_and_the_weights_are_small() -> None:
    rng = random.Random(1)
    days = [(f"Bread for Lesk, day {n}", f"Tidewire, {n % 28 + 1}.05.2031", *rng.sample(STORY, 3)) for n in range(2400)]
    took = []
    for many in (300, 2400):  # the second is a megabyte
        held = page("\n\n".join(line for day in days[:many] for line in day))
        started = process_time()
        read_lines(held)
        took.append(process_time() - started)
    assert took[1] < 24 * took[0]  # eight times as long; were each line held against all others, 64 times
    assert sum((HERE / name).stat().st_size for name in SETS) < 1_300_000


def test_each_article_of_a_pile_has_the_outlet_that_stands_under_its_headline_and_no_other_title() -> None:
    pile = (
        f"Ferry inquiry hears of missing lifejackets\nLesk Gazette\nBy Mara Venn\n12 March 2031\n\n{STORY[0]}\n\n{STORY[1]}",
        f"Three hurt as the quay gives way\nBy our correspondent\nNorland Wire\nMarch 14, 2031\n\n{STORY[2]}\n\n{STORY[3]}",
        f"Minister sees no talks with the island\nTidewire / 15 March 2031\n{STORY[0]}\n\n{STORY[3]}",
        f"Grain deal without a name\nPosted by Admin | March 16, 2031 | Categories: Analysis\n\n{STORY[1]}\n\n{STORY[2]}",
    )
    found = cut("\n\n---\n\n".join(pile))
    told = [(a.first("title"), a.first("outlet")) for a in found]
    assert [title and title.value for title, _ in told] == [text.splitlines()[0] for text in pile]
    assert [outlet and outlet.value for _, outlet in told] == ["Lesk Gazette", "Norland Wire", "Tidewire", None]


def test_an_outlet_above_the_day_and_the_headline_is_no_headline() -> None:
    pile = (
        f"TIDE ONLINE\n12 March 2031\n\nFerry inquiry hears of missing lifejackets\nBy Mara Venn\n\n{STORY[0]}\n\n{STORY[1]}",
        f"Notes\n14 March 2031\n\nThree hurt as the quay gives way\n\n{STORY[2]}\n\n{STORY[3]}",
        f"Mole, weekly\n15 March 2031\n\nThe minister sees no talks\nBy Joss Ilk\n\n{STORY[0]}\n\n{STORY[3]}",
    )
    told = [(a.first("title"), a.first("outlet")) for a in cut("\n\n---\n\n".join(pile))]
    found = [(title and title.value, outlet and outlet.value) for title, outlet in told]
    assert found[0] == ("Ferry inquiry hears of missing lifejackets", "TIDE ONLINE")
    assert found[1][1] != "Notes"
    assert found[2] == ("The minister sees no talks", "Mole")


def test_an_outlet_has_neither_its_town_nor_its_day_in_its_name() -> None:
    pile = (
        f"“The river took it”\nLesk Today, Sunday\nBy Mara Venn\n\n{STORY[0]}\n\n{STORY[1]}",
        f"Three hurt as the quay gives way\nDarma-based Rec Wire, 14 March 2031\n{STORY[2]}\n\n{STORY[3]}",
        f"Baker counts his flour\nThe Daily Lesk - EXCLUSIVE\nBy Joss Ilk\n15 March 2031\n\n{STORY[0]}\n\n{STORY[3]}",
    )
    told = [(a.first("title"), a.first("outlet")) for a in cut("\n\n---\n\n".join(pile))]
    assert [title and title.value for title, _ in told] == [text.splitlines()[0] for text in pile]
    assert [outlet and outlet.value for _, outlet in told] == ["Lesk Today", "Rec Wire", "The Daily Lesk"]


def test_the_headline_above_an_outlet_is_the_only_articles_title() -> None:
    (a,) = cut(f"Driver dies after beating\nThe Times of Lesk\n9 October 2034\n\n{STORY[0]}\n{STORY[1]}\n")
    told = {d.kind: d.value for d in a.data}
    assert (told["title"], told["outlet"], told["published"]) == (
        "Driver dies after beating",
        "The Times of Lesk",
        "2034-10-09",
    )
    assert "republisher" not in told
