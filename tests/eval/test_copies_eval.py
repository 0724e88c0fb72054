"""Labelled copies: the labels are true of the texts made, and relate is measured on them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from firsthand.eval.copies import adjusted_rand, article_of, gold_of, measured, relate
from firsthand.eval.copies_gold import Made, make, text_of
from firsthand.eval.sets import find
from firsthand.model.problems import UnreadableInput

WORDS = (
    "ferry master clerk port mayor Kalda divers miller guild pilot court counted sold repaired refused painted measured "
    "lost asked wrote lower bridge nine barges winter grain rope hemp toll books lamps north quay bell dawn Tuesday dry "
    "month market closed flood water nobody charter says better please fishermen reason given people came to the of for in"
)


def sentence(chance: Random) -> str:
    """Words in no order: what is measured is who has them from whom, not what they say."""
    return (
        " ".join(chance.choices(WORDS.split(), k=chance.randint(9, 15))).capitalize()
        + f", {chance.randint(2, 90)} times."
    )


def story(n: int) -> str:
    chance = Random(n)
    return "\n\n".join(" ".join(sentence(chance) for _ in range(chance.randint(2, 4))) for _ in range(7))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [story(n) for n in range(40)]


@pytest.fixture(scope="module")
def made(texts: list[str]) -> list[Made]:
    return make(texts, 5)


def test_the_same_seed_makes_the_same_set(texts: list[str], made: list[Made]) -> None:
    assert make(texts, 5) == made
    assert make(texts, 6) != made
    assert {m.how for m in made} >= {"original", "verbatim", "trim", "light", "heavy", "update", "excerpt", "merge"}


def test_a_word_keeps_its_origin(made: list[Made]) -> None:
    whole = {m.bases[0]: text_of(m) for m in made if m.how == "original"}
    for m in (m for m in made if m.how in ("verbatim", "trim", "excerpt", "merge")):
        text, _, places = text_of(m)
        for origin, (start, end) in places.items():
            if m.taken is not None and made[m.taken].how == "original" and origin[0] in whole:
                source, _, there = whole[origin[0]]
                assert text[start:end] == source[slice(*there[origin])]


def test_copies_are_found_and_the_order_of_arrival_does_not_matter(made: list[Made]) -> None:
    articles = [article_of(m, 5) for m in made]
    found = relate(articles)
    assert relate(Random(3).sample(articles, len(articles))) == found
    number = {a.id: m.n for a, m in zip(articles, made, strict=True)}
    linked = {tuple(sorted((number[x.from_article], number[x.to_article]))) for x in found.links}
    gold = gold_of(made)
    assert len(linked & gold.reuse.keys()) >= 0.99 * len(gold.reuse)


def test_the_figures(tmp_path: Path, texts: list[str]) -> None:
    for n, text in enumerate(texts):
        (tmp_path / f"{n:02}.txt").write_text(text, encoding="utf-8")
    values = {f.name: f.value for f in measured(find("copies").check(tmp_path), seed=5).figures}
    assert values["any reuse F1"] >= 0.99
    assert values["passages F1"] >= 0.97
    assert values["same article F1"] >= 0.9
    assert values["family ARI"] >= 0.9
    assert values["direction right"] >= 0.9


def test_too_few_texts_are_said(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Too short.", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="too few"):
        measured(tmp_path)


def test_adjusted_rand() -> None:
    assert adjusted_rand([1, 1, 2, 2], ["a", "a", "b", "b"]) == 1.0
    assert adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]) == pytest.approx(-0.5)
