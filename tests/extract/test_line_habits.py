"""What the articles of one dump have in common: how titles are set, which lines of heads are outlets' names."""

from __future__ import annotations

import pytest

from firsthand.extract.line_borders import Cut, Reading
from firsthand.extract.line_habits import habits, opened, outlet_lines
from firsthand.extract.page import Block
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Capture

TITLES = ("Bread for Lesk", "Storm shuts the port", "Ferry wages were paid", "Police: two held in Orsa")


def blocks(*lines: str) -> tuple[Block, ...]:
    text = "\n".join(lines)
    return read_text(Capture("0" * 64, "page", None, "", "text/plain", "utf-8", "folder", len(text)), text).blocks


def bare(before: str, after: str = "") -> list[str]:
    """The titles without what all of them wear."""
    worn = [f"{before.replace('<k>', str(n))}{t}{after}" for n, t in enumerate(TITLES, 9)]
    opening = habits(worn, 200).opening
    return [t[opened(t, opening) :] for t in worn]


@pytest.mark.parametrize(
    "before", ["<k>. ", "[<k>]", "# ", "Subject: ", "TITLE: # ", "<k>) Re: [<k>] ", "<k>:20 – ", "HD "]
)
def test_what_all_titles_begin_with_is_no_part_of_them(before: str) -> None:
    assert bare(before) == list(TITLES)


def test_what_one_title_begins_with_is_its_own() -> None:
    assert bare("") == list(TITLES)


def test_a_word_that_several_titles_begin_with_is_their_own() -> None:
    titles = ["US sells grain", "US buys ships", "US waits"]
    assert habits(titles, 200).opening == ""
    assert habits(["Lesk waits", "Lesk votes", "Lesk reads", "Lesk sails"], 200).opening == ""


def test_marks_that_titles_end_with_are_told() -> None:
    assert habits([f"~ {t} ~" for t in TITLES], 200).ending
    assert not habits(TITLES, 200).ending


def reading(blocks: tuple[Block, ...], size: int) -> Reading:
    """Articles of so many lines: a title, a head, a paragraph."""
    roles = ("title", *(("meta",) * (size - 2)), "prose")
    cuts = tuple(Cut(n, n + size) for n in range(0, len(blocks), size))
    return Reading(roles * len(cuts), cuts, 9.0)


def test_names_at_one_place_of_several_heads_are_outlets_though_one_reads_like_a_person() -> None:
    names = ("The Lantern", "Harbour Post", "Nova Rec")
    held = blocks(
        *(x for t, n in zip(TITLES, names, strict=False) for x in (t, f"*{n}*", "A long paragraph stood here."))
    )
    assert outlet_lines(held, reading(held, 3)) == {1, 4, 7}


def test_writers_at_one_place_are_no_outlets() -> None:
    names = ("Mara Venn", "Joss Ilk", "Ada Orr")
    held = blocks(*(x for t, n in zip(TITLES, names, strict=False) for x in (t, n, "A long paragraph stood here.")))
    assert outlet_lines(held, reading(held, 3)) == frozenset()


def test_one_article_tells_nothing_of_a_place() -> None:
    held = blocks("Bread for Lesk", "The Lantern", "A long paragraph stood here.")
    assert outlet_lines(held, reading(held, 3)) == frozenset()
