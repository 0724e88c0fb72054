"""Many pairs of sentences likened at once: as going word by word would, in whatever order the cards come."""

from __future__ import annotations

import re
from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.cards import Cards
from firsthand.model.comparing import Card, Line
from firsthand.model.findings import Passage, ReuseLink
from firsthand.model.spans import Span
from firsthand.trace.compare_bags import BACKGROUND, RAREST, Bags
from firsthand.trace.compare_board import Shared
from firsthand.trace.compare_trees import alternatives, any_case, as_written

WORDS = st.frozensets(
    st.sampled_from(("depot", "struck", "heron", "port", "=NO", "mill", "raid", "ferry", "ten", "gate", "sand"))
)


def _record(sentences: list[frozenset[str]]) -> Cards:
    lines = [Line(Span(0, 9), tuple(sorted(words)), (), refers=False, headline=False, cells=()) for words in sentences]
    return Cards(Card(f"a-{n:02}", None, None, tuple(lines[n : n + 2])) for n in range(0, len(lines), 2))


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_likeness_is_what_two_sentences_share_by_weight(sentences: list[frozenset[str]]) -> None:
    bags = Bags(_record(sentences))
    counts = {w: sum(w in s for s in sentences) for s in sentences for w in s}

    def weighed(words: frozenset[str]) -> float:
        return sum([log(1 + (BACKGROUND + len(sentences)) / (counts[w] + 0.5)) for w in sorted(words)])

    i, j = np.triu_indices(len(sentences))
    for a, b, likeness in zip(i.tolist(), j.tolist(), bags.likeness(i, j).tolist(), strict=True):
        whole = weighed(sentences[a]) + weighed(sentences[b])
        assert likeness == (round(2 * weighed(sentences[a] & sentences[b]) / whole, 4) if whole else 0.0)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_others_are_looked_for_by_the_rarest_words_that_stand_elsewhere(sentences: list[frozenset[str]]) -> None:
    bags = Bags(_record(sentences))
    counts = {w: sum(w in s for s in sentences) for s in sentences for w in s}
    order = {w: n for n, w in enumerate(sorted(counts, key=lambda w: (counts[w], w)))}
    which, ranks = bags.rarest(np.arange(len(sentences)))
    for n, words in enumerate(sentences):
        assert ranks[which == n].tolist() == sorted(order[w] for w in words if counts[w] > 1)[:RAREST]


@settings(deadline=None)
@given(st.text(alphabet="sShHiItTkK\u017f\u0130\u212a -ed", max_size=30))
def test_words_in_any_case_are_found_as_without_regard_to_case(text: str) -> None:
    words = ["hit", "hits", "hitting", "kit", "struck", "hit it", "sked-hit"]
    slow, quick = (re.compile(rf"(?<![\w-])(?:{x(words)})(?=\s)", re.IGNORECASE) for x in (alternatives, any_case))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in slow.finditer(text)]


@settings(deadline=None)
@given(st.text(alphabet="hitskd ", max_size=30), st.permutations(["hit", "hits", "hit it", "kid", "kids", "skid"]))
def test_words_as_a_tree_are_found_as_side_by_side(text: str, words: list[str]) -> None:
    slow, quick = (re.compile(rf"\b(?:{x(words)})\b") for x in (alternatives, as_written))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in slow.finditer(text)]


@settings(deadline=None)
@given(st.data())
def test_stretches_are_found_in_the_passages_of_either_article(data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda x: Span(x[0], x[0] + x[1]))
    passages = tuple(Passage(*x) for x in data.draw(st.lists(st.tuples(spans, spans), max_size=4)))
    one, two = data.draw(st.sampled_from((("a-1", "a-2"), ("a-2", "a-1"))))
    shared = Shared(
        {"a-1": 0, "a-2": 1, "a-3": 2}, [ReuseLink("r-1", one, two, passages, "edited", 0.7, 0.1, "dated", "")]
    )
    at, (first, last) = {"a-1": 0, "a-2": 1}, sorted(data.draw(st.tuples(st.integers(0, 40), st.integers(0, 40))))
    link = shared.link(at[one], at[two])
    assert link is not None
    assert link == shared.link(at[two], at[one])
    assert shared.link(0, 2) is None
    assert shared.mostly(link)
    assert shared.holds(link, at[one] < at[two], first, last) == any(
        p.from_span.start < last and first < p.from_span.end for p in passages
    )
    assert shared.holds(link, at[two] < at[one], first, last) == any(
        p.to_span.start < last and first < p.to_span.end for p in passages
    )
