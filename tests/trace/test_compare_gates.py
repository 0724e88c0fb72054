"""Sentences that hold no word of a table are passed over without a search: never one that the search would have found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from firsthand.lang import get
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_cues import heard
from firsthand.trace.compare_lines import rarest

Search = Callable[[str, Sequence[phrases.Cue]], Iterator[phrases.Phrase]]
TABLES = ("target_words", "site_words", "blame_phrases", "holder_words")
HARM = ("killed", "injured", "wounded", "died", "hurt")
# a cue of everything that opens nothing, so that every search goes through the whole sentence
EVERYTHING = frozenset({"of", *HARM}).union(*(rarest(get("en").column(t)) for t in TABLES))
ANYWHERE = (phrases.Cue("", "", EVERYTHING),)
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
    for word in sorted({w for t in TABLES for w in get("en").column(t)} | {*HARM}):
        for text in (f.replace("{}", w) for f in FRAMES for w in (word, word.upper(), word.capitalize())):
            looked = list(search(text, ANYWHERE))
            assert list(search(text, heard(text)[2])) == looked, text
            found += len(looked)
    assert found > 0


def test_the_rarest_of_a_phrase_is_its_longest_run_of_letters() -> None:
    assert rarest(["was carried out by", "co-owner", "9"]) == {"carried", "owner"}


def test_a_word_that_stands_twice_is_found_twice_and_within_another_never() -> None:
    words = "Sudland hit Tower 9 in Norland, and a white-hit Heron hit Tower 8 in Westland as Whit said."
    struck = [p.span.of(words) for p in phrases.targets(words, heard(words)[2])]
    assert struck == ["Tower 9 in Norland", "Tower 8 in Westland"]
