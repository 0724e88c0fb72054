"""Which entity a name leads to in what is exported."""

from __future__ import annotations

from firsthand.export.readings import Parties
from firsthand.model.findings import Entity
from firsthand.model.readings import Mention, MentionKind
from firsthand.model.spans import Span

PAPER = Entity("e-1", "outlet", "Harbour Post", ("Harbour Post",), ("Harbour Post",), "")
TOWN = Entity("e-2", "place", "Heron", ("Heron",), ("Heron",), "")
CLUB = Entity("e-3", "organisation", "Heron", ("Heron",), ("Heron",), "")


def named(kind: MentionKind, name: str) -> Mention:
    return Mention("m-1", "a-1", Span(0, len(name)), kind, name)


def test_a_name_read_as_another_kind_leads_to_the_one_party_that_bears_it() -> None:
    parties = Parties((PAPER, TOWN, CLUB))
    assert parties.of_mention(named("organisation", "Harbour Post")) == "e-1"


def test_a_name_that_two_parties_bear_leads_to_the_one_of_its_kind_only() -> None:
    parties = Parties((PAPER, TOWN, CLUB))
    assert parties.of_mention(named("place", "Heron")) == "e-2"
    assert parties.of_mention(named("person", "Heron")) is None
