from __future__ import annotations

from firsthand.model.articles import Datum
from firsthand.model.findings import Chain, Passage, ReuseLink
from firsthand.model.readings import Attribution, Mention
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
