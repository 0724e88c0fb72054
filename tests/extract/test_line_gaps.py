"""What stands between bodies, set beside what stands above the first and below the last."""

from __future__ import annotations

import numpy as np

from firsthand.extract.line_gaps import gap_signs
from firsthand.extract.line_network import ROLES

# a menu and a head; then twice an end, a rule and a head; then an end and what closes the page
ARTICLE = ["head", "body", "body", "end"]
LINES = ["menu", *ARTICLE, "rule", *ARTICLE, "rule", "head", "body", "end", "close"]
TOP, BOTTOM, INNER, UP, DOWN = range(5)
FIRST = 12  # of the columns of likeness: in the top gap, in the bottom gap, share of the others
LATER = FIRST + 9  # of the second way of being alike


def signs(lines: list[str], begins: str = "head") -> np.ndarray:
    seen = np.zeros((len(lines), len(ROLES)), dtype=np.float32)
    role = {"body": "prose", begins: "begin title"}
    for i, line in enumerate(lines):
        seen[i, ROLES.index(role.get(line, "chrome"))] = 1
    own = np.array([sorted(set(lines)).index(x) for x in lines])
    return gap_signs(seen, (own, np.arange(len(lines))))


def likeness(lines: list[str], at: int, begins: str = "head") -> list[float]:
    """In the top gap, in the bottom gap, in which share of the others."""
    return [round(float(x), 3) for x in signs(lines, begins)[at, FIRST : FIRST + 3]]


def test_a_gap_between_bodies_is_told_from_the_pages_head_and_foot() -> None:
    told = signs(LINES)
    assert [list(told[i, :3]) for i in (0, 4, 14)] == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert not told[[i for i, x in enumerate(LINES) if x == "body"]].any()


def test_a_head_is_what_stands_above_the_first_body_too() -> None:
    assert likeness(LINES, 6) == [1, 0, 1]


def test_an_end_is_what_stands_below_the_last_body_too() -> None:
    assert likeness(LINES, 4) == [0, 1, 1]


def test_a_rule_stands_between_alone_and_a_menu_above_alone() -> None:
    assert likeness(LINES, 5) == [0, 0, 1]
    assert likeness(LINES, 0) == [1, 0, 0]


def test_a_lines_place_counts_from_the_body_above_and_below() -> None:
    told = signs(LINES)
    assert list(told[5, [UP, DOWN]] * 8) == [2, 2]
    assert told[0, UP] == 1  # no body above


def test_gaps_that_part_no_articles_count_little() -> None:
    assert likeness(LINES, 5, begins="none") == [0, 0, 0]


def test_nothing_is_like_a_line_that_stands_once() -> None:
    assert not signs(LINES)[6, LATER + 1 : LATER + 3].any()


def test_a_page_without_bodies_or_of_nothing_else() -> None:
    assert list(signs(["menu", "head"])[:, TOP]) == [1, 1]
    assert not signs(["body", "body"]).any()
