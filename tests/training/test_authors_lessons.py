"""Pages of several hands as lessons: an article begins where its first words stand, and every line may be something."""

from __future__ import annotations

import numpy as np
import pytest

from authors_lessons import HANDS, of_rows, pages_of, text_and_starts
from firsthand.extract.line_grammar import BEGINS
from firsthand.extract.line_network import ROLES
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Capture
from second_pages import Row


@pytest.mark.parametrize("hand", HANDS)
def test_articles_begin_where_their_first_words_stand(hand: str) -> None:
    for rows in pages_of(12, 3, hands=[hand]):
        text, starts = text_and_starts(rows)
        lesson = of_rows(rows)
        page = read_text(Capture("0" * 64, "page", None, "", "text/plain", "utf-8", "folder", len(text)), text)
        at = [b.span.start for b in page.blocks[: len(lesson.allowed)]]
        begun = [x for x, may in zip(at, lesson.allowed, strict=True) if may[:BEGINS].any()]
        assert lesson.allowed.any(axis=1).all()
        assert begun == [x for x in starts if x <= at[-1]]


def test_what_a_row_may_be_is_told_by_the_line_it_fills() -> None:
    kinds = ["MENU", "{d %H:%M}", "Subject: {title}", "{title}", "By {by}", "body", "in", "body", "Tags: {tag}", "----"]
    rows = [Row(f"{'----' if k == '----' else 'words'}", None if k == "MENU" else 0, k) for k in kinds]
    may = [{ROLES[i] for i in np.flatnonzero(x)} for x in of_rows(rows).allowed]
    assert may[0] == {"chrome"}
    assert may[1] == {"begin kicker", "begin meta"}
    assert "title" in may[2]
    assert "meta" in may[2]
    assert may[3] == {"title"}
    assert may[5] == may[7] == {"prose"}
    assert "subhead" in may[6]
    assert "tail" in may[8]
    assert "chrome" in may[9]


def test_an_article_without_a_title_begins_with_its_prose() -> None:
    rows = [Row("Police were called to the harbour.", k, "{sent}") for k in range(2)]
    assert [ROLES[i] for x in of_rows(rows).allowed for i in np.flatnonzero(x)] == ["begin prose"] * 2
