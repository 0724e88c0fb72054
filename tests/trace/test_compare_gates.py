"""Sentences that hold no word of a table are passed over without a search: never one that the search would have found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from firsthand.lang import get
from firsthand.model.spans import Span
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_cues import sought
from firsthand.trace.compare_lines import letters, rarest

Search = Callable[[str, Span, frozenset[str]], Iterator[phrases.Phrase]]
TABLES = ("target_words", "site_words", "blame_phrases", "holder_words")
EVERYTHING = frozenset().union(*(rarest(get("en").column(t)) for t in TABLES), phrases.HARM, {"of"})
FRAMES = (
    "On Monday Ann Heron {} the North Depot base near Norland.",
    "The North Depot {} on Tower 9 in Norland after noon.",
    "The {} of the Heron Group, and the Heron {} in Norland, were hit.",
    "Tower 9 was {} by Sudland; 4 people were {} on the border with Norland.",
)


@pytest.mark.parametrize(
    "search", [phrases.targets, phrases.located, phrases.blamed, phrases.agents, phrases.held, phrases.harmed_at]
)
def test_nothing_is_passed_over_that_a_search_finds(search: Search) -> None:
    found = 0
    for word in sorted({w for t in TABLES for w in get("en").column(t)} | phrases.HARM):
        for text in (f.replace("{}", w) for f in FRAMES for w in (word, word.upper(), word.capitalize())):
            whole = Span(0, len(text))
            looked = list(search(text, whole, frozenset(EVERYTHING)))
            assert list(search(text, whole, letters(text))) == looked, text
            found += len(looked)
    assert found > 0


def test_the_rarest_of_a_phrase_is_its_longest_run_of_letters() -> None:
    assert rarest(["was carried out by", "co-owner", "9"]) == {"carried", "owner"}


def test_a_sentence_is_searched_by_its_own_words_alone() -> None:
    """Copies have sentences in common, wherever they stand: what one was searched for is where it stands in another."""
    words = (
        "On Monday Sudland struck the North Depot base on the border with Norland, and 4 people were killed in Narva."
    )
    text = f"(Heron) Before it. {words}"
    found, whole = sought(words), Span(len(text) - len(words), len(text))
    there = [*phrases.targets(text, whole, letters(words)), *phrases.harmed_at(text, whole, letters(words))]
    assert [p.at(whole.start) for p in found.struck] == there != []
    assert [p.at(whole.start) for p in found.located] == list(phrases.located(text, whole, letters(words))) != []
    assert [p.at(whole.start) for p in found.agents] == list(phrases.agents(text, whole, letters(words))) != []
