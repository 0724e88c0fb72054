"""Words of two tellings held against each other: what is alike, what is turned, and that no order matters."""

from __future__ import annotations

from random import Random

import pytest

from firsthand.lang.sentence_vectors import sentences
from firsthand.model.findings import Claim
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.model.units import Carrier, ClaimsInput
from firsthand.read.tellings import is_negated, terms_of, words_of
from firsthand.resolve import join_claims
from firsthand.resolve.claim_words import NONE, Words

pytestmark = pytest.mark.skipif(sentences() is None, reason="the extra [model] is not installed")

SAID = (
    "Kask said that the rebels of Orle are enjoying a resurgence in the hills",
    "a revival of the Orle rebels in the hills",
    "Two ferries left the harbour of Narva on time",
    "The harbour of Narva is closed to ferries",
    "The harbour of Narva is not closed to ferries",
    "The harbour of Narva is closed, and nobody complained",
    "the port of Narva has been shut to all ferries, officials say",
    "Wages in Kalda rose by a tenth in the winter",
)


def told(n: int, text: str) -> Telling:
    net = sentences()
    assert net is not None
    (vector,) = net.vectors([text], [words_of(text)])
    span = Span(0, len(text))
    return Telling(f"w-{n}", f"a-{n}", span, None, "outlet", terms_of(text, span, ()), is_negated(text), vector)


def test_other_words_for_the_same_cover_more_than_the_same_places_do() -> None:
    words = Words([told(n, text) for n, text in enumerate(SAID)])
    assert words.alike(0, 1)["covered"] > words.alike(1, 2)["covered"] + 0.2
    assert words.alike(3, 6)["meant"] > words.alike(2, 7)["meant"]
    assert words.alike(3, 4)["run"] > words.alike(0, 7)["run"]


def test_what_is_turned_in_one_and_said_in_the_other_is_opposed() -> None:
    words = Words([told(n, text) for n, text in enumerate(SAID)])
    assert words.opposed(3, 4)
    assert words.opposed(4, 6)  # "closed" and "shut"
    assert not words.opposed(3, 5)  # the other says nothing of complaints
    assert words.opposed(0, 7)  # no negation is seen: nobody can tell


def test_a_telling_without_words_is_like_nothing() -> None:
    one = told(0, SAID[0])
    bare = Telling("w-1", "a-1", one.span, None, "outlet", one.terms, False, one.vector[:96])
    assert Words([one, bare]).alike(0, 1) == NONE


@pytest.mark.parametrize("seed", range(5))
def test_claims_do_not_depend_on_the_order_of_tellings(seed: int) -> None:
    tellings = [told(n, text) for n, text in enumerate((*SAID, *(f"{x} again" for x in SAID)))]
    carriers = tuple(Carrier(t.article_id, None, "2031-05-03", None, None) for t in tellings)
    shuffled = Random(seed).sample(tellings, len(tellings))
    rows = [join_claims(ClaimsInput(tuple(some), (), carriers, ())).rows for some in (tellings, shuffled)]
    assert rows[0] == rows[1]
    assert any(isinstance(row, Claim) and len(row.members) > 1 for row in rows[0])
