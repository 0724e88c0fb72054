"""Relays, formats, carried quotations, edges, addressee and venue: on words alone, with relations given by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, attributions

from firsthand.model.readings import Attribution
from firsthand.model.spans import Span
from firsthand.read.attributions.channels import addressee, venue
from firsthand.read.attributions.formats import formats, is_transcript
from firsthand.read.attributions.hedges import hedges
from firsthand.read.attributions.inner import inner
from firsthand.read.attributions.mend import mend
from firsthand.read.attributions.reader import read_relations
from firsthand.read.attributions.relays import relays
from firsthand.read.attributions.rules import by_rules, sure
from firsthand.read.attributions.weigh import LEAST, weighed
from firsthand.read.encoder import look
from firsthand.read.labels import Name, Relation
from firsthand.read.words import Paragraph, paragraphs


def paragraph(text: str) -> Paragraph:
    (p,) = paragraphs(article(text))
    return p


def headline(text: str) -> Paragraph:
    return paragraphs(article("Body.", text))[0]


def find(p: Paragraph, words: str) -> tuple[int, ...]:
    """The word numbers of a stretch of words, which must stand in the paragraph."""
    wanted = words.split()
    low = list(p.words)
    for i in range(len(low)):
        if low[i : i + len(wanted)] == wanted:
            return tuple(range(i, i + len(wanted)))
    raise AssertionError(words)


def relation(p: Paragraph, source: str, cue: str, content: str) -> Relation:
    at = find(p, cue)
    return Relation(at, at[0], find(p, source) if source else (), find(p, content), 0.9, "hand")


def told(p: Paragraph, r: Relation) -> tuple[str, str, str]:
    source, cue, content = (" ".join(p.words[i] for i in part) for part in (r.source, r.cue, r.content))
    return source, cue, content


def test_what_is_cited_is_a_voice_of_its_own() -> None:
    p = paragraph("Delta TV reported on Monday, citing a security source, that the pier had burned.")
    made = relays(p, [relation(p, "Delta TV", "reported", "that the pier had burned")])
    assert [told(p, r) for r in made] == [
        ("Delta TV", "reported", "that the pier had burned"),
        ("a security source", "citing", "that the pier had burned"),
    ]


def test_cited_matter_that_cannot_speak_is_no_voice() -> None:
    p = paragraph("The port closed its gates, the mayor said, citing fears of fire.")
    given_ = [relation(p, "the mayor", "said", "The port closed its gates")]
    assert relays(p, given_) == given_


def test_as_saying_has_two_voices() -> None:
    p = paragraph("Delta TV quoted a port official as saying that the pier had burned.")
    assert {told(p, r) for r in relays(p, [])} == {
        ("Delta TV", "quoted", "that the pier had burned"),
        ("a port official", "as saying", "that the pier had burned"),
    }


def test_reports_that_confirm_something_say_that_and_not_what_the_speaker_said() -> None:
    p = paragraph("The camp is empty, he said, citing police reports confirming the flight of two hundred people.")
    made = relays(p, [relation(p, "he", "said", "The camp is empty")])
    assert told(p, made[-1]) == ("police reports", "citing confirming", "the flight of two hundred people")


@pytest.mark.parametrize(
    ("text", "voice", "relayed"),
    [
        ("Delta TV reported, citing a security source, that the pier had burned.", "Delta TV", "a security source"),
        ("According to Reuters, Mara Lind said the bridge was safe.", "Reuters", "Mara Lind"),
    ],
)
def test_a_relayed_voice_stands_inside_the_one_that_relays(text: str, voice: str, relayed: str) -> None:
    by_source = {" ".join(s.of(text) for s in a.source): a for a in attributions(text)}
    if {voice, relayed} <= set(by_source):  # which voices are found is measured elsewhere
        assert by_source[relayed].inside == by_source[voice].id
        assert by_source[voice].inside is None


def test_the_party_told_and_the_day_are_no_content() -> None:
    p = paragraph("Sources tell Delta TV on Monday that the pier burned.")
    (r,) = mend(p, [relation(p, "Sources", "tell", "Delta TV on Monday that the pier burned")])
    assert told(p, r) == ("Sources", "tell", "that the pier burned")


def test_a_source_after_the_last_comma_is_no_content() -> None:
    p = paragraph("The pier burned for hours, a security source told Delta TV.")
    (r,) = mend(p, [relation(p, "", "told", "The pier burned for hours , a security source")])
    assert told(p, r) == ("a security source", "told", "The pier burned for hours")


@pytest.mark.parametrize(
    ("text", "cue", "content", "whom", "where"),
    [
        ("Mara Lind told Delta TV on Monday that it rained.", "told", "that it rained", "Delta TV", None),
        ("Mara Lind confirmed to Delta TV that it rained.", "confirmed", "that it rained", "Delta TV", None),
        (
            "Speaking to reporters at a rally in Keldon, she said it rained.",
            "said",
            "it rained",
            "reporters",
            "a rally in Keldon",
        ),
        ("Oro Vann had been told by a guard that it rained.", "told", "that it rained", "Oro Vann", None),
        ("She said in a post on Telegram that it rained.", "said", "that it rained", None, "a post on Telegram"),
        ("She said in court that it rained.", "said", "that it rained", None, None),
        ("Mara Lind told us that it rained.", "told", "that it rained", "us", None),
        ("Mara Lind swore to me that it rained.", "swore", "that it rained", "me", None),
        ("Mara Lind urged the port to close.", "urged", "close", "the port", None),
        ("Mara Lind urged restraint.", "urged", "restraint", None, None),
        ("Mara Lind asked him why it rained.", "asked", "why it rained", "him", None),
        ("Mara Lind called on the crews to sail.", "called on", "sail", "the crews", None),
        ("Mara Lind said on local radio that it rained.", "said", "that it rained", None, "local radio"),
        ("Mara Lind told Delta TV by telephone that it rained.", "told", "that it rained", "Delta TV", "telephone"),
        ("The office, in a note on its website, says it rained.", "says", "it rained", None, "a note on its website"),
        (
            "In a report to the mayor, part of which was read to this paper by somebody there, Lind wrote that it rained.",
            "wrote",
            "that it rained",
            "the mayor",
            "a report",
        ),
        ("The crews in Keldon had sent out a statement, she said.", "said", "The crews", None, None),
        ("Oro Vann told this newspaper that it rained.", "told", "that it rained", "this newspaper", None),
        ("In an earlier comment to KTV she said it rained.", "said", "it rained", "KTV", None),
        (
            "Lind repeated before the provincial assembly that it rained.",
            "repeated",
            "that it rained",
            None,
            "the provincial assembly",
        ),
        ("Lind declined to comment on the Delta report, but said it rained.", "said", "it rained", None, None),
        (
            "Lind blamed the crews, which said in a statement that it rained.",
            "blamed",
            "the crews",
            None,
            None,
        ),
        ("Lind said before the storm that it rained.", "said", "that it rained", None, None),
        ("Lind said in parliament that it rained.", "said", "that it rained", None, "parliament"),
        ("The firm said in a press release that it rained.", "said", "that it rained", None, "a press release"),
        ("There never has been rain, he told reporters there.", "told", "There never has been rain", "reporters", None),
        ("The maker confirmed the sale to the paper on Monday.", "confirmed", "the sale", "the paper", None),
        (
            "The ministry asked the Harbour Council on Monday for a meeting.",
            "asked",
            "for a meeting",
            "the Harbour Council",
            None,
        ),
        ("Somebody who would not be quoted by name said it rained.", "said", "it rained", None, None),
        ("It rained, according to the clinic; a man reached by phone saw it.", "according to", "It rained", None, None),
        ("The Post asked the Harbour Council how it rained.", "asked", "how it rained", "the Harbour Council", None),
        ("Oro Vann, who spoke on the day of the funeral, said it rained.", "said", "it rained", None, None),
        ("An official on Tuesday walked back a statement, saying it rained.", "saying", "it rained", None, None),
        ("An officer told Norlandic state radio the opposite.", "told", "the opposite", "Norlandic state radio", None),
        (
            "In an interview with Radio Lesk she said it rained.",
            "said",
            "it rained",
            "Radio Lesk",
            "an interview with Radio Lesk",
        ),
    ],
)
def test_to_whom_and_where(text: str, cue: str, content: str, whom: str | None, where: str | None) -> None:
    p = paragraph(text)
    r = relation(p, "", cue, content)
    assert [x and x.of(text) for x in (addressee(p, r), venue(p, r))] == [whom, where]


def test_whom_a_source_was_interviewed_by_is_its_hearer() -> None:
    p = paragraph("Crews interviewed by Delta TV described the storm.")
    r = relation(p, "Crews interviewed by Delta TV", "described", "the storm")
    whom = addressee(p, r)
    assert whom
    assert whom.of("Crews interviewed by Delta TV described the storm.") == "Delta TV"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Official: base in Norland was hit", "Official"),
        ("Base in Norland was hit: officials", "officials"),
        ("Mara Lind: “We will rebuild the pier”", "Mara Lind"),
        ("Video: base in Norland was hit", None),
        ("Norland and Averna: ten years after the war", None),
    ],
)
def test_headlines_with_a_colon(text: str, source: str | None) -> None:
    p = headline(text)
    made = formats(p, [])
    assert [told(p, r)[0] for r in made] == ([source] if source else [])


def test_pull_quote_and_transcript() -> None:
    p = paragraph("“We will rebuild the pier.” ― Mara Lind, mayor of Keldon")
    assert [told(p, r)[0] for r in formats(p, [])] == ["Mara Lind , mayor of Keldon"]
    lines = paragraph(
        "“The pier will rise.” ― Mara Lind\n“We heard that. Nobody came.”― Ole Brandt.\n“So be it.” — An old docker"
    )
    assert [told(p, r)[0] for p in [lines] for r in formats(p, [])] == ["Mara Lind", "Ole Brandt", "An old docker"]
    mixed = paragraph("“The pier will rise.” ― Mara Lind said so. “Never,” said Brandt.")
    assert [told(p, r)[0] for p in [mixed] for r in formats(p, [])] == []
    turns = paragraphs(article("Q: Who stays?\n\nA: We stay, all of us.\n\nQ: Why?"))
    assert is_transcript(turns)
    assert [told(p, r) for p in turns[:2] for r in formats(p, [], True)] == [
        ("Q", ":", "Who stays ?"),
        ("A", ":", "We stay , all of us ."),
    ]
    assert not is_transcript(paragraphs(article("Time: noon. Bring water.\n\nThe ferry left.")))


def test_a_quotation_left_open_runs_on_into_the_next_paragraph() -> None:
    text = "Mara Lind said: “The pier is lost. We must leave.\n\n“The boats are ready.”\n\nThe ferry left."
    (a,) = [a for a in attributions(text) if a.source]
    assert a.content[-1].of(text).startswith("“The boats are ready.")
    assert len(a.content) == 2


def test_a_colon_leads_to_the_next_paragraphs_quotation() -> None:
    text = "As an old docker told the Harbour Post:\n\n“The pier burned all night and nobody came.”"
    (found,) = read_relations(look(paragraphs(article(text)), "en"))
    p, r, further = found
    assert told(p, r)[:2] == ("an old docker", "told")
    assert [s.of(text) for s in further] == ["“The pier burned all night and nobody came.”"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“The pier burned all night,” said Mara Lind, the mayor of Keldon.",
            "Mara Lind , the mayor of Keldon",
            "pier",
        ),
        (
            "Mara Lind, the mayor of Keldon, has said that the pier burned.",
            "Mara Lind , the mayor of Keldon ,",
            "that the pier",
        ),
        ("The pier burned, according to two guards on Monday.", "two guards", "The pier burned"),
        (
            "The pier burned and the boats sank, the mayor said on Monday.",
            "the mayor",
            "The pier burned and the boats sank",
        ),
        ("Police denied that the pier burned.", "Police", "that the pier burned"),
    ],
)
def test_rules_alone(text: str, source: str, content: str) -> None:
    p = paragraph(text)
    (r,) = by_rules(p)
    assert told(p, r)[0] == source
    assert content in told(p, r)[2]


@pytest.mark.parametrize(
    "text",
    ["Everything went to plan.", "The report is due in May.", "“Tell them he said so.”", "All told, two boats sank."],
)
def test_rules_alone_leave_other_uses_of_cue_words(text: str) -> None:
    assert by_rules(paragraph(text)) == []


def test_only_sure_rules_stand_beside_a_labeller() -> None:
    p = paragraph("“The pier burned all night,” Mara Lind said. The guard said it rained.")
    assert [told(p, r)[0] for r in sure(p, [])] == ["Mara Lind"]


PHRASES = [
    "said",
    "told",
    "that",
    "according to",
    "citing",
    "quoting",
    "as saying",
    "was quoted",
    "sources",
    "Mara Lind",
    "by",
]
PIECES = [
    *PHRASES,
    *'“”":—―,.()’-',
    "Delta TV",
    "in a statement",
    "on Monday",
    "to reporters",
    "not",
    "Q",
    "A",
    "\n\n",
    "the",
]
WORDS = st.sampled_from(PIECES)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), st.booleans())
def test_any_words_are_read_within_the_text(text: str, headed: bool) -> None:
    read: list[Attribution] = attributions(text, "Sources: base was hit" if headed else "")
    ids = {a.id for a in read}
    length = len(text) + (len("Sources: base was hit\n\n") if headed else 0)
    for a in read:
        assert a.content
        assert a.inside is None or (a.inside in ids and a.inside != a.id)
        for span in (*a.source, *a.cue, *a.content, *filter(None, (a.addressee, a.venue))):
            assert 0 <= span.start < span.end <= length


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The driver reportedly fled to Keldon.", "reportedly", "The driver fled to Keldon"),
        ("It was reported on air. It is said that the mayor is ill.", "is said", "that the mayor is ill"),
        ("Mara Lind is believed to have left the country.", "is believed", "Mara Lind to have left the country"),
    ],
)
def test_a_hedge_attributes_to_nobody(text: str, cue: str, content: str) -> None:
    p = paragraph(text)
    assert [told(p, r) for r in hedges(p, [])] == [("", cue, content)]


@pytest.mark.parametrize("text", ["She said hello.", "“He reportedly fled.”", "The boat was announced by a bell."])
def test_no_hedge_where_none_is(text: str) -> None:
    assert hedges(paragraph(text), []) == []


def test_a_hedge_is_of_no_source_kind() -> None:
    (a,) = attributions("The driver reportedly fled to Keldon with two bags.")
    assert (a.source, a.source_kind, a.speaker) == ((), "none", None)


def test_the_paper_that_something_was_written_in_is_its_venue() -> None:
    text = "Researcher Mara Lind wrote in the Harbour Post on 24 January that the pier was unsafe."
    (a,) = attributions(text)
    assert a.venue is not None
    assert a.venue.of(text) == "the Harbour Post"


def test_a_content_that_begins_within_the_name_of_the_party_told_begins_behind_it() -> None:
    p = replace(paragraph("Mara Lind told Minister Oro Vann to close the pier."), names=(Name(4, 6, "PERSON"),))
    (made,) = mend(p, [relation(p, "Mara Lind", "told", "Vann to close the pier .")])
    assert told(p, made) == ("Mara Lind", "told", "to close the pier .")
    assert addressee(p, made) == Span(15, 32)


def test_a_name_and_a_verb_that_close_a_sentence_are_an_attribution() -> None:
    text = "Averna will send 1,500 soldiers to Keldon and Darma to join the fight, CBR Keldon reports on 14 May."
    (a,) = attributions(text)
    assert [s.of(text) for s in a.source] == ["CBR Keldon"]
    assert [s.of(text) for s in a.cue] == ["reports"]
    assert a.content[0].of(text).startswith("Averna will send")


def test_a_speaker_who_cites_is_the_source_and_not_the_citing() -> None:
    text = "“This happened when aircraft hit the pier,” he reveals, citing police reports confirming the presence of raiders."
    assert all("citing" not in s.of(text) for a in attributions(text) for s in a.source)


def test_what_was_said_before_the_colon_and_after_it_is_one() -> None:
    text = "Lind tells Delta TV that the port plays a part:\n\n“We close the gate each night, and nobody asks.”"
    read = paragraphs(article(text))
    r = relation(read[0], "Lind", "tells", "that the port plays a part")
    read = [replace(read[0], relations=(r,)), replace(read[1], relations=())]
    ((p, found, further),) = [x for x in read_relations(read) if x[1].source == r.source]
    assert p is read[0]
    assert found.content == r.content
    assert [s.of(text) for s in further] == ["“We close the gate each night, and nobody asks.”"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("Lind announced that the gate would stay shut.", "Lind", "announced", "that the gate would stay shut", True),
        ("Lind may think that the gate stays shut.", "Lind", "may think", "that the gate stays shut", False),
        ("The port was chosen by Lind.", "Lind", "was chosen", "The port", False),
        ("It is believed that the gate was shut.", "", "is believed", "that the gate was shut", True),
    ],
)
def test_what_is_likelier_wrong_than_right_is_left_out(
    text: str, source: str, cue: str, content: str, kept: bool
) -> None:
    p = paragraph(text)
    r = replace(relation(p, source, cue, content), sureness=0.7)
    assert bool(weighed(p, [r], [False])) is kept


def test_a_quotation_is_surer_than_the_same_words_without_marks() -> None:
    p = paragraph("Lind announced that the gate would stay shut.")
    r = relation(p, "Lind", "announced", "that the gate would stay shut")
    (quoted,), (plain,) = weighed(p, [r], [True]), weighed(p, [r], [False])
    assert quoted.sureness > plain.sureness > LEAST


def test_a_verb_joined_on_has_the_subject_that_begins_the_sentence() -> None:
    p = paragraph("Norland denied the raid, but announced that it would send troops.")
    p = replace(p, names=(Name(0, 1, "place"),))
    (r,) = mend(p, [relation(p, "", "announced", "that it would send troops")])
    assert r.source == (0,)


def test_what_was_said_behind_a_semicolon_was_said_to_somebody_else_elsewhere() -> None:
    text = "Speaking to reporters at a rally in Keldon, Lind said it rained; the crews said it snowed."
    p = paragraph(text)
    rained, snowed = relation(p, "Lind", "said", "it rained"), relation(p, "the crews", "said", "it snowed")
    later = replace(snowed, cue=(p.words.index("said", rained.root + 1),), root=p.words.index("said", rained.root + 1))
    assert (addressee(p, later), venue(p, later)) == (None, None)
    assert [x and x.of(text) for x in (addressee(p, rained), venue(p, rained))] == ["reporters", "a rally in Keldon"]


def test_a_day_behind_an_outlet_is_no_part_of_its_name() -> None:
    p = paragraph("Lind said that it rained, as first reported by Delta TV on Thursday.")
    made = relays(p, [relation(p, "Lind", "said", "that it rained")])
    assert told(p, made[-1]) == ("Delta TV", "reported by", "that it rained")


def test_who_denies_a_report_has_it_not_from_there() -> None:
    denied, reported = attributions("The minister denied a report by Delta TV that the dam had cracked.")
    assert (denied.stance, denied.inside, reported.inside) == ("denies", None, None)


def test_which_quoted_somebody_is_a_relay_and_quoted_by_name_is_none() -> None:
    p = paragraph("According to the daily Libra, which quoted a source in the port, the pier had burned.")
    made = relays(p, [relation(p, "the daily Libra", "According to", "the pier had burned")])
    assert [told(p, r) for r in made] == [
        ("the daily Libra", "According to", "the pier had burned"),
        ("a source in the port", "which quoted", "the pier had burned"),
    ]
    p = paragraph("A clerk, who did not want to be quoted by name, said that it rained.")
    (one,) = relays(p, [relation(p, "A clerk", "said", "that it rained")])
    assert told(p, one)[0] == "A clerk"


def test_whoever_cites_before_the_verb_says_it_too() -> None:
    p = paragraph("Kalda television, citing the ministry, had placed the fire at the northern pier.")
    assert [told(p, r) for r in relays(p, [])] == [
        ("Kalda television", "placed", "the fire at the northern pier"),
        ("the ministry", "citing", "the fire at the northern pier"),
    ]


def test_was_quoted_as_saying_by_an_outlet() -> None:
    p = paragraph("“It burned,” the spokesman was quoted as saying by Delta News.")
    made = relays(p, [relation(p, "the spokesman", "was quoted as saying", "“ It burned , ”")])
    assert [told(p, r)[:2] for r in made] == [("Delta News", "quoted"), ("the spokesman", "as saying")]


def test_a_claim_that_is_denied_is_its_owners_words() -> None:
    p = paragraph("He rejected the claim of the port officials that the pier had burned.")
    (one,) = relays(p, [])
    assert told(p, one) == ("the port officials", "claim", "that the pier had burned")


def test_what_quoted_by_brings_in_ends_at_the_verb() -> None:
    p = paragraph("Sources quoted by Delta News claim that the pier had burned.")
    made = relays(p, [relation(p, "Sources", "claim", "that the pier had burned")])
    assert ("Delta News", "quoted by") in [told(p, r)[:2] for r in made]


def test_a_quotation_is_the_words_of_whoever_says_it_in_its_own_sentence() -> None:
    p = paragraph("The ministry rejected the report. “A fake,” its spokesman told Delta TV.")
    first = relation(p, "The ministry", "rejected", "the report")
    second = relation(p, "its spokesman", "told", "“ A fake , ”")
    both = replace(first, content=(*first.content, *second.content))
    assert [told(p, r)[2] for r in mend(p, [both, second])] == ["the report", "“ A fake , ”"]


@pytest.mark.parametrize("name", ["Heron, the state news agency,", "Heron, a website close to the group,"])
def test_a_name_told_to_be_an_outlet_is_one(name: str) -> None:
    (one, *_) = attributions(f"{name} reported on Monday that the pier had burned.")
    assert one.source_kind == "media_outlet"


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "He added that the miller had warned the port of a fire.",
            "that the miller had warned the port of a fire",
            ("the miller", "had warned", "the port of a fire"),
        ),
        (
            "He added that his cousin had told him that the pier was shut.",
            "that his cousin had told him that the pier was shut",
            ("his cousin", "had told", "the pier was shut"),
        ),
        (
            "He added that residents say the pier was shut and that nobody came.",
            "that residents say the pier was shut and that nobody came",
            ("residents", "say", "the pier was shut"),
        ),
        ("He added that the warning concerned all the ships.", "that the warning concerned all the ships", None),
        ("He added that the United States will send no ships.", "that the United States will send no ships", None),
        ("He added that he had said so many times before.", "that he had said so many times before", None),
        ("He added that the pier was reported as shut.", "that the pier was reported as shut", None),
    ],
)
def test_who_is_told_to_have_spoken_within_what_another_says(
    text: str, content: str, expected: tuple[str, str, str] | None
) -> None:
    p = paragraph(text)
    found = inner(p, [relation(p, "He", "added", content)])
    told = [tuple(" ".join(p.words[i] for i in part) for part in (r.source, r.cue, r.content)) for r in found]
    assert told == ([expected] if expected else [])


HEARSAY = [
    (
        "Oro Vann denied reports on social media that the pier had burned.",
        ("Oro Vann", "denied", "that the pier had burned"),
        ("reports on social media", "reports", "that the pier had burned"),
    ),
    (
        "Oro Vann declined to comment on Kaldan media reports that the pier had burned.",
        ("Oro Vann", "declined", "to comment"),
        ("Kaldan media", "reports", "that the pier had burned"),
    ),
    (
        "We have learned today from the port office that the pier had burned.",
        ("We", "learned", "that the pier had burned"),
        ("the port office", "learned from", "that the pier had burned"),
    ),
    (
        "He said he had the figure from the guards at the gate.",
        ("He", "said", "he had the figure from the guards at the gate"),
        ("the guards at the gate", "had from", "the figure"),
    ),
]


@pytest.mark.parametrize(("text", "read", "further"), HEARSAY, ids=[t for t, _, _ in HEARSAY])
def test_whose_words_were_heard_or_denied_is_a_voice(
    text: str, read: tuple[str, str, str], further: tuple[str, str, str]
) -> None:
    p = paragraph(text)
    assert further in [told(p, r) for r in relays(p, [relation(p, *read)])]


@pytest.mark.parametrize("text", ["Oro Vann denied reports that it rained.", "The port had help from the guards."])
def test_reports_of_nobody_and_help_are_no_voice(text: str) -> None:
    assert relays(paragraph(text), []) == []


@pytest.mark.parametrize(
    "text",
    [
        "The statement said that two of the men had “confessed to setting the fire.”",
        "The statement said that several guards had warned the port of it.",
    ],
)
def test_several_may_have_spoken_within_what_is_said(text: str) -> None:
    p = paragraph(text)
    (r,) = inner(p, [relation(p, "The statement", "said", " ".join(p.words[3:-1]))])
    assert told(p, r)[0] in ("two of the men", "several guards")
