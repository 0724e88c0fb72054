"""Lines that tell of others: lists of contents, and what only looks like one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.line_lists import list_signs

TITLES = ("Ferry halts the grain deal", "Nine islands without bread", "Who counts the flour of Lesk?")
BODY = ("The baker counts his flour by the cup.", "The ministry did not answer a letter.", "Others sent barley.")


def listed(lines: list[str]) -> list[str]:
    """The lines that a list above tells of."""
    return [x for x, row in zip(lines, list_signs(lines), strict=True) if row[3]]


def body(who: str) -> list[str]:
    """Paragraphs that stand nowhere else."""
    return [f"{who} {x[:1].lower()}{x[1:]}" for x in BODY]


def articles(*titles: str) -> list[str]:
    return [x for who, title in zip(("Rell", "Venn", "Orr"), titles, strict=False) for x in (title, *body(who))]


def test_titles_of_a_list_of_contents_are_told_whatever_the_list_wears() -> None:
    entries = [f"{n}. {t.upper()} ...... {n + 3}" for n, t in enumerate(TITLES, 1)]
    assert listed(["In this issue", *entries, *articles(*TITLES)]) == list(TITLES)


def test_the_rows_of_a_wrapped_title_are_told() -> None:
    rows = ["Nine islands", "without bread", *body("Rell"), "Ferry halts the", "grain deal", *body("Venn")]
    assert listed(["Contents", TITLES[1], TITLES[0], *body("Orr"), *rows]) == [*rows[:2], *rows[5:7]]


def test_a_subject_above_its_title_is_no_list() -> None:
    heads = [(f"Subject: {t}", f"From: Mara Venn {who}", t, *body(who)) for t, who in zip(TITLES, "ABC", strict=True)]
    assert listed([x for head in heads for x in head][:-1]) == []


def test_what_stands_under_every_article_is_no_list() -> None:
    assert listed([x for k in "ABCDEF" for x in (*body(k), "Back to the list above", "Print this page now")]) == []


def test_titles_without_spaces_are_told_too() -> None:
    titles = ["港口渡轮停运三天", "九座岛屿没有面包"]
    assert listed([*titles, *body("Orr"), *articles(*titles)]) == titles


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*TITLES, *BODY, "", "* * *", "3"]), max_size=30))
def test_each_line_has_its_row(lines: list[str]) -> None:
    signs = list_signs(lines)
    assert signs.shape == (len(lines), 6)
    assert ((signs[:, :4] == 0) | (signs[:, :4] == 1)).all()
