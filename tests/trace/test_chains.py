from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model.articles import Datum
from firsthand.model.findings import Chain, Passage, ReuseLink
from firsthand.model.readings import Attribution, Mention, MentionKind, SourceKind
from firsthand.model.spans import Span
from firsthand.model.units import TraceInput
from firsthand.trace import run
from tests.trace.texts import SHIFT, article, at, datum, mention, said

PAGE = (datum("republisher", "Hill Archive"), datum("reposted", "2031-05-06"), datum("outlet", "The Narva Post"))
TOLD = "A security source told Kalda Radio that the bridge was closed."


def chains(text: str, told: tuple[Attribution, ...], *mentions: Mention, data: tuple[Datum, ...] = PAGE) -> list[Chain]:
    rows = run(TraceInput(article(text, *data), mentions, told)).rows
    return [c for c in rows if isinstance(c, Chain)]


def path(chain: Chain) -> list[tuple[str | None, str, str]]:
    return [(h.party, h.kind, h.how) for h in chain.hops]


def test_a_source_who_told_an_outlet_is_four_hops_away() -> None:
    told = said(TOLD, "the bridge was closed", "A security source", "told", "unnamed_official", addressee="Kalda Radio")
    (chain,) = chains(TOLD, (told,), mention(TOLD, "outlet", "Kalda Radio"))
    assert path(chain) == [
        ("Hill Archive", "archive", "republishes"),
        ("The Narva Post", "outlet", "credits"),
        ("Kalda Radio", "relay", "told"),
        ("A security source", "unnamed", "speaks"),
    ]
    assert (chain.origin, chain.origin_named, chain.reaches_origin) == ("A security source", False, True)


def test_every_hop_points_at_its_words_in_the_capture() -> None:
    told = said(TOLD, "the bridge was closed", "A security source", "told", "unnamed_official", addressee="Kalda Radio")
    (chain,) = chains(TOLD, (told,), mention(TOLD, "outlet", "Kalda Radio"))
    for hop in chain.hops[2:]:
        assert hop.capture_span is not None
        assert hop.capture_span.shift(-SHIFT).of(TOLD) == hop.words


def test_told_to_the_outlet_itself_is_no_relay() -> None:
    text = "A miller told Narva Post that the bridge was closed."
    told = said(text, "the bridge was closed", "A miller", "told", "unnamed_source", addressee="Narva Post")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Narva Post"))
    assert [h.party for h in chain.hops] == ["Hill Archive", "The Narva Post", "A miller"]


def test_an_outlet_that_is_quoted_is_where_the_chain_ends_short() -> None:
    text = "Kalda Radio reported that the bridge was closed."
    told = said(text, "the bridge was closed", "Kalda Radio", "reported", "media_outlet")
    (chain,) = chains(text, (told,))
    assert (chain.origin, chain.origin_named, chain.reaches_origin) == ("Kalda Radio", True, False)
    assert chain.breaks == "Ends at Kalda Radio: the text does not say whom Kalda Radio has it from."


def test_an_outlet_that_cites_somebody_passes_it_on() -> None:
    text = "The bridge was closed, Kalda Radio reported, citing two officials in the ministry. Nobody crossed it."
    told = said(text, "The bridge was closed", "Kalda Radio", "reported", "media_outlet")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Radio"))
    assert path(chain)[2:] == [
        ("Kalda Radio", "relay", "cites"),
        ("two officials in the ministry", "unnamed", "speaks"),
    ]
    assert chain.reaches_origin


def test_the_outlet_that_another_cites_before_it_reports_stands_behind_it_and_is_no_source_of_others() -> None:
    text = (
        "Kalda Radio, citing the newspaper Al-Dalil, reported on Tuesday that a guard said that the bridge was closed."
    )
    outer = said(text, "a guard said that the bridge was closed", "Kalda Radio", "reported", "media_outlet", id_="s-0")
    inner = said(text, "the bridge was closed", "a guard", "said", "unnamed_source", inside="s-0")
    outlets = (mention(text, "outlet", name) for name in ("Kalda Radio", "Al-Dalil"))
    one, two = chains(text, (outer, inner), *outlets)
    assert path(one)[2:] == [("Kalda Radio", "relay", "cites"), ("Al-Dalil", "relay", "speaks")]
    assert path(two)[2:] == [("Kalda Radio", "relay", "cites"), ("a guard", "unnamed", "speaks")]


def test_what_holds_an_attribution_comes_before_it() -> None:
    text = "Kalda Radio reported that the mayor said that the bridge was closed."
    outer = said(
        text, "the mayor said that the bridge was closed", "Kalda Radio", "reported", "media_outlet", id_="s-0"
    )
    inner = said(text, "the bridge was closed", "the mayor", "said", "unnamed_official", inside="s-0")
    _, chain = chains(text, (outer, inner))
    assert path(chain)[2:] == [("Kalda Radio", "relay", "cites"), ("the mayor", "unnamed", "speaks")]


def test_a_circle_of_attributions_ends() -> None:
    text = "Kalda Radio reported that the mayor said that the bridge was closed."
    outer = said(text, "the bridge was closed", "Kalda Radio", "reported", "media_outlet", id_="s-0", inside="s-1")
    inner = said(text, "the bridge was closed", "the mayor", "said", "unnamed_official", inside="s-0")
    assert all(len(c.hops) == 4 for c in chains(text, (outer, inner)))


def test_a_statement_is_the_channel() -> None:
    text = "Ilmar Kask said in a written statement that the bridge was closed."
    told = said(text, "the bridge was closed", "Ilmar Kask", "said", "named_person")
    (chain,) = chains(text, (told,))
    assert path(chain)[2:] == [("a written statement", "document", "cites"), ("Ilmar Kask", "person", "speaks")]
    assert chain.origin_named


def test_an_outlet_that_carried_a_statement_is_a_step_wherever_it_stands() -> None:
    text = "The bridge was closed, Ilmar Kask said in a statement carried by the state news agency KLN. It rained."
    told = said(text, "The bridge was closed", "Ilmar Kask", "said", "named_person", venue="a statement")
    (chain,) = chains(text, (told,), mention(text, "outlet", "the state news agency KLN", "KLN"))
    assert [h.party for h in chain.hops[2:]] == ["KLN", "a statement", "Ilmar Kask"]


def test_an_outlets_reporter_passes_on_for_it_throughout() -> None:
    text = "Channel 9’s port reporter, Ilmar Kask, spoke. He said that the bridge was closed."
    told = said(text, "the bridge was closed", "He", "said", "named_person", speaker="Ilmar Kask")
    who = mention(text, "person", "Channel 9’s port reporter, Ilmar Kask", "Ilmar Kask")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Channel 9"), who)
    assert [h.party for h in chain.hops[2:]] == ["Channel 9", "Ilmar Kask"]


def test_the_agency_told_is_the_one_outlet_near() -> None:
    text = "Kalda Wire had a report. A miller told the agency that the bridge was closed."
    told = said(text, "the bridge was closed", "A miller", "told", "unnamed_source", addressee="the agency")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Wire"))
    assert [h.party for h in chain.hops[2:]] == ["Kalda Wire", "A miller"]


@pytest.mark.parametrize(("who", "hops"), [("a local station", 4), ("a police station", 3)])
def test_a_station_is_an_outlet_where_it_is_no_other(who: str, hops: int) -> None:
    text = f"A miller told {who} that the bridge was closed."
    told = said(text, "the bridge was closed", "A miller", "told", "unnamed_source", addressee=who)
    (chain,) = chains(text, (told,))
    assert len(chain.hops) == hops


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("reports in Kalda", "document"),
        ("a Western embassy", "named_organisation"),
        ("a doctors’ group", "named_organisation"),
    ],
)
def test_where_nobody_is_named_the_origin_is_not(who: str, kind: SourceKind) -> None:
    text = f"The bridge was closed, according to {who}."
    told = said(text, "The bridge was closed", who, "according to", kind)
    (chain,) = chains(text, (told,))
    assert not chain.origin_named


def test_wrote_in_an_outlet_goes_through_it() -> None:
    text = "Ilmar Kask wrote in Kalda Review that the bridge was closed."
    told = said(text, "the bridge was closed", "Ilmar Kask", "wrote", "named_person")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Review"))
    assert [h.party for h in chain.hops[2:]] == ["Kalda Review", "Ilmar Kask"]


def test_the_report_is_that_of_the_outlet_named_before() -> None:
    text = "Kalda Radio described the flood. The bridge was closed, the report said."
    told = said(text, "The bridge was closed", "the report", "said", "document")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Radio"))
    assert chain.origin == "Kalda Radio"


def test_the_owner_of_a_document_speaks_in_it() -> None:
    text = "The bridge was closed, according to the Port Office’s statement."
    told = said(text, "The bridge was closed", "the Port Office’s statement", "according to", "document")
    (chain,) = chains(text, (told,), mention(text, "organisation", "Port Office"))
    assert path(chain)[2:] == [
        ("the Port Office’s statement", "document", "cites"),
        ("Port Office", "organisation", "speaks"),
    ]


def test_an_outlet_that_the_page_does_not_state_has_no_name() -> None:
    inferred = Datum("outlet", "The Narva Post", "inferred", None, None)
    told = said(TOLD, "the bridge was closed", None, "told", "none")
    (chain,) = chains(TOLD, (told,), data=(inferred,))
    assert path(chain) == [(None, "outlet", "credits")]
    assert (chain.origin, chain.origin_named, chain.reaches_origin) == (None, False, False)
    assert chain.breaks == "The text names nobody, not even vaguely, for these words."


def test_a_declared_source_is_credited_after_the_outlet() -> None:
    data = (*PAGE, datum("declared_source", "Coast Wire"))
    told = said(TOLD, "the bridge was closed", "A security source", "told", "unnamed_official")
    (chain,) = chains(TOLD, (told,), data=data)
    assert [h.party for h in chain.hops] == ["Hill Archive", "The Narva Post", "Coast Wire", "A security source"]


def test_the_same_words_lead_to_the_article_they_are_from() -> None:
    told = said(TOLD, "the bridge was closed", "A security source", "told", "unnamed_official")
    other = article(TOLD, datum("outlet", "Coast Wire"), id_="a-2")
    whole = Span(0, len(TOLD))
    link = ReuseLink("r-1", "a-1", "a-2", (Passage(whole, whole),), "verbatim", 1.0, 1.0, "dated", "")
    (chain,) = run(TraceInput(article(TOLD, *PAGE), (), (told,), (link,), (other,))).rows
    assert isinstance(chain, Chain)
    assert path(chain)[2] == ("Coast Wire", "outlet", "same_words")
    assert chain.hops[2].article_id == "a-2"


def test_an_outlet_without_a_name_passes_on_too() -> None:
    text = "The mayor told a local television channel that the bridge was closed."
    told = said(
        text,
        "the bridge was closed",
        "The mayor",
        "told",
        "unnamed_official",
        addressee="a local television channel",
    )
    (chain,) = chains(text, (told,))
    assert path(chain)[2] == ("a local television channel", "relay", "told")


def test_reporters_are_no_relay() -> None:
    text = "The mayor told reporters at the harbour that the bridge was closed."
    told = said(text, "the bridge was closed", "The mayor", "told", "unnamed_official", addressee="reporters")
    (chain,) = chains(text, (told,))
    assert len(chain.hops) == 3


def test_a_press_conference_is_the_venue() -> None:
    text = "The mayor said at a press conference that the bridge was closed."
    told = said(text, "the bridge was closed", "The mayor", "said", "unnamed_official", venue="at a press conference")
    (chain,) = chains(text, (told,))
    assert path(chain)[2] == ("a press conference", "venue", "told")


def test_a_document_of_a_body_the_article_names_is_a_named_origin() -> None:
    text = "The bridge was closed, according to data from Tollmark."
    told = said(text, "The bridge was closed", "data from Tollmark", "according to", "document", speaker="Tollmark")
    (chain,) = chains(text, (told,), mention(text, "organisation", "Tollmark"))
    assert (chain.origin, chain.origin_named) == ("Tollmark", True)


def test_an_agency_without_a_name_is_an_unnamed_origin() -> None:
    text = "A Western news agency reported that the bridge was closed."
    told = said(text, "the bridge was closed", "A Western news agency", "reported", "media_outlet")
    (chain,) = chains(text, (told,))
    assert not chain.origin_named


def test_a_document_without_a_name_is_an_unnamed_origin() -> None:
    text = "The bridge was closed, according to two secret reports."
    told = said(text, "The bridge was closed", "two secret reports", "according to", "document")
    (chain,) = chains(text, (told,))
    assert (chain.origin, chain.origin_named, chain.reaches_origin) == ("two secret reports", False, True)


def test_according_to_an_outlet_whose_name_was_read_into_the_content() -> None:
    text = "According to Kalda Radio, the bridge was closed."
    told = said(text, "Kalda Radio, the bridge was closed", None, "According to", "none")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Radio"))
    assert (chain.origin, chain.reaches_origin) == ("Kalda Radio", False)


def test_each_attribution_has_one_chain() -> None:
    text = "The mayor said that the bridge was closed. The miller said that it was open."
    one = said(text, "the bridge was closed", "The mayor", "bridge", "unnamed_official")
    two = said(text, "it was open", "The miller", "open", "unnamed_source", id_="s-2")
    assert [c.attribution_id for c in chains(text, (two, one))] == ["s-1", "s-2"]
    assert at(text, "it was open").start > at(text, "the bridge was closed").start


def test_an_outlet_that_was_told_by_somebody_is_a_relay() -> None:
    text = "The Hill Herald reported that Kalda Radio had been told by a port official that the bridge was closed."
    outer = said(
        text, "that Kalda Radio had been told by a port official that the bridge was closed", "The Hill Herald",
        "reported", "media_outlet", id_="s-1",
    )  # fmt: skip
    inner = said(
        text, "that the bridge was closed", "a port official", "told by", "unnamed_official", id_="s-2", inside="s-1"
    )
    found = chains(text, (outer, inner), mention(text, "outlet", "Kalda Radio"))
    assert path(next(c for c in found if c.attribution_id == "s-2"))[2:] == [
        ("The Hill Herald", "relay", "cites"),
        ("Kalda Radio", "relay", "told"),
        ("a port official", "unnamed", "speaks"),
    ]


@pytest.mark.parametrize(
    "source", ["Kalda Radio’s Oro Vann", "Kalda Radio correspondent Oro Vann", "Oro Vann of Kalda Radio"]
)
def test_a_reporter_speaks_through_the_outlet(source: str) -> None:
    text = f"{source} reported that the bridge was closed."
    told = said(text, "the bridge was closed", source, "reported", "named_person", speaker="Oro Vann")
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Radio"))
    assert path(chain)[2:] == [("Kalda Radio", "relay", "cites"), ("Oro Vann", "person", "speaks")]


def test_an_outlet_that_only_stands_in_a_title_employs_nobody() -> None:
    text = "Oro Vann, who sued Kalda Radio, said that the bridge was closed."
    told = said(
        text, "the bridge was closed", "Oro Vann, who sued Kalda Radio,", "said", "named_person", speaker="Oro Vann"
    )
    (chain,) = chains(text, (told,), mention(text, "outlet", "Kalda Radio"))
    assert path(chain)[2:] == [("Oro Vann", "person", "speaks")]


@pytest.mark.parametrize(
    ("source", "kind", "name", "owner"),
    [
        ("The Port Office statement", "organisation", "Port Office", "Port Office"),
        ("The Port Office statement after the storm", "organisation", "Port Office", "Port Office"),
        ("The Norwegian announcement", "place", "Norwegian", "Norway"),
    ],
)
def test_a_statement_is_its_givers(source: str, kind: MentionKind, name: str, owner: str) -> None:
    text = f"{source} said that the bridge was closed."
    told = said(text, "the bridge was closed", source, "said", "document")
    (chain,) = chains(text, (told,), mention(text, kind, name))
    assert path(chain)[2:] == [(source, "document", "cites"), (owner, "organisation", "speaks")]
    assert chain.origin_named


def test_a_report_on_a_country_is_not_the_countrys() -> None:
    text = "The Norwegian report said that the bridge was closed."
    told = said(text, "the bridge was closed", "The Norwegian report", "said", "document")
    (chain,) = chains(text, (told,))
    assert [h.party for h in chain.hops[2:]] == ["The Norwegian report"]


@pytest.mark.parametrize(
    ("content", "party", "kind"),
    [
        (
            "“Kalda Radio’s sources in the port report that the gates are shut",
            "Kalda Radio’s sources in the port",
            "unnamed",
        ),
        ("that some hawks in the capital are pushing for a closure", "some hawks in the capital", "unnamed"),
        ("the Port Office has admitted to a mistake", "Port Office", "organisation"),
    ],
)
def test_what_is_passed_on_ends_with_whoever_speaks_in_it(content: str, party: str, kind: str) -> None:
    text = f"The Hill Herald reported {content}."
    told = said(text, content, "The Hill Herald", "reported", "media_outlet")
    named = Mention("m-1", "a-1", Span(text.find(content), text.find(content) + 15), "organisation", "Port Office")
    (chain,) = chains(text, (told,), *([named] if "Office" in content else []))
    assert path(chain)[2:] == [("The Hill Herald", "relay", "cites"), (party, kind, "speaks")]
    assert chain.breaks is None


def test_what_has_an_attribution_of_its_own_ends_the_chain_of_what_holds_it() -> None:
    text = "The Hill Herald reported that officials said the bridge was closed."
    outer = said(text, "that officials said the bridge was closed", "The Hill Herald", "reported", "media_outlet")
    inner = said(text, "the bridge was closed", "officials", "said", "unnamed_official", id_="s-2", inside="s-1")
    found = {c.attribution_id: c for c in chains(text, (outer, inner))}
    assert [h.party for h in found["s-1"].hops[2:]] == ["The Hill Herald"]
    assert found["s-1"].breaks is not None
    assert [h.party for h in found["s-2"].hops[2:]] == ["The Hill Herald", "officials"]


def test_what_an_outlet_tells_of_is_no_speaker() -> None:
    text = "The Hill Herald reported that officials were asleep when the bridge closed."
    told = said(
        text, "that officials were asleep when the bridge closed", "The Hill Herald", "reported", "media_outlet"
    )
    (chain,) = chains(text, (told,))
    assert [h.party for h in chain.hops[2:]] == ["The Hill Herald"]


def test_it_is_the_document_beside_whoever_gave_it() -> None:
    text = "They passed round a voice message from two crews. It claims that the pier fell."
    told = replace(
        said(text, "the pier fell", "It", "claims", "document"), speaker="two crews", speaker_span=at(text, "two crews")
    )
    (chain,) = chains(text, (told,))
    assert path(chain)[2:] == [("a voice message", "document", "cites"), ("two crews", "unnamed", "speaks")]


def test_whoever_denies_reports_did_not_pass_them_on() -> None:
    text = "Vann denied reports on social media that the pier fell."
    outer = replace(said(text, "that the pier fell", "Vann", "denied", "named_person"), stance="denies")
    inner = replace(
        said(text, "the pier fell", "reports on social media", "reports", "unnamed_source"), inside=outer.id
    )
    found = chains(text, (outer, inner))[-1]
    assert [h.party for h in found.hops[2:]] == ["reports on social media"]


def test_in_a_call_with_this_newspaper_is_no_relay() -> None:
    text = "A miller, in a call with this newspaper, said that the bridge was closed."
    told = said(text, "the bridge was closed", "A miller", "said", "unnamed_source", venue="a call with this newspaper")
    (chain,) = chains(text, (told,))
    assert [h.party for h in chain.hops] == ["Hill Archive", "The Narva Post", "A miller"]


def test_told_to_the_outlets_own_contributor_is_no_relay() -> None:
    text = "A miller told a Narva Post correspondent that the bridge was closed."
    told = said(
        text, "the bridge was closed", "A miller", "told", "unnamed_source", addressee="a Narva Post correspondent"
    )
    (chain,) = chains(text, (told,), mention(text, "outlet", "Narva Post"))
    assert [h.party for h in chain.hops] == ["Hill Archive", "The Narva Post", "A miller"]


@pytest.mark.parametrize(("line", "hops"), [("With Tidewire. ", 4), ("", 3), ("Tidewire came home. ", 3)])
def test_a_lone_name_that_stands_only_as_whom_one_tells_is_an_outlet(line: str, hops: int) -> None:
    text = f"{line}A miller told Tidewire that the bridge was closed."
    told = said(text, "the bridge was closed", "A miller", "told", "unnamed_source")
    start = text.rindex("Tidewire")
    named = Mention("m-1", "a-test", Span(start, start + 8), "person", "Tidewire")
    told = replace(told, addressee=named.span)
    (chain,) = chains(text, (told,), named)
    assert len(chain.hops) == hops


@pytest.mark.parametrize(
    ("content", "hop"),
    [
        ("the raid in its bulletin, Sawt al-Mina, on Friday", "its bulletin, Sawt al-Mina"),
        ("the truce in a two-line statement", "a two-line statement"),
        ("the raid that was told of in a statement", None),
        ("the raid in the port", None),
    ],
)
def test_the_document_behind_a_few_words_is_the_channel(content: str, hop: str | None) -> None:
    text = f"The Front claimed {content}."
    told = said(text, content, "The Front", "claimed", "named_organisation")
    (chain,) = chains(text, (told,))
    assert [h.party for h in chain.hops[2:-1]] == [hop] * (hop is not None)
