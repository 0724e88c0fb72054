"""Whom somebody told, whose a document is, and who told the speaker: the hops of a chain by words around an attribution."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model.readings import MentionKind, SourceKind
from firsthand.model.spans import Span
from tests.trace.test_chains import PAGE, chains, path
from tests.trace.texts import datum, mention, said

CLOSED = "that the bridge was closed"


@pytest.mark.parametrize(
    ("whom", "named", "hop"),
    [
        ("La Feuille", (), "La Feuille"),
        ("Radio Lesk", (), "Radio Lesk"),
        ("the business daily Orsa", (), "Orsa"),
        ("the blogger Ada Orr", (), "Ada Orr"),
        ("a Kalda radio station", (), "a Kalda radio station"),
        ("KPA", ("Kalda Press Agency",), "Kalda Press Agency"),
        ("the agency", ("Hill Courier", "Kalda Press Agency"), "Kalda Press Agency"),
        ("the newspaper", ("Hill Courier", "Kalda Press Agency"), "Hill Courier"),
        ("the newspaper", (), None),
        ("the Post", (), None),
        ("our correspondent", (), None),
        ("us", (), None),
        ("the miners", (), None),
        ("Ilmar Kask", (), None),
        ("Las Vegas police", (), None),
    ],
)
def test_the_outlet_that_was_told(whom: str, named: tuple[str, ...], hop: str | None) -> None:
    text = "".join(f"{name} was there. " for name in named) + f"Oro Vann told {whom} {CLOSED}."
    told = said(text, CLOSED, "Oro Vann", "told", "named_person", addressee=whom)
    (chain,) = chains(text, (told,), *(mention(text, "organisation", name) for name in named))
    assert [h.party for h in chain.hops[2:-1]] == [hop] * (hop is not None)
    assert chain.origin == "Oro Vann"


def test_what_the_articles_own_outlet_was_told_is_not_from_the_source_it_declares() -> None:
    text = f"Oro Vann told the Post {CLOSED}. The crews said they had sailed."
    own = said(text, CLOSED, "Oro Vann", "told", "named_person", addressee="the Post")
    other = said(text, "they had sailed", "The crews", "said", "unnamed_group", id_="s-2")
    found = chains(text, (own, other), data=(*PAGE, datum("declared_source", "Tidewire")))
    assert [[h.party for h in c.hops[2:]] for c in found] == [["Oro Vann"], ["Tidewire", "The crews"]]


def test_a_source_credited_beside_the_outlets_own_desk_is_in_no_chain() -> None:
    text = f"The crews said {CLOSED}."
    told = said(text, CLOSED, "The crews", "said", "unnamed_group")
    desk = (datum("declared_source", "Tidewire"), datum("declared_source", "The Narva Post foreign desk"))
    beside = replace(datum("declared_source", "Tidewire"), capture_span=Span(17, 25))
    for data in (desk, (beside,)):
        (chain,) = chains(text, (told,), data=(*PAGE, *data))
        assert [h.party for h in chain.hops[2:]] == ["The crews"]


@pytest.mark.parametrize(
    ("source", "cue", "kind", "named", "hops"),
    [
        ("the statement published by the Kalda port office", "shows", "document", "", ("the Kalda port office", "organisation")),
        ("the letter signed by a foreman", "says", "document", "", ("a foreman", "unnamed")),
        ("a note of the Hill Guard", "says", "unnamed_source", "Hill Guard", ("Hill Guard", "organisation")),
        ("data from the tracking firm Ostrava", "show", "document", "", ("Ostrava", "organisation")),
        ("a leaflet that carries the signature of the Crews", "says", "document", "Crews", ("Crews", "organisation")),
    ],
)  # fmt: skip
def test_a_document_is_whoever_gave_it_out(
    source: str, cue: str, kind: SourceKind, named: str, hops: tuple[str, str]
) -> None:
    text = f"{source} {cue} {CLOSED}."
    told = said(text, CLOSED, source, cue, kind)
    (chain,) = chains(text, (told,), *([mention(text, "organisation", named)] if named else []))
    assert path(chain)[2:] == [(source, "document", "cites"), (*hops, "speaks")]


@pytest.mark.parametrize("source", ["a letter of 3 May", "footage of the attack on Lesk", "the report from May"])
def test_not_all_that_a_document_is_of_gave_it_out(source: str) -> None:
    text = f"{source} shows {CLOSED}."
    place: list[tuple[MentionKind, str]] = [("place", "Lesk")] if "Lesk" in text else []
    told = said(text, CLOSED, source, "shows", "document")
    (chain,) = chains(text, (told,), *(mention(text, *m) for m in place))
    assert [h.party for h in chain.hops[2:]] == [source]
    assert chain.origin_named == ("Lesk" in text)


def test_who_saw_a_document_passes_it_on() -> None:
    text = f"According to a note of the Hill Guard seen by Kalda Radio, the crews left. It said {CLOSED}."
    told = said(text, "the crews left", "a note of the Hill Guard", "According to", "document")
    (chain,) = chains(text, (told,), mention(text, "organisation", "Hill Guard"))
    assert [h.party for h in chain.hops[2:]] == ["Kalda Radio", "a note of the Hill Guard", "Hill Guard"]


def test_the_report_that_somebody_wrote_before_is_theirs() -> None:
    text = f"Oro Vann wrote in a report to the mayor {CLOSED}. The report adds that no ship sailed."
    first = said(text, CLOSED, "Oro Vann", "wrote", "named_person", venue="a report to the mayor")
    second = said(text, "that no ship sailed", "The report", "adds", "document", id_="s-2")
    chain = next(c for c in chains(text, (first, second)) if c.attribution_id == "s-2")
    assert [h.party for h in chain.hops[2:]] == ["The report", "Oro Vann"]


@pytest.mark.parametrize(
    ("venue", "hops"),
    [
        ("her Telegram channel", ["Telegram channel", "Oro Vann"]),
        ("telephone", ["Oro Vann"]),
        ("its bulletin", ["bulletin", "Oro Vann"]),
        ("local radio", ["local radio", "Oro Vann"]),
    ],
)
def test_what_is_written_on_ones_own_channel_is_a_step_and_a_telephone_is_none(venue: str, hops: list[str]) -> None:
    text = f"Oro Vann said on {venue} {CLOSED}."
    (chain,) = chains(text, (said(text, CLOSED, "Oro Vann", "said", "named_person", venue=venue),))
    assert [h.party for h in chain.hops[2:]] == hops


def test_a_body_speaks_through_a_person() -> None:
    text = f"The union replied through its secretary, Ilmar Kask, {CLOSED}."
    told = said(text, CLOSED, "The union", "replied", "named_organisation")
    (chain,) = chains(text, (told,), mention(text, "person", "Ilmar Kask"))
    assert [h.party for h in chain.hops[2:]] == ["The union", "Ilmar Kask"]


@pytest.mark.parametrize(
    ("content", "origin"),
    [
        ("that his cousin had told him that the bridge was closed", "his cousin"),
        ("that the crews had been assured by the Port Office that they could sail", "Port Office"),
        ("that the mayor had told the crews a story", "A driver"),
    ],
)
def test_who_told_the_speaker(content: str, origin: str) -> None:
    text = f"A driver said {content}."
    told = said(text, content, "A driver", "said", "unnamed_source")
    named = [mention(text, "organisation", "Port Office")] if "Port" in text else []
    assert chains(text, (told,), *named)[0].origin == origin


@pytest.mark.parametrize(
    ("then", "origin"),
    [
        ("The channel cited a port official who was there.", "a port official"),
        ("It quoted unnamed crews.", "unnamed crews"),
        ("The channel quoted the mayor as saying it rained.", "Kalda Radio"),
        ("The mayor cited a law.", "Kalda Radio"),
    ],
)
def test_the_next_sentence_says_whom_an_outlet_has_it_from(then: str, origin: str) -> None:
    text = f"Kalda Radio reported {CLOSED}. {then}"
    told = said(text, CLOSED, "Kalda Radio", "reported", "media_outlet")
    assert chains(text, (told,), mention(text, "outlet", "Kalda Radio"))[0].origin == origin


def test_a_surname_that_looks_like_a_paper_is_no_outlet() -> None:
    text = f"Anna Le Brun left. Oro Vann told Le Brun {CLOSED}."
    told = said(text, CLOSED, "Oro Vann", "told", "named_person")
    told = replace(told, addressee=Span(text.rindex("Le Brun"), text.rindex("Le Brun") + 7))
    (chain,) = chains(text, (told,), mention(text, "person", "Anna Le Brun"))
    assert [h.party for h in chain.hops[2:]] == ["Oro Vann"]


@pytest.mark.parametrize(
    ("whom", "kind", "hop"),
    [
        ("Orsal", "organisation", "Orsal"),
        ("Harbour Council", "organisation", None),
        ("KPU", "organisation", None),
        ("Vann", "person", None),
    ],
)
def test_a_bare_name_that_was_told_is_an_outlets_unless_it_shows_another_party(
    whom: str, kind: MentionKind, hop: str | None
) -> None:
    text = f"A miner told {whom} {CLOSED}."
    told = said(text, CLOSED, "A miner", "told", "unnamed_source", addressee=whom)
    (chain,) = chains(text, (told,), mention(text, kind, whom))
    assert [h.party for h in chain.hops[2:-1]] == [hop] * (hop is not None)


@pytest.mark.parametrize(
    ("venue", "hops"),
    [
        ("a telephone interview", ["Oro Vann"]),
        ("a dinner in Kalda", ["Oro Vann"]),
        ("its website", ["website", "Oro Vann"]),
    ],
)
def test_what_passes_words_on_is_a_step_and_an_occasion_is_none(venue: str, hops: list[str]) -> None:
    text = f"Oro Vann said in {venue} {CLOSED}."
    (chain,) = chains(text, (said(text, CLOSED, "Oro Vann", "said", "named_person", venue=venue),))
    assert [h.party for h in chain.hops[2:]] == hops


def test_whoever_carried_a_statement_is_a_step() -> None:
    text = f"Oro Vann said in a statement carried by Orsal {CLOSED}."
    (chain,) = chains(text, (said(text, CLOSED, "Oro Vann", "said", "named_person", venue="a statement"),))
    assert [h.party for h in chain.hops[2:]] == ["Orsal", "a statement", "Oro Vann"]


@pytest.mark.parametrize(
    ("source", "hops"),
    [
        ("a confidential note by a coastal embassy", ["a confidential note by a coastal embassy", "a coastal embassy"]),
        ("figures given by the two armies", ["figures given by the two armies", "the two armies"]),
        ("a memo seen by Kalda Radio", ["Kalda Radio", "a memo seen by Kalda Radio"]),
    ],
)
def test_whose_a_document_is_by_more_ways(source: str, hops: list[str]) -> None:
    text = f"The bridge was closed, according to {source}."
    told = said(text, "The bridge was closed", source, "according to", "document")
    (chain,) = chains(text, (told,))
    assert [h.party for h in chain.hops[2:]] == hops


def test_they_told_me_leads_to_them() -> None:
    text = "“They told me he was on leave,” Oro Vann said."
    told = said(text, "They told me he was on leave", "Oro Vann", "said", "named_person")
    (chain,) = chains(text, (told,))
    assert chain.origin == "They"


def test_a_document_that_somebody_wrote_before_leads_to_the_writer() -> None:
    text = "Oro Vann sent a letter in May. The letter says that the bridge was closed."
    told = said(text, "that the bridge was closed", "The letter", "says", "document", speaker="Oro Vann")
    (chain,) = chains(text, (told,), mention(text, "person", "Oro Vann"))
    assert [h.party for h in chain.hops[2:]] == ["The letter", "Oro Vann"]


@pytest.mark.parametrize(
    ("text", "venue", "hops"),
    [
        (
            "In its statement, carried by the Kalda Press Agency, the office said that the bridge was closed.",
            "its statement",
            ["Kalda Press Agency", "statement", "the office"],
        ),
        (
            "The office, in a communiqué issued by the Kalda Press Agency, said that the bridge was closed.",
            "a communiqué",
            ["Kalda Press Agency", "a communiqué", "the office"],
        ),
    ],
)
def test_who_gave_out_a_statement_is_a_hop(text: str, venue: str, hops: list[str]) -> None:
    office = "the office" if "the office" in text else "The office"
    told = said(text, "that the bridge was closed", office, "said", "named_organisation", venue=venue)
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Press Agency"))
    assert [(h.party or "").replace("The office", "the office") for h in chain.hops[2:]] == hops


def test_what_is_told_by_letter_is_in_a_letter_and_by_telephone_in_nothing() -> None:
    for way, hops in (("letter", ["letter", "Oro Vann"]), ("telephone", ["Oro Vann"])):
        text = f"Oro Vann informed the mission by {way} {CLOSED}."
        told = said(text, CLOSED, "Oro Vann", "informed", "named_person", venue=way)
        (chain,) = chains(text, (told,))
        assert [h.party for h in chain.hops[2:]] == hops


def test_who_is_cited_behind_a_semicolon_is_another_clauses() -> None:
    text = "The crews speak of four killed; the harbour office raised it to six, citing doctors in Lesk."
    told = said(text, "four killed", "The crews", "speak of", "unnamed_group")
    (chain,) = chains(text, (told,))
    assert chain.origin == "The crews"
