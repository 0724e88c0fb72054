"""Every sentence of quantities.txt with what is read of it, and what quantities owe to the text that they are read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import article as plain

from firsthand.model.articles import Article, Datum
from firsthand.model.readings import Quantity
from firsthand.read.quantities.reader import read_quantities
from firsthand.read.words import Paragraph, paragraphs

Case = tuple[str, tuple[str, ...]]


def cases() -> list[Case]:
    found: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "quantities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif not line.startswith("#"):
            found.append((line, []))
    return [(sentence, tuple(lines)) for sentence, lines in found]


def dated(body: str, headline: str = "") -> Article:
    """An article of 5 March 2031."""
    made = plain(body, headline)
    data = (Datum("published", "2031-03-05", "metadata", None, None),)
    return Article(
        made.id, made.capture_id, made.region, made.text, made.parts, made.offsets, data, made.language, made.layout
    )


def read(body: str, headline: str = "") -> tuple[Quantity, ...]:
    made = dated(body, headline)
    return read_quantities(made, as_paragraphs(made))


def as_paragraphs(made: Article) -> list[Paragraph]:
    return paragraphs(made)


def number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def line(q: Quantity, text: str) -> str:
    size = number(q.low) if q.low == q.high else f"{number(q.low)}..{number(q.high)}"
    told = [q.span.of(text), size, q.bound, q.unit or "-", q.role or "-", q.scope]
    return " | ".join([*told, *([q.change] if q.change != "none" else []), *([q.as_of] if q.as_of else [])])


@pytest.mark.parametrize("case", cases(), ids=lambda c: c[0])
def test_sentence(case: Case) -> None:
    sentence, expected = case
    assert [line(q, sentence) for q in read(sentence)] == list(expected)


def test_there_are_over_a_hundred_sentences() -> None:
    assert len(cases()) > 150


def test_of_points_at_what_is_counted() -> None:
    (q,) = read("Rebels freed 120 young prisoners.")
    assert q.of is not None
    assert q.of.of("Rebels freed 120 young prisoners.") == "young prisoners"


def test_of_a_measure_is_what_it_measures() -> None:
    text = "Inflation in the islands rose 3.5 percent in May."
    (q,) = read(text)
    assert q.of is not None
    assert q.of.of(text).startswith("Inflation")


def test_a_day_without_a_year_is_the_last_one_before_the_article() -> None:
    assert [q.as_of for q in read("As of 12 December, 40 people had died.")] == ["2030-12-12"]


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert [q.as_of for q in read("As of 31 June, 40 people had died.")] == [None]


def test_an_undated_article_counts_no_weekday() -> None:
    made = plain("As of Monday, 40 people had died.")
    assert [q.as_of for q in read_quantities(made, paragraphs(made))] == [None]


def test_the_headline_is_read_as_well() -> None:
    assert [q.low for q in read("Nobody said more.", headline="Bomb kills 14 in Amara")] == [14.0]


def test_a_language_without_tables_gives_nothing() -> None:
    made = dated("At least 27 people were killed.")
    other = Article(made.id, made.capture_id, made.region, made.text, made.parts, made.offsets, made.data, "sw", "t")
    assert read_quantities(other, paragraphs(other)) == ()


def test_ids_are_of_the_place() -> None:
    first, second = read("Two died on Monday and two died on Tuesday.")
    assert first.id != second.id
    assert first == read("Two died on Monday and two died on Tuesday.")[0]
